# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages without a table, of the kinds that look as if they had one: contents, references, lists, letters, columns of prose, verse with
its lines counted, equations, drawings, forms to be filled in. Words and sizes by chance, layouts as reports have them."""
import random

import canvas
import made_words

WIDTH, HEIGHT, MARGIN = 595, 842, 60
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Text:
    """One page: `marks`. Each kind is a method."""

    def __init__(self, seed, kind):
        self.chance = random.Random(f"text {kind} {seed}")
        self.is_chinese = self.chance.random() < 0.3
        self.font = "Droid Sans Fallback" if self.is_chinese else self.chance.choice(made_words.LATIN_FONTS)
        self.size = self.chance.choice((9, 10, 10.5, 12))
        self.pitch = self.size * self.chance.uniform(1.2, 1.7)
        self.marks, self.y = [], MARGIN + self.size
        if self.chance.random() < 0.5:
            self.running_head()
        getattr(self, kind.replace(" ", "_"))()

    def width(self, string, size=None):
        return canvas.text_width(string, self.font, size or self.size)

    def put(self, x, string, size=None, is_bold=False, y=None):
        self.marks.append(("text", 1, x, self.y if y is None else y, string, self.font, size or self.size, is_bold))

    def put_right(self, x, string):
        self.put(x - self.width(string), string)

    def line(self, x0, y0, x1, y1):
        self.marks.append(("line", 0, x0, y0, x1, y1, 0.5, 0, ()))

    def words(self, least, most):
        return made_words.join(made_words.words(self.chance, self.is_chinese, least, most), self.is_chinese)

    def wrapped(self, count, room):
        return made_words.wrap(made_words.sentences(self.chance, self.is_chinese, count), self.is_chinese, room, self.font, self.size)

    def paragraph(self, x, room, count=3):
        for line in self.wrapped(count, room):
            self.put(x, line)
            self.y += self.pitch

    def has_room(self, lines=1):
        return self.y + lines * self.pitch < HEIGHT - MARGIN

    def running_head(self):
        self.put(MARGIN, self.words(2, 5), y=MARGIN - 25)
        page = str(self.chance.randint(1, 300))
        self.put(WIDTH - MARGIN - self.width(page), page, y=MARGIN - 25)
        if self.chance.random() < 0.7:
            self.line(MARGIN, MARGIN - 20, WIDTH - MARGIN, MARGIN - 20)

    # Kinds

    def contents(self):
        chance, pages = self.chance, chance_pages(self.chance)
        leader, gap = chance.choice((".", ". ", " . ", "", "…" if self.is_chinese else ".")), chance.choice((0, 3, 8))
        levels, number = chance.choice((1, 2, 3)), [0, 0, 0]
        self.put(MARGIN, "目录" if self.is_chinese else "Contents", 1.4 * self.size, True)
        self.y += 3 * self.pitch
        for page in pages[:chance.randint(8, 26)]:
            if not self.has_room():
                break
            level = chance.randrange(levels) if sum(number) else 0
            number = [n + (i == level) if i <= level else 0 for i, n in enumerate(number)]
            mark = ".".join(str(max(n, 1)) for n in number[:level + 1]) if page.isdigit() else ""
            x = MARGIN + 14 * level
            title = (mark + "  " if mark else "") + self.words(1, 6)
            self.put(x, title)
            from_x, to_x = x + self.width(title) + 4, WIDTH - MARGIN - 26 - gap
            dots = leader * int((to_x - from_x) / self.width(leader)) if leader else ""
            self.put(to_x - self.width(dots), dots)
            self.put_right(WIDTH - MARGIN, page)
            self.y += self.pitch

    def references(self):
        form = self.chance.choice(("[{}]", "{}.", "({})", "{}"))
        hang = self.chance.choice((24, 30, 36))
        n = 0
        while self.has_room(4):
            n += 1
            self.put(MARGIN, form.format(n))
            self.paragraph(MARGIN + hang, WIDTH - 2 * MARGIN - hang, self.chance.choice((1, 1, 2)))
            self.y += self.chance.choice((0, 0.4)) * self.pitch

    def list(self):
        form = self.chance.choice(("•", "–", "{}.", "{})", "({})", "▪", "◦"))
        indent, columns, top = self.chance.choice((0, 20)), self.chance.choice((1, 1, 2)), self.y
        hang, count = self.chance.choice((12, 18, 28)), self.chance.randint(5, 14)
        room = (WIDTH - 2 * MARGIN) / columns - 20
        for column in range(columns):
            self.y, x = top, MARGIN + indent + column * (room + 20)
            for n in range(1, count + 1):
                self.put(x, form.format(n + column * count))
                for line in self.wrapped(1, room - hang - indent)[:self.chance.choice((1, 1, 2))]:
                    self.put(x + hang, line)
                    self.y += self.pitch

    def letter(self):
        for _ in range(4):
            self.put(MARGIN, self.words(1, 3))
            if self.chance.random() < 0.7:
                self.put(360, self.words(1, 2))
            self.y += self.pitch
        self.y += 2 * self.pitch
        self.put_right(WIDTH - MARGIN, f"{self.chance.randint(1, 28)} {self.words(1, 1)} {self.chance.randint(1990, 2030)}")
        self.y += 2 * self.pitch
        for _ in range(3):
            self.paragraph(MARGIN, WIDTH - 2 * MARGIN)
            self.y += self.pitch
        self.put(330, self.words(2, 3))

    def columns(self):
        count, top = self.chance.choice((2, 2, 3)), self.y
        room = (WIDTH - 2 * MARGIN - 18 * (count - 1)) / count
        if self.chance.random() < 0.4:
            self.line(MARGIN, top - self.size - 6, WIDTH - MARGIN, top - self.size - 6)
        for column in range(count):
            self.y = top
            while self.has_room(8):
                self.put(MARGIN + column * (room + 18), self.words(2, 3), is_bold=True)
                self.y += self.pitch
                self.paragraph(MARGIN + column * (room + 18), room, self.chance.randint(2, 4))
                self.y += self.chance.choice((0, 0.5, 1)) * self.pitch

    def verse(self):
        n = 0
        while self.has_room(6):
            for _ in range(4):
                n += 1
                self.put(MARGIN + 60, self.words(4, 7))
                if n % 5 == 0:
                    self.put_right(WIDTH - 2 * MARGIN, str(n))
                self.y += self.pitch
            self.y += self.pitch

    def dialogue(self):
        speakers = [self.words(1, 1) for _ in range(3)]
        while self.has_room(5):
            self.put(MARGIN, self.chance.choice(speakers), is_bold=True)
            self.paragraph(MARGIN + 90, WIDTH - 2 * MARGIN - 90, 1)

    def equations(self):
        n = 0
        while self.has_room(8):
            self.paragraph(MARGIN, WIDTH - 2 * MARGIN, 2)
            self.y += self.pitch
            n += 1
            left, right = self.chance.choice("abcxyz"), " + ".join(f"{self.chance.randint(2, 9)}{c}" for c in self.chance.sample("pqrstu", 3))
            self.put(WIDTH / 2 - 60, f"{left}  =  {right}")
            self.put_right(WIDTH - MARGIN, f"({n})")
            self.y += 2 * self.pitch

    def index(self):
        top, room = self.y, (WIDTH - 2 * MARGIN) / 3
        for column in range(3):
            self.y = top
            while self.has_room(2):
                pages = ", ".join(str(p) for p in sorted(self.chance.sample(range(1, 400), self.chance.choice((1, 1, 2)))))
                self.put(MARGIN + column * room, f"{self.words(1, 1)}, {pages}")
                self.y += self.pitch

    def blanks(self):
        for _ in range(self.chance.randint(4, 9)):
            x = MARGIN
            for _ in range(self.chance.choice((1, 2))):
                label = self.words(1, 3) + (":" if not self.is_chinese else "：")
                self.put(x, label)
                self.line(x + self.width(label) + 4, self.y + 2, x + 220, self.y + 2)
                x += 240
            self.y += 2 * self.pitch

    def boxes(self):
        """A flow chart: boxes with a word or two, joined by lines."""
        columns, rows = self.chance.choice((2, 3)), self.chance.choice((3, 4, 5))
        step_x, step_y = (WIDTH - 2 * MARGIN) / columns, 90
        for row in range(rows):
            for column in range(columns):
                x, y = MARGIN + column * step_x, MARGIN + 40 + row * step_y
                for a, b, c, d in ((x, y, x + 110, y), (x, y + 40, x + 110, y + 40), (x, y, x, y + 40), (x + 110, y, x + 110, y + 40)):
                    self.line(a, b, c, d)
                self.put(x + 8, self.words(1, 1), y=y + 24)
                if row + 1 < rows and self.chance.random() < 0.8:
                    self.line(x + 55, y + 40, x + 55, y + step_y)
                if column + 1 < columns and self.chance.random() < 0.6:
                    self.line(x + 110, y + 20, x + step_x, y + 20)

    def chart(self):
        """Bars over a scale, with or without lines for its steps."""
        left, bottom, height, steps = MARGIN + 40, 420, 260, self.chance.choice((4, 5, 6))
        unit, bars = self.chance.choice((5, 10, 25, 100, 2000)), self.chance.randint(4, 8)
        self.line(left, bottom - height, left, bottom)
        self.line(left, bottom, WIDTH - MARGIN, bottom)
        grid = self.chance.random() < 0.6
        for step in range(steps + 1):
            y, label = bottom - height * step / steps, str(step * unit)
            self.put(left - 8 - self.width(label), label, y=y + self.size / 3)
            self.line(left - 4, y, WIDTH - MARGIN if grid else left, y)
        for bar in range(bars):
            x = left + 15 + bar * (WIDTH - MARGIN - left - 20) / bars
            top = bottom - self.chance.uniform(0.1, 0.95) * height
            self.marks.append(("box", 0, x, top, x + 22, bottom, self.chance.choice((0.3, 0.6, 0.8))))
            name = str(2010 + bar)
            self.put(x + 11 - self.width(name) / 2, name, y=bottom + 1.4 * self.size)
        self.y = bottom + 60
        self.paragraph(MARGIN, WIDTH - 2 * MARGIN)


def chance_pages(chance):
    """Page numbers that count up, sometimes roman ones first."""
    pages, last = [], 1
    if chance.random() < 0.4:
        pages += sorted(chance.sample(ROMAN, chance.randint(2, 4)), key=ROMAN.index)
    for _ in range(30):
        pages.append(str(last))
        last += chance.choice((0, 1, 1, 2, 5, 14))
    return pages


KINDS = ("contents", "references", "list", "letter", "columns", "verse", "dialogue", "equations", "index", "blanks", "boxes", "chart")


def write(path, kind, seed):
    canvas.write(path, [Text(seed, kind).marks], WIDTH, HEIGHT)
