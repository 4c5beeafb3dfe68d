# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages drawn by cairo, from lists of what stands on them.

A mark is (kind, layer, …). Marks of a layer may be drawn in any order; lower layers lie under higher ones.

  ("text", 1, x, y, string, font, size, is_bold)      y is the baseline, from the top
  ("line", 1, x0, y0, x1, y1, width, grey, dash)      dash: () or lengths
  ("box", 0, x0, y0, x1, y1, grey)                    filled; grey 1 is white
  ("image", 1, x0, y0, x1, y1, grey)                  the same as a picture of one pixel
  ("glass", 1, x0, y0, x1, y1)                        the same, filled with a colour of no strength: nobody sees it
  ("turned", 1, matrix, mark)                         a mark seen through a matrix

cairo is called through ctypes, under the lock of the interpreter: what poppler draws with is there anyway, and no package of Python is needed.
"""
import ctypes
import ctypes.util
import functools
import itertools
import re
import threading

_lib = ctypes.PyDLL(ctypes.util.find_library("cairo") or "libcairo.so.2")
_double, _pointer, _text, _int = ctypes.c_double, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int


class _Extents(ctypes.Structure):
    _fields_ = [(name, _double) for name in ("x_bearing", "y_bearing", "width", "height", "x_advance", "y_advance")]


def _function(name, result, *arguments):
    function = getattr(_lib, "cairo_" + name)
    function.restype, function.argtypes = result, arguments
    return function


_pdf = _function("pdf_surface_create", _pointer, _text, _double, _double)
_finish = _function("surface_finish", None, _pointer)
_surface_status = _function("surface_status", _int, _pointer)
_drop_surface = _function("surface_destroy", None, _pointer)
_create = _function("create", _pointer, _pointer)
_drop = _function("destroy", None, _pointer)
_show_page = _function("show_page", None, _pointer)
_set_grey = _function("set_source_rgb", None, _pointer, _double, _double, _double)
_set_rgba = _function("set_source_rgba", None, _pointer, _double, _double, _double, _double)
_image = _function("image_surface_create", _pointer, _int, _int, _int)
_set_image = _function("set_source_surface", None, _pointer, _pointer, _double, _double)
_paint = _function("paint", None, _pointer)
_scale = _function("scale", None, _pointer, _double, _double)
_translate = _function("translate", None, _pointer, _double, _double)
_save = _function("save", None, _pointer)
_restore = _function("restore", None, _pointer)
_rectangle = _function("rectangle", None, _pointer, _double, _double, _double, _double)
_fill = _function("fill", None, _pointer)
_stroke = _function("stroke", None, _pointer)
_move = _function("move_to", None, _pointer, _double, _double)
_line = _function("line_to", None, _pointer, _double, _double)
_width = _function("set_line_width", None, _pointer, _double)
_dash = _function("set_dash", None, _pointer, ctypes.POINTER(_double), _int, _double)
_face = _function("select_font_face", None, _pointer, _text, _int, _int)
_size = _function("set_font_size", None, _pointer, _double)
_show = _function("show_text", None, _pointer, _text)
_extents = _function("text_extents", None, _pointer, _text, ctypes.POINTER(_Extents))
_transform = _function("transform", None, _pointer, ctypes.POINTER(_double * 6))

CHINESE, LATIN_BESIDE = "Droid Sans Fallback", "Nimbus Roman"
_one_ruler = threading.Lock()
UPRIGHT = (1, 0, 0, 1, 0, 0)


def quarters(turn, width, height):
    """The matrix that turns a page of that size by quarters, clockwise, onto paper that has it."""
    return (UPRIGHT, (0, 1, -1, 0, height, 0), (-1, 0, 0, -1, width, height), (0, -1, 1, 0, 0, width))[turn % 4]


def _check(surface):
    if _surface_status(surface) != 0:
        raise OSError(f"cairo: status {_surface_status(surface)}")


@functools.lru_cache(maxsize=None)
def _ruler():
    return _create(_pdf(None, 100, 100))


def _choose(context, font, size, is_bold):
    _face(context, font.encode(), 0, 1 if is_bold else 0)
    _size(context, size)


def _pieces(string, font):
    """The string in pieces, each with a font that has its characters: Chinese fonts may lack the Latin ones."""
    if font != CHINESE:
        return [(string, font)]
    return [("".join(piece), LATIN_BESIDE if is_latin else CHINESE)
            for is_latin, piece in itertools.groupby(string, lambda c: c < "\u2e00")]


@functools.lru_cache(maxsize=65536)
def text_width(string, font, size, is_bold=False):
    total = 0
    for piece, face in _pieces(string, font):
        extents = _Extents()
        with _one_ruler:   # else another thread takes another font in between
            _choose(_ruler(), face, size, is_bold)
            _extents(_ruler(), piece.encode(), ctypes.byref(extents))
        total += extents.x_advance
    return total


def _draw_image(context, x0, y0, x1, y1, grey):
    image = _image(1, 1, 1)
    pencil = _create(image)
    _set_grey(pencil, grey, grey, grey)
    _paint(pencil)
    _drop(pencil)
    _save(context)
    _translate(context, x0, y0)
    _scale(context, x1 - x0, y1 - y0)
    _set_image(context, image, 0, 0)
    _paint(context)
    _restore(context)
    _drop_surface(image)


def _draw(context, mark):
    kind = mark[0]
    if kind == "text":
        _, _, x, y, string, font, size, is_bold = mark
        _set_grey(context, 0, 0, 0)
        for piece, face in _pieces(string, font):
            _choose(context, face, size, is_bold)
            _move(context, x, y)
            _show(context, piece.encode())
            x += text_width(piece, face, size, is_bold)
    elif kind == "line":
        _, _, x0, y0, x1, y1, width, grey, dash = mark
        _set_grey(context, grey, grey, grey)
        _width(context, width)
        _dash(context, (_double * max(len(dash), 1))(*dash), len(dash), 0)
        _move(context, x0, y0)
        _line(context, x1, y1)
        _stroke(context)
    elif kind == "turned":
        _save(context)
        _transform(context, ctypes.byref((_double * 6)(*mark[2])))
        _draw(context, mark[3])
        _restore(context)
    elif kind == "image":
        _draw_image(context, *mark[2:])
    elif kind == "glass":
        _, _, x0, y0, x1, y1 = mark
        _set_rgba(context, 0, 0, 0, 0)
        _rectangle(context, x0, y0, x1 - x0, y1 - y0)
        _fill(context)
    else:
        _, _, x0, y0, x1, y1, grey = mark
        _set_grey(context, grey, grey, grey)
        _rectangle(context, x0, y0, x1 - x0, y1 - y0)
        _fill(context)


def write(path, pages, width, height, turn=0, rotate=0):
    """A PDF of a page for each list of marks, drawn turned by some quarters, clockwise, and to be shown turned by some more."""
    matrix = quarters(turn, width, height)
    surface = _pdf(path.encode(), *((height, width) if turn % 2 else (width, height)))
    _check(surface)
    for marks in pages:
        context = _create(surface)
        _transform(context, ctypes.byref((_double * 6)(*matrix)))
        for mark in sorted(marks, key=lambda mark: mark[1]):
            _draw(context, mark)
        _show_page(context)
        _drop(context)
    _finish(surface)
    _check(surface)
    _drop_surface(surface)
    if rotate:
        _say_rotate(path, rotate * 90)


def _say_rotate(path, degrees):
    """cairo does not write /Rotate: it takes the place of /Group, which says nothing of an opaque page."""
    with open(path, "r+b") as file:
        data = file.read()
        said = re.sub(rb"(/Type /Page\b[^s][^>]*?)(/Group <<.*?>>)", lambda found: found[1] + (b"/Rotate %d" % degrees).ljust(len(found[2])),
                      data, flags=re.S)
        assert said != data and len(said) == len(data)
        file.seek(0)
        file.write(said)
