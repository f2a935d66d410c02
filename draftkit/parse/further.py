"""Several papers in one file without a label between them: where the next one begins."""

from __future__ import annotations

import re

from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import ends_sentence, is_day, is_note, mark_of
from draftkit.parse.titles import complete

_NAME = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
TITLE = 60
"""Most characters of a line of such a title."""
OPENING = 4
"""So many lines may stand between a title and its first heading."""


def names_in(title: str) -> list[str]:
    """The names of papers a title quotes."""
    return _NAME.findall(title)


def unglue_names(pieces: list[Piece], names: list[str]) -> list[Piece]:
    """The lines with a title cut free that the text runs on from (a web page without breaks)."""
    out: list[Piece] = []
    for piece in pieces:
        found = None if piece.rows else _glued(piece.text, names)
        if found is None:
            out.append(piece)
            continue
        start, end = found
        out += [piece.cut(0, start)] if start else []
        out += [piece.cut(start, end), piece.cut(end)]
    return out


def _glued(text: str, names: list[str]) -> tuple[int, int] | None:
    """(start, end) of a name in a line that begins with it, or has it behind a sentence or note."""
    for name in filter(None, names):
        start = text.find(name)
        end = start + len(name)
        if start >= 0 and (not start or text[start - 1] in "。）") and _runs_on(text[end:]):
            return start, end
    return None


def _runs_on(rest: str) -> bool:
    """Whether a text goes on behind a name it begins with as the opening of a paper."""
    return len(rest) > TITLE // 2 and "。" in rest and not rest.startswith(("》", "的", "（", "”"))


def further_papers(pieces: list[Piece]) -> list[int]:
    """Where further papers begin: above a 一、 that comes again stands a title of its own."""
    starts: list[int] = []
    reached = 0
    for at, piece in enumerate(pieces):
        mark = None if piece.rows else mark_of(piece.text)
        if mark is None or mark.style != "han":
            continue
        if mark.value == 1 and reached > 1:
            title = _title_above(pieces, at)
            starts += [title] if title is not None else []
        reached = mark.value
    return starts


def _title_above(pieces: list[Piece], at: int) -> int | None:
    for line in range(at - 1, max(0, at - 1 - OPENING), -1):
        if pieces[line].rows or mark_of(pieces[line].text):
            return None
        if _titles(pieces[line]) and complete(pieces[line].text):
            first = line
            while first > 1 and _titles(pieces[first - 1]):
                first -= 1
            return first
    return None


def _titles(piece: Piece) -> bool:
    """Whether a line may be one of a title."""
    text = piece.text
    return not (
        piece.rows
        or len(text) > TITLE
        or ends_sentence(text)
        or "。" in text
        or mark_of(text)
        or is_day(text)
        or is_note(text)
    )
