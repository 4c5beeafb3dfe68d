# SPDX-License-Identifier: GPL-2.0-or-later
"""The documents say what is so: their commands are run and the output compared, their example files are read, their map names
each source file.

In Markdown a block ```console holds commands, each behind "$ ", and what they print; a block ```xml NAME is a file that the
commands after it find. In a manual page .EX … .EE is a block, a file if the comment .\\" NAME stands before it, and commands if
it begins with "$ ". Commands run in a folder of their own with `fixtures` in it. PR_BLESS=1 writes what was printed into the
documents."""
import glob
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import tap  # noqa: E402

SOURCE = os.environ["PIPEROLL_SOURCE"]
STAGES = ["extract", "normalize", "schema", "tools"]
# Documents that must hold examples, so that no change of layout can silence this test.
WITH_EXAMPLES = ["README.md", "ARCHITECTURE.md", "tools/man/piperoll-form.5"]
# Words that stand for any name in a path.
PLACEHOLDERS = re.compile(r"\b(NAME|ID|KIND|STAGE|FILE)\b")
MARKDOWN = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]


class Markdown:
    block = re.compile(r"^```(?P<kind>console|xml (?P<name>\S+))\n(?P<body>.*?)^```$", re.S | re.M)

    @staticmethod
    def plain(text):
        return text

    @staticmethod
    def written(text):
        return text


class Roff:
    block = re.compile(r'^(?:\.\\" (?P<name>\S+\.xml)\n)?\.EX\n(?P<body>.*?)^\.EE$', re.S | re.M)

    @staticmethod
    def plain(text):
        return re.sub(r"\\(-|&|e)", lambda m: {"-": "-", "&": "", "e": "\\"}[m[1]], text)

    @staticmethod
    def written(text):
        return re.sub(r"^(?=[.'])", r"\\&", text.replace("\\", "\\e").replace("-", "\\-"), flags=re.M)


def steps(body):
    """[command, what it prints] of a block; a command goes on behind a backslash at its end."""
    found = []
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append([line[2:], ""])
        elif found and not found[-1][1] and found[-1][0].endswith("\\\n"):
            found[-1][0] += line
        elif found:
            found[-1][1] += line
    return found


def run(command, folder):
    path = os.path.dirname(os.environ["PIPEROLL"]) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(["bash", "-c", command], cwd=folder, env={**os.environ, "PATH": path}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return done.stdout.decode(errors="replace")


class Document:
    def __init__(self, name):
        self.name = name
        self.kind = Markdown if name.endswith(".md") else Roff
        with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
            self.text = file.read()
        self.examples = 0
        self.trouble = []

    def check_block(self, match, folder):
        body = self.kind.plain(match["body"])
        if match["name"]:
            self.examples += 1
            path = os.path.join(folder, match["name"])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(body)
            return match[0]
        new = ""
        for command, said in steps(body):
            self.examples += 1
            printed = run(command, folder)
            if printed != said:
                self.trouble += [f"$ {command.rstrip()}", *(f"- {x}" for x in said.splitlines()),
                                 *(f"+ {x}" for x in printed.splitlines())]
            new += f"$ {command}{printed}"
        return match[0].replace(match["body"], self.kind.written(new)) if new else match[0]

    def check(self):
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(os.path.join(SOURCE, "fixtures"), os.path.join(folder, "fixtures"))
            text = self.kind.block.sub(lambda match: self.check_block(match, folder), self.text)
        if self.name in WITH_EXAMPLES and self.examples == 0:
            self.trouble.append("no example was found in it")
        if os.environ.get("PR_BLESS") and text != self.text:
            with open(os.path.join(SOURCE, self.name), "w", encoding="utf-8") as file:
                file.write(text)
        return self.trouble


def check_map():
    """The map in ARCHITECTURE.md has a line for each source file and no other: "  NAME  what it is" below "FOLDER/"."""
    with open(os.path.join(SOURCE, "ARCHITECTURE.md"), encoding="utf-8") as file:
        text = file.read()
    trouble = []
    for stage in STAGES:
        there = {os.path.splitext(os.path.basename(path))[0]
                 for end in "ch" for path in glob.glob(os.path.join(SOURCE, stage, "*." + end))}
        block = re.search(rf"^{stage}/ .*\n((?:  .*\n)*)", text, re.M)
        named = set(re.findall(r"^  ([a-z][a-z0-9-]*)  +\S", block[1], re.M)) if block else set()
        trouble += [f"{stage}/{name} has no line in the map of ARCHITECTURE.md" for name in sorted(there - named)]
        trouble += [f"{stage}/{name} of the map of ARCHITECTURE.md is not there" for name in sorted(named - there)]
    return trouble


def check_paths():
    """Paths that the documents name, like `schema/form.h`, are there."""
    trouble = []
    for name in MARKDOWN:
        with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
            paths = re.findall(r"`((?:extract|normalize|schema|tools|tests|fixtures)/[\w./-]+|[\w.-]+\.md)`", file.read())
        trouble += [f"{name} names {path}, which is not there" for path in sorted(set(paths))
                    if not PLACEHOLDERS.search(path) and not os.path.exists(os.path.join(SOURCE, path))]
    return trouble


def main():
    pages = sorted(os.path.relpath(path, SOURCE) for path in glob.glob(os.path.join(SOURCE, "tools", "man", "*.[1-9]")))
    claims = [(f"{name} says what is so", Document(name).check) for name in MARKDOWN + pages]
    claims += [("the map of ARCHITECTURE.md is complete", check_map), ("named paths are there", check_paths)]
    tap.run(claims, most=80)


main()
