# SPDX-License-Identifier: GPL-2.0-or-later
"""What `piperoll schema` derives is used as its readers would: the tables are made in a real database, the JSON Schema is held against
JSON of the program, the page shows each field."""
import copy
import json
import os
import re
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

REPORTS = os.path.join(os.environ["PIPEROLL_SOURCE"], "fixtures", "reports")
REPORT_OF = {"project-self-evaluation": "project-stacked", "department-evaluation": "department"}


def piperoll(*arguments):
    done = subprocess.run([os.environ["PIPEROLL"], *arguments], capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode()


def ids():
    return [line.split("\t")[0] for line in piperoll("forms").splitlines()]


def leaves(node, path=()):
    """Paths of the fields in a JSON Schema of a form."""
    if "$ref" in node:
        yield path
    for name, child in node.get("properties", {}).items():
        yield from leaves(child, (*path, name))
    if "items" in node:
        yield from leaves(node["items"], path)


def fields(form):
    schema = json.loads(piperoll("schema", "-f", "json-schema", form))
    return list(leaves(schema["$defs"]["form"]))


def is_of_report(form):
    """A definition of a whole report has sentences and no record of its own."""
    return fields(form) == [("title",)]


def check_sqlite():
    for form in ids():
        database = sqlite3.connect(":memory:")
        database.execute("PRAGMA foreign_keys = on")
        ddl = piperoll("schema", "-f", "ddl", form)
        database.executescript(ddl)
        database.executescript(ddl)
        root = form.replace("-", "_")
        tables = {row[0]: [c[1] for c in database.execute(f'PRAGMA table_info("{row[0]}")')]
                  for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if is_of_report(form):
            assert root not in tables and "figure" in tables
            continue
        for path in fields(form):
            held = [t for t, columns in tables.items() if t.startswith(root) and ("_".join(path) in columns or path[-1] in columns)]
            assert held, f"{form}: no column for {path}"
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
        for view, in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            database.execute(f'SELECT * FROM "{view}"').fetchall()
        database.execute(f'INSERT INTO document (document, file) VALUES (?, ?)', ("0" * 64, "a.pdf"))
        try:
            database.execute(f'INSERT INTO "{root}" (document, form) VALUES (?, 1)', ("0" * 64,))
            raise AssertionError(f"{form}: a row without its form was taken")
        except sqlite3.IntegrityError:
            pass


def check_no_floats():
    for dialect in ("sqlite", "postgresql"):
        for form in ids():
            ddl = piperoll("schema", "-f", "ddl", "--dialect", dialect, form)
            for name, type_ in re.findall(r'^  "(\w+)" (REAL|double|float|numeric)', ddl, re.M | re.I):
                coordinate = re.fullmatch("[xy][01]|width|height", name)
                assert bool(coordinate) == (type_.lower() == "real") or dialect == "postgresql", (form, name, type_)
                assert type_.lower() in ("real", "numeric"), (form, name, type_)
            assert dialect == "sqlite" or " numeric," in ddl


def check_page():
    for form in ids():
        page = piperoll("schema", "-f", "md", form)
        assert "## Sentences" in page or not is_of_report(form)
        for path in [] if is_of_report(form) else fields(form):
            assert f"`{'/'.join(path)}`" in page, f"{form}: {path} is not on the page"


def check_json():
    if jsonschema is None:
        raise tap.Skip("python3-jsonschema is not there")
    for form, report in REPORT_OF.items():
        for raw in ([], ["--raw"]):
            schema = json.loads(piperoll("schema", "-f", "json-schema", *raw, form))
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            document = json.loads(piperoll("extract", "-q", "-f", "json", *raw, os.path.join(REPORTS, report, "report.pdf")))
            found = [f for f in document["forms"] if f["definition"] == form]
            assert found, f"{report} has no {form}"
            validator.validate(document)
            for path in fields(form):
                refused(validator, document, form, path)


def refused(validator, document, form, path):
    """A document whose field is of the wrong type is not valid."""
    broken = copy.deepcopy(document)
    places = [next(f for f in broken["forms"] if f["definition"] == form)]
    for name in path[:-1]:
        places = [x for place in places for x in (place[name] if isinstance(place[name], list) else [place[name]])]
    for place in places:
        place[path[-1]] = 7
    assert not places or not validator.is_valid(broken), f"{form}: {path} may be anything"


CHECKS = [("the tables are taken by SQLite, with keys that hold", check_sqlite), ("no amount is a float", check_no_floats),
          ("the page names each field", check_page), ("the JSON Schema holds for the program's JSON, and for no other", check_json)]

tap.run(CHECKS)
