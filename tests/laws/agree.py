# SPDX-License-Identifier: GPL-2.0-or-later
"""Do our rule sets say the same in an independent Schematron processor?

agree.py DOCUMENT…   PDFs, or XML that piperoll made of them; folders are searched for PDFs; the .txt of a case of fixtures/together
                     stands for its documents, given together

Each rule set goes as it is to lxml.isoschematron, which makes XSLT of it and runs that on libxslt; the verdicts of `piperoll
check`, exact and portable, must be the same: the same assertions, failed on the same nodes.
"""
import collections
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

try:
    from lxml import etree, isoschematron
except ImportError:
    tap.skip_all("python3-lxml is not there")

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
PIPEROLL = os.environ.get("PIPEROLL", "piperoll")
SOURCE = os.environ.get("PIPEROLL_SOURCE", os.path.join(os.path.dirname(__file__), "..", ".."))


def read(path):
    return etree.parse(path, etree.XMLParser(huge_tree=True))


def places(report, document):
    """A multiset of (assertion, node): nodes by their place in the document, as two processors write them differently."""
    found = collections.Counter()
    for failed in report.iter(SVRL + "failed-assert", SVRL + "successful-report"):
        nodes = document.xpath(failed.get("location"))
        assert len(nodes) == 1, failed.get("location")
        found[failed.get("id"), document.getpath(nodes[0])] += 1
    return found


def ours(path, rules, *options):
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.xml")
        subprocess.run([PIPEROLL, "check", "--no-builtin", "--rules", rules, "--fail-on", "never", "-q", "-f", "svrl", "-o", report,
                        *options, path], check=True)
        return read(report)


def theirs_of(rules):
    """The rules as the stylesheet that makes a report of a document. By its own steps, for isoschematron.Schematron checks the
    schema first, and as libxml2 collects no ids for RELAX NG that check refuses every reference."""
    included = isoschematron.iso_dsdl_include(read(rules))
    expanded = isoschematron.iso_abstract_expand(included)
    return etree.XSLT(isoschematron.iso_svrl_for_xslt1(expanded))


def xml_of(path, folder):
    with open(path, "rb") as file:
        if not file.read(5).startswith(b"%PDF"):
            return path
    result = os.path.join(folder, os.path.basename(path) + ".xml")
    subprocess.run([PIPEROLL, "extract", "-q", "-o", result, path], check=True)
    return result


def is_of_many(rules):
    return read(rules).getroot().get("{urn:piperoll:rules:1}of") == "documents"


def together(case, folder):
    """The documents of a case in one, as they are when they are given together."""
    with open(case, encoding="utf-8") as file:
        names = file.readline().removeprefix("# documents: ").split()
    root = etree.Element("{urn:piperoll:document:1}documents", nsmap={None: "urn:piperoll:document:1"})
    for name in names:
        root.append(read(xml_of(os.path.join(os.path.dirname(case), name), folder)).getroot())
    result = os.path.join(folder, os.path.basename(case) + ".xml")
    etree.ElementTree(root).write(result, encoding="utf-8", xml_declaration=True)
    return result


def search(path):
    return sorted(glob.glob(os.path.join(path, "**", "*.pdf"), recursive=True)) if os.path.isdir(path) else [path]


def main(arguments):
    paths = [path for argument in arguments for path in search(argument)]
    sets = sorted(glob.glob(os.path.join(SOURCE, "schema", "rules", "*.sch")))
    cases = [path.endswith(".txt") for path in paths]
    pairs = [(rules, index) for rules in sets for index, is_case in enumerate(cases) if is_of_many(rules) == is_case]
    claims = tap.Claims(len(pairs))
    with tempfile.TemporaryDirectory() as folder:
        documents = [together(path, folder) if is_case else xml_of(path, folder) for path, is_case in zip(paths, cases)]
        others = {rules: theirs_of(rules) for rules in sets}
        for rules, index in pairs:
            xml, other = documents[index], others[rules]
            document = read(xml)
            theirs = places(other(document), document)
            verdicts = {name: places(ours(xml, rules, *options), document)
                        for name, options in (("exact", ()), ("portable", ("--portable",)))}
            faults = []
            for name, verdict in verdicts.items():
                if verdict != theirs:
                    faults += [f"{name}: ours alone: {sorted((verdict - theirs).items())[:5]}",
                               f"{name}: theirs alone: {sorted((theirs - verdict).items())[:5]}"]
            claims.tell(f"{os.path.basename(rules)} on {os.path.basename(paths[index])}: {sum(theirs.values())} findings",
                        not faults, faults)
    claims.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
