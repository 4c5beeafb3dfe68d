#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# check: exit statuses, formats that others can read, waivers, rule sets of one's own, input that is XML.
. "$PIPEROLL_SOURCE/tests/cli/support.bash"

report=$PIPEROLL_SOURCE/fixtures/findings/planted.pdf

run check "$report"
ends_with 1
says_nothing
prints 'rate_wrong' '75.5 % = 45.30 / 60.00' 'page 1: error'
run check --fail-on never "$report"
ends_with 0
run check --fail-on sometimes "$report"
ends_with 2
says 'sometimes' 'never'
run check --lang en "$report"
prints 'The rate of execution should be 75.5%; 95.5% is printed.'

# The XML of a PDF has the findings of the PDF, with the same ids.
run extract -o planted.xml "$report"
run check -f jsonl -o direct.jsonl "$report"
run check -f jsonl -o by-xml.jsonl planted.xml
ends_with 1
claim 'XML says what the PDF says' diff <(sed 's/"file": "[^"]*"//' direct.jsonl) <(sed 's/"file": "[^"]*"//' by-xml.jsonl)

id=$(sed -n 's/.*"id": "\([0-9a-f]*\)", "rule": "rate_wrong".*/\1/p' direct.jsonl)
for format in xml sarif junit svrl csv; do
	run check -f $format -o report.$format "$report"
	ends_with 1
