# SPDX-License-Identifier: GPL-2.0-or-later
"""Are the planted errors found, and nothing else? planted.py: every PDF of fixtures/findings against its list, made by hand."""
import collections
import glob
import json
import os
import subprocess
import sys

PIPEROLL = os.environ.get("PIPEROLL", "piperoll")
SOURCE = os.environ.get("PIPEROLL_SOURCE", os.path.join(os.path.dirname(__file__), "..", ".."))


def planted(path):
    with open(path, encoding="utf-8") as file:
        return collections.Counter(tuple(line.rstrip("\n").split("\t")) for line in file if not line.startswith("#"))


def found(path, *options):
    """The findings, and whether each shows where it is and what the calculation used."""
    text = subprocess.run([PIPEROLL, "check", "-q", "-f", "jsonl", "--fail-on", "never", *options, path], check=True,
                          stdout=subprocess.PIPE, encoding="utf-8").stdout
    findings = [line for line in map(json.loads, text.splitlines()) if line["type"] == "finding"]
    for finding in findings:
        assert finding["places"], finding
        assert all(operand["places"] for operand in finding["operands"]), finding
        assert finding["message"]["zh"] and finding["message"]["en"], finding
    return collections.Counter((f["where"], f["rule"], f["severity"]) for f in findings), findings


def main():
    paths = sorted(glob.glob(os.path.join(SOURCE, "fixtures", "findings", "*.pdf")))
    print(f"1..{3 * len(paths)}")
    for number, path in enumerate(paths):
        wanted = planted(path[:-4] + ".txt")
        counts, findings = found(path)
        again, portable = found(path, "--portable")
        claims = [("what is planted is found, and nothing else", counts == wanted),
                  ("plain XPath says the same, to the letter", portable == findings),
                  ("no id is there twice", len({f["id"] for f in findings}) == len(findings))]
        for place, (claim, holds) in enumerate(claims, 3 * number + 1):
            print(f"{'ok' if holds else 'not ok'} {place} - {os.path.basename(path)}: {claim}")
        for key, count in sorted((wanted - counts).items()):
            print(f"# not found: {key} {count}")
        for key, count in sorted((counts - wanted).items()):
            print(f"# not planted: {key} {count}")


main()
