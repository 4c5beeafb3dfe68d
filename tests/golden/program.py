# SPDX-License-Identifier: GPL-2.0-or-later
"""A report kept in fixtures/reports, and the program run over it."""
import json
import os
import subprocess
import tempfile


class Failure(Exception):
    """The program did not do what it was asked."""


class Case:
    """report.pdf, expected.json (truth made by hand) and golden/ (texts written by the program) of one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.name = os.path.basename(folder)
        self.pdf = os.path.join(folder, "report.pdf")
        self.golden = os.path.join(folder, "golden")
        with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
            self.truth = json.load(file)


def options(case):
    """Options that open the report, and what must outlive their use."""
    password = case.truth.get("password")
    if password is None:
        return [], None
    file = tempfile.NamedTemporaryFile("w", suffix=".txt")
    file.write(password + "\n")
    file.flush()
    return [f"--password-file={file.name}"], file


def definitions(case, verb):
    """Options that make the report's own definitions known."""
    folder = os.path.join(case.folder, "forms")
    return [f"--forms-dir={folder}"] if verb in ("extract", "show") and os.path.isdir(folder) else []


def run(case, verb, *rest, data=None):
    """What the program prints; `data` takes the place of the report."""
    opening, keep = options(case)
    command = [os.environ["PIPEROLL"], verb, "-q", *opening, *definitions(case, verb), *rest, "-" if data is not None else case.pdf]
    done = subprocess.run(command, input=data, capture_output=True, timeout=240)
    if keep is not None:
        keep.close()
    if done.returncode != 0:
        raise Failure(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def run_json(case, verb, *rest, data=None):
    return json.loads(run(case, verb, "-f", "json", *rest, data=data))
