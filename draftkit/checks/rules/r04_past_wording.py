"""R04: a meeting, campaign, plan period or formulation that is not current on the paper's day."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Wording that the dated tables no longer, or not yet, have as current."""
    for line in ctx.body():
        for row in ctx.judged(line):
            name = rule.data["kinds"].get(row.span.kind)
            if name and row.support == "unsupported":
                yield Hit(
                    ctx.where(line, row.span.start, row.span.end),
                    f"{name}{_quoted(row.span.text)}：{row.why}。",
                    evidence=ctx.quoted_in_archive(row.span.text),
                )


def _quoted(words: str) -> str:
    """Words in quotes, unless they hold quotes of their own."""
    return words if "“" in words else f"“{words}”"
