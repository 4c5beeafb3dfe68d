#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of the kinds of made_more.py, made up by chance, set as PDF and read back.

  more_tables.py [COUNT]       speaks TAP; PR_SEED=N begins at another seed
"""
import os
import re
import subprocess
import sys
import tempfile

import made_more
import made_pages
import random_tables

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

# The share that must be exact; of "not facing" none may be joined. What is missing: narrow columns on a facing page that are read as
# several tables.
LEAST = {"facing pages": 0.65, "labels beside": 0.97, "labels afloat": 0.97}


def is_wide(table):
    return any("cols" in part for part in table["parts"])


def trouble_of(kind, seed, folder):
    """What is wrong with the tables of a seed: nothing, that they are left in two, or worse."""
    path = os.path.join(folder, f"{kind}-{seed}.pdf")
    pages, maker = made_more.draw(kind, seed)
    made_pages.write(path, pages)
    found = random_tables.tables_in(path)
    wide = [table for table in found if is_wide(table)]
    if kind == "not facing":
        return ["joined"] if wide else []
    if len(found) != 1 or not wide:
        return ["left in two"]
    return random_tables.compare_cells(maker, found[0])


def is_valid(seed, folder):
    """Whether a document with such a table is written, which it is only if the schema accepts it, and nothing of it is lost."""
    path = os.path.join(folder, f"xml-{seed}.pdf")
    made_pages.write(path, made_more.draw("facing pages", seed)[0])
    done = subprocess.run([os.environ["PIPEROLL"], "extract", "-q", path], capture_output=True, timeout=120)
    return done.returncode == 0 and b"first-col=" in done.stdout and re.search(rb'<coverage [^>]* ratio="1"', done.stdout) is not None


def trouble_of_labels(kind, seed, folder):
    path = os.path.join(folder, f"{kind}-{seed}.pdf")
    page, maker = made_more.labels(kind, seed)
    made_pages.write(path, [page])
    found = random_tables.tables_in(path)
    if len(found) != 1:
        return [f"{len(found)} tables"]
    trouble = random_tables.compare_cells(maker, found[0])
    if kind == "labels beside":
        return trouble
    return [line for line in trouble if ", 0)" not in line]   # the slots of the first column


def tell_share(claims, kind, troubles):
    """Claims that enough of a kind are exact; `troubles` are what is wrong with each seed."""
    exact = sum(not trouble for trouble in troubles.values())
    lines = [f"seed {seed}: {line}" for seed, trouble in troubles.items() for line in trouble[:2]]
    claims.tell(kind, exact >= LEAST[kind] * len(troubles), lines + [f"{exact} of {len(troubles)} exact"])


def main():
    count, first = int(sys.argv[1]) if len(sys.argv) > 1 else 40, int(os.environ.get("PR_SEED", "1"))
    seeds = range(first, first + count)
    claims = tap.Claims(5)
    with tempfile.TemporaryDirectory() as folder:
        troubles = {seed: trouble_of("facing pages", seed, folder) for seed in seeds}
        tell_share(claims, "facing pages", troubles)
        lines = [f"seed {seed}: joined" for seed in seeds if trouble_of("not facing", seed, folder)]
        claims.tell("not facing", not lines, lines)
        joined = [seed for seed, trouble in troubles.items() if not trouble][:5]
        lines = [f"seed {seed}" for seed in joined if not is_valid(seed, folder)]
        claims.tell("documents with such tables are valid and whole", not lines, lines)
        for kind in ("labels beside", "labels afloat"):
            tell_share(claims, kind, {seed: trouble_of_labels(kind, seed, folder) for seed in seeds})
    claims.finish()


if __name__ == "__main__":
    main()
