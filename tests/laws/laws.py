#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The laws of the output over one report, checked by a program that shares nothing with the one that made it.

  laws.py [--password WORD] PDF     speaks TAP; a password may also stand in expected.json beside the PDF
  laws.py --made SEED PDF           the same over a document that it draws first: pages of made-up tables

1. Conservation: the characters that poppler's own pdftotext sees = those in tables and texts + those left out with a reason.
2. Evidence: a cell with text has a box, and the characters in its boxes are its text.
3. Tiling: each slot of a table belongs to exactly one cell.
4. Stability: twice the same bytes; runs in another order, moved or scaled pages give the same tables.
"""
import argparse
import collections
import functools
import json
import os
import random
import subprocess
import sys
import tempfile

import made_pages
import made_tables
import pagetext

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

# Marks that steer bidirectional text are no characters of the page: poppler adds them.
UNSEEN = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\f")
LIMIT = 12


class Report:
    def __init__(self, pdf, password):
        self.pdf, self.password = pdf, password
        self.opening = []
        if password is not None:
            self.keep = tempfile.NamedTemporaryFile("w")
            self.keep.write(password + "\n")
            self.keep.flush()
            self.opening = [f"--password-file={self.keep.name}"]

    def run(self, verb, *options, data=None):
        command = [os.environ["PIPEROLL"], verb, "-q", *self.opening, *options, self.pdf if data is None else "-"]
        done = subprocess.run(command, input=data, capture_output=True, timeout=600)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(command)}: exit status {done.returncode}: {done.stderr.decode(errors='replace')[:500]}")
        return done.stdout

    def seen(self, page):
        """What pdftotext sees on a page, without white space."""
        opening = ["-upw", self.password] if self.password is not None else []
        done = subprocess.run(["pdftotext", "-q", "-layout", "-f", str(page), "-l", str(page), *opening, self.pdf, "-"],
                              capture_output=True, timeout=600, check=True)
        return count(done.stdout.decode(errors="replace"))


def count(text):
    return collections.Counter(c for c in text if not c.isspace() and c not in UNSEEN)


def difference(name, wanted, found):
    missing, more = wanted - found, found - wanted
    out = []
    if missing:
        out.append(f"{name}: missing {''.join(sorted(missing.elements()))[:80]!r}")
    if more:
        out.append(f"{name}: too much {''.join(sorted(more.elements()))[:80]!r}")
    return out


def glyphs_of(report):
    return pagetext.glyphs(report.run("show", "--stage=page").decode())


def pages_are_read_whole(report):
    """Each page's glyphs, whatever became of them, are what pdftotext sees. (Where poppler drops a character that was
    painted twice both drop it.)"""
    by_page = collections.defaultdict(list)
    for glyph in glyphs_of(report):
        by_page[glyph.page].append(glyph.character)
    pages = json.loads(report.run("extract", "-f", "json"))["pages"]
    out = []
    for page in pages:
        number = page["page"]
        out += difference(f"page {number}", report.seen(number), count("".join(by_page[number])))
    return out


def unit_labels(report):
    """What the lines of units hold beside the units: 单位： and the like. The tables as text tell the whole line."""
    found, lines, key = collections.Counter(), collections.Counter(), ""
    for line in report.run("show", "--stage=tables").decode().split("\n"):
        if line.startswith(". ") and key in ("unit", "unit-line"):
            (found if key == "unit" else lines).update(count(pagetext.unquote(pagetext.TOKEN.findall(line)[2])))
        elif not line.startswith(". "):
            key = line.partition(" ")[0]
    return lines - found


def nothing_is_lost(report):
    """The glyphs that are shown = the characters of tables and texts, the header rows once more for each time they are printed."""
    shown = collections.Counter(g.character for g in glyphs_of(report) if g.fate in ".u")
    document = json.loads(report.run("extract", "-f", "json"))
    found = unit_labels(report)
    for table in json.loads(report.run("tables", "-f", "json"))["tables"]:
        for text in [table["title"], table["unit"], *table["notes"]] + [cell["text"] for cell in table["cells"]]:
            found += count(text)
        again = sum(part["header_repeated"] for part in table["parts"])
        header = "".join(c["text"] for c in table["cells"] if c["row"] < table["header_rows"])
        for _ in range(again):
            found += count(header)
    for piece in document["text"]:
        found += count(piece["text"])
    return difference("document", count("".join(shown.elements())), found)


def coverage_is_told(report):
    document = json.loads(report.run("extract", "-f", "json"))
    out = []
    glyphs = glyphs_of(report)
    for page in document["pages"]:
        here = [g for g in glyphs if g.page == page["page"]]
        shown = sum(g.fate in ".u" for g in here)
        if page["shown"] != shown:
            out.append(f"page {page['page']}: says {page['shown']} are shown, the page has {shown}")
        if page["placed"] != page["shown"]:
            out.append(f"page {page['page']}: {page['placed']} of {page['shown']} placed")
        left = len(here) - shown
        if page["left_out"] != left:
            out.append(f"page {page['page']}: says {page['left_out']} are left out, the page has {left}")
    left = collections.Counter(g.fate for g in glyphs_of(report))
    for fate, tag in (("i", "text-invisible"), ("f", "text-faint"), ("c", "text-covered"), ("o", "text-off-page"), ("d", "text-duplicate")):
        named = sum(len("".join((i.get("detail") or "").split())) for i in document["issues"] if i["tag"] == tag)
        if named < left[fate]:
            out.append(f"{left[fate]} characters are left out as {tag}, issues name {named}")
    return out


def overlap(a, b):
    """Of two [page, x0, y0, x1, y1]."""
    return a[0] == b[0] and a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]


def cells_stand_on_evidence(report):
    by_page = collections.defaultdict(list)
    for glyph in glyphs_of(report):
        if glyph.fate in ".u":
            by_page[glyph.page].append(glyph)
    out = []
    over = [(box, count(text["text"])) for text in json.loads(report.run("extract", "-f", "json"))["text"] for box in text["boxes"]]
    for number, table in enumerate(json.loads(report.run("tables", "-f", "json"))["tables"], 1):
        for cell in table["cells"]:
            wanted = count(cell["text"])
            if not wanted:
                continue
            if not cell["boxes"]:
                out.append(f"table {number}, cell {cell['row']},{cell['col']} has no box")
            here = [g for page, *box in cell["boxes"] for g in by_page[page] if g.middle_is_in(box)]
            inside = collections.Counter(g.character for g in here)
            # A watermark lies over cells without being in them.
            for other, text in over:
                if any(overlap(other, box) for box in cell["boxes"]):
                    inside -= (inside - wanted) & text
            # A text too long for its cell runs on beside it: a run that begins or ends inside may lie partly outside.
            runs, known = {(g.page, g.run) for g in here}, set(map(id, here))
            beyond = (g.character for page in {g.page for g in here} for g in by_page[page]
                      if (g.page, g.run) in runs and id(g) not in known)
            inside += (wanted - inside) & collections.Counter(beyond)
            out += difference(f"table {number}, cell {cell['row']},{cell['col']} {cell['text']!r}", wanted, inside)
    return out


def grids_are_tiled(report):
    out = []
    for number, table in enumerate(json.loads(report.run("tables", "-f", "json"))["tables"], 1):
        times = collections.Counter()
        for cell in table["cells"]:
            for row in range(cell["row"], cell["row"] + cell["rowspan"]):
                for col in range(cell["col"], cell["col"] + cell["colspan"]):
                    times[row, col] += 1
        for row in range(table["rows"]):
            for col in range(table["cols"]):
                if times.pop((row, col), 0) != 1:
                    out.append(f"table {number}: slot {row},{col} is not covered once")
        out += [f"table {number}: slot {slot} is outside the grid" for slot in times]
        if sum(part["rows"] for part in table["parts"]) < table["rows"]:
            out.append(f"table {number}: its parts do not make up its rows")
    return out


def runs_repeat(report):
    return [f"{verb} gives other bytes the second time" for verb in ("extract", "tables")
            if report.run(verb, "-f", "json") != report.run(verb, "-f", "json")]


def bare(tables):
    """Tables without places and without the file's name."""
    out = []
    for table in tables["tables"]:
        table = {k: v for k, v in table.items() if k != "confidence"}
        table["parts"] = [{k: v for k, v in part.items() if k != "bbox"} for part in table["parts"]]
        table["cells"] = [{k: v for k, v in cell.items() if k != "boxes"} for cell in table["cells"]]
        out.append(table)
    return out


