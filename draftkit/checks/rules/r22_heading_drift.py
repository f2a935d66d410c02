"""R22: headings under one parent, some with their text behind them, some on lines of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.marks import read_mark
from draftkit.values.source import Line

_FEWEST = 3


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """The headings that differ from most of their neighbours, of three or more."""
    groups: dict[tuple[str, tuple[str, ...], str], list[Line]] = defaultdict(list)
    for line in ctx.body():
        mark = read_mark(line.text) if line.part == "heading" else None
        if mark:
            groups[line.layer, line.path[:-1], mark.style].append(line)
    for rows in groups.values():
        behind = [line for line in rows if line.body_from < len(line.text)]
        alone = [line for line in rows if line.body_from >= len(line.text)]
        odd = min(behind, alone, key=len)
        if len(rows) >= _FEWEST and odd and len(odd) * 3 <= len(rows):
            usual = "独占一行" if odd is behind else "后面接排正文"
            for line in odd:
                end = line.body_from or len(line.text)
                yield Hit(ctx.where(line, 0, end), f"同级标题多数{usual}，这一处不同。")
