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
            for found in rows:
                if len(rows) % 2 and _hides_a_figure(block.text, found):
                    continue  # that is a mask: R05
                yield Hit(
                    ctx.at(block.index, found.start(), found.end(), line.path),
                    f"文中残留{means}“{found.group(0)}”。",
                    fix=Fix(safe=True, replacement="") if drop else None,
                )


def _hides_a_figure(text: str, found: re.Match[str]) -> bool:
    """Whether stars stand where a figure would: before a Han character, not behind a stop."""
    if found.group(0) != "**":
        return False
    after, before = text[found.end() : found.end() + 1], text[: found.start()][-1:]
    return is_han(after) and before not in ("", "。", "！", "？", "”")
