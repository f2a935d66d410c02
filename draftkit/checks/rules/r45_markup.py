"""R45: Markdown or HTML left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.sentences import is_han
from draftkit.values.report import Fix


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Residue in the blocks of the file; in a .md file Markdown is the format, not residue."""
    patterns = [
        (re.compile(row["find"]), str(row["means"]), bool(row["drop"]))
        for row in rule.data["residue"]
        if not (row.get("markdown") and ctx.parsed.source.format == "md")
    ]
    for block, line in ctx.raw():
        for pattern, means, drop in patterns:
            rows = list(pattern.finditer(block.text))
            masked = len(rows) % 2 == 1 or "***" in block.text
            for found in rows:
                if masked and _hides_a_figure(block.text, found):
                    continue  # that is a mask: R05
                yield Hit(
                    ctx.at(block.index, found.start(), found.end(), line.path),
                    f"文中残留{means}“{found.group(0)}”。",
                    fix=Fix(safe=True, replacement="") if drop else None,
                )


def _hides_a_figure(text: str, found: re.Match[str]) -> bool:
    """Whether stars stand where a figure would: before a Han character, not behind a stop; or
    within a number (138****5678)."""
    if found.group(0) != "**":
        return False
    start, end = found.span()
    after, before = text[end : end + 1], text[start - 1 : start] if start else ""
    if "*" in (after, before) or before.isdigit():
        return True
    return is_han(after) and before not in ("", "。", "！", "？", "”")
