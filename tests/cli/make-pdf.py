#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a small PDF for a test of the command line.

  make-pdf.py table OUT [WORD [AMOUNT]]    a ruled table of 3 rows and 2 columns with a title above; WORD and AMOUNT are in its second row
  make-pdf.py pages OUT COUNT     so many pages, a table each
  make-pdf.py text OUT            a line of text and no table
  make-pdf.py aligned OUT         an aligned table of numbers, then two lines side by side that nobody would take for one
  make-pdf.py blank OUT           a page with nothing on it
  make-pdf.py none OUT            no page at all
  make-pdf.py half OUT            two pages, a table each, a page as of "slow", and a table again
  make-pdf.py slow OUT            a page whose drawing would take for ever: forms that draw forms, ten levels of ten
"""
import sys


def text(x, y, words, size=10):
    return f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n"


def table(word, number=1, amount="1,234.50"):
    rows = [("Item", "Amount"), (word, amount), ("Total", "1,234.50")]
    out = text(72, 740, f"Budget sheet {number}", 14)
    for i in range(len(rows) + 1):
        out += f"72 {720 - 24 * i} m 372 {720 - 24 * i} l S\n"
    for x in (72, 222, 372):
        out += f"{x} 720 m {x} {720 - 24 * len(rows)} l S\n"
    for i, (left, right) in enumerate(rows):
        out += text(80, 704 - 24 * i, left) + text(230, 704 - 24 * i, right)
    return out


def aligned():
    out = ""
    for i, row in enumerate([("Port", "Ships", "Tons"), ("Lowhaven", "14", "2,300"), ("Eastness", "9", "870"), ("Marsh", "21", "4,015")]):
        out += "".join(text(x, 700 - 16 * i, word) for x, word in zip((80, 200, 260), row))
    return out + text(80, 560, "Harbour master") + text(260, 560, "in spring") + text(80, 544, "Pilot") + text(260, 544, "in autumn")


def document(contents, extra=()):
    """`extra` are objects from number 4 on, pages and contents come behind."""
    first = 4 + len(extra)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(contents)))
    resources = "/Font << /F1 3 0 R >>"
    if extra:
        resources += " /XObject << /X 4 0 R >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *extra,
    ]
    for i, content in enumerate(contents):
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << {resources} >> "
                       f"/Contents {first + 2 * i + 1} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}endstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("ascii")


def nest(levels):
    """Form objects 4, 5, …: each draws the next ten times."""
    forms = []
    for level in range(levels):
        last = level == levels - 1
        content = "0 0 1 1 re f\n" if last else "/X Do\n" * 10
        inner = "" if last else f"/Resources << /XObject << /X {5 + level} 0 R >> >>"
        forms.append(f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] {inner} /Length {len(content)} >>\n"
                     f"stream\n{content}endstream")
    return forms


def main():
    kind, out, *rest = sys.argv[1:]
    if kind == "table":
        data = document([table(rest[0] if rest else "Paper", 1, *rest[1:])])
    elif kind == "pages":
        data = document([table("Paper", i + 1) for i in range(int(rest[0]))])
    elif kind == "text":
        data = document([text(72, 700, "Nothing but words here.")])
    elif kind == "aligned":
        data = document([aligned()])
    elif kind == "blank":
        data = document([""])
    elif kind == "none":
        data = document([])
    elif kind == "half":
        data = document([table("Paper", 1), table("Paper", 2), "/X Do\n", table("Paper", 4)], nest(11))
    elif kind == "slow":
        data = document(["/X Do\n"], nest(11))
    else:
        sys.exit(__doc__)
    with open(out, "wb") as file:
        file.write(data)


if __name__ == "__main__":
    main()
