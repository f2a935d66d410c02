"""Words that do not fit the day of a paper: said before their time, or long after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from draftkit import assets
from draftkit.reading import tables

_MONTH = timedelta(days=31)
_PLENUM = re.compile(r"(十[五六七八九]|二十一?)届(?:[一二三四五六七]中、)*([一二三四五六七])中全会")
_CONGRESS = re.compile(r"(?:贯彻|学习|落实|宣传)[^。；，]{0,12}?党的(十[六七八九]大|二十大)")
_CARRIED_ON = re.compile(
    r"(?:深入|扎实|认真|继续|全面|组织)?(?:开展|推进|抓好|启动|参加)好?[^。；，]{0,6}$"
)
_LEAST = 5
"""Characters of a campaign's name; shorter ones are words of other things too."""
_AFTER = 6
"""Months for which a campaign that is over, or a congress that has a successor, may still be named."""


class Dated(NamedTuple):
    """text[start:end], and what is wrong with it on the day, in Chinese."""

    start: int
    end: int
    why: str


def before_its_time(text: str, day: date, *, plan: bool) -> Iterator[Dated]:
    """Formulations and plenums that there were not yet on a day. plan: a plan may name what was to
    come within the grace of the table."""
    grace, rows = _first()
    latest = day + _MONTH * grace if plan else day
    for name, first in rows:
        at = text.find(name) if first > latest else -1
        if at >= 0:
            yield Dated(at, at + len(name), f"{first.year}年{first.month}月以后才有的提法")
    for row in tables.campaigns():
        name = row.names[0] if row.start > latest else ""
        at = text.find(name) if len(name) > _LEAST else -1
        if at >= 0:
            yield Dated(at, at + len(name), f"{row.start.year}年{row.start.month}月才开展")
    held = tables.meeting_days()
    for found in _PLENUM.finditer(text):
        when = held.get(f"{found.group(1)}届{found.group(2)}中全会")
        if when and when > latest:
            yield Dated(*found.span(), f"该次全会{when.year}年{when.month}月才召开")


def after_its_time(text: str, day: date, *, plan: bool) -> Iterator[Dated]:
    """In a plan campaigns that are carried on though they were over for months, and congresses that are to be
    carried out though another has been held and is not named beside them."""
    current = tables.current_congress(day - _MONTH * _AFTER)
    for found in _CONGRESS.finditer(text):
        sentence = text[
            text.rfind("。", 0, found.start()) + 1 : (text.find("。", found.end()) + 1) or None
        ]
        if (
            _rank(found.group(1)) < _rank(current)
            and current not in sentence
            and "以来" not in sentence
        ):
            start = found.start(1) - 2
            yield Dated(start, found.end(), f"{day.year}年应写{tables.current_chain(day)}")
    for row in tables.campaigns() if plan else ():
        if row.end + _MONTH * _AFTER >= day:
            continue
        for name in row.names:
            at = text.find(name)
            if at >= 0 and _CARRIED_ON.search(text[max(0, at - 14) : at]):
                yield Dated(at, at + len(name), f"{row.end.year}年{row.end.month}月已经结束")
                break


def _rank(congress: str) -> int:
    order = ("十五大", "十六大", "十七大", "十八大", "十九大", "二十大", "二十一大")
    return order.index(congress) if congress in order else len(order)


@assets.cached
def _first() -> tuple[int, tuple[tuple[str, date], ...]]:
    raw = assets.load_yaml("eval", "tables/first.yaml")
    rows = tuple((str(row["text"]), row["first"]) for row in raw["rows"] if row["sure"] == "high")
    return int(raw["grace_months"]), rows
