# SPDX-License-Identifier: GPL-2.0-or-later
"""Statements of made_statements.py with shading, made up by chance, as companies file them.

                        2024        2023     header    a rule under each name, or none
   ▒Sten▒▒▒▒▒▒▒▒▒▒▒▒▒$▒12,840▒▒$▒▒▒▒77▒▒     bands     of every other row, drawn in one or cell by cell, with narrow cells between
    Tas                9,340       (12)
   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒     a blank row has a band like the others
    Brio             $ 3,500  $      65

   (1) Words of a note.

 * "banded": such a table; the last row has a band or none; a note and the page's number stand below.
 * "banded titled": two of them with a bold title over each, and the page's number right under the last.
 * "lit": no bands; the columns of one period are shaded, or the rows of the last group.
"""
import canvas
import made_pages
import made_statements

KINDS = ("banded", "banded titled", "lit")
WIDTH, HEIGHT, MARGIN = made_pages.WIDTH, made_pages.HEIGHT, made_pages.MARGIN


class Banded(made_statements.Statement):
    """Each row and each blank one is as high as the others."""

    def __init__(self, chance, kind, like=None):
        self.row_height = like.row_height if like else chance.uniform(1.25, 1.9)
        self.is_odd = chance.random() < 0.5
        self.has_cells = like.has_cells if like else chance.random() < 0.6
        self.has_name_rules = like.has_name_rules if like else chance.random() < 0.7
        self.lit = chance.choice(("column", "rows")) if kind == "lit" else ""
        self.grey = like.grey if like else chance.uniform(0.8, 0.95)
        super().__init__(chance, kind, like)

    def body(self):
        chance, first = self.chance, True
        self.has_blanks = chance.random() < 0.7
        names = chance.sample(made_statements.GROUPS, chance.randint(2, 3 if self.kind == "banded titled" else 4))
        for name in names:
            above = int(not first and self.has_blanks)
            self.last_group = len(self.rows)
            if chance.random() < 0.6:
                self.rows.append(([(0, 1, [name], "left", chance.random() < 0.5)], above, None))
                above = 0
            for _ in range(chance.randint(2, 5)):
                self.rows.append((self.row(self.words(1, 4)), above, None))
                above = 0
            self.rows.append((self.row(chance.choice(("Total", "Total " + name.lower())), chance.random() < 0.4, True), 0, "short"))
            first = False

    def cuts(self, left):
        """Where shading that is drawn cell by cell is cut: narrow cells part the columns."""
        out = [left]
        for col in range(1, self.cols):
            x = left + self.left_of(col)
            out += [x - 3, x]
        return out + [left + self.width]

    def shade(self, x0, x1, y0, y1):
        cuts = [x for x in self.cuts(x0) if x0 <= x <= x1] if self.has_cells and not self.lit else [x0, x1]
        return [("box", 0, a, y0, b, y1, self.grey) for a, b in zip(cuts, cuts[1:])]

    def marks(self, left, top):
        size, out, y = self.size, [], top
        height, right = self.row_height * size, left + self.width
        first = self.cols - self.values
        number = 0
        for number, (cells, above, over) in enumerate(self.rows):
            is_head = number < self.table.header_rows
            lines = max(len(lines) for _, _, lines, *_ in cells) if is_head else 1
            for blank in range(int(above) + 1):
                if not is_head and not self.lit and self.is_odd == (self.band % 2 == 0):
                    out += self.shade(left, right, y, y + height)
                self.band = 0 if is_head else self.band + 1
                y += height if blank < above else 0
            if self.lit == "column":
                out += self.shade(left + self.left_of(first) - 0.3 * size, left + self.left_of(first) + self.widths[first], y,
                                  y + (lines * self.pitch if is_head else height))
            elif self.lit and number >= self.last_group:
                out += self.shade(left, right, y, y + height)
            out += self.texts(left, y if is_head else y + (height - self.pitch) / 2, cells, is_head)
            for col in range(first, self.cols):
                x0 = left + self.left_of(col)
                if over == "short":
                    out.append(("line", 1, x0, y, x0 + self.widths[col], y, 0.6, 0, ()))
                if number + 1 == self.table.header_rows and self.has_name_rules:
                    below = y + lines * self.pitch
                    out.append(("line", 1, x0, below, x0 + self.widths[col], below, 0.6, 0, ()))
            y += lines * self.pitch if is_head else height
        return out, y

    def texts(self, left, y, cells, is_head):
        out, height = [], max(len(lines) for _, _, lines, *_ in cells)
        for col, span, lines, align, bold in cells:
            x0, x1 = left + self.left_of(col), left + self.left_of(col + span - 1) + self.widths[col + span - 1]
            for i, line in enumerate(lines):
                at = y + (height - len(lines) + i) * self.pitch + 0.95 * self.size
                if not is_head and col >= self.cols - self.values:
                    out += self.signed(line, x0, x1, at, bold)
                    continue
                width = self.width_of(line, bold)
                x = x0 if align == "left" else x1 - width if align == "right" else (x0 + x1 - width) / 2
                out.append(("text", 1, x, at, line, self.font, self.size, bold))
        return out


class Sheet(made_statements.Sheet):
    STATEMENT = Banded

    def below(self, maker, left):
        """What stands under the last table: a note, which is not of it, and the page's number under a rule."""
        chance, size = self.chance, maker.size
        if self.kind != "banded titled" and chance.random() < 0.4:
            drawn, self.y = made_pages.paragraph(chance, made_statements.Prose(maker), left, self.y - 1.4 * size, max(maker.width, 200))
            _, layer, x, y, text, *rest = drawn[0]
            self.marks += [("text", layer, x, y, "(1) " + text[:-4], *rest), *drawn[1:]]
        if chance.random() < 0.5:
            page, y = str(chance.randint(1, 300)), self.y + chance.uniform(0, 30)
            self.marks.append(("text", 1, (WIDTH - canvas.text_width(page, maker.font, 8)) / 2, y, page, maker.font, 8, False))
            self.marks.append(("line", 1, MARGIN, y + 10, WIDTH - MARGIN, y + 10, 1, 0, ()))
            self.y = HEIGHT
