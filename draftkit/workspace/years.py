"""Years as people write them in a filter."""

from __future__ import annotations

import re

from draftkit.errors import UsageError

_SPAN = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")


def span_of(year: int | str | None) -> tuple[int | None, int | None]:
    """First and last year of "2019..2024", "2024", "2019..", "..2024" or a number, both counted.
    Raises UsageError for anything else."""
    if year is None:
        return None, None
    text = re.sub(r"\s", "", str(year))
    found = _SPAN.fullmatch(text)
    if (
        not found
        or not (found.group(1) or found.group(3))
        or (found.group(1) and found.group(3) and not found.group(2))
    ):
        raise UsageError("store.bad_year", value=year)
    first = int(found.group(1)) if found.group(1) else None
    last = int(found.group(3)) if found.group(3) else None
    if not found.group(2):
        return first, first
    if first is not None and last is not None and first > last:
        raise UsageError("store.bad_year", value=year)
    return first, last
