# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of `load` share: archives made of the sample reports, the program, and a warehouse as plain rows."""
import functools
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

PIPEROLL = os.environ["PIPEROLL"]
REPORTS = os.path.join(os.environ["PIPEROLL_SOURCE"], "fixtures", "reports")
# For loads that are killed. A sanitizer looks for leaks from a child of its own at the end: it would wait for ever for a child that was
# killed, and the child would complain of a parent that was.
NO_LEAKS = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
# Those that are quickly read.
NAMES = ["department", "english", "odd-text", "project-stacked", "prose", "running", "scan", "turned", "variants"]


def report(name):
    with open(os.path.join(REPORTS, name, "report.pdf"), "rb") as file:
        return file.read()


def distinct(name, number):
    """A report that no other one equals: a PDF may end in a comment."""
    return report(name) + b"\n%% copy %d\n" % number


def make_archive(folder, count):
    os.makedirs(folder)
    for number in range(count):
        with open(os.path.join(folder, f"{number:05}.pdf"), "wb") as file:
            file.write(distinct(NAMES[number % len(NAMES)], number))


def put_table(path, *cells, width=595):
    """A page of such a width, with a small table."""
    make = os.path.join(os.environ["PIPEROLL_SOURCE"], "tests", "cli", "make-pdf.py")
    subprocess.run([sys.executable, make, "table", path, *cells], check=True)
    with open(path, "rb") as file:
        content = file.read()
    assert b"[0 0 595 842]" in content
    with open(path, "wb") as file:
        file.write(content.replace(b"[0 0 595 842]", f"[0 0 {width} 842]".encode()))


def load(*arguments, status=0, into=None, **more):
    """Runs `piperoll load`; returns what it says on standard error."""
    command = [PIPEROLL, "load", *(["--into", into] if into else []), *arguments]
    done = subprocess.run(command, capture_output=True, timeout=250, **more)
    said = done.stderr.decode(errors="replace")
    assert done.returncode == status, f"ended with {done.returncode}, not {status}: {said[-2000:]}"
    return said


def killed_loads(into, times, longest, dice):
    """Begins to load the folder `in` so often and kills that at any moment before `longest` seconds; yields whether it was killed."""
    for _ in range(times):
        process = subprocess.Popen([PIPEROLL, "load", "-q", "--into", into, "-j2", "in"], stderr=subprocess.DEVNULL, env=NO_LEAKS)
        time.sleep(dice.uniform(0, longest))
        process.kill()
        yield process.wait() == -signal.SIGKILL


# Which vintage a document is tells when it came.
BY_ARRIVAL = {("vintage", "vintage"), ("vintage", "is_latest")}


def rows_of(database, tables, without=frozenset()):
    """Each table's rows, sorted; but for numbers that depend on the order of what came between, and columns that are not asked for."""
    found = {}
    for table in tables:
        cursor = database.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        kept = [i for i, name in enumerate(names) if (table, name) not in {("passage", "number"), ("load_document", "loaded"), *without}]
        found[table] = sorted(([row[i] for i in kept] for row in cursor), key=repr)
    return found


def sqlite_rows(path, without=frozenset()):
    database = sqlite3.connect(path)
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        tables = [name for name, in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
                  if not name.startswith(("search", "sqlite_"))]
        return rows_of(database, tables, without)
    finally:
        database.rollback()
        database.close()


def same(one, two):
    assert one.keys() == two.keys(), set(one) ^ set(two)
    for table in one:
        assert one[table] == two[table], f"{table}: {len(one[table])} and {len(two[table])} rows; " + \
            repr([row for row in one[table] if row not in two[table]][:2]) + repr([row for row in two[table] if row not in one[table]][:2])


def in_own_folder(check):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            check()
        finally:
            os.chdir("/")


def run(checks):
    """The checks as TAP, each in a folder of its own; the name of one is its claim."""
    tap.run([(check.__name__.replace("_", " "), functools.partial(in_own_folder, check)) for check in checks])
