#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables made up by chance, set as PDF, read back and compared cell by cell.

  random_tables.py [COUNT [KIND…]]      speaks TAP; PR_SEED=N begins at another seed (each failure prints its own)
  random_tables.py --keep FILE KIND SEED     writes the page of one seed, to look at

Kinds: "cuts" and "cuts over pages" are grids with spans anywhere, each drawn whole; those of made_kinds.py are pages of other kinds, so
many of each unless it is named; the others are the RULES of made_tables.py, tables as reports print them. Of each kind the share in LEAST
must be exact: 0.99 is the aim; where it is less, that much is reached.
"""
import concurrent.futures
import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import made_kinds
import made_pages
import made_tables

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

LEAST = {"cuts": 0.99, "cuts over pages": 0.99, "grid": 0.99, "open sides": 0.97, "booktabs": 0.99, "frame": 0.99, "rows": 0.99, "bands": 0.99,
         "header": 0.97, "none": 0.97}
LEAST |= made_kinds.LEAST

WIDTH, HEIGHT, SIZE = 595, 842, 9
LETTERS = "abcdefghjkmnpqrstuvwxyz"


class Grid:
    """A table: cuts, and spans (row, col, rowspan, colspan, lines of text) that tile it."""

    def __init__(self, chance, left, top, right):
        rows, cols = chance.randint(2, 9), chance.randint(2, 7)
        taken, self.spans = set(), []
        for row in range(rows):
            for col in range(cols):
                if (row, col) in taken:
                    continue
                height, width = (chance.choice((1, 1, 1, 1, 2, 3)) for _ in range(2))
                height, width = min(height, rows - row), min(width, cols - col)
                while any((row, c) in taken for c in range(col, col + width)):
                    width -= 1
                taken |= {(r, c) for r in range(row, row + height) for c in range(col, col + width)}
                self.spans.append([row, col, height, width])
        self.drop_idle_cuts(0)
        self.drop_idle_cuts(1)
        self.rows = max(s[0] + s[2] for s in self.spans)
        self.cols = max(s[1] + s[3] for s in self.spans)
        weights = [chance.uniform(1, 2.2) for _ in range(self.cols)]
        total, x = sum(weights), left
        self.xs = [left]
        for weight in weights:
            x += (right - left) * weight / total
            self.xs.append(round(x, 2))
        self.ys = [top]
        for _ in range(self.rows):
            self.ys.append(round(self.ys[-1] + chance.uniform(26, 44), 2))
        for span in self.spans:
            span.append(self.words(chance, span))

    def drop_idle_cuts(self, axis):
        """A cut where no span begins is not seen by anybody: number the cuts anew without it."""
        used = sorted({s[axis] for s in self.spans} | {s[axis] + s[axis + 2] for s in self.spans})
        new = {cut: i for i, cut in enumerate(used)}
        for span in self.spans:
            end = span[axis] + span[axis + 2]
            span[axis] = new[span[axis]]
            span[axis + 2] = new[end] - span[axis]

    def words(self, chance, span):
        room = self.xs[span[1] + span[3]] - self.xs[span[1]] - 8
        most = int(room / (SIZE * 0.62))
        if chance.random() < 0.15 or most < 2:
            return []
        lines = []
        for _ in range(chance.choice((1, 1, 1, 2))):
            if chance.random() < 0.4:
                lines.append(f"{chance.randint(0, 10 ** min(6, most - 1)):d}")
            else:
                lines.append("".join(chance.choice(LETTERS) for _ in range(chance.randint(2, min(most, 9)))))
        return lines

    def is_a_table(self):
        """Beyond doubt: the smallest grids with hardly any text are frames to a reader, too."""
        told = [span for span in self.spans if span[4]]
        return len(told) >= 4 and len({span[1] for span in told}) >= 2 and len(told) * 2 > len(self.spans)


def draw(grid, chance):
    """Pieces of a content stream, in any order."""
    pieces = []
    width, filled, whole = round(chance.uniform(0.3, 1.2), 2), chance.random() < 0.4, chance.random() < 0.5
    owner = {}
    for index, (row, col, height, span, _) in enumerate(grid.spans):
        owner |= {(r, c): index for r in range(row, row + height) for c in range(col, col + span)}

    def line(x0, y0, x1, y1):
        x0, x1, y0, y1 = x0, x1, HEIGHT - y0, HEIGHT - y1
        half = width / 2
        if filled:
            pieces.append(f"{x0 - half:.2f} {min(y0, y1) - half:.2f} {x1 - x0 + width:.2f} {abs(y1 - y0) + width:.2f} re f")
        else:
            pieces.append(f"{width} w 2 J {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def lines(cuts, others, slots, across):
        for cut in range(len(cuts)):
            begin = None
            for i in range(len(others)):
                inside = i < len(others) - 1
                a, b = (slots(cut - 1, i), slots(cut, i)) if inside else (None, None)
                seen = inside and owner.get(a) != owner.get(b)
                if seen and begin is None:
                    begin = i
                if begin is not None and (not seen or not whole):
                    end = i if not seen else i + 1
                    across(cuts[cut], others[begin], others[end])
                    begin = None

    lines(grid.ys, grid.xs, lambda cut, i: (cut, i), lambda y, x0, x1: line(x0, y, x1, y))
    lines(grid.xs, grid.ys, lambda cut, i: (i, cut), lambda x, y0, y1: line(x, y0, x, y1))
    for row, col, height, span, words in grid.spans:
        middle = (grid.ys[row] + grid.ys[row + height]) / 2
        at = middle - len(words) * SIZE * 1.2 / 2 + SIZE
        for i, word in enumerate(words):
            pieces.append(f"BT /F1 {SIZE} Tf {grid.xs[col] + 4:.2f} {HEIGHT - at - i * SIZE * 1.2:.2f} Td ({word}) Tj ET")
    return pieces


def document(*contents):
    """A PDF of a page for each content stream."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(contents)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for i, content in enumerate(contents):
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> "
                       f"/Contents {5 + 2 * i} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010d} 00000 n \n" for p in places)
    return (out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").encode("ascii")


def page_of(seed):
    """One or two tables of a seed, and the page they stand on."""
    chance = random.Random(seed)
    grids, top = [], chance.uniform(40, 120)
    while len(grids) < 2:
        grid = Grid(chance, chance.uniform(30, 90), top, chance.uniform(420, 560))
        if not grid.is_a_table():
            continue
        if grid.ys[-1] > HEIGHT - 40:
            if grids:
                break
            continue
        grids.append(grid)
        top = grid.ys[-1] + chance.uniform(40, 90)
    pieces = [piece for grid in grids for piece in draw(grid, chance)]
    chance.shuffle(pieces)
    return grids, document("\n".join(pieces))


def cut(grid, at, top):
    """A grid as two, the rows from `at` on at the top of the next page. None where that could be read in two ways: a cell that
    the cut goes through looks like two, a blank one behind the cut like the rest of the one before it."""
    if any(row < at < row + height or row == at and not words for row, _, height, _, words in grid.spans):
        return None
    rest = copy.copy(grid)
    rest.spans = [[row - at, *span] for row, *span in grid.spans if row >= at]
    rest.ys = [round(y - grid.ys[at] + top, 2) for y in grid.ys[at:]]
    first = copy.copy(grid)
    first.spans = [span for span in grid.spans if span[0] < at]
    first.ys = grid.ys[:at + 1]
    return (first, rest) if first.is_a_table() and len({span[1] for span in rest.spans}) > 1 else None


def pages_of(seed):
    """A table that runs over the end of a page, with page numbers between its parts."""
    chance = random.Random(f"pages {seed}")
    while True:
        grid = Grid(chance, chance.uniform(30, 90), 60, chance.uniform(420, 560))
        clean = [at for at in range(2, grid.rows) if cut(grid, at, 60) is not None]
        if grid.is_a_table() and clean:
            break
    at = chance.choice(clean)
    down = HEIGHT - 60 - grid.ys[at]
    grid.ys = [round(y + down, 2) for y in grid.ys]
    contents = []
    for number, part in enumerate(cut(grid, at, 50), 1):
        pieces = draw(part, chance) + [f"BT /F1 8 Tf {WIDTH / 2:.2f} 25 Td (- {number} -) Tj ET"]
        chance.shuffle(pieces)
        contents.append("\n".join(pieces))
    return [grid], document(*contents)


def tables_in(path):
    done = subprocess.run([os.environ["PIPEROLL"], "tables", "-q", "-f", "json", path], capture_output=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError(f"exit status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)["tables"]


def compare_cuts(grid, table):
    out = []
    wanted = {(r, c): (h, w, "".join(words)) for r, c, h, w, words in grid.spans}
    there = {(c["row"], c["col"]): (c["rowspan"], c["colspan"], "".join(c["text"].split())) for c in table["cells"]}
    if (table["rows"], table["cols"]) != (grid.rows, grid.cols):
        out.append(f"{table['rows']} × {table['cols']}, not {grid.rows} × {grid.cols}")
    for slot in sorted(wanted.keys() | there.keys()):
        if wanted.get(slot) != there.get(slot):
            out.append(f"slot {slot} is {there.get(slot)}, not {wanted.get(slot)}")
    return out


def plain(text):
    """Without the spaces that are no part of the text: inside of numbers, beside Chinese characters."""
    return re.sub(r"(?<=\d) (?=\d)|(?<=[\u2e00-\uffef]) | (?=[\u2e00-\uffef])", "", text)


def compare_cells(maker, table):
    made, out = maker.table, []
    if (table["rows"], table["cols"]) != (made.rows, made.cols):
        out.append(f"{table['rows']} × {table['cols']}, not {made.rows} × {made.cols}")
    there = {(c["row"], c["col"]): (c["rowspan"], c["colspan"], plain(c["text"])) for c in table["cells"] if c["text"]}
    for row, col, height, width, text, is_vague in made_tables.truth(maker):
        slot, wanted = (row, col), (height, width, plain(text))
        if is_vague:
            slot = next((s for s, cell in there.items() if cell[2] == wanted[2] and s[0] <= row < s[0] + cell[0]
                         and s[1] <= col < s[1] + cell[1]), slot)
            wanted = (*there.get(slot, wanted)[:2], wanted[2])
        found = there.pop(slot, None)
        if found != wanted:
            out.append(f"slot {slot} is {found}, not {wanted}")
    return out + [f"slot {slot} is {cell}, and should not be" for slot, cell in there.items()]


def compare_made(maker, table):
    made, out = maker.table, compare_cells(maker, table)
    for name, said, wanted in (("title", [table["title"]], [made.title]), ("unit", [table["unit"]], [made.unit]),
                               ("notes", table["notes"], made.notes)):
        if [plain(text) for text in said] != [plain(text) for text in wanted]:
            out.append(f"{name} {said}, not {wanted}")
    return out


def draw_seed(kind, seed, path):
    """Writes the page of a seed. Returns what must be found, and how to compare it."""
    if kind.startswith("cuts"):
        wanted, data = (page_of if kind == "cuts" else pages_of)(seed)
        with open(path, "wb") as file:
            file.write(data)
        return wanted, compare_cuts
    page = made_kinds.KINDS[kind](seed) if kind in made_kinds.KINDS else made_pages.Page(seed, kind)
    made_pages.write(path, [page])
    return page.makers, compare_made


def trouble_of(kind, seed, folder):
    """Two numbers, of tables and of those that are not exact, and what is wrong with these."""
    path = os.path.join(folder, f"{kind}-{seed}.pdf")
    wanted, compare = draw_seed(kind, seed, path)
    try:
        found = tables_in(path)
    except AssertionError as error:
        return len(wanted), len(wanted), [str(error)]
    os.unlink(path)
    if len(found) != len(wanted):
        return len(wanted), len(wanted), [f"{len(found)} tables, not {len(wanted)}"]
    if kind in made_kinds.BESIDE:
        found.sort(key=lambda table: table["parts"][0]["bbox"][0])
    troubles = [compare(made, table) for made, table in zip(wanted, found)]
    return len(wanted), sum(map(bool, troubles)), [line for trouble in troubles for line in trouble]


def hold(kind, first, count, folder):
    """Whether enough tables of a kind are exact; a line for each thing that is not."""
    tables, wrong, out = 0, 0, []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for seed, trouble in zip(range(first, first + count), pool.map(lambda s: trouble_of(kind, s, folder), range(first, first + count))):
            tables += trouble[0]
            wrong += trouble[1]
            out += [f"seed {seed}: {line}" for line in trouble[2][:4]]
    out.append(f"{kind}: {tables - wrong} of {tables} exact, {100 * (tables - wrong) / tables:.1f} %")
    return tables - wrong >= LEAST[kind] * tables, out


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "--keep":
        draw_seed(sys.argv[3], int(sys.argv[4]), sys.argv[2])
        return
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    kinds = sys.argv[2:] or list(LEAST)
    first = int(os.environ.get("PR_SEED", "1"))
    claims = tap.Claims(len(kinds))
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            count = min(most, made_kinds.PAGES) if kind in made_kinds.KINDS and not sys.argv[2:] else most
            is_held, lines = hold(kind, first, count, folder)
            claims.tell(kind, is_held, lines[-1:] if is_held else lines[-30:])
    claims.finish()


if __name__ == "__main__":
    main()
