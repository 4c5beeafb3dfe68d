# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures programs in turns, each run from start to end: processor time and peak memory of the largest process. See tools/bench.

The programs take turns file by file, so that what disturbs the machine disturbs them alike. A figure is the sum over the files of
the median of the runs."""
import os
import statistics
import subprocess
import sys

RUNS = 5
PEERS = {
    "pdfplumber": "import sys, pdfplumber\nfor page in pdfplumber.open(sys.argv[1]).pages: page.extract_tables()",
    "PyMuPDF": "import sys, pymupdf\nfor page in pymupdf.open(sys.argv[1]): [table.extract() for table in page.find_tables()]",
    "camelot": "import sys, camelot\ncamelot.read_pdf(sys.argv[1], pages='all')",
}
MODULES = {"PyMuPDF": "pymupdf"}


def run(command):
    """Processor seconds and MiB of one run; None where it fails."""
    with open(os.devnull, "wb") as null:
        process = subprocess.Popen(command, stdout=null, stderr=null)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    return None if status else (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands(work):
    """Of each program, by name: a function from a file to a command."""
    program = os.environ["PIPEROLL"]
    out = os.path.join(work, "out.json")
    found = {
        "pdftotext -bbox": lambda file: ["pdftotext", "-bbox", file, os.path.join(work, "out.html")],
        "piperoll tables": lambda file: [program, "tables", "-f", "json", "-o", out, file],
        "piperoll extract": lambda file: [program, "extract", "-o", os.path.join(work, "out.xml"), file],
    }
    python = os.path.join(work, "venv", "bin", "python")
    for name, script in PEERS.items():
        if os.path.exists(python) and run([python, "-c", f"import {MODULES.get(name, name)}"]) is not None:
            found[name] = lambda file, script=script: [python, "-c", script, file]
    return found


def measure(programs, files, runs=RUNS):
    """Per program: summed medians of seconds, greatest MiB, and how many files failed."""
    samples = {name: {file: [] for file in files} for name in programs}
    for _ in range(runs):
        for file in files:
            for name, command in programs.items():
                samples[name][file].append(run(command(file)))
    result = {}
    for name, by_file in samples.items():
        good = [list(filter(None, values)) for values in by_file.values()]
        good = [values for values in good if values]
        result[name] = (sum(statistics.median(seconds for seconds, _ in values) for values in good),
                        max((memory for values in good for _, memory in values), default=0), len(files) - len(good))
    return result


def dense(path, characters):
    """A page of so many characters, in words of nine, ten to a line. The paper is large: of type below three points poppler reads
    50,000 characters and drops the rest."""
    lines = []
    for number in range(characters // 90):
        words = " ".join(f"w{number:05d}{word:03d}" for word in range(10))
        lines.append(f"BT /F1 10 Tf {200 + 600 * (number % 9)} {8200 - 8 * (number // 9)} Td ({words}) Tj ET\n")
    content = "".join(lines)
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
              "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 5950 8420] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
              f"<< /Length {len(content)} >>\nstream\n{content}endstream"]
    with open(path, "w", encoding="ascii") as file:
        file.write("%PDF-1.4\n" + "".join(f"{i} 0 obj\n{body}\nendobj\n" for i, body in enumerate(bodies, 1)) +
                   "trailer\n<< /Root 1 0 R >>\n")


def print_growth(title, unit, sizes, make, programs, work):
    print(f"\n{title}: milliseconds {unit}, MiB")
    print(" " * 9 + "".join(f"{name:>24}" for name in programs))
    for size in sizes:
        path = os.path.join(work, f"{size}.pdf")
        make(path, size)
        result = measure(programs, [path], 3 if size <= 1000 else 1)
        print(f"{size:>9}" + "".join(f"{seconds * 1000 / size * (1000 if 'thousand' in unit else 1):>16.2f}{memory:>8.0f}"
                                     for seconds, memory, _ in result.values()))


def make_pages(path, count):
    subprocess.run([sys.executable, os.environ["MAKE_PDF"], "pages", path, str(count)], check=True)


def main():
    work, *files = sys.argv[1:]
    programs = commands(work)
    result = measure(programs, files)
    seconds, memory, _ = result["pdftotext -bbox"]
    print(f"{len(files)} files, {RUNS} runs each in turns\n{'':20}{'CPU s':>9}{'ratio':>8}{'MiB':>8}{'ratio':>8}{'failed':>8}")
    for name, (own, peak, failed) in result.items():
        print(f"{name:20}{own:>9.3f}{own / seconds:>8.2f}{peak:>8.0f}{peak / memory:>8.2f}{failed:>8}")
    two = {name: programs[name] for name in ("pdftotext -bbox", "piperoll tables")}
    print_growth("Pages, a small table each", "a page", (10, 100, 1000, 3000), make_pages, two, work)
    print_growth("Characters on a page", "a thousand characters", (1000, 10000, 50000, 200000), dense, two, work)


main()
