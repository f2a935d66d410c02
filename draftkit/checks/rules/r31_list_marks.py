"""R31: 顿号 between adjoining 《》 or “”, which GB/T 15834 leaves out as a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Fix

_PAIR = re.compile(r"([》”])、(?=[《“])")
_CLOSING = re.compile(r"[^，。；：！？]*[》”](?:和|及|以及|与|或)[《“]")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Places where 、 stands between two closing and opening marks; a list that 和 or 及 closes
    keeps its 、."""
    for line in ctx.body():
        for found in _PAIR.finditer(line.text):
            if _CLOSING.match(line.text, found.end()):
                continue
            at = found.start() + 1
            yield Hit(
                ctx.where(line, at, at + 1),
                f"并列的{'书名号' if found.group(1) == '》' else '引号'}之间通常不用顿号。",
                fix=Fix(safe=True, replacement=""),
            )
