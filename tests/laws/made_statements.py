# SPDX-License-Identifier: GPL-2.0-or-later
"""Statements made up by chance, as companies and states print them: a label, a column of notes perhaps, and columns of numbers.

                       Notes    2024    2023      header   years or other periods; under them their units; over them a heading over two
                                  £m      £m
   ─────────────────────────────────────────      rules    one of RULES
   Assets                                         groups   a label alone, rows, a sum under short rules; a blank band parts them
   Gol leam                7    12.5     3.1
   Plarn                        88.0     0.9
                               ─────   ─────
                              100.5      4.0

   Liabilities

 * "years": a header line of years or other periods; "years and units": with a line of units under it.
 * "groups": blank bands, and sums under short rules: one table.
 * "titled": two such tables in the same columns, a title of its own over each: two tables.
 * "page rules": a rule under the running head and one over the page's number are no part of the table.
 * "box head": names of several lines that end level, dots behind the labels, a line of units between header and body.
 * "posts": names on two levels parted by vertical rules only.
 * "signs": a currency sign set flush left in its column, far from its number, in the first row and the sums only, or in all rows; % and
   closing brackets hang out at the right of theirs.
"""
import random

import canvas
import made_pages
import made_tables
import made_words

WIDTH, HEIGHT, MARGIN = made_pages.WIDTH, made_pages.HEIGHT, made_pages.MARGIN
KINDS = ("years", "years and units", "groups", "titled", "page rules", "box head", "posts", "signs")
SIGNED = ("signs", "banded", "banded titled", "lit")
SIGNS = ("$", "$", "$", "€", "£", "¥", "US$")
RULES = ("booktabs", "header", "short", "none")
UNITS = ("£m", "£000", "€'000", "$", "US$m", "%", "$ million", "EUR")
GROUPS = ("Assets", "Liabilities", "Equity", "Income", "Expenses", "Current assets", "Cash flows from operations", "Other items")


def periods(chance, count):
    """Names of some years, or of parts of them, in a row."""
    first, step = chance.randint(1990, 2024), chance.choice((1, 1, -1))
    form = chance.choice(("{0}", "{0}", "{0}", "{0}/{1:02d}", "Q{2} {0}", "FY{0}", "{0}–{1:02d}", "H1 {0}", "31.12.{0}", "{0}E", "{0}年"))
    years = [first + step * i for i in range(count)]
    return [form.format(year, (year + 1) % 100, i % 4 + 1) for i, year in enumerate(years)]


