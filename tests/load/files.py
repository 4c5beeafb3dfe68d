# SPDX-License-Identifier: GPL-2.0-or-later
"""`piperoll load` into plain files: CSV with its metadata, and lines of JSON, hold the rows that a database would."""
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from archive import PIPEROLL, distinct, load, make_archive, put_table, report, run  # noqa: E402


def csv_rows(name, folder="out"):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def csv_is_what_its_metadata_say():
    make_archive("in", 9)
    load("in", into="csv:out")
    load("in", into="sqlite:same.db")
    database = sqlite3.connect("same.db")
    with open("out/csv-metadata.json", encoding="utf-8") as file:
        tables = json.load(file)["tables"]
    assert {"fact.csv", "cell.csv", "document.csv"} <= {table["url"] for table in tables}
    for table in tables:
        rows = csv_rows(table["url"][:-4])
        columns = table["tableSchema"]["columns"]
        quoted = ", ".join(f'"{column["name"]}"' for column in columns)
        expected = database.execute(f'SELECT {quoted} FROM "{table["url"][:-4]}"').fetchall()
        assert len(rows) == len(expected), table["url"]
        keys = [tuple(row[key] for key in table["tableSchema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys), table["url"]
        for row in rows:
            assert list(row) == [column["name"] for column in columns]
            for column in columns:
                value = row[column["name"]]
                assert value or not column["required"], (table["url"], column)
                assert not value or column["datatype"] != "integer" or int(value) is not None
    assert [row["raw"] for row in csv_rows("fact") if row["path"] == "funds/0/executed"].count("22.75") == 1
    database.close()


def formulas_are_defused():
    put_table("f.pdf", "=1+cmd", "-12.50")
    load("f.pdf", "--bom", into="csv:out")
    texts = [row["text"] for row in csv_rows("cell")]
    assert "'=1+cmd" in texts and "-12.50" in texts, texts
    with open("out/cell.csv", "rb") as file:
        assert file.read(3) == b"\xef\xbb\xbf"


def json_lines_are_rows():
    make_archive("in", 9)
    load("in", into="jsonl:out.jsonl")
    load("in", into="sqlite:same.db")
    database = sqlite3.connect("same.db")
    rows = lines("out.jsonl")
    for table in "document", "fact", "cell", "page":
        count, = database.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert sum(row["table"] == table for row in rows) == count > 0
    assert "227500" in [row["amount"] for row in rows if row["table"] == "fact" and row["path"] == "funds/0/executed"]
    # Without a file it is the same, in the order of the inputs.
    done = subprocess.run([PIPEROLL, "load", "-q", "--into", "jsonl:-", "in"], capture_output=True, check=True, timeout=120)
    stream = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(map(repr, stream)) == sorted(map(repr, rows))
    one = subprocess.run([PIPEROLL, "load", "-q", "-j1", "--into", "jsonl:-", "in"], capture_output=True, check=True, timeout=120)
    assert one.stdout == done.stdout
    database.close()


def files_are_written_anew_only_for_changes():
    make_archive("in", 4)
    load("in", into="csv:out")
    before = os.stat("out/fact.csv").st_ino
    load("in", into="csv:out")
    assert os.stat("out/fact.csv").st_ino == before
    with open("in/more.pdf", "wb") as file:
        file.write(distinct("department", 77))
    load("in", into="csv:out")
    assert os.stat("out/fact.csv").st_ino != before
    load("in", into="csv:fresh")
    for name in os.listdir("fresh"):
        if name.startswith("."):
            continue
        with open(f"fresh/{name}", "rb") as one, open(f"out/{name}", "rb") as two:
            assert one.read() == two.read(), name


def a_load_killed_before_the_files_is_made_good():
    make_archive("in", 4)
    load("in", into="csv:out")
    with open("in/more.pdf", "wb") as file:
        file.write(report("department"))
    load("in", into="csv:fresh")
    shutil.copytree("out", "killed")
    load("in", into="csv:out")
    # As a load leaves it that was killed between the last row and the first file.
    shutil.rmtree("killed/.piperoll")
    shutil.copytree("out/.piperoll", "killed/.piperoll")
    os.unlink("killed/.piperoll/written")
    load("in", into="csv:killed")
    for name in "document", "fact", "cell":
        assert csv_rows(name, "killed") == csv_rows(name, "fresh")


run([csv_is_what_its_metadata_say, formulas_are_defused, json_lines_are_rows, files_are_written_anew_only_for_changes,
     a_load_killed_before_the_files_is_made_good])
