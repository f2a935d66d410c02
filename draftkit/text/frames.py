"""Tables that are no tables: layout frames a typist drew round paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MOST_ROWS = 4
_PRINTED = re.compile(r"日\s*印发")


def is_single_column(rows: Sequence[Sequence[object]]) -> bool:
    """Whether no row has a second cell: a frame round paragraphs."""
    return bool(rows) and max(len(cells) for cells in rows) == 1


def is_imprint(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is a 版记 (GB/T 9704-2012, 7.4): a few rows with 抄送 or the day of
    printing."""
    if len(rows) > _MOST_ROWS:
        return False
    joined = "".join("".join(cells) for cells in rows)
    return "抄送" in joined or _PRINTED.search(joined) is not None
