"""`reviews.jsonl` of a workspace: what people said of findings, a line a verdict, never rewritten.

The last verdict on a finding of a paper counts. A line that a crash tore is passed over and counted.
"""

from __future__ import annotations

import math
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path, PurePath

from pydantic import ValidationError

from draftkit.values.report import DocumentRef
from draftkit.values.review import ReviewRow, RuleStats, Spoken, Stats
from draftkit.workspace.locking import unwritable, writing

_FILE = "reviews.jsonl"
_Z = 1.959964
"""The normal quantile of an interval of 95 %."""


def record(
    state: Path, document: DocumentRef, said: Iterable[Spoken], *, by: str = "", wait: float = 30.0
) -> tuple[ReviewRow, ...]:
    """Add verdicts on one paper's findings; the lines written, all of them or none. wait: seconds to
    wait for another writer. Raises LockedError, and WorkspaceError for a folder that cannot be
    written."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    where = PurePath(document.path).as_posix()
    rows = tuple(
        ReviewRow(**one.model_dump(), document=where, title=document.title, by=by, at=now)
        for one in said
    )
    if rows:
        with writing(state, wait):
            _append(state, "".join(row.model_dump_json() + "\n" for row in rows).encode("utf-8"))
    return rows


def _append(state: Path, data: bytes) -> None:
    """Add whole lines behind the last one; one that was torn is ended first, and where the disk
    takes only a part of these, that part is taken back."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(state / _FILE, flags | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                data = data if file.read(1) == b"\n" else b"\n" + data
            try:
                if file.write(data) != len(data):
                    raise OSError(28, os.strerror(28))
                os.fsync(file.fileno())
            except OSError:
                file.truncate(size)
                raise
    except OSError as error:
        raise unwritable(state, error) from None


def read(state: Path) -> tuple[tuple[ReviewRow, ...], int]:
    """The verdicts that count, oldest first, and how many lines could not be read."""
    try:
        lines = (state / _FILE).read_bytes().split(b"\n")
    except FileNotFoundError:
        return (), 0
    except OSError as error:
        raise unwritable(state, error) from None
    rows: dict[tuple[str, str], ReviewRow] = {}
    unread = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            row = ReviewRow.model_validate_json(line)
        except ValidationError:
            unread += 1
            continue
        rows.pop((row.document, row.fingerprint), None)
        rows[row.document, row.fingerprint] = row
    return tuple(rows.values()), unread


def stats(rows: Iterable[ReviewRow], unread: int, names: Mapping[str, str]) -> Stats:
    """What the verdicts say of each rule, the lowest precision first, of equals the one with more
    verdicts. names: what the rules are called, by code."""
    by_code: dict[str, list[ReviewRow]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    found = [_of_rule(code, kept, names.get(code, "")) for code, kept in by_code.items()]
    found.sort(key=lambda one: (one.precision, -one.reviewed, one.code))
    papers = {row.document for kept in by_code.values() for row in kept}
    return Stats(
        reviewed=sum(one.reviewed for one in found),
        papers=len(papers),
        unread=unread,
        rules=tuple(found),
    )


def _of_rule(code: str, rows: list[ReviewRow], name: str) -> RuleStats:
    agreed = sum(row.verdict == "agree" for row in rows)
    low, high = wilson(agreed, len(rows))
    return RuleStats(
        code=code, name=name, reviewed=len(rows), agreed=agreed, disagreed=len(rows) - agreed,
        precision=round(agreed / len(rows), 4), low=round(low, 4), high=round(high, 4),
        papers=len({row.document for row in rows}),
    )  # fmt: skip


def wilson(agreed: int, of: int) -> tuple[float, float]:
    """The interval of Wilson at 95 % of a share (Wilson 1927): sound for few cases and for shares
    of 0 and 1, where the usual one has no width."""
    share, square = agreed / of, _Z * _Z / of
    middle = (share + square / 2) / (1 + square)
    half = _Z / (1 + square) * math.sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)
