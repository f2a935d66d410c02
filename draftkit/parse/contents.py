"""A table of contents: the lines from 目录 to where its first entry comes again as a heading."""

from __future__ import annotations

import re

from draftkit.parse.pieces import Piece
from draftkit.text.similar import bare

ENTRY = 80
"""Most characters of an entry."""
MOST = 400
"""Most entries of a table of contents."""
_HEAD = re.compile(r"^目[\s　]*[录次]$")
_PAGE = re.compile(r"[\s.…·—\-]*[（(]?\d{1,3}[）)]?$")


def without_contents(lines: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """(the lines without a table of contents, its lines). It ends where the text below says its
    first entry again, page number and leader dots apart; a heading 目录 with sentences or tables
    before that, or whose first entry never comes again, is text."""
    head = next((at for at, piece in enumerate(lines) if _HEAD.match(piece.text)), None)
    if head is None or head + 1 >= len(lines):
        return lines, []
    first = lines[head + 1].text
    names = {name for name in (bare(first), bare(_PAGE.sub("", first))) if name}
    for at in range(head + 1, min(head + 2 + MOST, len(lines))):
        piece = lines[at]
        if at > head + 1 and any(bare(piece.text).startswith(name) for name in names):
            return lines[:head] + lines[at:], lines[head:at]
        if piece.rows or len(piece.text) > ENTRY or "。" in piece.text:
            break
    return lines, []
