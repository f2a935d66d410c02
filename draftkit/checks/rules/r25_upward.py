"""R25: papers to a body above go to one body, and to no person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import compiled


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Persons among the recipients of a 请示 or 报告, and several bodies; the party committee and the
    government of one place may be addressed together."""
    if ctx.notice.genre not in rule.data["kinds"]:
        return
    for line in ctx.lines:
        if line.part != "recipients":
            continue
        text = line.text.rstrip("：:")
        person = compiled(rule.data["persons"]).search(text)
        if person:
            where = ctx.where(line, person.start(), person.end())
            yield Hit(where, f"公文不送领导个人：“{person.group(0)}”。")
            return
        bodies = [one for one in re.split(r"[、，；]|并", text) if one]
        together = any(re.search(row, text) for row in rule.data["together"])
        if len(bodies) > (2 if together else 1):
            yield Hit(
                ctx.where(line, 0, len(text)),
                f"主送了{len(bodies)}个机关，{ctx.notice.genre}原则上主送一个上级机关。",
            )
        return
