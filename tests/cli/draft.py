# SPDX-License-Identifier: GPL-2.0-or-later
"""`piperoll draft`: an unedited draft finds what a definition written by hand finds, in copies that it has not seen too.
PR_BLESS=1 writes the kept draft anew."""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

SOURCE = os.environ["PIPEROLL_SOURCE"]
REPORTS = os.path.join(SOURCE, "fixtures", "reports")
INSTRUMENTS = os.path.join(REPORTS, "instruments", "report.pdf")
BY_HAND = os.path.join(REPORTS, "instruments", "forms", "instrument-acceptance.xml")
KEPT = os.path.join(REPORTS, "instruments", "golden", "draft.xml")
PROJECTS = os.path.join(REPORTS, "project-stacked", "report.pdf")


def piperoll(*arguments, status=0):
    done = subprocess.run([os.environ["PIPEROLL"], *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    assert done.returncode == status, f"{arguments}: status {done.returncode}: {done.stderr.decode(errors='replace')}"
    return done.stdout.decode() if status == 0 else done.stderr.decode()


def placed(report, form, *options):
    """{slot: printed text} of what has a field; what has none is listed under its label."""
    text = piperoll("show", "-q", "--stage=record", f"--form={form}", *options, report)
    found = {}
    for line in text.splitlines():
        match = re.match(r'leaf \S+ (label "[^"]*" )?slot (\d+ \d+ \d+)(?: raw ("(?:[^"\\]|\\.)*"))?', line)
        if match and not match[1] and match[3]:
            found[match[2]] = match[3]
    return found


def draft(folder, *arguments):
    path = os.path.join(folder, "draft.xml")
    piperoll("draft", "-q", "-o", path, *arguments)
    return path


def check_kept():
    text = piperoll("draft", "-q", INSTRUMENTS)
    if os.environ.get("PR_BLESS"):
        with open(KEPT, "w", encoding="utf-8") as file:
            file.write(text)
    with open(KEPT, encoding="utf-8") as file:
        assert file.read() == text, "the draft of the instruments is not as kept: PR_BLESS=1, and look at the difference"


def check_unseen():
    with tempfile.TemporaryDirectory() as folder:
        form = draft(folder, "--pages=1-2", INSTRUMENTS)
        wanted, found = placed(INSTRUMENTS, BY_HAND, "--pages=3"), placed(INSTRUMENTS, form, "--pages=3")
        assert len(wanted) > 30 and wanted.items() <= found.items(), sorted(wanted.items() - found.items())


def check_builtin():
    """The same as a built-in definition finds, from several files as well as from one."""
    with tempfile.TemporaryDirectory() as folder:
        for examples in ([PROJECTS], [PROJECTS, os.path.join(REPORTS, "project-continued", "report.pdf")]):
            form = draft(folder, "--title=项目支出绩效自评表", *examples)
            wanted, found = placed(PROJECTS, "project-self-evaluation"), placed(PROJECTS, form)
            lost = sorted(wanted.items() - found.items())
            assert len(lost) <= 0.05 * len(wanted), lost


def check_single():
    """From one filled report each table of a family is drafted, and is known by its title."""
    report = os.path.join(REPORTS, "final-accounts", "report.pdf")
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.join(folder, "made")
        piperoll("draft", "-q", "-o", folder, report)
        drafts = os.listdir(folder)
        assert len(drafts) >= 2, drafts
        found = set()
        for name in drafts:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                assert ' titled="true"' in file.read(), name
            found |= placed(report, os.path.join(folder, name)).keys()
        # Where both fit as well, the user's definition wins over the built-in one.
        ours = {name[:-4] for name in drafts}
        for table in json.loads(piperoll("forms", "-q", "--explain", "-f", "json", f"--forms-dir={folder}", report))["tables"]:
            best = {trial["form"] for trial in table["trials"] if trial["score"] == table["trials"][0]["score"] > 0}
            assert not best & ours or table["form"] in ours, table
    tables = json.loads(piperoll("tables", "-q", "-f", "json", report))["tables"]
    wanted = {f"{number} {cell['row']} {cell['col']}" for number, table in enumerate(tables, 1) for cell in table["cells"]
              if cell["role"] != "header" and cell["text"]}
    assert len(wanted) > 40 and len(wanted & found) >= 0.95 * len(wanted), sorted(wanted - found)


def check_refusals():
    report = os.path.join(REPORTS, "final-accounts", "report.pdf")
    for output in ([], ["-o", "-"], ["-o", "one.xml"]):
        said = piperoll("draft", "-q", *output, report, status=2)
        assert "several forms" in said and said.count("\n") == 1, said
    said = piperoll("draft", "-q", os.path.join(REPORTS, "prose", "report.pdf"), "--title=天气", status=2)
    assert "no form was found" in said, said
    piperoll("draft", "-q", "no-such-file.pdf", status=4)


def check_explained():
    """Each table is explained; who won there is what is extracted; without its title a definition says so."""
    definitions = f"--forms-dir={os.path.dirname(BY_HAND)}"
    for report in (INSTRUMENTS, os.path.join(REPORTS, "final-accounts", "report.pdf")):
        tables = json.loads(piperoll("forms", "-q", "--explain", "-f", "json", definitions, report))["tables"]
        forms = json.loads(piperoll("extract", "-q", "-f", "json", definitions, report))["forms"]
        assert [t["form"] for t in tables if t["form"] and not t["goes_on"]] == [f["definition"] for f in forms]
        for table in tables:
            scores = [trial["score"] for trial in table["trials"]]
            assert scores == sorted(scores, reverse=True), table
            assert not table["form"] or table["trials"][0]["form"] == table["form"], table
    with tempfile.TemporaryDirectory() as folder:
        with open(BY_HAND, encoding="utf-8") as file:
            text = file.read().replace("仪器到货验收单", "别的表").replace("<label>判定</label>", "<label>结论</label>")
        with open(os.path.join(folder, "other.xml"), "w", encoding="utf-8") as file:
            file.write(text)
        said = piperoll("forms", "-q", "--explain", f"--forms-dir={folder}", INSTRUMENTS)
        assert "not its title" in said and "missing: parameters.verdict" in said, said


CHECKS = [("the draft of a form is as kept", check_kept), ("a copy that was not among the examples is read whole", check_unseen),
          ("a draft finds what the built-in definition finds", check_builtin),
          ("single tables are drafted into a folder", check_single), ("what cannot be drafted is said", check_refusals),
          ("how definitions fare is explained", check_explained)]

tap.run(CHECKS)
