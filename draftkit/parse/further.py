"""Several papers in one file without a label between them: where the next one begins."""

from __future__ import annotations

import re

from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import ends_sentence, is_annex_note, is_day, is_note, mark_of
from draftkit.parse.titles import complete

_NAME = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_LABEL = re.compile(
    r"附\s*[件表录图]\s*(?:[0-9一二三四五六七八九十]{1,2}(?:\s*[：:．.]|(?=\s)|(?=[^\d\s]))|[：:])"
)
_LABELS = re.compile(r"附\s*件\s*[0-9一二三四五六七八九十]{0,2}\s*[：:．.]?")
"""A label that a known name may stand right behind."""
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
        behind = not start or text[start - 1 : start] in "。）" or _LABELS.fullmatch(text[:start])
        if start >= 0 and behind and _runs_on(text[end:]):
            return start, end
    return None


def _runs_on(rest: str) -> bool:
    """Whether a text goes on behind a name it begins with as the opening of a paper."""
    return (
        len(rest) > TITLE // 2
        and ("。" in rest or rest.endswith("："))
        and not rest.startswith(("》", "的", "（", "”"))
    )


def split_labels(pieces: list[Piece]) -> list[Piece]:
    """The lines with the label of an annex cut from the title behind it (附件1　调查表), below the
    date of a paper that lists its annexes above it."""
    day = next((at for at, piece in enumerate(pieces) if is_day(piece.text)), None)
    if day is None or not any(is_annex_note(piece.text) for piece in pieces[:day]):
        return pieces
    out = pieces[: day + 1]
    for piece in pieces[day + 1 :]:
        end = 0 if piece.rows else _label_end(piece)
        out += [piece.cut(0, end), piece.cut(end)] if end else [piece]
    return out


def _label_end(piece: Piece) -> int:
    """Where the label of an annex ends that its title follows in the line, 0 for other lines. The
    space of the file tells 附件1　2026年 from 附件12026年."""
    found = _LABEL.match(piece.raw.strip())
    if found is None or len(piece.text) > TITLE or ends_sentence(piece.text):
        return 0
    end = len(re.sub(r"\s", "", found.group(0)))
    return end if len(piece.text) > end and not mark_of(piece.text[end:]) else 0


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
