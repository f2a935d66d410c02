"""R84: words that the office does not use."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import page_of
from draftkit.values.report import Fix


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Each place of each word, with the office's own word where it names one. Names in 《》 stay."""
    page = page_of(ctx, rule)
    for word, good in ctx.words.items():
        at = page.text.find(word)
        while at >= 0:
            end = at + len(word)
            if not page.titles.holds(at, at):
                yield Hit(
                    page.where(ctx, at, end),
                    f"“{word}”是本单位定的不用的词。",
                    advice=f"改为“{good}”。" if good else None,
                    fix=Fix(safe=False, replacement=good) if good else None,
                )
            at = page.text.find(word, end)