class Statement:
    """One table. `table` is what must be found: a made_tables.Table, of which rows, columns and cells are used."""

    def __init__(self, chance, kind, like=None):
        self.chance, self.kind = chance, kind
        self.font = like.font if like else chance.choice(made_words.LATIN_FONTS)
        self.size = like.size if like else chance.choice((7.5, 8, 9, 9, 10, 10.5))
        self.pitch = like.pitch if like else self.size * chance.uniform(1.2, 1.6)
        self.rules = like.rules if like else chance.choice(("booktabs", "header") if kind == "box head" else RULES)
        self.has_notes = like.has_notes if like else kind != "box head" and chance.random() < 0.3
        self.values = like.values if like else chance.randint(4, 6) if kind == "posts" else chance.randint(2, 5)
        self.cols = 1 + self.has_notes + self.values
        self.table = made_tables.Table(self.rules, False, self.font, self.size, [None] * self.cols)
        numbers = made_words.Numbers(chance)
        self.numbers = [numbers] * self.values if chance.random() < 0.7 else [made_words.Numbers(chance) for _ in range(self.values)]
        self.sign = chance.choice(SIGNS) if kind in SIGNED else ""
        self.signs_all = self.sign and chance.random() < 0.2
        if self.sign:
            for column in dict.fromkeys(self.numbers):
                column.percent, column.negative = False, chance.choice(("", "()"))
            self.hangs = [chance.choice(("", "", "", "%")) for _ in self.numbers]
        self.rows = []   # of (cells, white above, rule above): each cell (col, colspan, lines, align, is_bold)
        self.header()
        self.table.header_rows = len(self.rows)
        self.body()
        self.place(like)

    def words(self, least, most):
        return " ".join(made_words.words(self.chance, False, least, most))

    def header(self):
        chance, first = self.chance, self.cols - self.values
        bold = self.rules == "none" or chance.random() < 0.4
        names = periods(chance, self.values)
        align = self.header_align = chance.choice(("right", "right", "centre"))
        lines = [[name] for name in names]
        if self.kind == "box head":
            lines = [made_words.wrap(made_words.words(chance, False, 2, 6), False, 6 * self.size, self.font, self.size, bold) for _ in names]
        elif self.kind == "years and units" or self.kind == "groups" and chance.random() < 0.4:
            units = [chance.choice(UNITS)] * self.values if chance.random() < 0.7 else [chance.choice(UNITS) for _ in names]
            lines = [[name, unit] for name, unit in zip(names, units)]
        most = max(map(len, lines))
        cells = [(first + i, 1, line, align, bold) for i, line in enumerate(lines)]
        if self.has_notes:
            cells.insert(0, (1, 1, [chance.choice(("Note", "Notes"))], align, bold))
        if not self.kind.endswith("titled") and chance.random() < 0.4 and most == 1 or self.kind == "box head":
            cells.insert(0, (0, 1, [self.words(1, 2)], "left", bold))
        self.has_levels = self.kind == "posts" or self.values == 4 and self.kind in ("years", "groups") and chance.random() < 0.5
        if self.has_levels:
            half = self.values // 2
            names = (chance.choice(("Group", "Actual", "Consolidated")), chance.choice(("Company", "Budget", "Parent")))
            self.heads = [(first, half, names[0]), (first + half, self.values - half, names[1])]
            self.rows.append(([(at, span, [name], "centre", bold) for at, span, name in self.heads if span > 1], 0, None))
        self.rows.append((cells, 0, None))

    def row(self, label, is_bold=False, is_sum=False):
        chance, first = self.chance, self.cols - self.values
        cells = [(0, 1, [label], "left", is_bold)] if label else []
        if self.has_notes and not is_sum and chance.random() < 0.5:
            cells.append((1, 1, [str(chance.randint(1, 30))], self.header_align, False))
        is_signed = self.sign and (is_sum or self.signs_all or len(self.rows) == self.table.header_rows)
        for i, numbers in enumerate(self.numbers):
            if is_sum or chance.random() < 0.95:
                text = numbers.draw(chance)
                if self.sign and text != numbers.missing:
                    text = self.with_signs(text, self.hangs[i], is_signed)
                cells.append((first + i, 1, [text], "right", is_bold))
        return cells

    def with_signs(self, text, hang, is_signed):
        """Spaces part what is set apart."""
        if text.endswith(")"):
            text = text[:-1] + " )"
        if hang:
            return text + hang if text.endswith(")") else f"{text} {hang}"
        return f"{self.sign} {text}" if is_signed else text

    def body(self):
        chance, first = self.chance, True
        has_groups = self.kind in ("groups", "titled", "page rules", "signs") or chance.random() < 0.3
        groups = chance.randint(2, 4) if has_groups else 1
        band = self.pitch * chance.uniform(0.7, 1.3)
        for name in chance.sample(GROUPS, groups):
            above = 0 if first else band
            if has_groups and self.kind != "titled":
                self.rows.append(([(0, 1, [name], "left", chance.random() < 0.5)], above, None))
                above = 0
            for _ in range(chance.randint(2, 5) if has_groups else chance.randint(4, 14)):
                self.rows.append((self.row(self.words(1, 4)), above, None))
                above = 0
            if has_groups:
                label = chance.choice(("", "Total", "Total " + name.lower()))
                self.rows.append((self.row(label, chance.random() < 0.4, True), self.size * 0.3, "short"))
            first = False

    def width_of(self, text, bold):
        return canvas.text_width(text, self.font, self.size, bold)

    def place(self, like):
        """Where columns stand, and what the table is."""
        widths = [0.0] * self.cols
        for cells, *_ in self.rows:
            for col, span, lines, _, bold in cells:
                if span == 1 and not (len(cells) == 1 and col == 0):
                    widths[col] = max(widths[col], *(self.width_of(line, bold) for line in lines))
                    if self.sign and col >= self.cols - self.values:
                        widths[col] = max(widths[col], self.room_of(lines[0], bold))
        if self.has_levels:
            for at, span, name in self.heads:
                widths[at] += max(0, self.width_of(name, True) - sum(widths[at:at + span]))
        if self.has_notes:
            widths[1] = max(widths[1], 3 * self.size)
        self.gap = like.gap if like else self.size * self.chance.choice((1.4, 2, 3))
        if like:
            widths = [max(pair) for pair in zip(widths, like.widths)]
            like.widths = widths
        self.widths = widths
        self.table.rows = len(self.rows)
        for number, (cells, *_) in enumerate(self.rows):
            is_alone = len(cells) == 1
            for col, span, lines, align, bold in cells:
                self.table.cells.append(made_tables.Cell(number, col, 1, span, lines, align, is_bold=bold, is_vague=is_alone))

    def room_of(self, text, bold):
        """What a number takes up with the signs that stand apart from it, of which every column has the room."""
        return sum(self.width_of(part, bold) for part in (self.sign, text.replace(self.sign, ""), ")%")) + 0.5 * self.size

    def signed(self, text, x0, x1, y, bold):
        """A sign at the left of its column; what hangs at the right, behind the place where all numbers end."""
        out, end = [], x1 - self.width_of(")%", bold)
        if text.startswith(self.sign + " "):
            out.append(("text", 1, x0, y, self.sign, self.font, self.size, bold))
            text = text[len(self.sign) + 1:]
        number, _, hang = text.partition(" ")
        if hang:
            out.append(("text", 1, end + 0.1 * self.size, y, hang, self.font, self.size, bold))
        return out + [("text", 1, end - self.width_of(number, bold), y, number, self.font, self.size, bold)]

    @property
    def width(self):
        return sum(self.widths) + self.gap * (self.cols - 1)

    def left_of(self, col):
        return sum(self.widths[:col]) + self.gap * col

    def marks(self, left, top):
        """What draws it, and where it ends."""
        out, y, size = [], top, self.size
        right = left + self.width
        first = left + self.left_of(self.cols - self.values)

        def rule(x0, x1, at):
            out.append(("line", 1, x0, at, x1, at, 0.6, 0, ()))

        def column(col, span=1):
            return left + self.left_of(col), left + self.left_of(col + span - 1) + self.widths[col + span - 1]

        if self.rules == "booktabs":
            rule(left, right, y - 0.3 * size)
        for number, (cells, above, over) in enumerate(self.rows):
            y += above
            if over == "short":
                for col in range(self.cols - self.values, self.cols):
                    rule(*column(col), y - 0.05 * size)
            height = max(len(lines) for _, _, lines, *_ in cells)
            for cell in cells:
                col, span, lines, align, bold = cell
                x0, x1 = column(col, span)
                lead = height - len(lines)
                for i, line in enumerate(lines):
                    if self.sign and number >= self.table.header_rows and col >= self.cols - self.values:
                        out += self.signed(line, x0, x1, y + (lead + i) * self.pitch + 0.9 * size, bold)
                        continue
                    width = self.width_of(line, bold)
                    x = x0 if align == "left" else x1 - width if align == "right" else (x0 + x1 - width) / 2
                    out.append(("text", 1, x, y + (lead + i) * self.pitch + 0.9 * size, line, self.font, size, bold))
                    if self.kind == "box head" and col == 0 and number >= self.table.header_rows and len(cells) > 1:
                        out += self.leader(x + width + 0.3 * size, x0 + self.widths[0], y + 0.9 * size)
                if span > 1 and self.kind != "posts":
                    rule(x0, x1, y + self.pitch)
            y += height * self.pitch
            if number + 1 == self.table.header_rows:
                if self.kind == "box head" and self.chance.random() < 0.0:
                    y += size
                if self.rules in ("booktabs", "header"):
                    rule(left, right, y + 0.2 * size)
                elif self.rules == "short":
                    for col in range(self.cols - self.values, self.cols):
                        rule(*column(col), y + 0.1 * size)
                y += 0.6 * size
                head_end = y
        if self.rules == "booktabs":
            rule(left, right, y + 0.3 * size)
        if self.kind == "posts":
            for col in range(1, self.cols):
                begin = top - 0.3 * size if not any(at < col < at + span for at, span, _ in self.heads) else top + self.pitch
                x = left + self.left_of(col) - self.gap / 2
                out.append(("line", 1, x, begin, x, y + 0.3 * size, 0.6, 0, ()))
        return out, y

    def leader(self, x0, x1, y):
        dots = "." * int((x1 - x0) / self.width_of(".", False))
        return [("text", 1, x1 - self.width_of(dots, False), y, dots, self.font, self.size, False)] if len(dots) > 2 else []


