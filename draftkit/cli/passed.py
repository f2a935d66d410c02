"""What an ingest passed over, for people: a line a reason, however many files it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING

from draftkit.cli.layout import clip, on_one_line
from draftkit.cli.terminal import tell

if TYPE_CHECKING:
    from draftkit.values.store import IngestedFile

NAMED = 3
"""So many of the files passed over for one reason are named."""
COLUMNS = 40
"""Most columns of a name."""


def tell_passed(rows: Iterable[IngestedFile]) -> None:
    """On standard error, for each reason: how many files, the first by name."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        name = clip(on_one_line(PurePath(row.path).name), COLUMNS)
        reasons.setdefault(row.reason or "", []).append(name)
    for reason, names in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        more = ", …" if len(names) > NAMED else ""
        named = ", ".join(names[:NAMED]) + more
        tell("cli.passed", count=len(names), names=named, reason=reason)
