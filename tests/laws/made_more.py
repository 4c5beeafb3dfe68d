# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages of a few more kinds, made of the tables of made_tables.py.

 * "facing pages": a table too wide for a page. Its columns of numbers from somewhere on are on the next page, at the same height, with the
   labels said again or without them; the title may be said again with a word that it goes on. The truth is the whole table.
 * "not facing": the same two pages, but something says that they are two tables: another title, rows a little lower or higher, a row less, the
   same names of columns.
 * "labels beside": labels in the middle of the rows that they name, between rules over the whole table.
 * "labels afloat": the same without these rules: which rows a label is of is not asked.
"""
import random

import canvas
import made_kinds
import made_pages
import made_tables
import made_words

WIDTH, HEIGHT, MARGIN = made_pages.WIDTH, made_pages.HEIGHT, made_pages.MARGIN
LABELS = ("none", "none", "again", "behind")
PARTED = ("title", "lower", "higher", "names")


class Wide(made_tables.Maker):
    """A label and numbers, each column with a name of its own."""

    def draw_columns(self):
        made = super().draw_columns()
        while sum(kind == "number" for kind, *_ in made) < 4:
            made = super().draw_columns()
        return [made[0]] + [column for column in made[1:] if column[0] == "number"]

    def section(self, number):
        cell = super().section(number)
        cell.colspan, cell.align, cell.is_vague = 1, "left", True
        return cell

    def names(self):
        return [tuple(tuple(cell.lines) for cell in self.table.cells if cell.row < self.table.header_rows and cell.col <= col < cell.col + cell.colspan)
                for col in range(self.table.cols)]

    def make(self):
        """No table where two columns have one name, or one has none; or a row's name could be taken for one that goes on."""
        if super().make() is None:
            return None
        names = self.names()
        return self.table if len(set(names)) == len(names) and all(names) else None


def parts(table):
    """Where a table can be cut: two columns of numbers at least on both sides, and no heading over the cut."""
    return [col for col in range(3, table.cols - 1) if not any(c.col < col < c.col + c.colspan for c in table.cells)]


def within(mark, x0, x1, shift):
    """The mark, or the part of it, that stands between x0 and x1, moved; None where there is none."""
    if mark[0] == "text":
        return ("text", mark[1], mark[2] + shift, *mark[3:]) if x0 <= mark[2] < x1 else None
    kind, layer, a, y0, b, y1, *rest = mark
    low, high = max(min(a, b), x0), min(max(a, b), x1)
    if low > high or (a != b and high - low < 1):
        return None
    return (kind, layer, low + shift, y0, high + shift, y1, *rest)


def lowered(mark, by):
    if mark[0] == "text":
        return (*mark[:3], mark[3] + by, *mark[4:])
    return (*mark[:3], mark[3] + by, mark[4], mark[5] + by, *mark[6:])


class Sheet:
    def __init__(self, marks):
        self.width, self.height, self.turn, self.rotate = WIDTH, HEIGHT, 0, 0
        self.marks = marks


def caption(maker, text, left, right, y):
    table = maker.table
    width = table.width_of(text, maker.title_is_bold)
    return ("text", 1, (left + right - width) / 2, y, text, table.font, maker.size, maker.title_is_bold)


def halves(chance, rules):
    """A maker, the marks of its left and right page, and the span of the right page's columns."""
    while True:
        maker = Wide(chance, 2 * (WIDTH - 2 * MARGIN) - 120, chance.choice(rules))
        if maker.make() is None or not maker.table.title or not parts(maker.table):
            continue
        maker.table.notes, maker.table.unit = [], ""
        title, maker.table.title = maker.table.title, ""
        cut = chance.choice(parts(maker.table))
        drawn, end = maker.marks(0, 0)
        maker.table.title = title
        xs = maker.table.xs
        label = xs[1]
        if max(xs[cut], xs[-1] - xs[cut] + label) > WIDTH - 2 * MARGIN or end > HEIGHT - 4 * MARGIN or title.split(".")[0] == title:
            continue
        return maker, drawn, cut


