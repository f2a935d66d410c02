"""Text on a terminal: how wide it is, wrapping it, columns. Han characters take two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from draftkit.messages import say

_PIECES = re.compile(
    r"\s+|[《（【〔「〖“]*(?:[!-~]+|[^《（【〔「〖“])[，。、；：？！）》”】〕」〗…]*|.", re.DOTALL
)
"""What a line may be broken between: a Latin word, or one other character, with the marks that
may not begin a line and those that may not end one."""

_OVERRIDES = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows."""

_LINE_ENDS = {ord(end): repr(end)[1:-1] for end in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """Text that cannot act on a terminal: no control characters but line ends and tabs, none that
    turn the direction of reading."""
    return _CONTROLS.sub("", _OVERRIDES.sub("", text))


def on_one_line(text: str) -> str:
    """The text with the line ends in it shown: a name of a file may have some."""
    return text.translate(_LINE_ENDS)


def width(text: str) -> int:
    """Columns the text takes."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def clip(text: str, columns: int) -> str:
    """The text on one line, cut with … where it is wider than that many columns."""
    line = " ".join(text.split())
    if width(line) <= columns:
        return line
    kept, used = [], 0
    for char in line:
        used += width(char)
        if used > columns - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def middle(text: str, columns: int) -> str:
    """The text, its middle left out where it is wider than that many columns: of a path the end
    tells more, of names the beginning too."""
    line = " ".join(text.split())
    if width(line) <= columns:
        return line
    head = clip(line, columns // 2)
    return head + clip(line[::-1], columns - width(head))[-2::-1]


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most that many columns (a longer word stands alone)."""
    return [text[start:end] for start, end in breaks(text, columns)]


def breaks(text: str, columns: int, later: int | None = None) -> list[tuple[int, int]]:
    """Where the lines of a wrapped text begin and end, spaces at their ends left out; `later` is
    how many columns the lines after the first have."""
    lines: list[tuple[int, int]] = []
    start, end, used = 0, 0, 0
    for found in _PIECES.finditer(text):
        piece = found.group()
        limit = columns if later is None or not lines else later
        if end > start and used + width(piece.rstrip()) > limit:
            lines.append((start, end))
            start, end, used = found.start(), found.start(), 0
        if piece.isspace():
            if end > start:
                used += width(piece)
            else:
                start = end = found.end()
            continue
        used, end = used + width(piece), found.end()
    return [*lines, (start, end)] if end > start else lines


def two_columns(rows: Iterable[tuple[str, str]], columns: int, widest: int = 28) -> list[str]:
    """Terms at the left and what they mean at the right, wrapped under itself."""
    listed = list(rows)
    left = min(max((width(term) for term, _ in listed), default=0), widest)
    lines = []
    for term, meaning in listed:
        told = wrap(meaning, max(columns - left - 4, 20)) or [""]
        if width(term) > left:
            lines.append(f"  {term}")
        else:
            lines.append(f"  {term}{' ' * (left - width(term))}  {told.pop(0)}".rstrip())
        lines += [" " * (left + 4) + line for line in told]
    return lines


def table(head: Sequence[str], rows: Sequence[Sequence[str]], widest: int = 44) -> list[str]:
    """Rows under their heads in columns as wide as what stands in them; the last is not cut.

    The heads are names of messages `word.*_column`.
    """
    titles = [say(f"word.{name}_column") for name in head]
    cells = [titles, *([*(clip(cell, widest) for cell in row[:-1]), row[-1]] for row in rows)]
    wide = [max(width(row[at]) for row in cells) for at in range(len(titles))]
    return [
        "  ".join(cell + " " * (wide[at] - width(cell)) for at, cell in enumerate(row)).rstrip()
        for row in cells
    ]
