"""R12: the year of the number, the day of the paper and the day of printing contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.notice import Notice
from draftkit.values.source import Line

_YEAR = re.compile(r"[〔\[［【(（]((?:19|20)\d{2})[〕\]］】)）]")
_CITED = re.compile(r"[一-鿿A-Za-z]{1,12}〔((?:19|20)\d{2})〕[1-9]\d{0,4}号")


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """What arithmetic of days can tell; what a paper does not show is not compared."""
    yield from _number(ctx, rule)
    yield from _printing(ctx)
    yield from _cited(ctx)


def _number(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """A number of another year than the day of the same paper."""
    notice: Notice = ctx.notice
    day = notice.issued_on
    line = _first(ctx, "doc_number")
    found = _YEAR.search(line.text) if line else None
    if day is None or line is None or found is None:
        return
    year = int(found.group(1))
    near = timedelta(days=rule.data["late_days"])
    if (day - near).year <= year <= (day + near).year:  # signed and numbered around New Year
        return
    yield Hit(
        ctx.where(line, found.start(), found.end()),
        f"发文字号是{year}年的，成文日期却是{day.year}年{day.month}月{day.day}日。",
    )


def _printing(ctx: Context) -> Iterator[Hit]:
    notice = ctx.notice
    signed, printed = notice.issued_on, notice.printed_on
    line = _first(ctx, "printed")
    if signed and printed and line and signed > printed:
        yield Hit(
            ctx.where(line, 0, len(line.text)),
            f"印发日期{printed.year}年{printed.month}月{printed.day}日早于成文日期"
            f"{signed.year}年{signed.month}月{signed.day}日。",
        )


def _cited(ctx: Context) -> Iterator[Hit]:
    """A paper cited that is of a later year than the one that cites it."""
    days = ctx.spoken if ctx.issued_on else None
    if days is None:
        return
    for line in ctx.body():
        for found in _CITED.finditer(line.text):
            if int(found.group(1)) > days[1].year:
                yield Hit(
                    ctx.where(line, found.start(), found.end()),
                    f"引用的“{found.group(0)}”是{found.group(1)}年的，本文{days[1].year}年就成文了。",
                    advice="核对引用公文的发文字号。",
                    owner="拟稿人",
                )


def _first(ctx: Context, part: str) -> Line | None:
    return next((line for line in ctx.lines if line.part == part), None)
