"""Structure marks (层次序数): 一、 （一） 1. （1） by GB/T 9704—2012 clause 7.3.3, and 一是 heads.

Reading is liberal (half-width brackets, `1、`, a space after the mark), writing is strict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftkit.text.numerals import to_han, to_int

_HAN = "[一二三四五六七八九十百]{1,4}"
_MARKS: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    (1, "han", re.compile(rf"({_HAN})\s?[、，．.]\s*")),
    (1, "han", re.compile(r"([—―－])、\s*(?=[一-鿿])")),
    (2, "bracket", re.compile(rf"[（(]({_HAN})[）)][、]?\s*")),
    (3, "digit", re.compile(r"(\d{1,2})(?:[.．](?!\d(?!\d{3}年))|、)\s*")),
    (4, "bracket_digit", re.compile(r"[（(](\d{1,2})[）)][、.．]?\s*")),
    (2, "bracket", re.compile(r"([㈠-㈩])、?\s*")),
    (3, "digit", re.compile(r"([⒈-⒛])\s*")),
    (4, "bracket_digit", re.compile(r"([⑴-⒇])、?\s*")),
    (1, "shi", re.compile(rf"({_HAN})(?:是|要)(?=[^的否])")),
    (1, "first", re.compile(rf"第({_HAN})[，、,]\s*")),
)


_READY_MADE = {
    chr(first + at): at + 1
    for first, count in ((ord("㈠"), 10), (ord("⒈"), 20), (ord("⑴"), 20))
    for at in range(count)
} | dict.fromkeys("—―－", 1)
"""Marks that are one character: ㈠, ⒈, ⑴; and the dash that is typed, or scanned, for 一."""


_FIRST = re.compile(r"[一二三四五六七八九十百第—―－（(\d㈠-㈩⒈-⒛⑴-⒇]")
"""What a mark may begin with: most lines begin with none of these."""


@dataclass(frozen=True)
class Mark:
    """A mark at the start of a line. `text` is as printed without trailing space, `end` is where
    the heading begins, `value` the number it stands for, `style` which family it is."""

    level: int
    style: str
    text: str
    value: int
    end: int


def read_mark(line: str) -> Mark | None:
    """The mark a line begins with, or None. Leading white space is not skipped."""
    if not _FIRST.match(line):
        return None
    for level, style, pattern in _MARKS:
        found = pattern.match(line)
        if found:
            value = _READY_MADE.get(found.group(1)) or to_int(found.group(1))
            if value:
                return Mark(level, style, found.group(0).rstrip(), value, found.end())
    return None


def write_mark(level: int, number: int) -> str:
    """The mark of a level in the standard's form: 一、 （一） 1. （1）."""
    if level == 1:
        return f"{to_han(number)}、"
    if level == 2:
        return f"（{to_han(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"
