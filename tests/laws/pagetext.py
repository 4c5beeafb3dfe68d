# SPDX-License-Identifier: GPL-2.0-or-later
"""The text of a page (`show --stage=page`): reads where the glyphs are, and moves, scales and shuffles it."""
import re

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^ ]+')
PLACES = re.compile(r"-?\d+(?:\.\d+)?")


def unquote(word):
    word = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda m: chr(int(m.group(1), 16)), word[1:-1])
    return re.sub(r"\\(.)", r"\1", word)


class Glyph:
    """A character, its page, its run (numbered through), its box and its fate ('.' is shown)."""

    def __init__(self, page, run, character, fate, box):
        self.page, self.run, self.character, self.fate, self.box = page, run, character, fate, box

    def middle_is_in(self, box):
        x, y = (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2
        return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def glyphs(text):
    out, page = [], 0
    for number, line in enumerate(text.split("\n")):
        words = TOKEN.findall(line)
        if words and words[0] == "page":
            page = int(words[1])
        elif words and words[0] == "run":
            out += run_glyphs(page, number, words)
    return out


def run_glyphs(page, run, words):
    upright = words[2] in ("right", "left")
    low, high, characters, at = float(words[4]), float(words[5]), unquote(words[6]), float(words[7])
    fates = "." * len(characters) if words[3] == "-" else words[3]
    out = []
    # A run to the left or up begins at its greater end, so the places go down: only the extremes matter here.
    for character, fate, place in zip(characters, fates, words[8:]):
        numbers = [float(n) for n in place.split(",")]
        if len(numbers) == 4:
            box = tuple(numbers)
            at = (box[2] if upright else box[3])
        else:
            begin, end = (at, numbers[0]) if len(numbers) == 1 else numbers
            along = (min(begin, end), max(begin, end))
            box = (along[0], low, along[1], high) if upright else (low, along[0], high, along[1])
            at = end
        out.append(Glyph(page, run, character, fate, box))
    return out


def transform(text, scale, dx, dy):
    """The same pages, everything on them scaled about the top left corner and then moved."""
    return "\n".join(transform_line(line, scale, dx, dy) for line in text.split("\n"))


def show(number):
    return f"{number:.3f}".rstrip("0").rstrip(".")


def transform_line(line, scale, dx, dy):
    words = TOKEN.findall(line)
    if not words or line.startswith("#"):
        return line

    def x(word):
        return show(float(word) * scale + dx)

    def y(word):
        return show(float(word) * scale + dy)

    def size(word):
        return show(float(word) * scale)

    kind = words[0]
    if kind == "page":  # the page grows by the move on each side: nothing falls off
        words[2] = show(float(words[2]) * scale + 2 * abs(dx))
        words[3] = show(float(words[3]) * scale + 2 * abs(dy))
    elif kind == "style":
        words[2] = size(words[2])
    elif kind == "run":
        along, across = (x, y) if words[2] in ("right", "left") else (y, x)
        words[4], words[5], words[7] = across(words[4]), across(words[5]), along(words[7])
        for i in range(8, len(words)):
            parts = words[i].split(",")
            if len(parts) == 4:
                parts = [x(parts[0]), y(parts[1]), x(parts[2]), y(parts[3])]
            else:
                parts = [along(part) for part in parts]
            words[i] = ",".join(parts)
    elif kind == "hline":
        words[1:5] = [y(words[1]), x(words[2]), x(words[3]), size(words[4])]
    elif kind == "vline":
        words[1:5] = [x(words[1]), y(words[2]), y(words[3]), size(words[4])]
    elif kind == "fill":
        words[1:5] = [x(words[1]), y(words[2]), x(words[3]), y(words[4])]
    return " ".join(words)


def shuffle(text, random):
    """The same pages, the runs of each in another order."""
    out, runs, places = [], [], []
    for line in text.split("\n") + ["page"]:
        if line.startswith("page"):
            random.shuffle(runs)
            for place, run in zip(places, runs):
                out[place] = run
            runs, places = [], []
        if line.startswith("run "):
            runs.append(line)
            places.append(len(out))
        out.append(line)
    return "\n".join(out[:-1])
