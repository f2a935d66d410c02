"""R45: Markdown or HTML left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
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
            if len(rows) % 2 and rows[0].group(0) == "**":
                continue  # unpaired stars hide a figure: R05
            for found in rows:
                yield Hit(
                    ctx.at(block.index, found.start(), found.end(), line.path),
                    f"文中残留{means}“{found.group(0)}”。",
                    fix=Fix(safe=True, replacement="") if drop else None,
                )
