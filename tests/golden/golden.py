#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""One report through the whole pipeline, stage by stage, against the texts kept beside it: golden.py CASE

A difference names the first stage where the report went another way. PR_BLESS=1 writes the texts anew: look at the
difference in git, and at expected.py's claims, before you commit it. Speaks TAP.
"""
import difflib
import os
import sys

import expected
import program

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

STAGES = ("page", "tables", "clean", "record")


def stage_text(case, stage):
    if stage == "document":
        # The document names all definitions that were known, with their hashes: one new label would change each report's text.
        document = program.run(case, "extract", "-f", "xml")
        return b"".join(line for line in document.splitlines(keepends=True) if not line.startswith(b"<definition "))
    return program.run(case, "show", f"--stage={stage}")


def compare(case, stage, name):
    """The lines of a difference, none where there is none."""
    path = os.path.join(case.golden, name)
    actual = stage_text(case, stage).decode()
    if os.environ.get("PR_BLESS"):
        os.makedirs(case.golden, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(actual)
    if not os.path.exists(path):
        return [f"{path} is missing: PR_BLESS=1 writes it"]
    with open(path, encoding="utf-8", newline="") as file:
        kept = file.read()
    return list(difflib.unified_diff(kept.splitlines(), actual.splitlines(), f"kept/{name}", f"now/{name}", n=2, lineterm=""))


def main():
    case = program.Case(sys.argv[1])
    claims = [(f"{stage} is as kept", lambda stage=stage: compare(case, stage, f"{stage}.txt")) for stage in STAGES]
    claims.append(("document is as kept", lambda: compare(case, "document", "document.xml")))
    claims += expected.claims(case)
    tap.run(claims)


main()