class Sheet:
    """A page of such tables among prose: `marks`, and `makers` of the tables on it."""
    STATEMENT = Statement

    def __init__(self, kind, seed):
        self.kind = kind
        self.width, self.height, self.turn, self.rotate = WIDTH, HEIGHT, 0, 0
        chance = self.chance = random.Random(f"{kind} {seed}")
        self.makers, self.marks = [], []
        room = WIDTH - 2 * MARGIN
        while not self.makers or not self.fits(room):
            self.makers = [self.STATEMENT(chance, kind)]
            if kind.endswith("titled"):
                self.makers.append(self.STATEMENT(chance, kind, self.makers[0]))
        size, self.y = self.makers[0].size, MARGIN + 10
        left = MARGIN + chance.choice((0, (room - self.makers[0].width) / 2))
        if kind == "page rules":
            self.page_rules(room)
        elif chance.random() < 0.5:
            self.prose(room)
        for number, maker in enumerate(self.makers):
            if kind.endswith("titled") or chance.random() < 0.4:
                self.title(maker, left, kind.endswith("titled") or chance.random() < 0.5)
            drawn, self.y = maker.marks(left, self.y)
            self.marks += drawn
            self.y += chance.uniform(2, 3) * size
        self.below(self.makers[-1], left)
        if not kind.endswith("titled") and chance.random() < 0.5:
            self.prose(room)
        if kind != "page rules" and self.y < HEIGHT and chance.random() < 0.5:
            self.marks.append(made_pages.foot(chance, chance.randint(1, 200), WIDTH, HEIGHT))

    def below(self, maker, left):
        """What stands right under the last table."""

    def fits(self, room):
        return self.makers[0].width <= room and sum(m.marks(0, 0)[1] for m in self.makers) < HEIGHT - 5 * MARGIN

    def prose(self, room):
        drawn, end = made_pages.paragraph(self.chance, Prose(self.makers[0]), MARGIN, self.y, room)
        if end < HEIGHT - MARGIN:
            self.marks += drawn
            self.y = end + 2 * self.makers[0].size

    def title(self, maker, left, is_bold):
        text = maker.words(2, 4)
        text = text if is_bold else f"Table {self.chance.randint(1, 20)}. {text}"
        self.marks.append(("text", 1, left, self.y + maker.size, text, maker.font, maker.size * (1.15 if is_bold else 1), is_bold))
        self.y += 2.4 * maker.size

    def page_rules(self, room):
        """A running head and a foot, each with a rule that parts it from the page."""
        maker, page = self.makers[0], str(self.chance.randint(1, 300))
        def line(y):
            self.marks.append(("line", 1, MARGIN, y, WIDTH - MARGIN, y, 0.5, 0, ()))
        def text(x, y, string):
            self.marks.append(("text", 1, x, y, string, maker.font, 8, False))
        text(MARGIN, MARGIN - 12, maker.words(2, 4))
        if self.chance.random() < 0.6:
            name = maker.words(1, 2)
            text(WIDTH - MARGIN - canvas.text_width(name, maker.font, 8), MARGIN - 12, name)
        line(MARGIN - 7)
        line(HEIGHT - 50)
        foot = self.chance.choice((("left", "right"), ("right",), ("left",)))
        text(MARGIN, HEIGHT - 38, maker.words(2, 3) if "left" in foot else page)
        if "right" in foot:
            text(WIDTH - MARGIN - canvas.text_width(page, maker.font, 8), HEIGHT - 38, page)
        self.y = MARGIN + self.chance.choice((4, 14, 30))


class Prose:
    """What made_pages.paragraph() asks of a maker."""

    def __init__(self, maker):
        self.table, self.size, self.is_chinese = maker.table, maker.size, False
