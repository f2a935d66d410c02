"""PDFium's view of a file turned into sheets; the one module that calls it.

PDFium is a C++ library that knows no threads: one lock guards it. Every handle is closed before
the sheet is handed on, so nothing of it outlives a page.
"""

from __future__ import annotations

import ctypes
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from draftkit.errors import DamagedFileError, TooLargeError, UnsupportedFileError
from draftkit.formats.pdf.shapes import Glyph, Rule, Sheet

MOST_PAGES = 1_000
MOST_GLYPHS = 1_000_000
MOST_OBJECTS = 2_000_000
"""Strings, shapes and pictures on all pages: a file of maps has more, a paper far fewer."""
MOST_LOOKS = 200_000
"""So many of them are looked at for ruling lines and pictures."""
DEEPEST = 5
"""Levels of forms inside forms."""
THIN = 3.0
"""A filled box of at most so many points across is a ruling line."""
SHORTEST = 4.0
WHITE = 0xF0
SAMPLES = 300
"""Letters of a page that are asked how they stand."""
UPRIGHT = 0.2
"""Sine of the angle up to which a character counts as upright."""

_guard = threading.Lock()
_REMARKS = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE,
            pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_SQUIGGLY)  # fmt: skip
_BOXES = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET)


@dataclass
class _Budget:
    """What a file may still have, and what of it may still be looked at."""

    glyphs: int = MOST_GLYPHS
    objects: int = MOST_OBJECTS
    looks: int = MOST_LOOKS


def sheets(data: bytes, name: str) -> list[Sheet]:
    """The pages of a file. Raises UnsupportedFileError for one with a password, DamagedFileError,
    TooLargeError."""
    with _guard, _opened(data, name) as document:
        count = len(document)
        if not count:
            raise DamagedFileError("parse.pdf_damaged", path=name)
        budget = _Budget()
        if count <= MOST_PAGES:
            found = []
            for number in range(count):
                found.append(_sheet(document, number, budget))
                if min(budget.glyphs, budget.objects) < 0:
                    break
            else:
                return found
        bounds = {"pages": MOST_PAGES, "characters": MOST_GLYPHS, "shapes": MOST_OBJECTS}
        raise TooLargeError("parse.pdf_too_long", path=name, **bounds)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (
            pdfium.FPDF_ERR_PASSWORD,
            pdfium.FPDF_ERR_SECURITY,
        ):
            raise UnsupportedFileError("parse.pdf_password", path=name) from None
        raise DamagedFileError("parse.pdf_damaged", path=name) from None
    try:
        yield document
    finally:
        document.close()


