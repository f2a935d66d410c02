"""R67: the last line of the imprint ends in 印发."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import compiled


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """A line of an office and a day, in the file as it stands, below the copies or the signature."""
    pattern = compiled(rule.data["line"])
    for block, line in ctx.raw():
        if line.part not in ("printed", "cc", "signature", "date", "paragraph", "attachment"):
            continue
        found = pattern.match(block.text.strip())
        if found and found.group("rest") != "印发":
            at = block.text.find(found.group("day"))
            end = at + len(found.group("day"))
            yield Hit(ctx.at(block.index, at, end), "印发日期后面没有“印发”。")
