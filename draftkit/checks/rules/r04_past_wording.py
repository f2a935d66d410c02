"""R04: a meeting, campaign, plan period or formulation that is not current on the paper's day."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.genres import PLANS
from draftkit.reading import after_its_time, before_its_time
from draftkit.values.source import Line


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Wording that the dated tables no longer, or not yet, have as current: with a request by its
    year and by what it gives, else by the paper's own day or year."""
    for line in ctx.body():
        told: list[tuple[int, int]] = []
        for row in ctx.judged(line):
            name = rule.data["kinds"].get(row.span.kind)
            if name and row.support == "unsupported":
                told.append((row.span.start, row.span.end))
                yield Hit(
                    ctx.where(line, row.span.start, row.span.end),
                    f"{name}{_quoted(row.span.text)}：{row.why}。",
                    evidence=ctx.quoted_in_archive(row.span.text),
                )
        for start, end, why in _dated(ctx, line):
            if not any(first < end and start < last for first, last in told):
                yield Hit(ctx.where(line, start, end), f"{_quoted(line.text[start:end])}：{why}。")


def _dated(ctx: Context, line: Line) -> Iterator[tuple[int, int, str]]:
    """By the calendar alone. Names in 《》 are of papers, which are as old as they are."""
    if ctx.spoken is None:
        return
    first, last = ctx.spoken
    plan = ctx.paper.genre in PLANS or ctx.paper.genre == "总结暨计划"
    for row in before_its_time(line.text, last, plan=plan):
        yield row.start, row.end, row.why
    if ctx.grounds is None:
        for row in after_its_time(line.text, first, plan=plan):
            opened = line.text.rfind("《", 0, row.start)
            if opened < 0 or "》" in line.text[opened : row.start]:
                yield row.start, row.end, row.why


def _quoted(words: str) -> str:
    """Words in quotes, unless they hold quotes of their own."""
    return words if "“" in words else f"“{words}”"
