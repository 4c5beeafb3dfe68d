# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables made up by chance as reports print them, with the marks that draw them and the truth about them.

        Table 3. Rofe dralt        title   numbered, or bold and centred
   单位：万元                      unit    Chinese tables only
   ──────────────────────────      header  one or two levels, wrapped, a heading over several columns
                  Sten wirk
    Gol leam      ──────────       rules   one of RULES
                  Tas    Brio
   ──────────────────────────      body    labels with indents, wrapped texts, numbers by their right edge or their point, blank
    Plarn nio    12.5      –               cells, section rows, a total
      Veast         3  1,200
   ──────────────────────────
   Note: …                         notes

Whoever reads such a page must not be in doubt. So every table is given these guarantees:

 * Where no rule parts two columns, their texts stand GAP_WORDS type sizes apart, numbers from numbers GAP_NUMBERS.
 * Where no rule parts rows and a cell has several lines, rows stand ROW_GAP line heights farther apart than its lines do; or the
   rows are tight, and a label's next lines hang by HANG type sizes below its first.
 * A row has a label; half of its other cells have text; and so has half of each column.
 * A heading over several columns has a rule under it as wide as its columns, or its text lies over all of them.
 * Without any rule most columns are of numbers.
 * Text above and below keeps APART type sizes away, is full lines of prose, and ends with a full stop; so it is no title.

