# SPDX-License-Identifier: GPL-2.0-or-later
"""`piperoll load` into SQLite: what is in the database is what the reports say, once, however often and however parallel it is loaded."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from archive import NO_LEAKS, PIPEROLL, distinct, load, make_archive, put_table, report, run, same, sqlite_rows  # noqa: E402


def put(path, content):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def ask(question, *values, path="piperoll.db"):
    database = sqlite3.connect(path)
    try:
        return database.execute(question, values).fetchall()
    finally:
        database.close()


def manifest(path="m"):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def values_stand_with_their_places():
    put("a.pdf", report("project-stacked"))
    load("a.pdf")
    assert ask("""SELECT raw, amount, amount_millionths, unit, page, form_id, form_version FROM fact
        WHERE path = 'funds/0/executed' AND form = 1""") == \
        [("22.75", "227500", 227500000000, "万元", 1, "project-self-evaluation", "1")]
    (x0, y0, x1, y1), = ask("SELECT x0, y0, x1, y1 FROM fact WHERE path = 'funds/0/executed' AND form = 1")
    assert 380 < x0 < x1 < 410 and 120 < y0 < y1 < 150, (x0, y0, x1, y1)
    assert ask("SELECT level3, target, target_amount FROM view_project_self_evaluation_indicators WHERE form = 1 AND row = 1") == \
        [("数据有效率", "≥97%", "97")]
    assert ask("SELECT DISTINCT typeof(amount), typeof(amount_millionths) FROM fact WHERE amount IS NOT NULL") == [("text", "integer")]
    assert ask("SELECT count(*) FROM page") == [(3,)]


def words_of_two_characters_are_found():
    put("a.pdf", report("project-stacked"))
    put("b.pdf", report("english"))
    load("a.pdf", "b.pdf")
    def found(words):
        return ask("SELECT count(*) FROM search WHERE search MATCH ?", words)[0][0]
    assert found("取样") > 0 and found('"水质 质监 监测"') > 0 and found("stations") > 0
    assert found("样取") == 0 and found('"监测 质监"') == 0


def a_second_load_reads_nothing():
    make_archive("in", 12)
    load("in")
    first = sqlite_rows("piperoll.db")
    load("in", "--manifest", "m")
    assert {line["status"] for line in manifest()} == {"unchanged"}
    same(first, sqlite_rows("piperoll.db"))


def one_document_may_have_two_names():
    put("in/a.pdf", report("prose"))
    put("in/b.pdf", report("prose"))
    load("in", "--manifest", "m")
    assert [line["status"] for line in manifest()] == ["loaded", "duplicate"]
    put("c.pdf", report("prose"))
    load("c.pdf", "--manifest", "m")
    assert [line["status"] for line in manifest()] == ["unchanged"]
    assert ask("SELECT count(*) FROM document") == [(1,)]
    assert ask("SELECT name FROM load_source ORDER BY name") == [("c.pdf",), ("in/a.pdf",), ("in/b.pdf",)]


def what_is_read_otherwise_replaces():
    make_archive("in", 9)
    load("in")
    load("in", "--pages", "1", into="sqlite:once.db")
    load("in", "--pages", "1")
    one, two = sqlite_rows("piperoll.db"), sqlite_rows("once.db")
    # Only the account of the two runs differs.
    for rows in one, two:
        del rows["load_run"], rows["load_document"]
    same(one, two)


def a_report_published_again_is_a_new_vintage():
    put("a.pdf", report("project-stacked"))
    put("b.pdf", distinct("project-stacked", 1))
    load("a.pdf")
    load("b.pdf")
    assert ask("SELECT form, vintage, is_latest FROM vintage ORDER BY form, vintage") == \
        [(form, vintage, int(vintage == 2)) for form in (1, 2, 3) for vintage in (1, 2)]
    put("a.pdf", distinct("project-stacked", 2))
    load("a.pdf")
    assert ask("SELECT max(vintage) FROM vintage") == [(3,)]
    assert ask("SELECT is_current FROM load_source WHERE name = 'a.pdf' ORDER BY is_current") == [(0,), (1,)]


def jobs_change_nothing():
    make_archive("in", 20)
    put("in/00003.pdf", b"no PDF at all")
    put("in/00008.pdf", report("prose"))
    put("in/00009.pdf", report("prose"))
    load("in", "-j1", "--manifest", "m1", into="sqlite:1.db", status=3)
    load("in", "-j4", "--manifest", "m4", into="sqlite:4.db", status=3)
    assert manifest("m1") == manifest("m4")
    load("in", "-j1", "--manifest", "m1", into="sqlite:1.db", status=3)
    load("in", "-j4", "--manifest", "m4", into="sqlite:4.db", status=3)
    assert manifest("m1") == manifest("m4")
    same(sqlite_rows("1.db"), sqlite_rows("4.db"))
    # Not only the same rows: the same file.
    assert ask("SELECT group_concat(document) FROM (SELECT document FROM load_document ORDER BY loaded)", path="1.db") == \
        ask("SELECT group_concat(document) FROM (SELECT document FROM load_document ORDER BY loaded)", path="4.db")


def failures_are_kept_and_not_tried_again():
    put("bad.pdf", b"no PDF at all")
    put("worse.pdf", report("locked"))
    put("good.pdf", report("prose"))
    load("bad.pdf", "worse.pdf", "good.pdf", status=3)
    assert [name for name, in ask("SELECT name FROM load_failure ORDER BY name")] == ["bad.pdf", "worse.pdf"]
    said = load("bad.pdf", "worse.pdf", "good.pdf", status=3)
    assert "bad.pdf" in said and "seen before" in said
    put("keys", b"kestrel\n")
    load("worse.pdf", "--password-file", "keys", "--manifest", "m")
    assert [line["status"] for line in manifest()] == ["loaded"]
    assert [name for name, in ask("SELECT name FROM load_failure")] == ["bad.pdf"]
    said = load("bad.pdf", "--retry-failed", status=4)
    assert "seen before" not in said
    assert "there.pdf" in load("there.pdf", status=4)


def a_failure_under_two_names_is_told_alike():
    put("bad.pdf", b"no PDF at all")
    put("same.pdf", b"no PDF at all")
    load("bad.pdf", "same.pdf", status=4)
    told = ask("SELECT * FROM load_failure ORDER BY name")
    assert len(told) == 2 and told[0][1:] == told[1][1:], told
    load("bad.pdf", "same.pdf", status=4)
    assert ask("SELECT * FROM load_failure ORDER BY name") == told


def wrong_warehouses_are_refused():
    put("a.pdf", report("prose"))
    assert "--into" in load("a.pdf", into="a.db", status=2)
    put("text.db", b"a file of something else, long enough to be seen as none of ours" * 20)
    assert "text.db" in load("a.pdf", into="sqlite:text.db", status=5)
    other = sqlite3.connect("other.db")
    other.execute("CREATE TABLE mine (x)")
    other.commit()
    other.close()
    assert "something else" in load("a.pdf", into="sqlite:other.db", status=2)
    assert ask("SELECT name FROM sqlite_master", path="other.db") == [("mine",)]
    assert "nowhere" in load("a.pdf", into="sqlite:nowhere/at/all.db", status=5)


def findings_stand_beside_the_facts():
    planted = os.path.join(os.environ["PIPEROLL_SOURCE"], "fixtures", "findings", "planted.pdf")
    with open(planted, "rb") as file:
        put("a.pdf", file.read())
    told = subprocess.run([PIPEROLL, "check", "-f", "jsonl", "--fail-on", "never", "a.pdf"], capture_output=True, check=True).stdout
    told = [json.loads(line) for line in told.splitlines()]
    told = [line for line in told if line["type"] == "finding"]
    assert len(told) > 10
    load("a.pdf")
    assert ask("SELECT count(*) FROM finding") == [(0,)]
    load("a.pdf", "--check", "--manifest", "m")
    assert [line["status"] for line in manifest()] == ["loaded"]
    found = ask("SELECT id, rule, severity, message, coalesce(printed, ''), coalesce(expected, ''), path, form, page FROM finding ORDER BY finding")
    assert found == [(line["id"], line["rule"], line["severity"], line["message"]["zh"], line["printed"], line["expected"], line["where"],
                      line.get("form"), line["page"]) for line in told]
    places = {}
    for id, page, *box in ask("SELECT id, p.page, p.x0, p.y0, p.x1, p.y1 FROM finding f JOIN finding_place p USING (document, finding)"
                              " WHERE part = 'judged' ORDER BY finding, place"):
        places.setdefault(id, []).append([page, *box])
    assert places == {line["id"]: line["places"] for line in told}
    # Each stands in the form it is about, and an operand has its print and its place.
    assert ask("SELECT count(*) FROM finding JOIN form USING (document, form)") == [(len(told),)]
    assert ask("SELECT count(*) > 10, min(printed IS NOT NULL) FROM finding_place WHERE part = 'operand'") == [(1, 1)]
    load("a.pdf", "--check", "--manifest", "m")
    assert [line["status"] for line in manifest()] == ["unchanged"]
    # Other waivers are another reading.
    put("waivers", f"{told[0]['id']}\tauditor\tit may stand\n".encode())
    assert "--check" in load("a.pdf", "--waivers", "waivers", status=2)
    load("a.pdf", "--check", "--waivers", "waivers")
    assert ask("SELECT id, waived_by, waived_reason FROM finding WHERE waived_by IS NOT NULL") == [(told[0]["id"], "auditor", "it may stand")]


def a_refused_value_costs_one_document():
    make_archive("in", 3)
    load("in/00001.pdf")
    database = sqlite3.connect("piperoll.db")
    database.execute("CREATE TRIGGER narrow BEFORE INSERT ON page WHEN new.page > 1 BEGIN SELECT RAISE(ABORT, 'one page is enough'); END")
    database.commit()
    database.close()
    said = load("in", status=3)
    assert "one page is enough" in said and "stopped" not in said, said
    assert ask("SELECT count(*) FROM document") == [(2,)]


def pages_without_size_are_loaded():
    put_table("a.pdf", "a", "1.50", width="9" * 400)
    # Cairo does not free all that it makes of such a page.
    load("a.pdf", env=NO_LEAKS)
    assert ask("SELECT width FROM page") == [(0,)]


def newer_definitions_find_their_place():
    put("a.pdf", report("project-stacked"))
    put("b.pdf", distinct("project-stacked", 1))
    load("a.pdf", "b.pdf")
    source = os.path.join(os.environ["PIPEROLL_SOURCE"], "schema", "forms", "project-self-evaluation.xml")
    os.mkdir("forms")
    with open(source, encoding="utf-8") as file:
        text = file.read()
    more = text.replace('version="1"', 'version="2"', 1).replace('<pair name="unit">', '<pair name="bureau"><label>局名</label></pair>\n<pair name="unit">', 1)
    put("forms/mine.xml", more.encode())
    load("a.pdf", "--forms-dir", "forms")
    assert ask("SELECT form_version, bureau FROM view_project_self_evaluation v JOIN form USING (document, form) WHERE form = 1 ORDER BY 1") == \
        [("1", None), ("2", None)]
    assert ask("SELECT count(*) FROM document") == [(2,)]


def summary_and_standard_input():
    put("a.pdf", report("prose"))
    with open("a.pdf", "rb") as file:
        load("-", "--summary", "s.json", stdin=file)
    with open("s.json", encoding="utf-8") as file:
        told = json.load(file)
    assert (told["inputs"], told["loaded"], told["pages"], told["status"]) == (1, 1, 1, 0), told
    assert ask("SELECT name FROM load_source") == [("-",)]
    shutil.rmtree("none", ignore_errors=True)


run([values_stand_with_their_places, words_of_two_characters_are_found, a_second_load_reads_nothing, one_document_may_have_two_names,
     what_is_read_otherwise_replaces, a_report_published_again_is_a_new_vintage, jobs_change_nothing,
     failures_are_kept_and_not_tried_again, a_failure_under_two_names_is_told_alike, wrong_warehouses_are_refused,
     findings_stand_beside_the_facts, a_refused_value_costs_one_document, pages_without_size_are_loaded,
     newer_definitions_find_their_place, summary_and_standard_input])
