# SPDX-License-Identifier: GPL-2.0-or-later
"""Loads an archive of so many documents, each with a content of its own, and prints what that costs:

  * processor time of the load, of it in the parent, and beside the same extraction alone;
  * wall time by two workers at once against one, and the peak memory of the parent;
  * the second run, which finds everything there;
  * a load that is killed twenty times and goes on.

Ends with 1 where a database is not, row by row, that of the first load. Times are printed, not judged: they are the machine's as well."""
import importlib.util
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

SOURCE = os.environ["PIPEROLL_SOURCE"]
PIPEROLL = os.environ["PIPEROLL"]
KILLS = 20
sys.path.insert(0, os.path.join(SOURCE, "tests", "load"))
from archive import NO_LEAKS, REPORTS, distinct, same, sqlite_rows  # noqa: E402

spec = importlib.util.spec_from_file_location("make_pdf", os.path.join(SOURCE, "tests", "cli", "make-pdf.py"))
make_pdf = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_pdf)


def make(folder, count):
    """By turns a sample report, told apart by a comment, and tables with words and amounts of their own, on one page to three."""
    dice = random.Random(count)
    # All of the sample reports, but the one that needs a password.
    names = sorted(set(os.listdir(REPORTS)) - {"locked"})
    for number in range(count):
        path = os.path.join(folder, f"{number // 1000:03}", f"{number:06}.pdf")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if number % 2 == 0:
            content = distinct(names[number // 2 % len(names)], number)
        else:
            pages = [make_pdf.table(f"Item {number} {page}", page + 1, f"{dice.randrange(10 ** 6):,}.{dice.randrange(100):02}")
                     for page in range(1 + number % 3)]
            content = make_pdf.document(pages)
        with open(path, "wb") as file:
            file.write(content)


def measure(*arguments, statuses=(0,)):
    """Runs the program: seconds by the clock, processor seconds of all its processes, MiB of the first of them."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen([PIPEROLL, *arguments, "-q"])
    peak = 0
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
                peak = max([peak] + [int(line.split()[1]) for line in file if line.startswith("VmHWM")])
        except (OSError, ValueError):
            pass
        time.sleep(0.05)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode in statuses, process.returncode
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak / 1024


def kill_and_resume(length):
    """A load that is killed at any moment, twenty times on its way, and then let to its end. How often it was still at work."""
    dice = random.Random(KILLS)
    kills = 0
    for _ in range(KILLS):
        process = subprocess.Popen([PIPEROLL, "load", "-q", "-j2", "--into", "sqlite:killed.db", "in"], env=NO_LEAKS)
        try:
            process.wait(dice.uniform(0, 1.4 * length / KILLS))
        except subprocess.TimeoutExpired:
            process.kill()
        kills += process.wait() == -signal.SIGKILL
    measure("load", "-j2", "--into", "sqlite:killed.db", "in")
    return kills


def main():
    count, work = int(sys.argv[1]), sys.argv[2]
    os.makedirs(work, exist_ok=True)
    os.chdir(work)
    shutil.rmtree("in", ignore_errors=True)
    for name in os.listdir():
        if name.endswith((".db", ".db-wal", ".db-shm")):
            os.unlink(name)
    make("in", count)
    one, cpu, peak = measure("load", "-j1", "--into", "sqlite:one.db", "--summary", "summary.json", "in")
    with open("summary.json", encoding="utf-8") as file:
        own = json.load(file)["cpu_milliseconds"] / 1000
    print(f"{count} documents: {one:.1f} s by one worker at a time, {cpu:.1f} s of processor; parent {peak:.0f} MiB", flush=True)
    two, _, peak = measure("load", "-j2", "--into", "sqlite:two.db", "in")
    print(f"by two: {two:.1f} s, {one / two:.2f} times as fast; parent {peak:.0f} MiB", flush=True)
    same(sqlite_rows("one.db"), sqlite_rows("two.db"))
    _, alone, _ = measure("extract", "-f", "json", "-j1", "-o", "out", "in")
    shutil.rmtree("out")
    print(f"extraction alone: {alone:.1f} s of processor; beside it the load takes {100 * (cpu - alone) / cpu:.1f} %, "
          f"and {100 * own / cpu:.1f} % is in its parent", flush=True)
    again, again_cpu, _ = measure("load", "-j1", "--into", "sqlite:one.db", "in")
    print(f"again: {again:.2f} s, {100 * again / one:.2f} % of the first run; processor {100 * again_cpu / cpu:.2f} %", flush=True)
    kills = kill_and_resume(two)
    same(sqlite_rows("one.db"), sqlite_rows("killed.db"))
    print(f"killed {kills} times, then ended: the same rows")


main()
