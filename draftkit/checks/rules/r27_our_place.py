"""R27: 我市, 我县, 我区 as the level of the body has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo

_OURS = re.compile(r"(?<!自)我(省|市|县|区|州|盟|旗|镇|乡|街道)(?![区域镇村际长])")
_SEAT = re.compile(r"(省|市|县|区|州|盟|旗|镇|乡|街道)")


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Compared with the level that the request gives and with the place in the body's own name: a
    city of county rank says 我市. Quotes are passed over."""
    level = ctx.request.level if ctx.request else None
    if level is None:
        return
    named = [found for name in ctx.own_names for found in _SEAT.findall(name[:12])]
    fits = set(named) if named else set(rule.data["levels"][level])
    for line in ctx.body():
        for found in _OURS.finditer(line.text):
            before = line.text[: found.start()]
            if found.group(1) not in fits and before.count("“") == before.count("”"):
                yield Hit(
                    ctx.where(line, found.start(), found.end()),
                    f"“{found.group(0)}”和本单位的层级（{level}）不符。",
                )
