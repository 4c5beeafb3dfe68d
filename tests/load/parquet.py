# SPDX-License-Identifier: GPL-2.0-or-later
"""`piperoll load` into files of Parquet: they hold what CSV holds, exactly, for our own reader and for readers of the world.

PIPEROLL_READERS names a Python that has pyarrow and duckdb; without it the claims of those are skipped."""
import csv
import decimal
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from archive import distinct, load, make_archive, report  # noqa: E402

import parquet_file  # noqa: E402
import tap  # noqa: E402

WRITE = os.environ["PIPEROLL_WRITE_PARQUET"]
READERS = os.environ.get("PIPEROLL_READERS")
# Prints what both readers see of a file: its types and rows, as text.
READ = """
import json, sys, duckdb, pyarrow.parquet
for path in sys.argv[1:]:
    table = pyarrow.parquet.read_table(path)
    arrow = [[None if v is None else str(v) for v in row.values()] for row in table.to_pylist()]
    duck = [[None if v is None else str(v) for v in row] for row in duckdb.read_parquet(path).fetchall()]
    print(json.dumps([path, [str(field.type) for field in table.schema], arrow, duck]))
"""


def as_text(rows):
    return [[None if value is None else str(value) for value in row] for row in rows]


def others_read_the_same(paths):
    if not READERS:
        raise tap.Skip("no Python with pyarrow and duckdb is named")
    done = subprocess.run([READERS, "-c", READ, *paths], check=True, capture_output=True, timeout=250)
    seen = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(seen) == len(paths)
    names = {"integer": "int64", "text": "string"}
    for path, types, arrow, duck in seen:
        columns, rows, _ = parquet_file.read(path)
        wanted = [names.get(kind) or f"decimal128({kind[0]}, {kind[1]})" for _, kind in columns]
        assert types == wanted, (path, types)
        assert arrow == as_text(rows), path
        assert duck == as_text(rows), path


def same_value(text, value):
    if value is None or isinstance(value, str):
        # CSV puts an apostrophe before what a spreadsheet would run.
        return text in (value or "", "'" + (value or ""))
    return decimal.Decimal(text) == value


def load_all():
    if not os.path.isdir("out"):
        make_archive("in", 9)
        with open("in/budget.pdf", "wb") as file:
            file.write(report("budget"))
        load("in", into="parquet:out")
    return sorted("out/" + name for name in os.listdir("out") if name.endswith(".parquet"))


def it_holds_what_csv_holds():
    paths = load_all()
    load("in", into="csv:csv")
    assert {name[:-4] for name in os.listdir("csv") if name.endswith(".csv")} == {os.path.basename(path)[:-8] for path in paths}
    with open("csv/csv-metadata.json", encoding="utf-8") as file:
        tables = {table["url"][:-4]: table["tableSchema"]["columns"] for table in json.load(file)["tables"]}
    amounts = 0
    for path in paths:
        name = os.path.basename(path)[:-8]
        columns, rows, _ = parquet_file.read(path)
        with open(f"csv/{name}.csv", encoding="utf-8", newline="") as file:
            head, *lines = csv.reader(file)
        assert head == [column for column, _ in columns]
        assert len(rows) == len(lines), name
        for (column, kind), described in zip(columns, tables[name], strict=True):
            words = {"string": "text", "integer": "integer"}
            assert kind == words.get(described["datatype"], kind) and (described["datatype"] != "decimal" or kind in ((38, 6), (15, 2))), column
        for line, row in zip(lines, rows):
            assert all(map(same_value, line, row)), (name, line, row)
            amounts += sum(isinstance(value, decimal.Decimal) for value in row)
    assert amounts > 1000


def others_read_a_load():
    others_read_the_same(load_all())


def a_second_load_replaces():
    paths = load_all()
    before = os.stat(paths[0]).st_ino
    load("in", into="parquet:out")
    assert os.stat(paths[0]).st_ino == before
    with open("in/late.pdf", "wb") as file:
        file.write(distinct("department", 78))
    load("in", into="parquet:out")
    _, rows, _ = parquet_file.read("out/document.parquet")
    assert len(rows) == len(os.listdir("in"))


# ---- rows by chance ----

