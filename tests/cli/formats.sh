#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The shapes of the output: JSON as documented, CSV, HTML and XML that others can read, text of stages that is taken back.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

pdf table good.pdf '=1+1'
pdf pages three.pdf 3

run tables good.pdf
ends_with 0
claim 'the shape of tables' python3 - .out <<'PYTHON'
import json, sys
d = json.load(open(sys.argv[1]))
assert list(d) == ["file", "sha256", "tables", "pages", "coverage", "issues"], list(d)
assert d["file"] == "good.pdf" and len(d["sha256"]) == 64 and d["coverage"] == 1
assert [(p["page"], p["width"], p["height"], p["coverage"]) for p in d["pages"]] == [(1, 595, 842, 1)]
(t,) = d["tables"]
assert {"title", "unit", "notes", "header_rows", "rows", "cols", "method", "parts", "cells"} <= set(t)
assert (t["rows"], t["cols"], t["method"]) == (3, 2, "ruled")
slots = sorted((c["row"] + i, c["col"] + j) for c in t["cells"] for i in range(c["rowspan"]) for j in range(c["colspan"]))
assert slots == [(i, j) for i in range(3) for j in range(2)], slots
assert [c["text"] for c in t["cells"]] == ["Item", "Amount", "=1+1", "1,234.50", "Total", "1,234.50"]
(part,) = t["parts"]
assert part["page"] == 1 and part["rows"] == 3 and part["first_row"] == 0
x0, y0, x1, y1 = part["bbox"]
assert abs(x0 - 72) < 1 and abs(y0 - 122) < 1 and abs(x1 - 372) < 1 and abs(y1 - 194) < 1, part
for c in t["cells"]:
    ((page, bx0, by0, bx1, by1),) = c["boxes"]
    assert page == 1 and x0 - 1 <= bx0 < bx1 <= x1 + 1 and y0 - 1 <= by0 < by1 <= y1 + 1
assert all(len(f"{v:.10f}".rstrip("0").split(".")[1]) <= 2 for c in t["cells"] for b in c["boxes"] for v in b)
PYTHON

run extract -f json good.pdf
ends_with 0
claim 'the shape of extract' python3 - .out <<'PYTHON'
import json, sys
d = json.load(open(sys.argv[1]))
assert list(d) == ["file", "sha256", "forms", "facts", "tables", "text", "pages", "coverage", "issues"], list(d)
assert d["forms"] == [] and len(d["tables"]) == 1
shown = sum(p["shown"] for p in d["pages"])
assert shown == len("Budgetsheet1ItemAmount=1+11,234.50Total1,234.50"), shown
kept = "".join(c["text"] for c in d["tables"][0]["cells"]) + d["tables"][0]["title"] + "".join(t["text"] for t in d["text"])
assert sorted(kept.replace(" ", "")) == sorted("Budgetsheet1ItemAmount=1+11,234.50Total1,234.50"), kept
PYTHON

run tables -f csv three.pdf
ends_with 0
claim 'three blocks' test "$(grep -c '^#table,[123],' .out)" -eq 3
claim 'parted by empty lines' test "$(grep -c '^$' .out)" -eq 2
claim 'a field with a comma is quoted' grep -qx 'Paper,"1,234.50"' .out
run tables -f csv good.pdf
claim 'a formula is disarmed' grep -qx "'=1+1,\"1,234.50\"" .out
claim 'csv of python reads it' python3 -c 'import csv; assert ["Total", "1,234.50"] in list(csv.reader(open(".out")))'

pdf table markup.pdf '<b>&\"x'
run tables -f html markup.pdf
ends_with 0
claim 'html is well-formed but for its head' python3 - .out <<'PYTHON'
import sys
from html.parser import HTMLParser
cells = []
class Parser(HTMLParser):
    inside = False
    def handle_starttag(self, tag, attributes):
        assert tag in ("html", "head", "meta", "title", "style", "body", "table", "caption", "span", "thead", "tbody", "tr", "th", "td"), tag
        if tag in ("th", "td"):
            cells.append("")
            self.inside = True
    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.inside = False
    def handle_data(self, data):
        if self.inside:
            cells[-1] += data
Parser().feed(open(sys.argv[1]).read())
assert cells == ["Item", "Amount", '<b>&"x', "1,234.50", "Total", "1,234.50"], cells
PYTHON

for verb in extract tables; do
	run $verb -f xml markup.pdf
	ends_with 0
	claim 'xml holds the text' python3 - .out <<'PYTHON'
import sys, xml.etree.ElementTree as E
text = "".join(E.parse(sys.argv[1]).getroot().itertext())
assert '<b>&"x' in text and text.count("1,234.50") >= 2, text
PYTHON
done

# With -v, show also says what was looked at and is no table, and nothing else is another.
pdf aligned aligned.pdf
run show --stage=tables aligned.pdf -o plain.txt
ends_with 0
run show --stage=tables -v aligned.pdf -o verbose.txt
ends_with 0
claim 'nothing is declined without -v' bash -c '! grep -q ^declined plain.txt'
claim 'two lines are declined' grep -qE '^declined 1 [0-9. ]+ aligned "no columns; |^declined 1 [0-9. ]+ aligned ".*; lines 2, rows 2, ' verbose.txt
claim 'the rest is the same' cmp -s plain.txt <(grep -v ^declined verbose.txt)

# What show prints of pages can be read in place of the PDF.
run show --stage=page three.pdf -o three.page
ends_with 0
run tables --pages 2 three.pdf
cp .out of-pdf.json
run tables --pages 2 three.page
ends_with 0
claim 'the text of pages gives the tables of the PDF' cmp -s <(sed 1,3d .out) <(sed 1,3d of-pdf.json)
for stage in runs rulings lines page tables clean record; do
	run show --stage=$stage three.pdf
	ends_with 0
	[ $stage = record ] || claim "$stage prints something" test -s .out
	cp .out first
	run show -s $stage three.pdf
	claim "$stage is stable" cmp -s .out first
done
echo 'page 1 nonsense' >broken.page
run tables broken.page
ends_with 4
says 'broken.page: '

# The locale and the environment change nothing.
run tables good.pdf
cp .out first
for variables in LC_ALL=C LC_ALL=de_DE.UTF-8 TMPDIR=/nonexistent HOME=/nonexistent; do
	env "$variables" "$PIPEROLL" tables good.pdf >.out 2>.err
	claim "$variables" cmp -s .out first
done
env -i "ASAN_OPTIONS=${ASAN_OPTIONS:-}" "LSAN_OPTIONS=${LSAN_OPTIONS:-}" "$PIPEROLL" tables good.pdf >.out 2>.err
claim 'an empty environment' cmp -s .out first
finish