def _sheet(document: Any, number: int, budget: _Budget) -> Sheet:
    """One page. One that cannot be opened is a sheet without size on which something was drawn; one
    past the budget is left empty."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Sheet(number, 0.0, 0.0, drawn=1)
    try:
        budget.objects -= pdfium.FPDFPage_CountObjects(page)
        text = page.get_textpage()
        try:
            view = _View(page, text)
            sheet = Sheet(number, view.width, view.height)
            budget.glyphs -= text.count_chars()
            if min(budget.glyphs, budget.objects) < 0:
                return sheet
            sheet.glyphs = _parted(list(_glyphs(text, view)))
        finally:
            text.close()
        _shapes(page, view, sheet, budget)
        _annotations(page, sheet)
        return sheet
    except pypdfium2.PdfiumError:
        return Sheet(number, 0.0, 0.0, drawn=1)
    finally:
        page.close()


class _View:
    """From the file's coordinates to those of the page as it is read: its origin, and the quarter
    turns by which its letters stand upright (those it is shown with, if it has no letters)."""

    def __init__(self, page: Any, text: Any) -> None:
        box = pdfium.FS_RECTF()
        if not pdfium.FPDF_GetPageBoundingBox(page, box):
            box.left, box.bottom, (box.right, box.top) = 0.0, 0.0, page.get_size()
        self.left, self.bottom = box.left, box.bottom
        self.across, self.up = box.right - box.left, box.top - box.bottom
        self.turn = _turn(text, pdfium.FPDFPage_GetRotation(page) % 4)
        self.width, self.height = (
            (self.up, self.across) if self.turn % 2 else (self.across, self.up)
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """(x, y) of the file as shown, y down."""
        x, y = x - self.left, y - self.bottom
        turned = ((x, y), (y, self.across - x), (self.across - x, self.up - y), (self.up - y, x))
        right, up = turned[self.turn]
        return right, self.height - up


def _turn(text: Any, shown: int) -> int:
    """By how many quarters most letters of a page are turned against the clock."""
    count = text.count_chars()
    turns = Counter(
        round(-pdfium.FPDFText_GetCharAngle(text, at) / (math.pi / 2)) % 4
        for at in range(0, count, max(1, count // SAMPLES))
        if pdfium.FPDFText_IsGenerated(text, at) == 0
    )
    return turns.most_common(1)[0][0] if turns else shown


def _glyphs(text: Any, view: _View) -> Iterator[Glyph]:
    """The characters of a page that the file holds, in its order; spaces and line ends that PDFium
    puts in are left out."""
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    high = 0
    for at in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        char = _char(code)
        if char in "\r\n" or not pdfium.FPDFText_GetLooseCharBox(text, at, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        lost = pdfium.FPDFText_HasUnicodeMapError(text, at) == 1 or _meaningless(char)
        angle = pdfium.FPDFText_GetCharAngle(text, at) + view.turn * math.pi / 2
        turned = abs(math.sin(angle)) > UPRIGHT or math.cos(angle) < 0
        ends = (view.point(box.left, box.bottom), view.point(box.right, box.top))
        x0, x1 = sorted((ends[0][0], ends[1][0]))
        size = pdfium.FPDFText_GetFontSize(text, at)
        if pdfium.FPDFText_GetMatrix(text, at, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        if all(map(math.isfinite, (x0, x1, x.value, y.value, size))):
            yield Glyph(char, x0, x1, view.point(x.value, y.value)[1], max(size, 1.0), turned, lost)


def _parted(glyphs: list[Glyph]) -> list[Glyph]:
    """Characters that one shape stands for (—— in some faces) each with its share of the room; a
    letter that is printed twice for weight stays where it is."""
    out: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.x0, glyph.x1, glyph.y, glyph.size)):
        same = list(group)
        share = (same[0].x1 - same[0].x0) / len(same)
        if len({glyph.char for glyph in same}) == 1 and same[0].char.isalnum():
            same, share = same[:1], same[0].x1 - same[0].x0
        for at, glyph in enumerate(same):
            x0 = glyph.x0 + at * share
            out.append(replace(glyph, x0=x0, x1=x0 + share) if len(same) > 1 else glyph)
    return out


def _char(code: int) -> str:
    """The character of a code; radicals stand for the Han characters they are drawn as, which some
    programs write into files in their place."""
    if not 0 < code <= 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\ufffd"
    char = chr(code)
    if 0x2E80 <= code <= 0x2FD5:
        return unicodedata.normalize("NFKC", char)
    return char


def _meaningless(char: str) -> bool:
    """Whether a character stands for a shape without saying which: private use, replacement,
    control, unassigned."""
    return char == "\ufffd" or (
        char not in "\t\x02\x03" and unicodedata.category(char) in ("Co", "Cn", "Cc")
    )


def _shapes(page: Any, view: _View, sheet: Sheet, budget: _Budget) -> None:
    """Ruling lines and pictures of a page into its sheet."""
    pictured = 0.0
    count = min(pdfium.FPDFPage_CountObjects(page), budget.looks)
    pending = [(pdfium.FPDFPage_GetObject(page, at), 0) for at in range(count)]
    budget.looks -= count
    while pending:
        item, depth = pending.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            sheet.drawn += 1
            sheet.rules += _rules(item, view)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            sheet.drawn += 1
            x0, y0, x1, y1 = _bounds(item, view)
            wide = min(x1, sheet.width) - max(x0, 0.0)
            pictured += max(0.0, wide) * max(0.0, min(y1, sheet.height) - max(y0, 0.0))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inside = min(pdfium.FPDFFormObj_CountObjects(item), budget.looks)
            pending += [(pdfium.FPDFFormObj_GetObject(item, at), depth + 1) for at in range(inside)]
            budget.looks -= inside
    area = sheet.width * sheet.height
    sheet.pictured = min(1.0, pictured / area) if area > 0 else 0.0


def _bounds(item: Any, view: _View) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    one, other = view.point(left.value, bottom.value), view.point(right.value, top.value)
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return (x0, y0, x1, y1)


def _rules(item: Any, view: _View) -> list[Rule]:
    """The ruling lines of a path: thin filled boxes, stroked straight lines and boxes. White shapes
    are the ground that programs paint under text."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or not (fill.value or stroke.value):
        return []
    getter = pdfium.FPDFPageObj_GetStrokeColor if stroke.value else pdfium.FPDFPageObj_GetFillColor
    color = [ctypes.c_uint() for _ in range(4)]
    if getter(item, *color) and min(part.value for part in color[:3]) >= WHITE:
        return []
    x0, y0, x1, y1 = _bounds(item, view)
    wide, tall = x1 - x0, y1 - y0
    if tall <= THIN < wide:
        return [Rule(True, (y0 + y1) / 2, x0, x1)] if wide >= SHORTEST else []
    if wide <= THIN < tall:
        return [Rule(False, (x0 + x1) / 2, y0, y1)] if tall >= SHORTEST else []
    if wide <= THIN or not stroke.value:
        return _boxes(item, view) if wide > THIN else []
    return _lines(item, view)


