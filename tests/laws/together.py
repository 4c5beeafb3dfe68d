# SPDX-License-Identifier: GPL-2.0-or-later
"""Are documents that are given together compared? together.py: every case of fixtures/together against its list, made by hand."""
import collections
import glob
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

PIPEROLL = os.environ.get("PIPEROLL", "piperoll")
SOURCE = os.environ.get("PIPEROLL_SOURCE", os.path.join(os.path.dirname(__file__), "..", ".."))
FOLDER = os.path.join(SOURCE, "fixtures", "together")


def read_case(path):
    """The documents, and a multiset of (file, where, rule, severity)."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    documents = [os.path.join(FOLDER, name) for name in lines[0].removeprefix("# documents: ").split()]
    return documents, collections.Counter(tuple(line.split("\t")) for line in lines if not line.startswith("#"))


def check(*arguments):
    text = subprocess.run([PIPEROLL, "check", "-q", "-f", "jsonl", "--fail-on", "never", *arguments], check=True,
                          stdout=subprocess.PIPE, encoding="utf-8").stdout
    return [line for line in map(json.loads, text.splitlines()) if line["type"] == "finding"]


def of_many(findings):
    return [finding for finding in findings if finding["set"] == "together"]


def main():
    cases = sorted(glob.glob(os.path.join(FOLDER, "*.txt")))
    told = tap.Claims(4 * len(cases))
    for path in cases:
        documents, wanted = read_case(path)
        findings = check(*documents)
        together = of_many(findings)
        counts = collections.Counter((f["file"], f["where"], f["rule"], f["severity"]) for f in together)
        alone = [finding for document in documents for finding in check(document)]
        differences = [f"not found: {key} {count}" for key, count in sorted((wanted - counts).items())]
        differences += [f"not planted: {key} {count}" for key, count in sorted((counts - wanted).items())]
        name = os.path.basename(path)
        told.tell(f"{name}: what is planted is found, and nothing else", counts == wanted, differences)
        told.tell(f"{name}: each has its place, and so has what it is compared with",
                  all(f["places"] and all(o["places"] and o["file"] for o in f["operands"]) for f in together))
        told.tell(f"{name}: each document has the findings that it has alone", [f for f in findings if f not in together] == alone)
        told.tell(f"{name}: apart and portable", check("--apart", *documents) == alone
                  and of_many(check("--portable", "-j", "2", *documents)) == together)
    told.finish()


main()
