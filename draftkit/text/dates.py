"""Dates of official papers: 2026年3月20日, written without padding (GB/T 9704—2012, 7.3.5.4)."""

from __future__ import annotations

import re
from datetime import date

from draftkit.text.numerals import to_int

DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
NOUGHT = "〇○零◯OＯoｏΟοОо0０"
"""Signs that stand for 〇: the letters O of three alphabets, rings, digits."""
HAN_DIGIT = rf"[一二三四五六七八九{NOUGHT}]"
HAN_DATE = re.compile(
    rf"(?<![一二三四五六七八九])({HAN_DIGIT}{{4}})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日"
)
ISO_DATE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")


def make_date(year: int, month: int, day: int) -> date | None:
    """A calendar day, None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_date(text: str) -> date | None:
    """The first valid date in a text, in digits, Chinese numerals or ISO form."""
    for pattern in (DATE, ISO_DATE):
        for found in pattern.finditer(text):
            day = make_date(*(int(part) for part in found.groups()))
            if day:
                return day
    for found in HAN_DATE.finditer(text):
        year = to_int(re.sub(f"[{NOUGHT}]", "〇", found.group(1)))
        month, day_of = to_int(found.group(2)), to_int(found.group(3))
        if year and month and day_of:
            return make_date(year, month, day_of)
    return None


def write_date(day: date) -> str:
    """A date as a paper prints it: 2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
