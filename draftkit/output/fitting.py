"""Signature and date kept on the page of their text (GB/T 9704—2012, clause 7.3.5.5): where they
would stand alone on the next page, the gaps above are drawn in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from draftkit.text.width import width
from draftkit.values.typeset import PageProfile, SetLine

_HEAD_LEADING = 1.25
"""Height of the line of the 标志 in its own type size."""

_DRAWN: tuple[tuple[str, float], ...] = (
    ("title", 1.0), ("signature", 0.0), ("recipients", 0.0), ("body", 0.0), ("doc_number", 1.0),
)  # fmt: skip
"""Looks whose gap above is drawn in, in this order, and the least that is left of it, in 行."""


def fit_first_page(lines: Sequence[SetLine], profile: PageProfile) -> list[SetLine]:
    """The lines with the first page's gaps drawn in where that brings its signature and date back
    onto it; as they are when all fits or too much is missing."""
    out = list(lines)
    end = next((at for at, line in enumerate(out) if at and line.new_page), len(out))
    if not any(line.look == "date" for line in out[:end]):
        return out
    over = sum(line.above + _rows(line, profile) for line in out[:end]) - profile.grid.lines
    room = sum(max(0.0, line.above - least) for line, least in _gaps(out[:end]))
    if not 0 < over <= room:
        return out
    for look, least in _DRAWN:
        for at in range(end):
            if out[at].look == look and out[at].above > least and over > 0:
                cut = min(over, out[at].above - least)
                out[at] = replace(out[at], above=out[at].above - cut)
                over -= cut
    return out


def _gaps(lines: Sequence[SetLine]) -> list[tuple[SetLine, float]]:
    least = dict(_DRAWN)
    return [(line, least[line.look]) for line in lines if line.look in least]


def _rows(line: SetLine, profile: PageProfile) -> float:
    """Height of a line in 行, as far as its text tells."""
    text = "".join(piece.text for piece in line.pieces)
    if line.look == "title":
        return (text.count("\n") + 1) * profile.grid.title_line / profile.grid.line
    if line.look == "letterhead":
        return profile.sizes.letterhead * _HEAD_LEADING / profile.grid.line
    first = 2 if line.look == "body" else 0
    return max(1, math.ceil((width(text) + first) / profile.grid.chars))