What a person cannot know is not asked: whether a blank cell without borders belongs to its neighbour.
"""
import dataclasses

import canvas
import made_words

GAP_WORDS, GAP_NUMBERS, ROW_GAP, HANG, APART = 1.2, 0.8, 0.6, 1.0, 1.5
RULES = ("grid", "open sides", "frame", "rows", "booktabs", "header", "bands", "none")
ROW_RULED = ("grid", "open sides", "rows", "bands")   # each row has borders of its own
COLUMN_RULED = ("grid", "open sides", "frame")


@dataclasses.dataclass
class Cell:
    row: int
    col: int
    rowspan: int
    colspan: int
    lines: list
    align: str = "left"
    indent: float = 0
    hang: float = 0
    is_bold: bool = False
    is_vague: bool = False     # stands alone in its row or above blanks: how far it spans nobody can know
    point: str = ""            # where the decimal point of its column is aligned: what follows it


@dataclasses.dataclass
class Table:
    rules: str
    is_chinese: bool
    font: str
    size: float
    columns: list              # of kind, align, Numbers
    cells: list = dataclasses.field(default_factory=list)
    rows: int = 0
    header_rows: int = 0
    title: str = ""
    unit: str = ""
    notes: list = dataclasses.field(default_factory=list)
    groups: list = dataclasses.field(default_factory=list)
    breaks: list = dataclasses.field(default_factory=list)   # rows with a rule above them, beside those of the style
    widths: list = dataclasses.field(default_factory=list)
    xs: list = dataclasses.field(default_factory=list)
    ys: list = dataclasses.field(default_factory=list)

    @property
    def cols(self):
        return len(self.columns)

    def width_of(self, text, is_bold=False):
        return canvas.text_width(text, self.font, self.size, is_bold)


class Maker:
    """Draws one table from a chance."""

    def __init__(self, chance, room, rules=None):
        self.chance = chance
        self.is_chinese = chance.random() < 0.35
        self.rules = rules or chance.choice(RULES)
        font = canvas.CHINESE if self.is_chinese else chance.choice(made_words.LATIN_FONTS)
        self.size = chance.choice((7, 8, 9, 9, 10, 10.5))
        self.room = room
        self.leading = chance.uniform(1.15, 1.35)
        self.is_tight = chance.random() < 0.4 and not self.is_row_ruled
        self.columns = self.draw_columns()
        self.table = Table(self.rules, self.is_chinese, font, self.size, self.columns)
        self.has_bold_header = chance.random() < 0.5 or self.rules == "none"
        self.sections_at = set()

    @property
    def is_row_ruled(self):
        return self.rules in ROW_RULED

    def draw_columns(self):
        chance, columns = self.chance, [("label", "left", None)]
        count = chance.randint(1, 6) if self.rules in ("none", "header") else chance.randint(2, 7)
        for _ in range(count):
            if chance.random() < (0.8 if self.rules in ("none", "header", "booktabs") else 0.55):
                align = chance.choice(("right", "right", "right", "centre", "decimal"))
                columns.append(("number", align, made_words.Numbers(chance)))
            else:
                columns.append(("words", chance.choice(("left", "left", "centre")), None))
        if self.rules in ("none", "header", "bands") and sum(c[0] == "number" for c in columns) * 2 < len(columns):
            columns = [columns[0]] + [("number", "right", made_words.Numbers(chance)) for _ in columns[1:]]
        return columns

    def text(self, least, most, width=1e9, is_bold=False, hang=0):
        pieces = made_words.words(self.chance, self.is_chinese, least, most)
        return made_words.wrap(pieces, self.is_chinese, width, self.table.font, self.size, is_bold, hang)

    def short(self, least, most, is_bold=False):
        return self.text(least, most, is_bold=is_bold)

    def body(self):
        """Rows of cells without their row numbers."""
        chance, rows = self.chance, []
        count = chance.randint(4, 16)
        has_sections = chance.random() < 0.3
        has_indents = chance.random() < 0.3
        label_width = self.size * chance.uniform(8, 16)
        word_width = {col: self.size * chance.uniform(6, 14) for col in range(len(self.columns))}
        wraps = self.is_row_ruled or not self.is_tight
        hang = HANG * self.size if self.is_tight else 0
        for row in range(count):
            if has_sections and row % chance.randint(3, 5) == 0 and row + 1 < count:
                rows.append([self.section(len(rows))])
            indent = self.size * chance.choice((0, 1, 2)) if has_indents and row > 0 else 0
            label = self.text(1, 6 if wraps or self.rules in ("booktabs", "rows") else 3, label_width - indent, hang=hang)
            if self.is_tight and len(label) > 1:
                label = label[:2]
            cells = [Cell(0, 0, 1, 1, label, "left", indent, hang if len(label) > 1 else 0)]
            for col, (kind, align, numbers) in enumerate(self.columns[1:], 1):
                if kind == "number":
                    cells.append(Cell(0, col, 1, 1, [numbers.draw(chance)], align))
                else:
                    most = 8 if wraps and chance.random() < 0.5 else 2
                    cells.append(Cell(0, col, 1, 1, self.text(1, most, word_width[col] if wraps else 1e9), align))
            rows.append(cells)
        if chance.random() < 0.3:
            rows.append(self.total())
        self.blank_some([row for row in rows if len(row) > 1])
        return rows

    def section(self, number):
        mark = f"{'一二三四五六七八九十'[number % 10]}、" if self.is_chinese else f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}. "
        spans = self.rules in ("grid", "open sides")
        text = mark + self.short(1, 2, True)[0]
        return Cell(0, 0, 1, len(self.columns) if spans else 1, [text], self.chance.choice(("left", "centre")) if spans else "left",
                    is_bold=True, is_vague=not spans)

    def total(self):
        cells = [Cell(0, 0, 1, 1, ["合计" if self.is_chinese else "Total"], is_bold=True)]
        for col, (kind, align, numbers) in enumerate(self.columns[1:], 1):
            cells.append(Cell(0, col, 1, 1, [numbers.draw(self.chance)] if kind == "number" else self.short(1, 2), align, is_bold=True))
        return cells

    def blank_some(self, rows):
        share = self.chance.choice((0, 0, 0.1, 0.2))
        left = {col: len(rows) for col in range(len(self.columns))}
        for row in rows:
            filled = len(row) - 1
            for cell in row[1:]:
                if self.chance.random() < share and 2 * (filled - 1) >= len(row) - 1 and 2 * (left[cell.col] - 1) >= len(rows) + 1:
                    cell.lines = []
                    filled -= 1
                    left[cell.col] -= 1

    def header(self, rows):
        """Cells of the header, with their rows. Sets header_rows and groups."""
        chance, cols = self.chance, len(self.columns)
        bold, groups = self.has_bold_header, []
        if cols >= 3 and chance.random() < 0.4:
            col = 1
            while col < cols:
                width = chance.randint(1, 3)
                if width > 1 and col + width <= cols:
                    groups.append((col, width))
                col += width
        levels = 2 if groups else 1
        grouped = {col for first, width in groups for col in range(first, first + width)}
        natural = self.natural_widths([[cell for cell in row if len(row) > 1] for row in rows])
        cells, most = [], chance.choice((1, 2, 3))
        for col, (kind, align, _) in enumerate(self.columns):
            at = "centre" if chance.random() < 0.3 or align in ("centre", "decimal") else align
            lines = self.text(1, 3 if not (levels == 2 and self.rules not in ("grid", "open sides")) else 1, max(natural[col], 5 * self.size), bold)
            if len(lines) > most:
                lines = self.short(1, 1, bold)
            stands = self.rules in ("grid", "open sides")
            if levels == 2 and col not in grouped and stands:
                cells.append(Cell(0, col, 2, 1, lines, at, is_bold=bold))
            else:
                cells.append(Cell(levels - 1, col, 1, 1, lines, at, is_bold=bold, is_vague=levels == 2 and col not in grouped))
        self.table.header_rows = levels
        self.table.groups = groups
        for first, width in groups:
            cells.append(Cell(0, first, 1, width, self.short(1, 2, bold), "centre", is_bold=bold))
        return cells

    def natural_widths(self, rows):
        widths = [0.0] * len(self.columns)
        for row in rows:
            for cell in row:
                if cell.colspan == 1 and not (cell.is_vague and cell.row >= self.table.header_rows and self.rules != "frame"):
                    widths[cell.col] = max(widths[cell.col], self.cell_width(cell))
        return widths

    def cell_width(self, cell):
        wide = max((self.table.width_of(line, cell.is_bold) + (cell.hang if i else 0) for i, line in enumerate(cell.lines)), default=0)
        return wide + cell.indent

    def gaps(self):
        """The white between two columns, a gap for each border."""
        out = []
        for left, right in zip(self.columns, self.columns[1:]):
            both = left[0] == right[0] == "number"
            least = 0.7 if self.rules in COLUMN_RULED else GAP_NUMBERS if both else GAP_WORDS
            out.append(self.size * (least + self.chance.choice((0.1, 0.3, 1, 3))))
        return out

    def make(self):
        """The table, or None where this draw does not fit or is in doubt."""
        table = self.table
        rows = self.body()
        header = self.header(rows)
        self.align_points(rows)
        for number, row in enumerate(rows, table.header_rows):
            for cell in row:
                cell.row = number
        table.rows = table.header_rows + len(rows)
        table.cells = header + [cell for row in rows for cell in row]
        if len(rows[-1]) > 1 and rows[-1][0].is_bold and self.chance.random() < 0.5:
            table.breaks.append(table.rows - 1)
        if not self.place_columns() or not self.headings_are_plain():
            return None
        self.place_rows()
        self.caption()
        return table

    def align_points(self, rows):
        for col, (kind, align, numbers) in enumerate(self.columns):
            if align != "decimal":
                continue
            for row in rows:
                for cell in row:
                    if cell.col == col and cell.colspan == 1 and cell.lines:
                        text = cell.lines[0].rstrip(")%")
                        cell.point = text.partition(".")[0] if numbers.decimals else text

    def place_columns(self):
        table, size = self.table, self.size
        widths = self.natural_widths([table.cells])
        for col, column in enumerate(self.columns):
            if column[1] == "decimal":
                cells = [c for c in table.cells if c.col == col and c.point]
                before = max((table.width_of(c.point, c.is_bold) for c in cells), default=0)
                behind = max((self.cell_width(c) - table.width_of(c.point, c.is_bold) for c in cells), default=0)
                widths[col] = max(widths[col], before + behind)
        gaps = self.gaps()
        for first, width in table.groups:
            wanted = next(self.cell_width(c) for c in table.cells if c.row == 0 and c.col == first and c.colspan == width)
            there = sum(widths[first:first + width]) + sum(gaps[first:first + width - 1])
            if wanted > there:
                widths[first] += (wanted - there) / 2
                widths[first + width - 1] += (wanted - there) / 2
        pad = size * 0.4
        total = sum(widths) + sum(gaps) + 2 * pad
        if total > self.room:
            return False
        spare = min(self.room - total, self.chance.choice((0, 0, 40, 120)))
        gaps = [gap + spare / len(gaps) for gap in gaps]
        x = pad
        table.xs, table.widths = [0.0], widths
        self.lefts = []
        for col, width in enumerate(widths):
            self.lefts.append(x)
            x += width
            if col < len(gaps):
                table.xs.append(x + gaps[col] / 2)
                x += gaps[col]
        table.xs.append(x + pad)
        return True

    def headings_are_plain(self):
        """A heading over several columns lies over all of their texts, or gets a rule of its own."""
        table = self.table
        self.has_group_rules = self.rules in ("rows", "booktabs", "header", "frame") or bool(table.groups) and self.chance.random() < 0.5
        if self.rules in ("grid", "open sides") or self.has_group_rules:
            return True
        for first, width in table.groups:
            cell = next(c for c in table.cells if c.row == 0 and c.col == first and c.colspan == width)
            middle = (self.lefts[first] + self.lefts[first + width - 1] + table.widths[first + width - 1]) / 2
            half = self.cell_width(cell) / 2
            for col in range(first, first + width):
                shares = min(middle + half, self.lefts[col] + table.widths[col]) - max(middle - half, self.lefts[col])
                if shares < self.size:
                    return False
        return True

    def place_rows(self):
        table, size, chance = self.table, self.size, self.chance
        line = self.leading * size
        several = any(len(c.lines) > 1 for c in table.cells if c.row >= table.header_rows)
        if self.is_row_ruled:
            pad = size * chance.uniform(0.2, 0.7)
        elif self.is_tight:
            pad = size * 0.05
        else:
            pad = line * (ROW_GAP + chance.uniform(0, 0.4)) / 2 if several else size * chance.uniform(0.1, 0.5)
        self.valign = chance.choice(("top", "top", "middle")) if self.is_row_ruled or not self.is_tight else "top"
        heights = [1] * table.rows
        for cell in table.cells:
            if cell.rowspan == 1:
                heights[cell.row] = max(heights[cell.row], len(cell.lines))
        for cell in table.cells:
            spare = len(cell.lines) - sum(heights[cell.row:cell.row + cell.rowspan])
            if spare > 0:
                heights[cell.row + cell.rowspan - 1] += spare
        y, table.ys = 0.0, [0.0]
        for row, height in enumerate(heights):
            above = size * 0.5 if row == table.header_rows or row in table.breaks else 0
            y += height * line + 2 * pad + (above if not self.is_row_ruled else 0)
            if row + 1 == table.header_rows and not self.is_row_ruled:
                y += size * 0.4
            table.ys.append(y)
        self.pad = pad

    def caption(self):
        chance, table = self.chance, self.table
        kind = chance.choice(("none", "numbered", "bold"))
        if kind == "numbered":
            table.title = f"表{chance.randint(1, 20)} " if self.is_chinese else f"Table {chance.randint(1, 20)}. "
        if kind != "none":
            room = min(self.room, 1.4 * table.xs[-1])
            table.title = self.fitting(room, table.title, self.short(3, 5, True)[0], "", kind == "bold")
        self.title_is_bold = kind == "bold"
        if self.is_chinese and table.title and chance.random() < 0.5:
            table.unit = chance.choice(("万元", "元", "人"))
        if chance.random() < 0.3:
            opening = "注：" if self.is_chinese else chance.choice(("Note: ", "Source: "))
            table.notes = [self.fitting(self.room, opening, self.short(3, 6)[0], "。" if self.is_chinese else ".")]

    def fitting(self, room, opening, text, end, is_bold=False):
        """The line, with as much of its text as has room: it does not run over what stands beside the table, nor over the paper's edge."""
        while self.table.width_of(opening + text + end, is_bold) > room and (self.is_chinese and len(text) > 2 or " " in text):
            text = text[:-1] if self.is_chinese else text.rpartition(" ")[0]
        return opening + text + end

    # ---- marks ----

    def marks(self, left, top):
        """What draws the table, its caption and notes at a place; and where it ends."""
        table, size, out = self.table, self.size, []
        y = top
        if table.title:
            width = table.width_of(table.title, self.title_is_bold)
            x = left + (table.xs[-1] - width) / 2
            out.append(("text", 1, x, y + size, table.title, table.font, size, self.title_is_bold))
            y += 2 * size
        if table.unit:
            text = f"单位：{table.unit}"
            out.append(("text", 1, left + table.xs[-1] - table.width_of(text), y + size, text, table.font, size, False))
            y += 1.7 * size
        self.left, self.top = left, y
        out += self.rule_marks() + self.text_marks()
        y += table.ys[-1]
        for note in table.notes:
            out.append(("text", 1, left, y + 1.7 * size, note, table.font, size, False))
            y += 1.9 * size
        return out, y

    def text_marks(self):
        table, size, out = self.table, self.size, []
        line = self.leading * size
        for cell in table.cells:
            y0, y1 = self.top + table.ys[cell.row], self.top + table.ys[cell.row + cell.rowspan]
            is_header = cell.row < table.header_rows
            height = len(cell.lines) * line
            if is_header:
                y = y1 - self.pad - height - (0 if self.is_row_ruled else size * 0.4 * (cell.row + cell.rowspan == table.header_rows))
                y = (y0 + y1 - height) / 2 if self.is_row_ruled else y
            elif self.valign == "middle" and self.is_row_ruled:
                y = (y0 + y1 - height) / 2
            else:
                y = y0 + self.pad + (0 if self.is_row_ruled else size * 0.5 * (cell.row == table.header_rows or cell.row in table.breaks))
            for i, text in enumerate(cell.lines):
                baseline = y + i * line + (line - size) / 2 + 0.8 * size
                out.append(("text", 1, self.left + self.text_x(cell, i), baseline, text, table.font, size, cell.is_bold))
        return out

    def text_x(self, cell, i):
        table = self.table
        text, last = cell.lines[i], cell.col + cell.colspan - 1
        width = table.width_of(text, cell.is_bold)
        x0, x1 = self.lefts[cell.col], self.lefts[last] + table.widths[last]
        if cell.point:
            cells = [c for c in table.cells if c.col == cell.col and c.point]
            behind = max(self.cell_width(c) - table.width_of(c.point, c.is_bold) for c in cells)
            return x1 - behind - table.width_of(cell.point, cell.is_bold)
        if cell.align == "right":
            return x1 - width
        if cell.align in ("centre", "decimal"):
            return (x0 + x1 - width) / 2
        return x0 + cell.indent + (cell.hang if i else 0)

    def owners(self):
        """Which cell covers each slot; a blank slot of a style without borders is its own."""
        out = {}
        for index, cell in enumerate(self.table.cells):
            for row in range(cell.row, cell.row + cell.rowspan):
                for col in range(cell.col, cell.col + cell.colspan):
                    out[row, col] = index
        return out

    def rule_marks(self):
        table, chance, out = self.table, self.chance, []
        xs, ys = [self.left + x for x in table.xs], [self.top + y for y in table.ys]
        width, grey = chance.choice((0.4, 0.6, 1)), chance.choice((0, 0, 0.4))
        dash = chance.choice(((), (), (), (1.5, 1)))
        as_box = chance.random() < 0.3 and not dash

        def rule(x0, y0, x1, y1):
            if as_box:
                half = width / 2
                out.append(("box", 1, x0 - (half if x0 == x1 else 0), y0 - (half if y0 == y1 else 0), x1 + (half if x0 == x1 else 0),
                            y1 + (half if y0 == y1 else 0), grey))
            else:
                out.append(("line", 1, x0, y0, x1, y1, width, grey, dash))

        def across(row, first=0, last=None):
            rule(xs[first], ys[row], xs[len(xs) - 1 if last is None else last], ys[row])

        style = self.rules
        if style in ("grid", "open sides"):
            self.grid_rules(rule, xs, ys)
        if style == "frame":
            for col in range(table.cols + 1):
                below = next((0 for f, w in table.groups if f < col < f + w), None)
                rule(xs[col], ys[1 if below is not None else 0], xs[col], ys[-1])
        if style in ("rows", "booktabs", "frame"):
            across(0)
            across(table.rows)
        if style in ("rows", "booktabs", "frame", "header"):
            across(table.header_rows)
        if style == "rows":
            for row in range(table.header_rows + 1, table.rows):
                across(row)
        if style in ("booktabs", "header", "none", "bands") and table.breaks and style != "none":
            for row in table.breaks:
                across(row)
        if style not in ("grid", "open sides") and self.has_group_rules:
            for first, count in table.groups:
                inset = 0 if style == "frame" else self.size * 0.25
                y = ys[1] - self.pad * 0.5
                y = ys[1] if style == "frame" else y
                rule(xs[first] + inset, y, xs[first + count] - inset, y)
        if style == "bands":
            start = chance.randint(0, 1)
            for row in range(table.rows):
                if row < table.header_rows or (row - table.header_rows) % 2 == start:
                    out.append(("box", 0, xs[0], ys[row], xs[-1], ys[row + 1], 0.75 if row < table.header_rows else 0.9))
        elif chance.random() < 0.25:
            out.append(("box", 0, xs[0], ys[0], xs[-1], ys[table.header_rows], 0.88))
        return out

    def grid_rules(self, rule, xs, ys):
        table, owner = self.table, self.owners()
        open_sides = self.rules == "open sides"
        for row in range(table.rows + 1):
            for col in range(table.cols):
                if owner.get((row - 1, col), -1) != owner.get((row, col), -2):
                    rule(xs[col], ys[row], xs[col + 1], ys[row])
        for col in range(1 if open_sides else 0, table.cols if open_sides else table.cols + 1):
            for row in range(table.rows):
                if owner.get((row, col - 1), -1) != owner.get((row, col), -2):
                    rule(xs[col], ys[row], xs[col], ys[row + 1])


def truth(maker):
    """What must come out: cells with text as (row, col, rowspan, colspan or None where nobody can know, text)."""
    table = maker.table
    out = []
    for cell in table.cells:
        if cell.lines:
            text = made_words.join(cell.lines, table.is_chinese)
            out.append((cell.row, cell.col, cell.rowspan, cell.colspan, text, cell.is_vague))
    return out