def first_difference(name, a, b):
    if a == b:
        return []
    if len(a) != len(b):
        return [f"{name}: {len(b)} tables, not {len(a)}"]
    out = []
    for number, (one, other) in enumerate(zip(a, b), 1):
        for key in one:
            if one[key] != other.get(key):
                if key == "cells":
                    pairs = [(c, d) for c, d in zip(one[key], other[key]) if c != d][:2] or [(len(one[key]), len(other[key]))]
                    out += [f"{name}: table {number}: {c} became {d}" for c, d in pairs]
                else:
                    out.append(f"{name}: table {number}: {key} {one[key]} became {other.get(key)}")
    return out


def pages_may_be_changed(report):
    seed = int(os.environ.get("PR_SEED", "20251124"))
    text = report.run("show", "--stage=page").decode()
    wanted = bare(json.loads(report.run("tables", "-f", "json")))
    variants = {
        "read back": text,
        f"runs shuffled (seed {seed})": pagetext.shuffle(text, random.Random(seed)),
        "moved by 13.5, 7.25": pagetext.transform(text, 1, 13.5, 7.25),
        "scaled by 1.7": pagetext.transform(text, 1.7, 0, 0),
        "scaled by 0.6": pagetext.transform(text, 0.6, 0, 0),
    }
    out = []
    for name, variant in variants.items():
        out += first_difference(name, wanted, bare(json.loads(report.run("tables", "-f", "json", data=variant.encode()))))
    return out


LAWS = [("each page is read whole", pages_are_read_whole), ("nothing is lost or doubled", nothing_is_lost),
        ("coverage is told as it is", coverage_is_told), ("cells stand on evidence", cells_stand_on_evidence),
        ("grids are tiled", grids_are_tiled), ("the same bytes twice", runs_repeat),
        ("order, place and size of a page change nothing", pages_may_be_changed)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--password")
    parser.add_argument("--made", type=int, metavar="SEED", help="draw a page of each kind of made-up table into PDF first")
    parser.add_argument("pdf")
    args = parser.parse_args()
    if args.made is not None:
        made_pages.write(args.pdf, [made_pages.Page(args.made + i, kind) for i, kind in enumerate(made_tables.RULES)])
    password = args.password
    truth = os.path.join(os.path.dirname(args.pdf), "expected.json")
    if password is None and os.path.exists(truth):
        with open(truth, encoding="utf-8") as file:
            password = json.load(file).get("password")
    report = Report(args.pdf, password)
    tap.run([(name, functools.partial(law, report)) for name, law in LAWS], LIMIT)


main()
