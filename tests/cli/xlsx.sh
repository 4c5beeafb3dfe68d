#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Workbooks, read back with openpyxl and compared with the JSON of the same tables.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

for candidate in python3 /usr/bin/python3; do
	"$candidate" -c 'import openpyxl' 2>/dev/null && reader=$candidate && break
done
if [ -z "${reader:-}" ]; then
	echo 'no openpyxl: skipped'
	exit 77
fi

# compare JSON XLSX: sheets, cells as shown, merged cells, what is below.
compare() {
	"$reader" - "$@" <<'PYTHON'
import json, sys, openpyxl
def shown(cell):
    value, pattern = cell.value, cell.number_format
    if value is None:
        return ""
    if isinstance(value, str):
        assert cell.data_type in ("s", "inlineStr"), cell.data_type
        return value
    decimals = len(pattern.split(".")[1].rstrip("%")) if "." in pattern else 0
    if pattern.endswith("%"):
        return f"{value * 100:.{decimals}f}%"
    return f"{value:,.{decimals}f}" if pattern.startswith("#,##0") else f"{value:.{decimals}f}"
tables, book = json.load(open(sys.argv[1]))["tables"], openpyxl.load_workbook(sys.argv[2])
assert len(book.sheetnames) == len(tables) > 0, book.sheetnames
numbers = 0
for number, (table, sheet) in enumerate(zip(tables, book), 1):
    assert sheet.title.split(" ")[0] == str(number) and len(sheet.title) <= 31
    merged = set()
    for c in table["cells"]:
        cell = sheet.cell(c["row"] + 1, c["col"] + 1)
        assert shown(cell) == c["text"], (shown(cell), c["text"])
        if c["role"] != "data":
            assert cell.value is None or isinstance(cell.value, str)
        if c["role"] == "header" and c["text"]:
            assert cell.font.b
        numbers += isinstance(cell.value, (int, float))
        if c["rowspan"] * c["colspan"] > 1:
            merged.add((c["row"] + 1, c["col"] + 1, c["row"] + c["rowspan"], c["col"] + c["colspan"]))
    assert merged == {(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges}
    assert all(sheet.cell(table["rows"] + 1, c + 1).value is None for c in range(table["cols"]))
    below = [sheet.cell(r, 1).value for r in range(table["rows"] + 2, sheet.max_row + 1)]
    assert below[:-1] == [t for t in [table["title"], table["unit"], *table["notes"]] if t], below
    pages = [part["page"] for part in table["parts"]]
    assert below[-1] == (f"p. {pages[0]}" if pages[0] == pages[-1] else f"pp. {pages[0]}–{pages[-1]}")
    if 0 < table["header_rows"] < table["rows"]:
        assert int("".join(filter(str.isdigit, sheet.freeze_panes))) == table["header_rows"] + 1
assert numbers > 0
PYTHON
}

reports=$PIPEROLL_SOURCE/fixtures/reports
for name in department final-accounts english; do
	run tables -o "$name.json" "$reports/$name/report.pdf"
	run tables -f xlsx -o "$name.xlsx" "$reports/$name/report.pdf"
	ends_with 0
	claim "$name is read back" compare "$name.json" "$name.xlsx"
done
pdf pages three.pdf 3
run tables -o three.json three.pdf
run tables -f xlsx three.pdf
ends_with 0
says_nothing
cp .out three.xlsx
claim 'three sheets' compare three.json three.xlsx
sleep 1.1
run tables -f xlsx three.pdf -o again.xlsx
claim 'the same bytes at another time' cmp -s three.xlsx again.xlsx
leaves_no_litter .

# What becomes a number and what stays text, in the column of names and in that of amounts; and nothing is a formula.
cell_is() {
	claim "$1 is $3" "$reader" - "$@" <<'PYTHON'
import re, sys, zipfile
word, path, wanted = sys.argv[1:]
sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
assert "<f" not in sheet
name, amount = (re.search(rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)', sheet)[0] for place in ("A2", "B2"))
assert 't="inlineStr"' in name, name
found = 'text' if 't="inlineStr"' in amount else re.search("<v>(.*)</v>", amount)[1]
assert found == wanted, amount
PYTHON
}
while read -r word value; do
	pdf table word.pdf "$word" "$word"
	run tables -f xlsx -o word.xlsx word.pdf
	ends_with 0
	cell_is "$word" word.xlsx "$value"
done <<'WORDS'
=1+1 text
+5 text
@a text
-0.00 text
007 text
12,34 text
1,2345 text
1. text
.5 text
1e5 text
1,234. text
1234,567 text
1234567890123456 text
_x0041_ text
"q" text
-7 -7
0 0
1,234 1234
-1,234,567.80 -1234567.8
0.1 0.1
9.95 9.949999999999999
8.125% 0.08125
123456789012345 123456789012345
WORDS
claim '9.95 reads back as it is' python3 -c 'assert float("9.949999999999999") == 9.95'

pdf blank blank.pdf
run tables -f xlsx -o blank.xlsx blank.pdf
ends_with 0
claim 'a workbook without tables opens' "$reader" -c 'import openpyxl; assert len(openpyxl.load_workbook("blank.xlsx").sheetnames) == 1'
run tables -f xlsx three.pdf blank.pdf
ends_with 2
mkdir out
run tables -f xlsx -o out three.pdf blank.pdf missing.pdf
ends_with 3
is_there out/three.xlsx
is_there out/blank.xlsx
is_missing out/missing.xlsx
leaves_no_litter out
run tables -f xlsx -o /nonexistent/a.xlsx three.pdf
ends_with 5
finish
