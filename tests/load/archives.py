# SPDX-License-Identifier: GPL-2.0-or-later
"""`piperoll load` from archives: what is in them is loaded as from a folder, and what is wrong with one costs that one."""
import gzip
import io
import os
import shutil
import sqlite3
import sys
import tarfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from archive import distinct, load, make_archive, report, run, same, sqlite_rows  # noqa: E402


def names(path="piperoll.db"):
    database = sqlite3.connect(path)
    found = sorted(name for name, in database.execute("SELECT name FROM load_source"))
    database.close()
    return found


def failures(path="piperoll.db"):
    database = sqlite3.connect(path)
    found = dict(database.execute("SELECT name, reason FROM load_failure"))
    database.close()
    return found


def put_tar(path, members, mode="w:gz"):
    with tarfile.open(path, mode) as tar:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def without_names(rows):
    kept = {table: rows[table] for table in rows if table != "load_source" and not table.startswith("view_")}
    kept["document"] = [row[:1] + row[2:] for row in kept["document"]]
    return kept


def archives_are_like_folders():
    make_archive("in", 10)
    for kind in "zip", "tar", "gztar", "bztar", "xztar":
        shutil.make_archive("packed-" + kind, kind, "in")
    load("in", into="sqlite:plain.db")
    plain = sqlite_rows("plain.db")
    for file in sorted(name for name in os.listdir() if name.startswith("packed-")):
        database = file + ".db"
        said = load(file, "-j3", into="sqlite:" + database)
        rows = sqlite_rows(database)
        assert names(database) == [f"{file}/{number:05}.pdf" for number in range(10)], said
        same(without_names(rows), without_names(plain))


def only_what_is_a_pdf_is_read():
    with zipfile.ZipFile("a.zip", "w") as out:
        out.writestr("notes.txt", "nothing")
        out.writestr("report", report("prose"))
        out.writestr("sub/a.PDF", distinct("prose", 1))
        out.writestr("sub/bad.pdf", b"nothing")
    load("a.zip", status=3)
    assert names() == ["a.zip/report", "a.zip/sub/a.PDF"]
    assert list(failures()) == ["a.zip/sub/bad.pdf"]
    with zipfile.ZipFile("none.zip", "w") as out:
        out.writestr("notes.txt", "nothing")
    assert "no PDF in this archive" in load("none.zip", status=4)


def names_lead_nowhere():
    put_tar("a.tar.gz", [("../../out.pdf", report("prose")), ("/abs.pdf", distinct("prose", 1)), ("new\nline \"'.pdf", distinct("prose", 2)),
                         ("-o.pdf", distinct("prose", 3)), ("年度/自评.pdf", distinct("prose", 4))])
    os.makedirs("deep/er")
    shutil.move("a.tar.gz", "deep/er/a.tar.gz")
    load("deep", into="sqlite:deep/w.db")
    assert not os.path.exists("out.pdf") and not os.path.exists("deep/out.pdf") and not os.path.exists("/abs.pdf")
    found = names("deep/w.db")
    assert len(found) == 5 and "deep/er/a.tar.gz/年度/自评.pdf" in found and "deep/er/a.tar.gz/new\\nline \"'.pdf" in found, found


def a_bomb_is_not_unpacked():
    with gzip.open("bomb.tar.gz", "wb") as out:
        with tarfile.open(fileobj=out, mode="w|") as tar:
            info = tarfile.TarInfo("big.pdf")
            info.size = 400 << 20
            class Zeros:
                def read(self, count):
                    return bytes(count)
            tar.addfile(info, Zeros())
    assert os.path.getsize("bomb.tar.gz") < 1 << 20
    with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as out:
        with out.open("big.pdf", "w") as member:
            for _ in range(400):
                member.write(bytes(1 << 20))
        out.writestr("good.pdf", report("prose"))
    said = load("bomb.tar.gz", "bomb.zip", status=3)
    assert said.count("more than 200 times its size") == 2, said
    assert names() == ["bomb.zip/good.pdf"]


def a_damaged_archive_gives_what_is_whole():
    make_archive("in", 6)
    shutil.make_archive("a", "tar", "in")
    with open("a.tar", "rb") as file:
        whole = file.read()
    with open("a.tar", "wb") as file:
        file.write(whole[:len(whole) // 2])
    with open("b.zip", "wb") as file:
        file.write(b"PK\x03\x04" + bytes(range(256)) * 20)
    put_tar("c.tar.gz", [("good.pdf", distinct("english", 9))])
    said = load("a.tar", "b.zip", "c.tar.gz", status=3)
    assert "b.zip" in said and "a.tar" in said
    assert "c.tar.gz/good.pdf" in names() and len(names()) >= 2
    load("a.tar", "b.zip", "c.tar.gz", status=3)


run([archives_are_like_folders, only_what_is_a_pdf_is_read, names_lead_nowhere, a_bomb_is_not_unpacked, a_damaged_archive_gives_what_is_whole])