def draw(kind, seed):
    """The pages, and the makers of the tables that must be found."""
    chance = random.Random(f"{kind} {seed}")
    maker, drawn, cut = halves(chance, ("grid", "open sides", "rows", "booktabs", "frame"))
    xs, top = maker.table.xs, 2 * MARGIN + chance.uniform(20, 60)
    labels = chance.choice(LABELS)
    width = xs[-1] - xs[cut]
    end = 1e-3
    left = [within(m, 0, xs[cut] - (end if m[0] == "text" else 0), MARGIN) for m in drawn]
    shift = MARGIN + (xs[1] if labels == "again" else 0)
    right = [within(m, xs[cut], xs[-1] + 1, shift - xs[cut]) for m in drawn]
    if labels != "none":
        right += [within(m, 0, xs[1] - (end if m[0] == "text" else 0), MARGIN + (width if labels == "behind" else 0)) for m in drawn]
        width += xs[1]
    pages = [[lowered(m, top) for m in marks if m is not None] for marks in (left, right)]
    pages[0].append(caption(maker, maker.table.title, MARGIN, MARGIN + xs[cut], top - maker.size))
    if kind == "facing pages" and chance.random() < 0.4:
        said = maker.table.title.split(".")[0] if maker.table.title.startswith("Table") else ""
        again = "续表" if maker.is_chinese else f"{said} (continued)".strip()
        pages[1].append(caption(maker, again, MARGIN, MARGIN + width, top - maker.size))
    how = chance.choice(PARTED) if kind == "not facing" else None
    if how == "title":
        other = "表99 另一张表" if maker.is_chinese else "Table 99. Quite another matter"
        pages[1].append(caption(maker, other, MARGIN, MARGIN + width, top - maker.size))
    elif how in ("lower", "higher"):
        by = maker.size * (0.7 if how == "lower" else -0.7)
        pages[1] = [lowered(m, by) for m in pages[1]]
    elif how == "names":
        header = maker.table.ys[maker.table.header_rows] + top
        pages[1] = [m for m in pages[1] if m[0] != "text" or m[3] > header]
    for number, page in enumerate(pages, 1):
        page.append(made_pages.foot(chance, number, WIDTH, HEIGHT))
    return [Sheet(page) for page in pages], maker


class Beside(made_kinds.Merged):
    """Groups of rows with one label each, no rule in the first column but those that part the groups."""

    def draw_columns(self):
        made = super().draw_columns()
        numbers = [column for column in made if column[0] == "number"] + [("number", "right", made_words.Numbers(self.chance))]
        return [made[0], ("words", "left", None)] + numbers

    def body(self):
        self.is_tight = False
        rows = super().body()
        for row in rows:
            for cell in row:
                cell.lines = cell.lines[:1] or (self.short(1, 2) if cell.col == 1 else [])
        return rows

    def make(self):
        if super().make() is None:
            return None
        table = self.table
        firsts = [cell.row for cell in table.cells if cell.col == 0 and cell.row > table.header_rows]
        # A rule over a total that is of a group would run through the group's label.
        table.breaks = sorted(firsts) if self.has_group_breaks else [row for row in table.breaks if row in firsts]
        self.place_rows()
        return table

    def baseline(self, row):
        opens = row == self.table.header_rows or row in self.table.breaks
        return self.top + self.table.ys[row] + self.pad + self.size * (0.5 * opens + (self.leading - 1) / 2 + 0.8)

    def text_marks(self):
        out, cells = super().text_marks(), [cell for cell in self.table.cells for _ in cell.lines]
        for i, cell in enumerate(cells):
            if cell.rowspan > 1 and cell.row >= self.table.header_rows:
                out[i] = (*out[i][:3], (self.baseline(cell.row) + self.baseline(cell.row + cell.rowspan - 1)) / 2, *out[i][4:])
        return out


def labels(kind, seed):
    """A page with such a table, and its maker."""
    page = made_kinds.Sheet(kind, seed)
    make = type("Labels", (Beside,), {"has_group_breaks": kind == "labels beside"})
    maker = page.maker(WIDTH - 2 * MARGIN, HEIGHT - 4 * MARGIN, ("booktabs",), make)
    page.put(maker, MARGIN, MARGIN)
    return page, maker
