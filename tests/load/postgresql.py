# SPDX-License-Identifier: GPL-2.0-or-later
"""`piperoll load` into a real PostgreSQL, started here in a temporary cluster that listens on a local socket alone: the rows are those of
SQLite, and a lost connection loses nothing."""
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from archive import PIPEROLL, distinct, load, make_archive, put_table, report, run, same, sqlite_rows, tap  # noqa: E402

BIN = (sorted(glob.glob("/usr/lib/postgresql/*/bin")) or [""])[-1]


class Cluster:
    """PostgreSQL does not run as root: then as nobody."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="pr-pg-")
        self.user = []
        if os.geteuid() == 0:
            account = pwd.getpwnam("nobody")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.user = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
        data = os.path.join(self.folder, "data")
        self.do("initdb", "-D", data, "-U", "loader", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        self.server = subprocess.Popen([*self.user, os.path.join(BIN, "postgres"), "-D", data, "-k", self.folder, "-c", "listen_addresses=",
                                        "-c", "fsync=off"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if subprocess.run([os.path.join(BIN, "pg_isready"), "-q", "-h", self.folder]).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError("PostgreSQL does not start")

    def do(self, program, *arguments):
        subprocess.run([*self.user, os.path.join(BIN, program), *arguments], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def uri(self, database):
        self.do("createdb", "-h", self.folder, "-U", "loader", database)
        return f"postgresql://loader@/{database}?host={self.folder}"

    def ask(self, uri, question):
        done = subprocess.run([os.path.join(BIN, "psql"), "-X", "-A", "-t", "-F", "|", "-v", "ON_ERROR_STOP=1", uri, "-c", question],
                              capture_output=True, check=True, timeout=60)
        return done.stdout.decode().splitlines()

    def stop(self):
        self.server.terminate()
        self.server.wait(30)
        shutil.rmtree(self.folder)


def rows(uri):
    """All rows of all tables and views, without numbers that a sequence gives."""
    found = {}
    for table in cluster.ask(uri, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"):
        columns = cluster.ask(uri, f"SELECT quote_ident(column_name) FROM information_schema.columns WHERE table_schema = 'public' AND"
                              f" table_name = '{table}' AND column_name NOT IN ('loaded', 'run', 'vintage', 'is_latest') ORDER BY ordinal_position")
        found[table] = sorted(cluster.ask(uri, f'SELECT row_to_json(r) FROM (SELECT {", ".join(columns)} FROM "{table}") r'))
    return found


def values_are_numeric():
    uri = cluster.uri("values")
    with open("a.pdf", "wb") as file:
        file.write(report("project-stacked"))
    load("a.pdf", into=uri)
    assert cluster.ask(uri, "SELECT raw, amount, amount * 2, unit, page, x0, form_id FROM fact WHERE path = 'funds/0/executed' AND form = 1") \
        == ["22.75|227500|455000|万元|1|384.25|project-self-evaluation"]
    assert cluster.ask(uri, "SELECT data_type FROM information_schema.columns WHERE table_name = 'fact' AND column_name = 'amount'") == ["numeric"]
    assert cluster.ask(uri, "SELECT count(*) > 0 FROM passage WHERE to_tsvector('simple', grams) @@ phraseto_tsquery('simple', '水质 质监 监测')") == ["t"]
    assert cluster.ask(uri, "SELECT level3, target, target_amount FROM view_project_self_evaluation_indicators WHERE form = 1 AND row = 1") == \
        ["数据有效率|≥97%|97"]


def pages_of_any_size_have_room():
    put_table("wide.pdf", "a", "1.50", width=900000000)
    uri = cluster.uri("wide")
    load("wide.pdf", into=uri)
    assert cluster.ask(uri, "SELECT width, height FROM page") == ["900000000.00|842.00"]


def a_refused_value_costs_one_document():
    make_archive("in", 3)
    uri = cluster.uri("refused")
    load("in/00001.pdf", into=uri)
    cluster.ask(uri, "ALTER TABLE page ADD CHECK (page < 2)")
    said = load("in", into=uri, status=3)
    assert "violates check constraint" in said and "stopped" not in said, said
    assert cluster.ask(uri, "SELECT count(*) FROM document") == ["2"]


def the_rows_are_those_of_sqlite():
    uri = cluster.uri("rows")
    make_archive("in", 12)
    load("in", into=uri)
    load("in", into="sqlite:same.db")
    lite = sqlite_rows("same.db")
    for table in "document", "form", "fact", "cell", "passage", "load_source", "page", "issue", "project_self_evaluation_funds":
        assert cluster.ask(uri, f'SELECT count(*) FROM "{table}"') == [str(len(lite[table]))], table
    before = rows(uri)
    assert "12 unchanged" in load("in", into=uri)
    same(before, rows(uri))
    load("in", "--pages", "1", into=uri)
    load("in", "--pages", "1", into=cluster.uri("once"))
    once, again = rows(uri.replace("/rows?", "/once?")), rows(uri)
    del once["load_run"], again["load_run"]
    same(once, again)


def two_loads_at_once():
    uri = cluster.uri("two")
    make_archive("in", 16)
    loads = [subprocess.Popen([PIPEROLL, "load", "-q", "--into", uri, "-j2", "in"]) for _ in range(2)]
    assert [process.wait(500) for process in loads] == [0, 0]
    load("in", into=cluster.uri("alone"))
    same(rows(uri), rows(uri.replace("/two?", "/alone?")))


def lost_connections_lose_nothing():
    """The server ends our connections, again and again, in the middle of what they do."""
    uri = cluster.uri("lost")
    make_archive("in", 30)
    ended, stop = [0], threading.Event()

    def end_connections():
        while not stop.wait(0.3):
            ended[0] += len(cluster.ask(uri, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lost'"
                                        " AND application_name = 'piperoll'"))
    thread = threading.Thread(target=end_connections)
    thread.start()
    statuses = []
    try:
        for _ in range(20):
            statuses.append(subprocess.run([PIPEROLL, "load", "-q", "--into", uri, "in"], stderr=subprocess.DEVNULL, timeout=250).returncode)
            assert statuses[-1] in (0, 5), statuses
            if statuses[-1] == 0:
                break
    finally:
        stop.set()
        thread.join()
    assert ended[0] > 0
    load("in", into=uri)
    load("in", into=cluster.uri("steady"))
    same(rows(uri), rows(uri.replace("/lost?", "/steady?")))


def foreign_tables_are_left_alone():
    uri = cluster.uri("mine")
    cluster.ask(uri, "CREATE TABLE document (x int)")
    with open("a.pdf", "wb") as file:
        file.write(distinct("prose", 1))
    assert "something else" in load("a.pdf", into=uri, status=2)
    assert cluster.ask(uri, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'") == ["document"]
    said = load("a.pdf", into=uri.replace("/mine?", "/nowhere?").replace("loader@", "loader:secret@"), status=5)
    assert "nowhere" in said and "secret" not in said


CHECKS = [values_are_numeric, pages_of_any_size_have_room, a_refused_value_costs_one_document,
          the_rows_are_those_of_sqlite, two_loads_at_once, lost_connections_lose_nothing,
          foreign_tables_are_left_alone]
if not os.path.exists(os.path.join(BIN, "initdb")) or not shutil.which("psql"):
    tap.skip_all("PostgreSQL is not installed")
cluster = Cluster()
try:
    run(CHECKS)
finally:
    cluster.stop()
