"""R15: the number of an anniversary does not follow from the year."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Anniversaries that neither the request gives nor arithmetic yields."""
    for line in ctx.body():
        for row in ctx.judged(line):
            if row.span.kind == "anniversary" and row.support == "unsupported":
                yield Hit(
                    ctx.where(line, row.span.start, row.span.end),
                    f"“{row.span.text}”：{row.why}。",
                )