done
claim 'reports that others can read' python3 - "$id" <<'PYTHON'
import csv, json, sys, xml.etree.ElementTree as tree
id = sys.argv[1]
assert len(id) == 12
own = tree.parse("report.xml").getroot()
(finding,) = [f for f in own if f.get("id") == id]
d = "{urn:piperoll:document:1}"
assert finding.find(d + "arithmetic").text == "75.5 % = 45.30 / 60.00" and finding.find(d + "place").get("page") == "1"
assert [o.find(d + "raw").text for o in finding.findall(d + "operand")] == ["60.00", "45.30"]
assert 0 < int(own.get("confirmed")) < int(own.get("amounts"))
(run,) = json.load(open("report.sarif"))["runs"]
(result,) = [r for r in run["results"] if id in r["partialFingerprints"].values()]
assert result["level"] == "error" and result["ruleId"] in [r["id"] for r in run["tool"]["driver"]["rules"]]
# What their schemas require.
sarif = json.load(open("report.sarif"))
assert sarif["version"] == "2.1.0" and "sarif" in sarif["$schema"] and run["tool"]["driver"]["name"] and run["tool"]["driver"]["version"]
assert all(r["message"]["text"] and r["level"] in ("error", "warning", "note") and r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
           and r["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] and r["ruleId"] for r in run["results"])
ids = [r["id"] for r in run["tool"]["driver"]["rules"]]
assert len(ids) == len(set(ids)) and {r["ruleId"] for r in run["results"]} <= set(ids)
suites = tree.parse("report.junit").getroot()
assert suites.tag == "testsuites" and all(s.tag == "testsuite" and s.get("name") for s in suites)
assert all(c.tag == "testcase" and c.get("name") and c.get("classname") and all(f.tag == "failure" and f.get("message") and f.get("type") for f in c)
           for s in suites for c in s)
suite = suites[0]
assert int(suite.get("failures")) == sum(1 for case in suite if len(case)) and int(suite.get("tests")) == len(suite)
svrl = tree.parse("report.svrl").getroot()
ns = "{http://purl.oclc.org/dsdl/svrl}"
order = [e.tag.removeprefix(ns) for e in svrl]
assert svrl.tag == ns + "schematron-output" and order[0] == "ns-prefix-in-attribute-values" and order[1] == "active-pattern"
for before, after in zip(order[1:], order[2:] + ["active-pattern"]):
    assert after in {"active-pattern": ("fired-rule",), "fired-rule": ("failed-assert",), "failed-assert": ("fired-rule", "active-pattern")}[before]
assert all(a.get("location") and a.get("test") and a.find(ns + "text").text for a in svrl.iter(ns + "failed-assert"))
assert "rate_wrong" in [a.get("id") for a in svrl.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")]
rows = list(csv.DictReader(open("report.csv", encoding="utf-8")))
(row,) = [r for r in rows if r["id"] == id]
assert row["printed"] == "95.5%" and row["expected"] == "75.5%"
PYTHON

# The findings can stand in the document itself, which its schema then accepts.
run extract --check -o checked.xml "$report"
ends_with 1
run extract --check --fail-on never -f json -o checked.json "$report"
ends_with 0
run extract --check --fail-on sometimes "$report"
ends_with 2
claim 'findings in the document' python3 - "$id" <<'PYTHON'
import json, sys, xml.etree.ElementTree as tree
d = "{urn:piperoll:document:1}"
findings = tree.parse("checked.xml").getroot().find(d + "findings")
(finding,) = [f for f in findings.findall(d + "finding") if f.get("id") == sys.argv[1]]
assert finding.get("rule") == "rate_wrong" and len(findings.findall(d + "confirmed")) == int(findings.get("confirmed")) > 0
document = json.load(open("checked.json"))
assert len(document["findings"]) == len(findings.findall(d + "finding")) and document["confirmed"] == int(findings.get("confirmed"))
PYTHON
run check -f jsonl -o again.jsonl checked.xml
claim 'findings in the document change nothing' diff by-xml.jsonl <(sed 's/"checked.xml"/"planted.xml"/' again.jsonl)

# A waiver is shown and no longer counts.
printf '# looked at\n\n%s\tLi\tchecked on paper\n' "$id" >some.waivers
run check --waivers some.waivers "$report"
ends_with 1
prints 'waived: ' 'Li: checked on paper'
sed -n 's/.*"id": "\([0-9a-f]*\)", .*/\1\tLi\tall of them/p' direct.jsonl >all.waivers
run check --waivers all.waivers --fail-on note "$report"
ends_with 0
printf '{"piperoll": "corrections", "version": 1, "sha256": "%064d", "reviewer": "Li", "marks": [
	{"finding": "%s", "verdict": "waived", "reason": "seen\\ton paper"}, {"table": 1, "verdict": "right"}]}\n' 0 "$id" >marks.json
run check --waivers marks.json "$report"
ends_with 1
prints 'waived: ' 'Li: seen on paper'
echo '{"piperoll": "corrections", "version": 1, "marks": []}' >bad.json
run check --waivers bad.json "$report"
ends_with 2
says 'bad.json' 'sha256'
printf 'nonsense\tLi\treason\n' >bad.waivers
run check --waivers bad.waivers "$report"
ends_with 2
says 'bad.waivers:1'
run check --waivers missing.waivers "$report"
ends_with 2
says 'missing.waivers'

# Documents that are given together.
cp "$PIPEROLL_SOURCE"/fixtures/together/*.xml .
run check department.xml unit-bureau.xml unit-river.xml
ends_with 1
prints 'department.pdf: page 2: error: ' '[units_sum ' 'together: 2 errors, 1 warnings'
run check --apart department.xml unit-bureau.xml unit-river.xml
ends_with 0
run check --fail-on never department.xml unit-bureau.xml unit-river.xml
ends_with 0
mkdir many && cp unit-bureau.xml many/together.pdf
for format in text xml jsonl csv sarif junit svrl; do
	run check -f $format -o all-$format department.xml many/together.pdf unit-river.xml
	ends_with 1
done
claim 'a result of its own, in every format' python3 - <<'PYTHON'
import csv, json, xml.etree.ElementTree as tree
files = {"department.pdf", "unit-river.pdf"}
assert {line.split(":")[0] for line in open("all-text/together-.txt", encoding="utf-8") if "[u" in line} == files
assert {f.get("file") for f in tree.parse("all-xml/together-.xml").getroot()} == files
lines = [json.loads(line) for line in open("all-jsonl/together-.jsonl", encoding="utf-8")]
assert {f["file"] for f in lines[:-1]} == files and lines[-1]["errors"] == 2
assert {o["file"] for f in lines[:-1] for o in f["operands"]} <= files | {"unit-bureau.pdf"}
assert {r["#file"] for r in csv.DictReader(open("all-csv/together-.csv", encoding="utf-8"))} == files
results = json.load(open("all-sarif/together-.sarif", encoding="utf-8"))["runs"][0]["results"]
assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results} == files
assert int(tree.parse("all-junit/together-.xml").getroot()[0].get("failures")) == 3
assert len(tree.parse("all-svrl/together-.svrl").getroot().findall("{http://purl.oclc.org/dsdl/svrl}failed-assert")) == 3
PYTHON
run check -f junit department.xml unit-bureau.xml
ends_with 2
run check -q department.xml missing.xml unit-river.xml
ends_with 3
prints 'together: 1 errors'
run check -q department.xml missing.xml
ends_with 3
claim 'one document is compared with none' sh -c '! grep -q together: .out'

# Codes are called 编码 or 代码, by the same rules.
run show --stage=page -o codes.page "$PIPEROLL_SOURCE/fixtures/reports/disclosure/report.pdf"
claim 'there are headers to rename' grep -q 编码 codes.page
sed -i 's/编码/代码/g' codes.page
run check codes.page
ends_with 0
prints ': 0 errors'

# Rule sets of one's own.
rules() {
	printf '<schema xmlns="http://purl.oclc.org/dsdl/schematron" id="mine"><ns prefix="d" uri="urn:piperoll:document:1"/>%s</schema>' "$1"
}
rules '<pattern><rule context="d:year"><assert id="old" role="note" test="d:raw = 1999">Not <value-of select="d:raw"/>.</assert></rule></pattern>' >mine.sch
run check --no-builtin --rules mine.sch "$report"
ends_with 0
prints 'page 1: note: Not 2023年度. [old '
run check --no-builtin "$report"
ends_with 2
says '--no-builtin goes with --rules'
run check --phase arithmetik "$report"
ends_with 2
says "--phase 'arithmetik': no rule set has this phase"
run check --phase arithmetic "$report"
ends_with 1
prints rate_wrong
rules '<pattern><rule context="d:year"><assert test="1 +">x</assert></rule></pattern>' >bad.sch
run check --rules bad.sch "$report"
ends_with 2
says 'bad.sch:1' 'no expression'
rules '<pattern><rule context="d:year"><assert id="odd" test="nothing()">x</assert></rule></pattern>' >unknown.sch
run check --rules unknown.sch "$report"
ends_with 4
says "'mine': assertion 'odd': cannot be evaluated"
rules '<pattern><rule context="//*"><assert test="count(//*[count(//*[count(//*) = 0]) = 0]) = 0">x</assert></rule></pattern>' >endless.sch
run check --rules endless.sch "$report"
ends_with 4
says 'too many steps'
printf '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>' >entity.sch
run check --rules entity.sch "$report"
ends_with 2
says 'entity.sch'
cp entity.sch entity.xml
run check entity.xml
ends_with 4
says 'entity.xml' 'document type'
printf '<other/>' >other.xml
run check other.xml
ends_with 4
says 'no document of piperoll'
head -c 3000 planted.xml >torn.xml
run check -o torn.txt torn.xml
ends_with 4
says 'torn.xml' 'not well-formed'
is_missing torn.rejected.txt

finish