def _points(item: Any, view: _View) -> Iterator[tuple[int, float, float, bool]]:
    """The segments of a path: kind, point as shown, whether it closes the figure."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(pdfium.FPDFPath_CountSegments(item), 2_000)):
        segment = pdfium.FPDFPath_GetPathSegment(item, at)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            return
        right = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        shown = view.point(right, up)
        closes = bool(pdfium.FPDFPathSegment_GetClose(segment))
        yield pdfium.FPDFPathSegment_GetType(segment), *shown, closes


def _figures(item: Any, view: _View) -> Iterator[list[tuple[float, float]]]:
    """The figures of a path as their corners; a curve ends one."""
    figure: list[tuple[float, float]] = []
    for kind, x, y, closes in _points(item, view):
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(figure) > 1:
                yield figure
            figure = []
        figure.append((x, y))
        if closes and len(figure) > 1:
            yield [*figure, figure[0]]
            figure = []
    if len(figure) > 1:
        yield figure


def _lines(item: Any, view: _View) -> list[Rule]:
    """The straight level and upright lines of a stroked path."""
    found = []
    for figure in _figures(item, view):
        for (x0, y0), (x1, y1) in pairwise(figure):
            if abs(y0 - y1) <= 1 and abs(x0 - x1) >= SHORTEST:
                found.append(Rule(True, (y0 + y1) / 2, *sorted((x0, x1))))
            elif abs(x0 - x1) <= 1 and abs(y0 - y1) >= SHORTEST:
                found.append(Rule(False, (x0 + x1) / 2, *sorted((y0, y1))))
    return found


def _boxes(item: Any, view: _View) -> list[Rule]:
    """The thin boxes among the figures of a filled path."""
    found = []
    for figure in _figures(item, view):
        xs, ys = [x for x, _ in figure], [y for _, y in figure]
        wide, tall = max(xs) - min(xs), max(ys) - min(ys)
        if tall <= THIN < wide:
            found.append(Rule(True, (max(ys) + min(ys)) / 2, min(xs), max(xs)))
        elif wide <= THIN < tall:
            found.append(Rule(False, (max(xs) + min(xs)) / 2, min(ys), max(ys)))
    return found


def _annotations(page: Any, sheet: Sheet) -> None:
    """Remarks, and the texts of boxes and filled fields, which are no part of the page's text."""
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), 1_000)):
        note = pdfium.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            if kind in _REMARKS:
                sheet.remarks += _said(note, b"Contents")
            elif kind in _BOXES:
                field = kind == pdfium.FPDF_ANNOT_WIDGET
                sheet.boxes += _said(note, b"V" if field else b"Contents")
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _said(note: Any, key: bytes) -> list[str]:
    """A text of an annotation as a list of one, empty when there is none."""
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < size < 200_000:
        return []
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size)
    text = bytes(buffer).decode("utf-16-le", "replace").split("\0")[0].strip()
    return [text] if text else []
