# SPDX-License-Identifier: GPL-2.0-or-later
"""`piperoll load` when things go wrong: whatever ends it, the next load goes on, and the database is at last that of an undisturbed load."""
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from archive import BY_ARRIVAL, NO_LEAKS, PIPEROLL, distinct, killed_loads, load, make_archive, report, run, same, sqlite_rows, tap  # noqa: E402

SEED = int(os.environ.get("PR_SEED", "20251124"))


def undisturbed(*paths, without=frozenset()):
    load(*paths, into="sqlite:steady.db")
    return sqlite_rows("steady.db", without)


def killed_at_any_moment():
    dice = random.Random(SEED)
    make_archive("in", 60)
    steady = undisturbed("in")
    begun = time.monotonic()
    load("in", into="sqlite:time.db")
    length = time.monotonic() - begun
    kills = 0
    for is_killed in killed_loads("sqlite:w.db", 20, length / 6, dice):
        kills += is_killed
        # What is there is whole at each moment.
        if os.path.exists("w.db"):
            database = sqlite3.connect("w.db")
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = [name for name, in database.execute("SELECT name FROM sqlite_master WHERE name = 'page'")]
            if tables:
                assert database.execute("SELECT count(*) FROM document d WHERE pages <>"
                                        " (SELECT count(*) FROM page p WHERE p.document = d.document)").fetchone() == (0,)
            database.close()
    assert kills > 3, kills
    load("in", into="sqlite:w.db")
    same(steady, sqlite_rows("w.db"))
    left = [name for name in os.listdir() if name not in {"in", "steady.db", "time.db", "w.db", "w.db-wal", "w.db-shm"}]
    assert left == [], left


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split()]


def workers_killed():
    """A worker that is killed is tried again; what does not come back is tried by the next load."""
    dice = random.Random(SEED)
    make_archive("in", 60)
    steady = undisturbed("in", without=BY_ARRIVAL)  # what failed at first comes later
    process = subprocess.Popen([PIPEROLL, "load", "-q", "--into", "sqlite:w.db", "-j2", "in"], stderr=subprocess.DEVNULL, env=NO_LEAKS)
    kills = 0
    while process.poll() is None:
        time.sleep(dice.uniform(0, 0.05))
        try:
            for child in children(process.pid):
                os.kill(child, signal.SIGKILL)
                kills += 1
        except (ProcessLookupError, FileNotFoundError):
            pass
    assert process.returncode in (0, 3, 4), process.returncode
    assert kills > 0
    load("in", into="sqlite:w.db")
    same(steady, sqlite_rows("w.db", BY_ARRIVAL))


def interrupted():
    make_archive("in", 60)
    steady = undisturbed("in")
    process = subprocess.Popen([PIPEROLL, "load", "-q", "--into", "sqlite:w.db", "in"], stderr=subprocess.DEVNULL, env=NO_LEAKS)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) in (0, 130, -signal.SIGINT)  # the last: before it listened
    load("in", into="sqlite:w.db")
    same(steady, sqlite_rows("w.db"))


def two_loads_at_once():
    make_archive("in", 40)
    steady = undisturbed("in", without=BY_ARRIVAL)
    loads = [subprocess.Popen([PIPEROLL, "load", "-q", "--into", "sqlite:w.db", "-j2", "in"]) for _ in range(3)]
    assert [process.wait(500) for process in loads] == [0, 0, 0]
    same(steady, sqlite_rows("w.db", BY_ARRIVAL))


def several_loads_end_at_once():
    """Short ones, so that one ends while another writes."""
    make_archive("in", 6)
    steady = undisturbed("in", without=BY_ARRIVAL)
    for number in range(5):
        loads = [subprocess.Popen([PIPEROLL, "load", "-q", "--into", f"sqlite:{number}.db", "-j1", "in"]) for _ in range(6)]
        assert [process.wait(500) for process in loads] == [0] * 6
        same(steady, sqlite_rows(f"{number}.db", BY_ARRIVAL))


def a_full_disk():
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode != 0:
        raise tap.Skip("no file system can be mounted here")
    make_archive("in", 40)
    steady = undisturbed("in")
    os.mkdir("small")
    script = f"""mount -t tmpfs -o size=600k none small || exit 77
'{PIPEROLL}' load -q --into sqlite:small/w.db in; first=$?
[ $first = 5 ] || exit 1
mount -o remount,size=64m small
'{PIPEROLL}' load -q --into sqlite:small/w.db in || exit 2
cp small/w.db* ."""
    done = subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, timeout=200)
    if done.returncode == 77:
        raise tap.Skip("no tmpfs can be mounted here")
    assert done.returncode == 0, (done.returncode, done.stderr)
    assert b"small/w.db: database or disk is full" in done.stderr or b"disk" in done.stderr, done.stderr
    same(steady, sqlite_rows("w.db"))


def folders_that_cannot_be_written():
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        raise tap.Skip("root may write everywhere")
    os.mkdir("locked")
    os.chmod("locked", 0o555)
    os.chmod(".", 0o755)
    with open("a.pdf", "wb") as file:
        file.write(report("prose"))
    user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    for into in "sqlite:locked/w.db", "csv:locked/out", "jsonl:locked/out.jsonl":
        done = subprocess.run([*user, PIPEROLL, "load", "--into", into, "a.pdf"], capture_output=True, timeout=60)
        if done.returncode in (126, 127):
            raise tap.Skip("the program cannot be reached by another user")
        assert done.returncode == 5 and b"locked" in done.stderr, (into, done)
    assert os.listdir("locked") == []


def things_that_are_no_files():
    os.makedirs("in/sub")
    os.mkfifo("in/fifo.pdf")
    os.symlink("..", "in/sub/up")
    os.symlink("loop.pdf", "in/loop.pdf")
    os.symlink("/dev/zero", "in/zero.pdf")
    os.symlink("nowhere", "in/nowhere.pdf")
    sock = socket.socket(socket.AF_UNIX)
    sock.bind("in/socket.pdf")
    with open("in/good.pdf", "wb") as file:
        file.write(report("prose"))
    said = load("in", "/dev/null", status=3)
    sock.close()
    assert said.count("not a regular file") >= 3, said
    database = sqlite3.connect("piperoll.db")
    assert database.execute("SELECT name FROM load_source").fetchall() == [("in/good.pdf",)]
    # The FIFO, the loop, /dev/zero, nowhere, the socket, /dev/null.
    assert database.execute("SELECT count(*) FROM load_failure").fetchone() == (6,)
    database.close()


def odd_names():
    os.mkdir("in")
    odd = [b"new\nline.pdf", b"quo'te\".pdf", b"-j9.pdf", b"\xff\xfe.pdf", "年度 报告.pdf".encode(), b"a;DROP TABLE fact;.pdf", b"@list.pdf", b"..pdf"]
    for number, name in enumerate(odd):
        with open(os.path.join(b"in", name), "wb") as file:
            file.write(distinct("prose", number))
    load("in")
    database = sqlite3.connect("piperoll.db")
    found = [name for name, in database.execute("SELECT name FROM load_source")]
    database.close()
    assert len(set(found)) == len(odd)
    assert {"in/new\\nline.pdf", "in/年度 报告.pdf", "in/\\xff\\xfe.pdf", "in/a;DROP TABLE fact;.pdf"} <= set(found), found


run([killed_at_any_moment, workers_killed, interrupted, two_loads_at_once, several_loads_end_at_once, a_full_disk, folders_that_cannot_be_written,
     things_that_are_no_files, odd_names])
