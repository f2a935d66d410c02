"""What was taken into the archive and what was not, as `ingest` and `notices import` print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from draftkit.cli.layout import on_one_line
from draftkit.cli.passed import tell_passed
from draftkit.cli.terminal import put, put_json, tell
from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.values.store import IngestResult


def told(result: IngestResult, *, as_json: bool) -> int:
    """Print what was taken in and what was not; the exit code."""
    if as_json:
        put_json(result)
    else:
        for row in result.files:
            if row.result == "skipped":
                continue
            note = f"  ({row.reason})" if row.reason and row.notice_id else ""
            put(f"{say(f'word.{row.result}')}  {on_one_line(row.path)}{note}")
    failed = [row for row in result.files if row.result == "failed"]
    passed = [row for row in result.files if row.result == "skipped"]
    for row in failed:
        tell("cli.error", text=row.reason)
    tell_passed(passed)
    read = len(result.files) - len(passed)
    if not read:
        tell("cli.nothing_found")
        return 2
    tell("cli.ingested", **{"skipped": 0, **result.counts})
    return (2 if len(failed) == read else 1) if failed else 0
