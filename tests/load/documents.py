# SPDX-License-Identifier: GPL-2.0-or-later
"""`piperoll load` into a folder of XML: the documents that `extract` writes, one for each content, and a ledger of where they came from."""
import json
import os
import random
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from archive import PIPEROLL, REPORTS, distinct, killed_loads, load, make_archive, report, run  # noqa: E402

LEDGER = "sources.jsonl"
SEED = int(os.environ.get("PR_SEED", "20251124"))


def lines(folder):
    with open(os.path.join(folder, LEDGER), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def sources(folder):
    """What the ledger says last of each name."""
    return {line["source"]: line for line in lines(folder)}


def documents(folder):
    found = {}
    for name in os.listdir(folder):
        if name != LEDGER:
            with open(os.path.join(folder, name), "rb") as file:
                found[name] = file.read()
    return found


def documents_are_those_of_extract():
    make_archive("in", 9)
    load("in", into="xml:out")
    subprocess.run([PIPEROLL, "extract", "-q", "-o", "plain", "in"], check=True, timeout=250)
    told = sources("out")
    assert len(told) == 9 and len(documents("out")) == 9
    for source, line in told.items():
        with open(os.path.join("plain", os.path.basename(source)[:-4] + ".xml"), "rb") as file:
            assert documents("out")[line["document"] + ".xml"] == file.read(), source
    load("-j1", "in", into="xml:one")
    assert documents("one") == documents("out") and lines("one") == lines("out")


def only_what_is_new_is_made():
    make_archive("in", 4)
    load("in", into="xml:out")
    before, ledger = os.stat(os.path.join("out", sorted(documents("out"))[0])).st_ino, lines("out")
    assert "4 unchanged" in load("in", into="xml:out")
    assert os.stat(os.path.join("out", sorted(documents("out"))[0])).st_ino == before and lines("out") == ledger
    gone = ledger[2]["document"] + ".xml"
    kept = documents("out")
    os.unlink(os.path.join("out", gone))
    assert "1 loaded, 3 unchanged" in load("in", into="xml:out")
    assert documents("out") == kept
    # Other options make another document in place of the old one.
    assert "4 loaded" in load("--pages", "1", "in", into="xml:out")
    assert documents("out").keys() == kept.keys() and documents("out") != kept


def names_and_failures_are_told():
    os.mkdir("in")
    for name in "a.pdf", "b.pdf":
        with open(os.path.join("in", name), "wb") as file:
            file.write(report("department"))
    for name in "c.pdf", "d.pdf":
        with open(os.path.join("in", name), "wb") as file:
            file.write(b"no PDF")
    load("in", into="xml:out", status=3)
    told = sources("out")
    assert told["in/a.pdf"]["document"] == told["in/b.pdf"]["document"] and len(documents("out")) == 1
    assert "not a PDF" in told["in/c.pdf"]["failure"] and told["in/c.pdf"]["is_final"] is True
    ledger = lines("out")
    assert "seen before" in load("in", into="xml:out", status=3)
    assert lines("out") == ledger
    with open("in/c.pdf", "wb") as file:
        file.write(report("department"))
    load("in", into="xml:out", status=3)
    assert "failure" not in sources("out")["in/c.pdf"] and len(lines("out")) == len(ledger) + 1


def findings_are_in_the_documents():
    load("--check", os.path.join(REPORTS, "..", "findings", "contradictions.pdf"), into="xml:out")
    (text,) = documents("out").values()
    assert b"<finding" in text


def a_torn_line_says_nothing():
    make_archive("in", 3)
    load("in", into="xml:out")
    whole = sources("out")
    with open(os.path.join("out", LEDGER), "r+b") as file:
        file.truncate(os.path.getsize(file.name) - 30)
    assert "1 loaded, 2 unchanged" in load("in", into="xml:out")
    with open(os.path.join("out", LEDGER), encoding="utf-8") as file:
        last = file.read().splitlines()[-1]
    assert json.loads(last) in whole.values()


def killed_at_any_moment():
    dice = random.Random(SEED)
    make_archive("in", 40)
    begun = time.monotonic()
    load("in", into="xml:steady")
    length = time.monotonic() - begun
    kills, steady = 0, documents("steady")
    for is_killed in killed_loads("xml:out", 12, length / 4, dice):
        kills += is_killed
        if os.path.exists("out"):
            assert all(steady[name] == text for name, text in documents("out").items() if name.endswith(".xml"))
    assert kills > 2, kills
    load("in", into="xml:out")
    assert documents("out") == steady and sources("out") == sources("steady")


def a_folder_that_takes_nothing_is_told():
    make_archive("in", 2)
    with open("file", "w", encoding="ascii") as file:
        file.write("x")
    said = load("in", into="xml:file", status=5)
    assert said.count("\n") == 1 and "file" in said, said
    os.mkdir("full")
    shutil.copytree("in", "more")
    with open("more/z.pdf", "wb") as file:
        file.write(distinct("english", 5))
    limit = ["bash", "-c", "ulimit -f 8; exec \"$0\" load -q --into xml:full more", PIPEROLL]
    done = subprocess.run(limit, capture_output=True, timeout=250, check=False)
    assert done.returncode not in (0, 1) and not documents("full"), (done, os.listdir("full"))


run([documents_are_those_of_extract, only_what_is_new_is_made, names_and_failures_are_told, findings_are_in_the_documents,
     a_torn_line_says_nothing, killed_at_any_moment, a_folder_that_takes_nothing_is_told])
