"""Decimal outlines: 1 总则, 1.1 编制目的, 2 组织机构 … as plans for emergencies and standards have them.

A number before a line is a mark only where the numbers of the paper make an outline: 1 with 1.1 below
it, then 2. Elsewhere it is a quantity, a date or the number of a table row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftkit.parse.pieces import Piece
from draftkit.text.marks import Mark

_NUMBERED = re.compile(
    r"^[ \u3000\u00a0\t]*(\d{1,2}(?:[.．]\d{1,2}){0,3})[.．]?[ \u3000\u00a0\t]+(?=[一-鿿“《（])"
)
_FIRST = re.compile(r"^[ \u3000\u00a0\t]*1[ \u3000\u00a0\t]+[一-鿿][一-鿿 \u3000]{1,14}$")
DEEPEST = 4
"""Levels of a section."""
HEADING = 40
"""Most characters of a heading of the first level."""


def begins_outline(raw: str) -> bool:
    """Whether a line may be the first heading of such an outline, where a head ends."""
    return bool(_FIRST.match(raw))


def decimal_marks(pieces: Sequence[Piece]) -> dict[int, Mark]:
    """The marks of a decimal outline by the index of their line; {} where the lines have none."""
    marks: dict[int, Mark] = {}
    here: tuple[int, ...] = ()
    tops = 0
    for at, piece in enumerate(pieces):
        found = None if piece.rows else _NUMBERED.match(piece.raw)
        if found is None:
            continue
        label = found.group(1)
        place = tuple(int(part) for part in re.split(r"[.．]", label))
        plain = len(place) > 1 or (len(piece.text) <= HEADING and "。" not in piece.text)
        if not (_follows(here, place) and plain and piece.text.startswith(label)):
            continue
        here, tops = place, tops + (len(place) == 1)
        level = min(len(place), DEEPEST)
        marks[at] = Mark(level, "decimal", label, place[-1], len(label))
    deep = any(mark.level > 1 for mark in marks.values())
    return marks if tops > 1 and deep else {}


def _follows(here: tuple[int, ...], place: tuple[int, ...]) -> bool:
    """Whether a number is the next of an outline: one more on a level that is open, or the first
    of a level below."""
    if place == (*here, 1):
        return True
    depth = len(place)
    return 0 < depth <= len(here) and place == (*here[: depth - 1], here[depth - 1] + 1)
