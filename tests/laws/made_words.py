# SPDX-License-Identifier: GPL-2.0-or-later
"""Words, numbers and sentences that mean nothing, Latin and Chinese, each drawn from a given chance."""
import canvas

LATIN_FONTS = ("DejaVu Sans", "DejaVu Serif", "Nimbus Sans", "Nimbus Roman")
_OPENINGS = ("b", "br", "c", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ea", "io")
_CLOSINGS = ("", "", "l", "n", "nd", "r", "s", "t", "rk")
_CHINESE = ("水务道路园林学校书馆菜场桥梁公厕路灯垃圾清运供热燃气消防巡查档案培训宣传评审修缮绿化照明排涝防汛检测维护设备采购"
            "人员经费补助数量质量时效成本效益满意程度完成比例增减预算决算项目支出收入合并调整年初年末")


def latin_word(chance):
    return "".join(chance.choice(_OPENINGS) + chance.choice(_VOWELS) + chance.choice(_CLOSINGS) for _ in range(chance.choice((1, 2, 2, 3))))


def words(chance, is_chinese, least, most):
    """A text of some words as a list of pieces that a line may end behind."""
    count = chance.randint(least, most)
    if is_chinese:
        return [chance.choice(_CHINESE) for _ in range(2 * count + chance.randint(0, 1))]
    text = [latin_word(chance) for _ in range(count)]
    text[0] = text[0].capitalize()
    return text


def join(pieces, is_chinese):
    return ("" if is_chinese else " ").join(pieces)


def wrap(pieces, is_chinese, width, font, size, is_bold=False, hang=0):
    """Lines no wider than `width`, those behind the first by `hang` less, broken where the next piece has no room, as every program breaks
    them."""
    lines, line = [], []
    for piece in pieces:
        if line and canvas.text_width(join(line + [piece], is_chinese), font, size, is_bold) > width - (hang if lines else 0):
            lines.append(join(line, is_chinese))
            line = []
        line.append(piece)
    return lines + [join(line, is_chinese)]


def sentences(chance, is_chinese, count):
    """Pieces of running text. It ends with a full stop."""
    out = []
    for _ in range(count):
        if is_chinese:
            out += [chance.choice(_CHINESE) for _ in range(chance.randint(14, 30))]
            out[-1] += "。"
        else:
            sentence = words(chance, False, 8, 16)
            sentence[-1] += "."
            out += sentence
    return out


class Numbers:
    """How the numbers of one column are written."""

    def __init__(self, chance):
        self.decimals = chance.choice((0, 0, 1, 2))
        self.comma = chance.choice((",", ",", ""))
        self.digits = chance.randint(1, 7)
        self.percent = chance.random() < 0.15
        self.negative = chance.choice(("", "", "-", "()"))
        self.missing = chance.choice(("–", "-", "…", "n/a"))

    def draw(self, chance):
        if chance.random() < 0.05:
            return self.missing
        whole = chance.randint(0, 10 ** chance.randint(1, self.digits))
        text = f"{whole:,}".replace(",", self.comma)
        if self.decimals:
            text += "." + "".join(chance.choice("0123456789") for _ in range(self.decimals))
        if self.percent:
            return text + "%"
        if self.negative and chance.random() < 0.2:
            return f"({text})" if self.negative == "()" else "-" + text
        return text
