"""R14: the weekday in brackets is not that of the day before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Fix

_DAY = re.compile(
    r"(?:((?:19|20)\d{2})年)?(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日"
    r"(?:上午|下午|晚上?)?[（(、，]?(周|星期|礼拜)([一二三四五六日天])"
)
_NAMES = "一二三四五六日"


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Days with their weekday. A day without a year is of the year the paper speaks from; where
    that may be two years, near its turn, it is not judged."""
    for line in ctx.lines:
        if line.part not in rule.data["parts"]:
            continue
        for found in _DAY.finditer(line.text):
            right = _weekday(ctx, found)
            said = found.group(5).replace("天", "日")
            if right is None or right == said:
                continue
            yield Hit(
                ctx.where(line, found.start(), found.end()),
                f"“{found.group(0)}”：这一天是{found.group(4)}{right}。",
                fix=Fix(safe=False, replacement=found.group(0)[:-1] + right),
            )


def _weekday(ctx: Context, found: re.Match[str]) -> str | None:
    """一 … 日 for a day, None for one that cannot be told or is not in the calendar."""
    month, day = int(found.group(2)), int(found.group(3))
    year = int(found.group(1)) if found.group(1) else _year(ctx, month)
    if year is None:
        return None
    try:
        return _NAMES[date(year, month, day).weekday()]
    except ValueError:  # no such day: R13 tells
        return None


def _year(ctx: Context, month: int) -> int | None:
    days = ctx.spoken
    if days is None:
        return None
    issued = ctx.issued_on
    if issued and abs(issued.month - month) > 8:  # December writes of January, January of December
        return None
    return days[0].year
