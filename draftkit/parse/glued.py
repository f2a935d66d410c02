"""Headings that lost the line break before them, found by the number that is missing.

Where 35. is followed by 37., the 36. is looked for behind a stop in the lines between; a 二、 that
is due is looked for behind every stop, but in a line that counts 一、二、 itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import mark_of
from draftkit.text.marks import Mark

WIDEST = 6
"""A gap of more numbers is none of lost line breaks."""
_BEHIND = re.compile(r"(?<=[。；！？）”])[ \u3000]*(?=[一二三四五六七八九十\d（第])")
_ENUMERATES = re.compile(r"(?<=[：。；，])一、")
"""A line that counts from one itself."""
_SURE = "han"


def split_glued(pieces: list[Piece]) -> list[Piece]:
    """The lines with those cut in two in which a heading begins that is missing otherwise."""
    out: list[Piece] = []
    last: dict[str, tuple[int, int]] = {}
    for piece in pieces:
        for part in _due(piece, last):
            mark = None if part.rows else mark_of(part.text)
            if mark is not None:
                out = _filled(out, mark, last)
                last[mark.style] = (mark.value, len(out))
            out.append(part)
    return out


def _due(piece: Piece, last: dict[str, tuple[int, int]]) -> Iterator[Piece]:
    """A line, cut before each first-level heading that is due."""
    mark = None if piece.rows else mark_of(piece.text)
    value = mark.value if mark and mark.style == _SURE else last.get(_SURE, (0, 0))[0]
    if value and not _ENUMERATES.search(piece.text, 2):
        for at in _places(piece.text, _SURE, value + 1):
            yield piece.cut(0, at)
            yield from _due(piece.cut(at), last)
            return
    yield piece


def _filled(out: list[Piece], mark: Mark, last: dict[str, tuple[int, int]]) -> list[Piece]:
    """The lines so far with the numbers between the last mark of this style and `mark` cut free."""
    before, start = last.get(mark.style, (0, 0))
    if not before or not before + 1 < mark.value <= before + WIDEST:
        return out
    for value in range(before + 1, mark.value):
        for at in range(start, len(out)):
            place = next(_places(out[at].text, mark.style, value), None)
            if place:
                out[at : at + 1] = [out[at].cut(0, place), out[at].cut(place)]
                start = at + 1
                break
    return out


def _places(text: str, style: str, value: int) -> Iterator[int]:
    """Where in a line a mark of this style and value stands behind a stop."""
    for found in _BEHIND.finditer(text):
        mark = mark_of(text[found.end() : found.end() + 60])
        if mark and mark.style == style and mark.value == value:
            yield found.end()
