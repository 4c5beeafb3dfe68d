# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings against a set's own: findings.py FOLDER PIPEROLL

NAME.findings.json beside NAME-*.pdf lists what a careful reader finds in their forms: all of it is to be found, and 97 of 100 findings
are to be among it, or be what the reader found by eye: of that a part, and nothing in a form or row where the eye saw nothing. identities.json lists relations of figures, each with its verdict: each that is violated is to be found, each that is
off by rounding alone is to be told apart, and nothing is to be called an error that is not among the violated.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys

PRECISION = 0.97
troubles = []


def check(program, pdf):
    text = subprocess.run([program, "check", "-q", "-f", "jsonl", "--fail-on", "never", pdf], check=True, stdout=subprocess.PIPE,
                          encoding="utf-8").stdout
    return [line for line in map(json.loads, text.splitlines()) if line["type"] == "finding"]


def row(where):
    match = re.search(r"(funds|indicators)(?:/row)?\[(\d+)\]", where)
    return (match[1], int(match[2])) if match else None


def seen(entry):
    """(form, kind, rows) of a place by eye: "indicators[2..3]", "goal.actual / indicators[9]", "funds[0]"."""
    match = re.search(r"(funds|indicators)\[(\d+)(?:\.\.(\d+))?\]", entry["where"])
    return (entry["form"], match[1], range(int(match[2]), int(match[3] or match[2]) + 1)) if match else (entry["form"], "goal", ())


def eye(by_eye, beyond):
    """Which of `beyond` the eye saw too, and how many of its places that are."""
    places = [seen(entry) for entry in by_eye]
    agreed = [key for key in beyond if key[3] and any(form == key[0] and kind == key[3][0] and key[3][1] in rows
                                                      for form, kind, rows in places)]
    hits = sum(any(form == key[0] and kind == key[3][0] and key[3][1] in rows for key in agreed) for form, kind, rows in places)
    return agreed, hits


def forms(truth_path, program):
    with open(truth_path, encoding="utf-8") as file:
        whole = json.load(file)
    truth = whole["findings"]
    wanted = collections.Counter((f["form"], f["rule"], f["severity"], row(f["where"])) for f in truth)
    for pdf in sorted(glob.glob(glob.escape(truth_path[: -len(".findings.json")]) + "-*.pdf")):
        found = collections.Counter()
        for finding in check(program, pdf):
            place = row(finding["where"])
            if place:
                place = (place[0], place[1] - 1)  # rows count from 1 with us
            found[finding.get("form"), finding["rule"], finding["severity"], place] += 1
        hits = sum((wanted & found).values())
        beyond = found - wanted
        agreed, by_eye = eye(whole.get("by_eye", []), beyond)
        extra = sorted(beyond.keys() - agreed, key=str)
        print(f"{os.path.basename(pdf)}: {hits} of {sum(wanted.values())} found, {by_eye} of {len(whole.get('by_eye', []))} that were "
              f"found by eye, {len(extra)} beyond them")
        troubles.extend(f"not found: {key}" for key in (wanted - found))
        if len(extra) > (1 - PRECISION) * sum(found.values()):
            troubles.extend(f"beyond the list: {key}" for key in extra)


def digits(text):
    return re.sub(r"[^\d.]", "", text or "")


def page_of(identity):
    return identity.get("page") or (identity.get("left_cells") or [{}])[0].get("page")


def disclosure(document, folder, program):
    findings = check(program, os.path.join(folder, document["file"]))
    told = [i for i in document["identities"] if i["kind"] != "soft" and i["status"] in ("VIOLATED", "rounding") and digits(i["left"])]
    missed = 0
    for identity in told:
        wanted = identity["status"] == "rounding"
        sides = (digits(identity["left"]), digits(identity["right"]))  # either may be what is printed, or the sum
        if not any(digits(f["printed"]) in sides and (f["class"] == "rounding") == wanted
                   and f.get("page") in (page_of(identity), page_of(identity) + 1) for f in findings):
            missed += 1
            troubles.append(f"{document['file']}: {identity['id']} {identity['status']} is not found: {identity['rule']}")
    violated = {digits(i["left"]) for i in told if i["status"] == "VIOLATED"}
    extra = [f for f in findings if f["severity"] == "error" and f["class"] == "arithmetic" and digits(f["printed"]) not in violated]
    troubles.extend(f"{document['file']}: called an error: {f['rule']} {f['where']} {f['printed']}" for f in extra)
    print(f"{document['file']}: {len(told) - missed} of {len(told)} found, {len(extra)} errors beyond them")


def main():
    folder, program = sys.argv[1:]
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*.findings.json"))):
        forms(path, program)
    relations = os.path.join(folder, "identities.json")
    if os.path.exists(relations):
        with open(relations, encoding="utf-8") as file:
            for document in json.load(file)["documents"]:
                disclosure(document, folder, program)
    for trouble in troubles:
        print(trouble)
    return len(troubles) > 0


sys.exit(main())
