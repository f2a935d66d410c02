"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence

from draftkit.word.xml import twips

_PADDING = 220


def longest_cells(rows: Sequence[Sequence[str]]) -> list[int]:
    """Characters in the longest cell of each column."""
    count = max(len(row) for row in rows)
    return [max((len(row[at]) for row in rows if at < len(row)), default=0) for at in range(count)]


def column_widths(longest: Sequence[int], points: float, size: float) -> list[int]:
    """Column widths in twips that fill `points`: a column that needs little gets what it needs,
    the rest is shared by the square root of the longest cell, so that one long column does not
    starve the others."""
    total = twips(points)
    needs = [max(1, count) * twips(size) + _PADDING for count in longest]
    widths = [0] * len(needs)
    open_columns = list(range(len(needs)))
    while open_columns:
        spare = total - sum(widths)
        weights = {at: longest[at] ** 0.5 or 1.0 for at in open_columns}
        shares = {at: int(spare * weights[at] / sum(weights.values())) for at in open_columns}
        content = [at for at in open_columns if needs[at] <= shares[at]]
        if not content or len(content) == len(open_columns):
            for at in open_columns:
                widths[at] = shares[at]
            break
        for at in content:
            widths[at] = needs[at]
        open_columns = [at for at in open_columns if at not in content]
    widths[widths.index(max(widths))] += total - sum(widths)
    return widths
