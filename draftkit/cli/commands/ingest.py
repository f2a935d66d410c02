"""`draftkit ingest`: past notices into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftkit.cli.layout import on_one_line
from draftkit.cli.passed import tell_passed
from draftkit.cli.shell import Common
from draftkit.cli.terminal import progress, put, put_json, tell
from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.values.store import IngestResult


def run(
    common: Common,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="help.arg.paths")],
    ours: Annotated[bool, typer.Option("--ours", help="help.opt.ours")] = False,
    wait: Annotated[
        float | None, typer.Option("--wait", metavar="SECONDS", min=0, help="help.opt.wait")
    ] = None,
) -> int:
    """Take in files and folders: a row a file, a line a kind for those passed over. 1 when some
    failed, 2 when nothing could be read; what was passed over does not count."""
    with common.open(make=True) as workspace, progress("cli.ingesting") as show:
        result = workspace.ingest(*paths, progress=show, wait=wait, ours=ours)
    return told(result, as_json=common.json)


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
