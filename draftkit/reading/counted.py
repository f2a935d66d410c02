"""Anniversaries and numbered days in a text, with the year that each counts from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from draftkit.reading import tables
from draftkit.reading.spans import read

_BEHIND = 24
"""Characters beside 周年 or 第N个 in which the day is named."""
_SIGN = re.compile(r"周年|第[\d一二三四五六七八九十百]{1,6}个")


class Count(NamedTuple):
    """text[start:end] says that it is the `number`-th; in a year Y it is Y − base."""

    start: int
    end: int
    number: int
    base: int
    day: bool


def counts_in(text: str) -> Iterator[Count]:
    """建党105周年, 第63个学雷锋纪念日: those whose first year the tables have."""
    done = 0
    for sign in _SIGN.finditer(text):
        first = max(done, sign.start() - _BEHIND)
        for span in read(text[first : sign.end() + _BEHIND]):
            start, end = first + span.start, first + span.end
            if span.kind not in ("anniversary", "ordinal") or not span.value.isdecimal():
                continue
            if start < done:
                continue
            day = span.kind == "ordinal"
            near = text[end : end + _BEHIND] if day else span.text
            rows = tables.numbered_days() if day else tables.anniversaries()
            base = next((row.base for row in rows if any(name in near for name in row.names)), None)
            if base is not None:
                done = end
                yield Count(start, end, int(span.value), base, day)
