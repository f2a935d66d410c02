"""R03: a figure, ordinal, date or document number that nobody vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo

_KINDS = {"figure": "数字", "ordinal": "届次或序数", "date": "日期", "doc_number": "文号"}


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Figures that are neither in the request nor computed from it. One in words (三支队伍) may be
    a way of speaking and is a warning."""
    for line in ctx.lines:
        if line.part not in rule.data["parts"]:
            continue
        for row in ctx.judged(line):
            kind = _KINDS.get(row.span.kind)
            if row.support != "unsupported" or not kind:
                continue
            yield Hit(
                ctx.where(line, row.span.start, row.span.end),
                f"{kind}“{row.span.text}”没有出处：{row.why}。",
                severity=None if re.search(r"\d", row.span.text) else "warning",
                evidence=ctx.quoted_in_archive(row.span.text),
            )
