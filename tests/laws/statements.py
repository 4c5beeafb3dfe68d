#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Statements of the kinds of made_statements.py and made_banded.py, made up by chance, set as PDF and read back.

  statements.py [COUNT [KIND…]]      speaks TAP; PR_SEED=N begins at another seed
  statements.py --keep FILE KIND SEED     writes the page of one seed, to look at
"""
import concurrent.futures
import copy
import os
import re
import sys
import tempfile

import made_banded
import made_pages
import made_statements
import random_tables

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

# The share of pages that must be exact: 0.99 is the aim; where it is less, that much is reached. Of "posts" short rules that
# meet upright ones are read as a grid of their own; above bands a section is taken for a line of the header where no rule is between.
LEAST = {"years": 0.99, "years and units": 0.97, "groups": 0.97, "titled": 0.97, "page rules": 0.97, "box head": 0.97, "posts": 0.62,
         "signs": 0.99, "banded": 0.85, "banded titled": 0.65, "lit": 0.99}


def unmerged(maker):
    """The same table with each line of its header in a row of its own: a unit under its year is one name, or two."""
    other = copy.copy(maker)
    other.table = copy.copy(maker.table)
    header = maker.table.header_rows - 1
    height = max(len(cell.lines) for cell in maker.table.cells if cell.row == header)
    other.table.cells = []
    for cell in maker.table.cells:
        if cell.row < header:
            other.table.cells.append(cell)
        elif cell.row > header:
            other.table.cells.append(copy.copy(cell))
            other.table.cells[-1].row += height - 1
        else:
            for i, line in enumerate(cell.lines):
                part = copy.copy(cell)
                part.row, part.lines = header + height - len(cell.lines) + i, [line]
                other.table.cells.append(part)
    other.table.rows += height - 1
    other.table.header_rows += height - 1
    return other


def without_gaps(text):
    """A sign is of its number, whatever white the page has between them."""
    return re.sub(r"(?<=[$€£¥]) | (?=[)%])", "", text)


def unspaced(maker, table):
    """Both without the gaps between numbers and their signs."""
    maker = copy.deepcopy(maker)
    for cell in maker.table.cells:
        cell.lines = [without_gaps(line) for line in cell.lines]
    return maker, {**table, "cells": [{**cell, "text": without_gaps(cell["text"])} for cell in table["cells"]]}


def without_leaders(table):
    return {**table, "cells": [{**cell, "text": cell["text"].rstrip(". ")} for cell in table["cells"]]}


def compare(maker, table):
    if maker.kind == "box head":
        table = without_leaders(table)
    if maker.kind in made_statements.SIGNED:
        maker, table = unspaced(maker, table)
    out = random_tables.compare_cells(maker, table)
    if table["header_rows"] != maker.table.header_rows:
        out.append(f"{table['header_rows']} header rows, not {maker.table.header_rows}")
    return out


def sheet_of(kind, seed):
    return (made_banded if kind in made_banded.KINDS else made_statements).Sheet(kind, seed)


def trouble_of(kind, seed, folder):
    """What is wrong with the tables of a seed."""
    path = os.path.join(folder, f"{kind}-{seed}.pdf")
    page = sheet_of(kind, seed)
    made_pages.write(path, [page])
    found = random_tables.tables_in(path)
    os.unlink(path)
    if len(found) != len(page.makers):
        return [f"{len(found)} tables, not {len(page.makers)}"]
    out = []
    for maker, table in zip(page.makers, found):
        trouble = compare(maker, table)
        if trouble and kind != "box head":
            trouble = min(trouble, compare(unmerged(maker), table), key=len)
        out += trouble
    return out


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "--keep":
        made_pages.write(sys.argv[2], [sheet_of(sys.argv[3], int(sys.argv[4]))])
        return
    count, first = int(sys.argv[1]) if len(sys.argv) > 1 else 40, int(os.environ.get("PR_SEED", "1"))
    kinds, seeds = sys.argv[2:] or list(LEAST), range(first, first + count)
    claims = tap.Claims(len(kinds))
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for kind in kinds:
            troubles = list(pool.map(lambda seed: trouble_of(kind, seed, folder), seeds))
            exact = sum(not trouble for trouble in troubles)
            lines = [f"seed {seed}: {line}" for seed, trouble in zip(seeds, troubles) for line in trouble[:2]]
            claims.tell(kind, exact >= LEAST.get(kind, 1) * count, lines + [f"{exact} of {count} exact"])
    claims.finish()


if __name__ == "__main__":
    main()
