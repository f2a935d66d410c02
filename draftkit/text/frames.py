"""What a table in a document is: data, or a frame that only lays out paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

_PRINTED = re.compile(r"日\s*印发")
FOOT_ROWS = 4
"""Rows a 版记 has at most."""

Frame = Literal["data", "column", "foot", "empty"]


def frame_of(rows: Sequence[Sequence[str]]) -> Frame:
    """Of the cells of a table as they stand (a merged cell once): "column" for one of a single
    column, a frame round paragraphs; "foot" for the 版记, whose rows are lines; "empty" when
    there are neither rows nor text; else "data"."""
    joined = "".join("".join(cells) for cells in rows)
    if rows and max(len(cells) for cells in rows) == 1:
        return "column"
    if len(rows) <= FOOT_ROWS and ("抄送" in joined or _PRINTED.search(joined)):
        return "foot"
    return "data" if joined.strip() else "empty"


def foot_line(cells: Sequence[str]) -> str:
    """A row of the 版记 as one line."""
    return "　".join(cell for cell in cells if cell)
