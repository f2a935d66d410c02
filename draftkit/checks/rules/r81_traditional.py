"""R81: traditional characters in a text of simplified ones."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import Within, compiled, page_of
from draftkit.reading.traditional import fold, simplified
from draftkit.values.report import Fix


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Each run of characters that only traditional writing has, read in the file as it stands."""
    page = page_of(ctx, rule)
    if set(map(ord, set(page.text))).isdisjoint(simplified()):
        return
    spared = Within(rule.data["spared"], page.text)
    for found in compiled(_runs(rule.data["names"])).finditer(page.text):
        start, end = found.span()
        if spared.holds(start, end):
            continue
        good = fold(found.group(0))
        yield Hit(
            page.where(ctx, start, end),
            f"“{found.group(0)}”是繁体字。",
            advice=f"改为“{good}”；人名、地名按本来的写法核对。",
            fix=Fix(safe=False, replacement=good),
        )


def _runs(names: str) -> str:
    return "[" + "".join(chr(code) for code in simplified() if chr(code) not in names) + "]+"