TEXT, INTEGER, DECIMAL = range(3)


def number(chance, precision, scale):
    digits = chance.choice((chance.randint(1, precision), precision))
    value = chance.randrange(10 ** digits)
    text = f"{value:0{scale + 1}}"
    text = text[:len(text) - scale] + ("." + text[len(text) - scale:] if scale else "")
    if "." in text and chance.random() < .5:
        text = text.rstrip("0").rstrip(".")
    return chance.choice(("", "-")) + text


def value_by_chance(chance, column):
    _, kind, required, precision, scale = column
    if not required and chance.random() < .3:
        return None
    if kind == TEXT:
        return "".join(chance.choice("ab ,\"'é项≤𠀀") for _ in range(chance.randrange(9)))
    if kind == INTEGER:
        return str(chance.choice((0, -1, 2 ** 63 - 1, -2 ** 63, chance.randrange(10 ** 6))))
    return number(chance, precision, scale)


def write(columns, rows, path, status=0):
    with open("rows.txt", "w", encoding="utf-8", newline="") as file:
        file.write("\t".join(" ".join(map(str, column)) for column in columns) + "\n")
        for row in rows:
            file.write("\t".join("\\N" if value is None else value for value in row) + "\n")
    done = subprocess.run([WRITE, "rows.txt", path], timeout=250, check=False)
    assert done.returncode == status, done.returncode


def columns_by_chance(chance, count):
    columns = []
    for index in range(count):
        precision = chance.choice((1, 2, 4, 9, 18, 19, 37, 38))
        columns.append((f"column_{index}", chance.choice((TEXT, INTEGER, DECIMAL, DECIMAL)), chance.randint(0, 1), precision,
                        chance.choice((0, precision, chance.randint(0, precision)))))
    return columns


def same_row(columns, row, read):
    for (_, kind, *_), value, got in zip(columns, row, read, strict=True):
        if value is None or kind == TEXT:
            assert value == got, (value, got)
        else:
            assert parquet_file.EXACT.create_decimal(value) == got, (value, got)


def rows_by_chance_come_back():
    for seed in range(20):
        chance = random.Random(seed)
        columns = columns_by_chance(chance, chance.choice((1, 3, 14, 15, 40)))
        rows = [[value_by_chance(chance, column) for column in columns] for _ in range(chance.choice((0, 1, 2, 50)))]
        write(columns, rows, f"{seed}.parquet")
        found, read, _ = parquet_file.read(f"{seed}.parquet")
        assert [name for name, _ in found] == [column[0] for column in columns]
        assert len(read) == len(rows)
        for row, got in zip(rows, read):
            same_row(columns, row, got)


def others_read_rows_by_chance():
    others_read_the_same([f"{seed}.parquet" for seed in range(20)])


def many_rows_are_groups():
    columns = [("n", INTEGER, 1, 0, 0), ("t", TEXT, 0, 0, 0)]
    rows = [[str(i), None if i % 7 else "x" * (i % 300)] for i in range(70000)]
    write(columns, rows, "many.parquet")
    _, read, groups = parquet_file.read("many.parquet")
    assert len(groups) == 2 and [list(row) for row in read] == [[int(n), t] for n, t in rows]


def what_has_no_room_is_refused():
    for column, value in ((("d", DECIMAL, 1, 4, 2), "100.00"), (("d", DECIMAL, 1, 4, 2), "1.234"), (("d", DECIMAL, 1, 4, 2), "1e3"),
                          (("i", INTEGER, 1, 0, 0), "9223372036854775808"), (("i", INTEGER, 1, 0, 0), None), (("d", DECIMAL, 1, 4, 2), "-"),
                          (("d", DECIMAL, 1, 38, 0), "1" + "0" * 38), (("d", DECIMAL, 1, 38, 0), "9" * 45), (("d", DECIMAL, 1, 38, 38), "1")):
        write([column], [[value]], "refused.parquet", status=1)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    tap.run([(check.__name__.replace("_", " "), check) for check in (
        it_holds_what_csv_holds, others_read_a_load, a_second_load_replaces, rows_by_chance_come_back, others_read_rows_by_chance,
        many_rows_are_groups, what_has_no_room_is_refused)])
