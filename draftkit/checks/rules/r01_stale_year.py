"""R01: a year that is neither the paper's own nor in the request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.source import Line


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Years that nobody vouches for, outside horizons, versions and dates of issue."""
    spared = [re.compile(text) for text in rule.data["spared"]]
    for line in ctx.lines:
        if line.part not in rule.data["parts"]:
            continue
        for row in ctx.judged(line):
            span = row.span
            if row.support != "unsupported" or span.kind != "year":
                continue
            if _spared(line, span.start, span.end, spared):
                continue
            yield Hit(
                ctx.where(line, span.start, span.end),
                f"出现“{span.text}”：{row.why}，疑为旧稿残留。",
                evidence=ctx.quoted_in_archive(span.text),
            )


def _spared(line: Line, start: int, end: int, spared: list[re.Pattern[str]]) -> bool:
    """Whether one of the patterns covers the year where it stands."""
    near = line.text[max(0, start - 12) : end + 12]
    at = start - max(0, start - 12)
    return any(
        found.start() <= at and found.end() >= at + (end - start) - 1
        for pattern in spared
        for found in pattern.finditer(near)
    )
