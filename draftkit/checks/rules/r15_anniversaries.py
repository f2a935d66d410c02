"""R15: the number of an anniversary or of a counted day does not follow from the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.genres import PLANS
from draftkit.reading import counts_in
from draftkit.values.report import Severity
from draftkit.values.source import Line

_ABOUT_THEN = re.compile(r"(?:大会|讲话|系列|之际|时指出|以来|活动中)")
_YEAR = re.compile(r"(?:19|20)\d{2}年")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """By arithmetic from the year that the paper speaks of; with a request also those that it does
    not give and that are not written, not being divisible by five."""
    years = _years(ctx)
    for line in ctx.body():
        told = set()
        for row in counts_in(line.text):
            if any(row.number == year - row.base for year in years) or _of_then(line, row.start):
                continue
            told.add(row.start)
            want = "、".join(str(year - row.base) for year in sorted(years))
            kind = "个" if row.day else "周年"
            severity: Severity | None = "warning" if row.day and row.base == 1963 else None
            yield Hit(
                ctx.where(line, row.start, row.end),
                f"“{line.text[row.start : row.end]}”算得不对，{_said(years)}应为第{want}{kind}。"
                if row.day
                else f"“{line.text[row.start : row.end]}”算得不对，{_said(years)}为{want}周年。",
                severity=severity,
            )
        for judged in ctx.judged(line):
            span = judged.span
            if (
                span.kind == "anniversary"
                and judged.support == "unsupported"
                and span.start not in told
            ):
                yield Hit(ctx.where(line, span.start, span.end), f"“{span.text}”：{judged.why}。")


def _years(ctx: Context) -> set[int]:
    """The years that the paper speaks of: what the request says, else its own and that of its day."""
    if ctx.request:
        return {ctx.request.year}
    shown = {ctx.paper.year, ctx.paper.next_year}
    if ctx.paper.year and ctx.paper.genre not in PLANS:
        shown.add(ctx.paper.year - 1)  # a report of this year tells of the last
    if ctx.issued_on:
        shown.add(ctx.issued_on.year)
    return {year for year in shown if year}


def _said(years: set[int]) -> str:
    return "、".join(f"{year}年" for year in sorted(years))


def _of_then(line: Line, start: int) -> bool:
    """Whether the words speak of another year: in the name of a paper or a speech, or in a sentence
    that names a year before them."""
    text = line.text
    before = text[max(text.rfind("。", 0, start), 0) : start]
    after = text[start : start + 24].partition("。")[0]
    opened = text.rfind("《", 0, start)
    return (
        (opened >= 0 and "》" not in text[opened:start])
        or bool(_ABOUT_THEN.search(after))
        or bool(_YEAR.search(before))
    )
