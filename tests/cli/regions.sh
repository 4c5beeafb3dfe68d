#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# --region and --columns: the user says where a table is.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

pdf table ruled.pdf
pdf aligned aligned.pdf
pdf pages three.pdf 3

# table_is FILE METHOD ROW…: one table, its rows with | between cells.
table_is() {
	python3 - "$work/.out" "$@" <<'PYTHON'
import json, sys
_, out, method, *rows = sys.argv
tables = json.load(open(out))["tables"]
assert len(tables) == 1, len(tables)
(table,) = tables
grid = [["" for _ in range(table["cols"])] for _ in range(table["rows"])]
for c in table["cells"]:
    grid[c["row"]][c["col"]] = c["text"] + (f"<{c['colspan']}" if c["colspan"] > 1 else "")
assert table["method"] == method, table["method"]
assert ["|".join(r) for r in grid] == rows, grid
PYTHON
}
letters() {
	python3 -c 'import sys, xml.etree.ElementTree as E
print("".join(sorted("".join("".join(e.itertext()) for e in E.parse(sys.argv[1]).iter() if e.tag.endswith("}text")).replace(" ", ""))))' "$1"
}

run tables aligned.pdf
ends_with 0
claim 'only the numbers are a table by themselves' table_is aligned 'Port|Ships|Tons' 'Lowhaven|14|2,300' 'Eastness|9|870' 'Marsh|21|4,015'
run tables --region 1:70,270,400,305 aligned.pdf
ends_with 0
says_nothing
claim 'what is pointed at is a table, and nothing else is' table_is aligned 'Harbour master|in spring' 'Pilot|in autumn'
run tables --region 1:70,130,240,170 aligned.pdf
claim 'the region cuts: what is outside stays out' table_is aligned 'Port|Ships' 'Lowhaven|14'
run tables --region 1:70,270,400,305 -f xml aligned.pdf
ends_with 0
cp .out region.xml
run tables -f xml aligned.pdf
claim 'no character is lost or doubled' test "$(letters region.xml)" = "$(letters .out)"
run tables --region 1:70,130,400,195 --region 1:70,270,400,305 aligned.pdf
claim 'two regions, two tables' test "$(grep -o '"method"' .out | wc -l)" -eq 2
run tables --region 1:70,130,400,195 --columns 240 aligned.pdf
claim 'columns are where the user says' table_is aligned 'Port Ships|Tons' 'Lowhaven 14|2,300' 'Eastness 9|870' 'Marsh 21|4,015'
run tables --columns 190,240 aligned.pdf
claim 'columns of a table that was found' table_is aligned 'Port|Ships|Tons' 'Lowhaven|14|2,300' 'Eastness|9|870' 'Marsh|21|4,015'
run tables --region 1:70,130,400,195 --columns 190,240,350 aligned.pdf
claim 'a column may be blank' table_is aligned 'Port|Ships|Tons|' 'Lowhaven|14|2,300|' 'Eastness|9|870|' 'Marsh|21|4,015|'

run tables --region 1:60,110,400,210 ruled.pdf
claim 'a drawn grid is kept' table_is ruled 'Item|Amount' 'Paper|1,234.50' 'Total|1,234.50'
run tables --region 1:60,110,400,170 ruled.pdf
claim 'a drawn grid is cut by rows' table_is ruled 'Item|Amount' 'Paper|1,234.50'
run tables --columns 100,110 ruled.pdf
claim 'a ruled table keeps its columns' table_is ruled 'Item|Amount' 'Paper|1,234.50' 'Total|1,234.50'

run tables --region 3:60,110,400,210 --region 2:60,110,400,210 three.pdf
ends_with 0
claim 'only the pages of the regions are read' test "$(grep -o '"shown"' .out | wc -l)" -eq 2
claim 'two tables, not joined' test "$(grep -o '"method"' .out | wc -l)" -eq 2

run tables -v --region 1:1,1,20,20 ruled.pdf
ends_with 0
claim 'an empty region is an issue' grep -q 'page 1: .*region-empty' .err
for bad in 1 1: 1:1,2,3 1:1,2,3,4,5 0:1,2,3,4 -1:1,2,3,4 x:1,2,3,4 1:1,2,1,4 1:1,4,3,2 1:1,2,3,x 1:1,2,3,nan 1:1,2,3,1e99 1:1,2,0x30,40 ' 1:1,2,3,4' '1:1,2,3,4 '; do
	run tables --region "$bad" ruled.pdf
	ends_with 2
	says '--region' "$bad" 'PAGE:x0,y0,x1,y1'
	prints_nothing
done
for bad in '' , 1, 2,1 1,1 a 1,b inf 0x10 1e2 +1; do
	run tables --columns "$bad" ruled.pdf
	ends_with 2
	says '--columns' 'x1,x2'
done
run tables --pages 1 --region 2:1,2,3,4 three.pdf
ends_with 2
says '--region' --pages
run tables --region 4:1,2,3,4 three.pdf
ends_with 4
says 'three.pdf: ' 'page 4' 'it has 3'
run extract --region 1:1,2,3,4 ruled.pdf
ends_with 2
finish
