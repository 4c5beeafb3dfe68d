# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages with made-up tables among prose and noise (made_tables.py), and what must be read from them."""
import random

import canvas
import made_tables
import made_words

WIDTH, HEIGHT, MARGIN = 595, 842, 50


def paragraph(chance, maker, left, top, room):
    """Full lines of prose; where they end. None where a paragraph of one line only came out: it could be a title."""
    font, size = maker.table.font, maker.size
    lines = made_words.wrap(made_words.sentences(chance, maker.is_chinese, chance.randint(3, 6)), maker.is_chinese, room, font, size)
    pitch = 1.3 * size
    return [("text", 1, left, top + size + i * pitch, line, font, size, False) for i, line in enumerate(lines)], top + len(lines) * pitch


def noise(chance, width, height):
    """What is painted and is no part of any table: dust; and under everything, so that nobody sees it, white lines and boxes."""
    out = []
    for _ in range(chance.randint(0, 12)):
        x, y, size = chance.uniform(10, width - 10), chance.uniform(10, height - 10), chance.uniform(0.3, 1.2)
        out.append(("box", 0, x, y, x + size, y + size, chance.choice((0, 0.5, 0.8))))
    for _ in range(chance.randint(0, 6)):
        x, y = chance.uniform(10, width - 200), chance.uniform(10, height - 100)
        if chance.random() < 0.5:
            out.append(("line", -1, x, y, x + chance.uniform(20, 300), y, 1, 1, ()))
        else:
            out.append(("box", -1, x, y, x + chance.uniform(20, 190), y + chance.uniform(5, 90), 1))
    return out


def foot(chance, number, width, height):
    text = chance.choice((f"{number}", f"- {number} -"))
    return ("text", 1, width / 2 - canvas.text_width(text, "Nimbus Sans", 8) / 2, height - 25, text, "Nimbus Sans", 8, False)


class Page:
    """One page of a seed: `marks`, and `makers` of the tables on it, in reading order. It is drawn turned by `turn` quarters clockwise,
    and shown turned by `rotate` more."""

    def __init__(self, seed, rules=None, width=WIDTH, height=HEIGHT):
        self.width, self.height, self.turn, self.rotate = width, height, 0, 0
        chance = self.chance = random.Random(f"page {seed}")
        self.rules, self.marks, self.makers = rules, [], []
        self.has_prose = chance.random() < 0.7
        self.top = MARGIN
        for _ in range(chance.choice((1, 1, 2, 3))):
            self.add_table()
        if chance.random() < 0.5:
            self.marks.append(foot(chance, chance.randint(1, 200), self.width, self.height))
        if chance.random() < 0.4:
            self.marks += noise(chance, self.width, self.height)

    def new_maker(self):
        while True:
            maker = made_tables.Maker(self.chance, self.width - 2 * MARGIN, self.rules)
            if maker.make() is not None:
                return maker

    def add_table(self):
        maker = self.new_maker()
        while not self.makers and maker.table.ys[-1] > self.height - 4 * MARGIN:
            maker = self.new_maker()
        chance, marks, top = self.chance, [], self.top
        if self.has_prose:
            marks, top = paragraph(chance, maker, MARGIN, top, self.width - 2 * MARGIN)
            top += made_tables.APART * maker.size
        elif self.makers:
            top += 3 * maker.size
        spare = self.width - 2 * MARGIN - maker.table.xs[-1]
        drawn, end = maker.marks(MARGIN + chance.choice((0, spare / 2)), top)
        end += (made_tables.APART + 0.5) * maker.size
        tail, last = paragraph(chance, maker, MARGIN, end, self.width - 2 * MARGIN) if self.has_prose else ([], end)
        if self.makers and last > self.height - MARGIN:
            return
        self.makers.append(maker)
        self.marks += marks + drawn
        self.top = end
        if self.has_prose and last <= self.height - MARGIN:
            self.marks += tail
            self.top = last + 1.5 * maker.size


def write(path, pages, chance=None):
    """A PDF of those pages; with a chance, with the marks of each layer in any order."""
    content = [list(page.marks) for page in pages]
    for marks in content:
        if chance is not None:
            chance.shuffle(marks)
    page = pages[0]
    canvas.write(path, content, page.width, page.height, page.turn, page.rotate)
