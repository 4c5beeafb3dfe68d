#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An acceptance set beside the checkout: reports that are not ours to ship, with truth and scorers.

  acceptance.py SET PIPEROLL [SANITIZED]     ends with a line "N passed, N failed"

For every PDF of the set the laws must hold, and the program built with the sanitizers must find the same. A folder
score/ holds programs that compare results with the truth: score_disclosures.py FOLDER RESULTS and score_forms.py RESULT TRUTH.
Where a folder has an identities.json, identities.py recomputes its relations; findings.py compares what is found with its verdicts, and with
*.findings.json.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
passed, failed = 0, 0


def claim(name, is_so, lines=()):
    global passed, failed
    passed, failed = passed + bool(is_so), failed + (not is_so)
    print(f"{'ok' if is_so else 'FAILED'}: {name}")
    if not is_so:
        for line in list(lines)[:15]:
            print(f"  {line}")


def call(command, **more):
    return subprocess.run(command, capture_output=True, timeout=1800, **more)


def hold_laws(pdf, program):
    done = call([sys.executable, os.path.join(HERE, "laws.py"), pdf], env={**os.environ, "PIPEROLL": program})
    lines = done.stdout.decode().splitlines()
    law = None
    for line in lines:
        match = re.match(r"(not ok|ok) \d+ - (.*)", line)
        if match:
            law = match.group(2)
            notes = [note for note in notes_after(lines, line)]
            claim(f"{os.path.basename(pdf)}: {law}", match.group(1) == "ok", notes)
    if law is None:
        claim(f"{os.path.basename(pdf)}: laws", False, done.stderr.decode(errors="replace").splitlines()[-5:])


def notes_after(lines, line):
    at = lines.index(line) + 1
    while at < len(lines) and lines[at].startswith("# "):
        yield lines[at][2:300]
        at += 1


def is_clean(pdf, program, sanitized, folder):
    """Nothing from the sanitizers, and the same bytes as from the plain program."""
    log = os.path.join(folder, "sanitizer")
    suppressions = os.path.join(os.path.dirname(HERE), "lsan.supp")
    options = f"abort_on_error=1:log_path={log}"
    environment = {**os.environ, "ASAN_OPTIONS": options, "UBSAN_OPTIONS": f"halt_on_error=1:print_stacktrace=1:log_path={log}",
                   "LSAN_OPTIONS": f"print_suppressions=0:suppressions={suppressions}", "G_SLICE": "always-malloc"}
    for verb, form in (("extract", "xml"), ("tables", "json")):
        one = call([program, verb, "-q", "-f", form, pdf])
        two = call([sanitized, verb, "-q", "-f", form, "--timeout=600", pdf], env=environment)
        reports = [open(name, errors="replace").read() for name in glob.glob(log + ".*")]
        for name in glob.glob(log + ".*"):
            os.unlink(name)
        trouble = "\n".join(reports) + two.stderr.decode(errors="replace")
        claim(f"{os.path.basename(pdf)}: {verb} under the sanitizers", not reports and two.returncode == 0, trouble.splitlines())
        claim(f"{os.path.basename(pdf)}: {verb} gives the same bytes there", one.stdout == two.stdout or form == "xml" and
              without_options(one.stdout) == without_options(two.stdout))


def without_options(document):
    return re.sub(rb"<run\b.*?(</run>|/>)", b"", document, flags=re.S)


def score_tables(where, score, program, folder):
    out = os.path.join(folder, "tables")
    os.makedirs(out)
    for pdf in sorted(glob.glob(os.path.join(where, "*.pdf"))):
        name = os.path.splitext(os.path.basename(pdf))[0]
        call([program, "tables", "-q", "-f", "json", "-o", os.path.join(out, name + ".json"), pdf])
    done = call([sys.executable, score, where, out])
    claim("tables are exact", done.returncode == 0, done.stdout.decode().splitlines())


def score_forms(where, score, program, folder):
    for pdf in sorted(glob.glob(os.path.join(where, "*.pdf"))):
        name = os.path.splitext(os.path.basename(pdf))[0]
        truths = [os.path.join(where, stem + ".json") for stem in (name, name.rpartition("-")[0])]
        truth = next((path for path in truths if os.path.exists(path)), None)
        if truth is None:
            continue
        result = os.path.join(folder, name + ".json")
        call([program, "extract", "-q", "-f", "json", "--raw", "-o", result, pdf])
        with open(result, encoding="utf-8") as file:
            forms = json.load(file)["forms"]
        with open(result, "w", encoding="utf-8") as file:
            json.dump(forms, file, ensure_ascii=False)
        done = call([sys.executable, score, result, truth, "--diffs", "12"])
        claim(f"{name}: forms are exact", done.returncode == 0, done.stdout.decode().splitlines())


def recompute(where, program):
    done = call([sys.executable, os.path.join(HERE, "identities.py"), where, program])
    claim("known relations are recomputed from the facts", done.returncode == 0, done.stdout.decode().splitlines())


def compare_findings(where, program):
    done = call([sys.executable, os.path.join(HERE, "findings.py"), where, program])
    claim(f"{os.path.basename(where)}: findings", done.returncode == 0, done.stdout.decode().splitlines())


def main():
    where, program, *sanitized = sys.argv[1:]
    pdfs = sorted(glob.glob(os.path.join(glob.escape(where), "**", "*.pdf"), recursive=True))
    with tempfile.TemporaryDirectory() as folder:
        for pdf in pdfs:
            hold_laws(pdf, program)
            if sanitized:
                is_clean(pdf, program, sanitized[0], folder)
        for name, scorer, part in (("score_disclosures.py", score_tables, "disclosures"), ("score_forms.py", score_forms, "forms")):
            score = os.path.join(where, "score", name)
            if os.path.exists(score) and os.path.isdir(os.path.join(where, part)):
                try:
                    scorer(os.path.join(where, part), score, program, folder)
                except (OSError, ValueError, KeyError) as error:
                    claim(f"{name} could be asked", False, [str(error)])
        for relations in glob.glob(os.path.join(glob.escape(where), "**", "identities.json"), recursive=True):
            recompute(os.path.dirname(relations), program)
        for part in sorted({os.path.dirname(path) for name in ("*.findings.json", "identities.json")
                            for path in glob.glob(os.path.join(glob.escape(where), "**", name), recursive=True)}):
            compare_findings(part, program)
    print(f"{passed} passed, {failed} failed")


main()
