"""Lines that a page end or a fixed width broke, made whole again.

Two ways a sentence is torn: by the end of a page (once in a while, usually with an empty line
between) and by hard wrapping (nearly every line, as text comes out of a PDF).
"""

from __future__ import annotations

import re
from dataclasses import replace

from draftkit.parse.pieces import Piece, joined
from draftkit.parse.shapes import (
    annex_label,
    closes_first,
    ends_sentence,
    is_annex_note,
    is_body,
    is_cc,
    is_day,
    is_doc_number,
    is_note,
    is_open_day,
    is_order_number,
    mark_of,
    open_depth,
    printed,
)
from draftkit.text.titles import genre_of

LONG = 40
"""A line of so many characters without a full stop is running text, not a heading or a title."""
CLAUSE = 25
"""A line of so many characters with a comma in it is running text as well."""
FRAGMENT = 4
"""A line of so few characters is a splinter of a sentence, when the text is hard-wrapped."""
WRAPPED_SHARE = 0.5
WRAPPED_LINES = 6
WIDEST = 70
VIEW = 1000
"""So many characters of the beginning and of the end of a line are looked at."""


def join_split(pieces: list[Piece]) -> list[Piece]:
    """The lines with torn ones joined."""
    width = wrap_width(pieces)
    lines: list[list[Piece]] = []
    seen = Piece("", ())
    last = 0
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if lines and _fit(seen, piece, after) and _torn(seen, piece, width, last):
            lines[-1].append(piece)
            seen = _in_view(seen.plus(piece))
        else:
            lines.append([piece])
            seen = piece
        last = len(piece.text)
    return [joined(line) for line in lines]


def _in_view(line: Piece) -> Piece:
    """As much of a line that grows as tells whether it goes on: its beginning and its end."""
    if len(line.text) <= 2 * VIEW:
        return line
    return replace(
        line,
        text=line.text[:VIEW] + line.text[-VIEW:],
        at=line.at[:VIEW] + line.at[-VIEW:],
        raw="",
    )


def wrap_width(pieces: list[Piece]) -> int:
    """The width at which a text is hard-wrapped, 0 when it is not: no line is longer, and of the
    long lines, or of those at full width, half stop in the middle of a sentence."""
    lengths = sorted(len(piece.text) for piece in pieces if not piece.rows)
    lines = [piece.text for piece in pieces if len(piece.text) >= 25]
    if len(lines) < WRAPPED_LINES or lengths[int(len(lengths) * 0.95)] > WIDEST:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    full = [line for line in lines if abs(len(line) - width) <= 2]
    for group in (lines, full):
        torn = sum(1 for line in group if not ends_sentence(line))
        if len(group) >= WRAPPED_LINES and torn >= WRAPPED_SHARE * len(group):
            return width
    return 0


def _fit(left: Piece, right: Piece, after: Piece | None) -> bool:
    """Whether two lines may be one paragraph at all."""
    if left.rows or right.rows or left.kind != right.kind:
        return False
    text = right.text
    if (
        mark_of(text)
        or is_day(text)
        or is_open_day(text)
        or is_doc_number(text)
        or is_cc(text)
        or printed(text)
    ):
        return False
    if annex_label(text) or is_annex_note(text) or is_note(text):
        return False
    if is_body(text) and after is not None and (is_day(after.text) or printed(after.text)):
        return False
    start = left.text
    if _names_what_follows(start, text):
        return True
    if (
        is_doc_number(start)
        or is_order_number(start)
        or is_day(start)
        or annex_label(start)
        or printed(start)
        or is_note(start)
    ):
        return False
    return not _is_title(start)


def _is_title(text: str) -> bool:
    """Whether a line is a whole title."""
    return (
        "。" not in text
        and open_depth(text) == 0
        and genre_of(text) != "其他"
        and ("关于" in text or text[:4].isdigit() or len(text) <= LONG)
    )


def _torn(left: Piece, right: Piece, width: int, last: int) -> bool:
    """Whether the left line stops in the middle of a sentence that the right one goes on with."""
    text = left.text
    if open_depth(text) > 0 and closes_first(right.text):
        return True
    if _spread(text, right.text) or (right.text == "文件" and is_body(text)):
        return True
    if ends_sentence(text):
        return False
    if width and (right.text[0] in "，、。；：）》”’" or _names_what_follows(text, right.text)):
        return True
    mark = mark_of(text)
    if mark is not None and mark.end >= len(text):
        return width > 0
    heading = mark is not None and "。" not in text
    if width:
        if heading and last < 0.75 * width:
            return False
        if last >= 0.75 * width or text[-1] in "，、":
            return True
        return not heading and (len(text) <= FRAGMENT or bool(re.search("[，、。]", text)))
    if text.endswith(("，", "、")):
        return not heading or len(text) > LONG
    if not right.gap or (heading and len(text) <= LONG):
        return False
    return len(text) > LONG or "。" in text or (len(text) > CLAUSE and "，" in text)


def _spread(left: str, right: str) -> bool:
    """Words set wide (目　录, 第一章 总　则) that came out of a PDF a character a line."""
    mark = mark_of(left + right)
    chapter = mark is not None and mark.style == "chapter" and len(left) <= mark.end + 1
    return left + right in ("目录", "目次") or (chapter and len(right) == 1)


def _names_what_follows(left: str, right: str) -> bool:
    """《…》 alone in a line, and the next one says what became of it."""
    return (
        left.startswith("《")
        and left.endswith("》")
        and right.startswith(("已", "经", "现", "印发"))
    )
