#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages made up by chance that have no table (made_texts.py): none must be found.

  random_texts.py [COUNT [KIND…]]       speaks TAP; PR_SEED=N begins at another seed (each failure prints its own)
  random_texts.py --keep FILE KIND SEED     writes the page of one seed, to look at

Of each kind the share in LEAST must be free of tables: 0.99 is the aim; where it is less, that much is reached.
"""
import concurrent.futures
import os
import sys
import tempfile

import made_texts
import random_tables

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

LEAST = {**dict.fromkeys(made_texts.KINDS, 0.99), "columns": 0.96, "blanks": 0.97, "equations": 0.97}


def tables_of(kind, seed, folder):
    path = os.path.join(folder, f"{kind}-{seed}.pdf")
    made_texts.write(path, kind, seed)
    return [f"seed {seed}: {t['rows']} × {t['cols']}, {t['method']} {t['confidence']}" for t in random_tables.tables_in(path)]


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "--keep":
        made_texts.write(sys.argv[2], sys.argv[3], int(sys.argv[4]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    kinds = sys.argv[2:] or made_texts.KINDS
    first = int(os.environ.get("PR_SEED", "1"))
    claims = tap.Claims(len(kinds))
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for kind in kinds:
            pages = list(pool.map(lambda seed: tables_of(kind, seed, folder), range(first, first + count)))
            free = sum(not page for page in pages)
            claims.tell(kind, free >= LEAST[kind] * count, [line for page in pages for line in page][:20] + [f"{free} of {count} without a table"])
    claims.finish()


if __name__ == "__main__":
    main()
