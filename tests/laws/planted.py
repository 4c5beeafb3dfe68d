# SPDX-License-Identifier: GPL-2.0-or-later
"""Are the planted errors found, and nothing else? planted.py: every PDF of fixtures/findings against its list, made by hand."""
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
    told = tap.Claims(3 * len(paths))
    for path in paths:
        wanted = planted(path[:-4] + ".txt")
        counts, findings = found(path)
        again, portable = found(path, "--portable")
        differences = [f"not found: {key} {count}" for key, count in sorted((wanted - counts).items())]
        differences += [f"not planted: {key} {count}" for key, count in sorted((counts - wanted).items())]
        name = os.path.basename(path)
        told.tell(f"{name}: what is planted is found, and nothing else", counts == wanted, differences)
        told.tell(f"{name}: plain XPath says the same, to the letter", portable == findings)
        told.tell(f"{name}: no id is there twice", len({f["id"] for f in findings}) == len(findings))
    told.finish()


main()
