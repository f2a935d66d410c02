"""R02: a body, place, slogan or campaign of somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Severity

_NAMED = {"body": "单位名称", "place": "地名", "slogan": "口号、品牌或活动名称"}


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Names that nobody vouches for. One that stands in a past notice of another body is an error,
    as is any body or place; another slogan may be this year's own and is to be confirmed."""
    for line in ctx.lines:
        if line.part not in rule.data["parts"]:
            continue
        for row in ctx.judged(line):
            name = _NAMED.get(row.span.kind)
            if row.support != "unsupported" or not name:
                continue
            evidence = ctx.quoted_in_archive(row.span.text)
            severity: Severity | None = None
            if row.span.kind == "slogan" and not evidence:
                severity = "warning"
            yield Hit(
                ctx.where(line, row.span.start, row.span.end),
                f"{name}“{row.span.text.strip('“”')}”不见于起草要求，疑为其他单位或旧稿的内容。",
                severity=severity,
                evidence=evidence,
            )
