#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What a reviewer saved is applied: the printed text stays, the value is read anew, the reviewer is named.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

report=$PIPEROLL_SOURCE/fixtures/reports/project-stacked/report.pdf
digest=$(sha256sum "$report" | cut -d' ' -f1)

# marks NAME TABLE ROW COL PRINTED TEXT: a file of one correction, and two marks that correct nothing.
marks() {
	python3 - "$digest" "$@" <<'PYTHON'
import json, sys
digest, name, table, row, col, printed, text = sys.argv[1:]
at = {"table": int(table), "row": int(row), "col": int(col), "page": 1, "printed": printed}
json.dump({"piperoll": "corrections", "version": 1, "file": "report.pdf", "sha256": digest, "reviewer": "Kim Reader",
           "marks": [{**at, "verdict": "right"}, {**at, "verdict": "wrong", "correction": text},
                     {"finding": "0123456789ab", "verdict": "waived", "reason": "known"}]}, open(name, "w"), ensure_ascii=False)
PYTHON
}

# The first typed number of the form that stands in one cell, from the XML: table row col raw.
run extract "$report"
ends_with 0
cp .out plain.xml
read -r table row col raw < <(python3 - plain.xml <<'PYTHON'
import sys, xml.etree.ElementTree as E
for e in E.parse(sys.argv[1]).iter():
    raw = [c for c in e if c.tag.endswith("}raw")]
    if e.get("table") and raw and raw[0].text.replace(".", "").isdigit() and any(c.tag.endswith("}decimal") for c in e) and e.get("col") != "0":
        print(e.get("table"), e.get("row"), e.get("col"), raw[0].text)
        break
PYTHON
)
claim 'a number was found to correct' test -n "$raw"

marks good.json "$table" "$row" "$col" "$raw" '98,765.4'
run extract --corrections good.json "$report"
ends_with 0
says_nothing
cp .out corrected.xml
claim 'XML: the value is the corrected one, the raw text the printed one' python3 - corrected.xml "$table" "$row" "$col" "$raw" <<'PYTHON'
import sys, xml.etree.ElementTree as E
path, table, row, col, raw = sys.argv[1:]
name = lambda e: e.tag.split("}")[1]
def repair(e):
    found = [r for r in e if name(r) == "repair" and r.get("kind") == "correction"]
    assert len(found) == 1, found
    assert found[0].get("by") == "Kim Reader" and [c.text for c in found[0]] == [raw, "98,765.4"]
leaves = cells = 0
for e in E.parse(path).iter():
    parts = {name(c): c.text for c in e}
    if (e.get("table"), e.get("row"), e.get("col")) == (table, row, col) and "raw" in parts:
        assert parts["raw"] == raw and parts["decimal"] == "98765.4", parts
        repair(e)
        leaves += 1
    if name(e) == "table" and e.get("number") == table:
        for c in e:
            if name(c) == "cell" and (c.get("row"), c.get("col")) == (row, col):
                assert [t.text for t in c if name(t) == "text"] == [raw]
                repair(c)
                cells += 1
assert leaves >= 1 and cells == 1, (leaves, cells)
PYTHON
run extract -f json --corrections good.json "$report"
ends_with 0
claim 'JSON: the same' python3 - .out "$raw" <<'PYTHON'
import json, sys
found = []
def walk(x):
    if isinstance(x, dict):
        if "correction" in x and "value" in x:
            found.append(x)
        for y in x.values():
            walk(y)
    elif isinstance(x, list):
        for y in x:
            walk(y)
walk(json.load(open(sys.argv[1])))
assert found and all(x["raw"] == sys.argv[2] and x["value"] == "98765.4" and x["correction"] == {"text": "98,765.4", "by": "Kim Reader"} for x in found), found
PYTHON
run extract -f json --raw --corrections good.json "$report"
cp .out raw.json
run extract -f json --raw "$report"
claim 'printed values stay printed' python3 -c 'import json; assert json.load(open("raw.json"))["forms"] == json.load(open(".out"))["forms"]'

marks lost.json "$table" "$row" "$col" 'something else' 1
run extract --corrections lost.json "$report"
ends_with 0
says 'report.pdf' correction-lost
claim 'nothing is corrected then' test "$(grep -c 'kind="correction"' .out)" -eq 0

# A blank cell of a table that is no form.
report=$PIPEROLL_SOURCE/fixtures/reports/english/report.pdf
digest=$(sha256sum "$report" | cut -d' ' -f1)
run extract "$report"
cp .out plain.xml
read -r table row col < <(python3 - plain.xml <<'PYTHON'
import sys, xml.etree.ElementTree as E
for table in E.parse(sys.argv[1]).iter("{urn:piperoll:document:1}table"):
    for cell in table.iter("{urn:piperoll:document:1}cell"):
        if cell.get("row") != "0" and [c.tag.split("}")[1] for c in cell] == ["area"]:
            print(table.get("number"), cell.get("row"), cell.get("col"))
            sys.exit()
PYTHON
)
marks blank.json "$table" "$row" "$col" '' '77'
run extract --corrections blank.json "$report"
ends_with 0
says_nothing
claim 'XML: a blank cell has its correction and no text' test "$(diff plain.xml .out | grep -c '^> <cell row="'"$row"'" col="'"$col"'"[^>]*><repair kind="correction" at="0" by="Kim Reader"><from/><to>77</to></repair><area ')" -eq 1

pdf table other.pdf
run extract --corrections good.json other.pdf
ends_with 0
says 'other.pdf' 'no correction'

while IFS='|' read -r content reason; do
	printf '%s' "$content" >bad.json
	run extract --corrections bad.json "$report"
	ends_with 2
	says '--corrections' bad.json "$reason"
	prints_nothing
done <<BAD
{|no JSON
[]|no file of corrections
{"piperoll": "corrections", "version": 2}|version
{"piperoll": "corrections", "version": 1, "sha256": "12"}|sha256
{"piperoll": "corrections", "version": 1, "sha256": "$digest"}|reviewer
{"piperoll": "corrections", "version": 1, "sha256": "$digest", "reviewer": "K"}|list of marks
{"piperoll": "corrections", "version": 1, "sha256": "$digest", "reviewer": "K", "marks": [1]}|mark
{"piperoll": "corrections", "version": 1, "sha256": "$digest", "reviewer": "K", "marks": [{"verdict": "wrong", "table": 0}]}|mark
{"piperoll": "corrections", "version": 1, "sha256": "$digest", "reviewer": "K", "marks": [{"verdict": "wrong", "table": 1, "row": 1, "col": 1, "printed": "a", "correction": "\u0001"}]}|mark
BAD
run extract --corrections missing.json "$report"
ends_with 2
finish
