"""How much of a page a paragraph takes, and texts cut to what they may take."""

from __future__ import annotations

import re
import unicodedata
from math import ceil

from draftkit.report.words import visible
from draftkit.values.typeset import PageProfile

_NARROW, _BROAD, _OTHER = 0.56, 0.96, 0.8
"""Widths in 字 of small letters, digits and signs; of capitals and m, w, @, %; of other scripts. No
usual face is wider."""
_SLACK = 1.5
"""字 of a line that may stay empty: punctuation and Latin words are not broken anywhere."""


_UNSAID = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, beside what `visible` shows."""


def clean(text: str) -> str:
    """Text as a Word file can hold it, nothing in it hidden."""
    return _UNSAID.sub("□", visible(text))


def width(text: str) -> float:
    """The width of a text in 字. Signs that are wide in Chinese type (“ ” — …) count as wide."""
    return sum(map(_width, text))


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    if not char.isascii():
        return _OTHER
    return _BROAD if char.isupper() or char in "mw@%" else _NARROW


def chars_of(profile: PageProfile) -> float:
    """How many 字 a line of the profile has room for."""
    return profile.text_width / profile.sizes.body


def lines_of(profile: PageProfile) -> int:
    """How many lines a page of the profile has room for."""
    sheet = profile.sheet
    return int((sheet.height - sheet.top - sheet.bottom) * 72 / 25.4 / profile.grid.line)


def rows_of(text: str, chars: float) -> int:
    """How many lines of so many 字 a text takes at most."""
    return max(1, ceil(width(text) / (chars - _SLACK)))


def cut(text: str, most: float) -> str:
    """The text, clean and on one line, cut with … where it is wider than that many 字."""
    line = clean(" ".join(text.split()))
    if width(line) <= most:
        return line
    kept, used = "", 1.0
    for char in line:
        used += _width(char)
        if used > most:
            break
        kept += char
    return f"{kept}…"
