"""`draftkit ingest`: past notices into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from draftkit.cli.layout import clip, on_one_line
from draftkit.cli.shell import Common
from draftkit.cli.terminal import progress, put, put_json, tell
from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.values.store import IngestedFile

NAMED = 3
"""So many of the files passed over for one reason are named."""


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
    if common.json:
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
    _tell_passed(passed)
    read = len(result.files) - len(passed)
    if not read:
        tell("cli.nothing_found")
        return 2
    tell("cli.ingested", **{"skipped": 0, **result.counts})
    return (2 if len(failed) == read else 1) if failed else 0


def _tell_passed(rows: Sequence[IngestedFile]) -> None:
    """A line for each reason that files were passed over for: how many, the first by name."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        reasons.setdefault(row.reason or "", []).append(_name(row.path))
    for reason, names in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        named = ", ".join(names[:NAMED])
        more = ", …" if len(names) > NAMED else ""
        tell("cli.passed", count=len(names), names=named + more, reason=reason)


def _name(path: str) -> str:
    """The name of a file, short."""
    return clip(on_one_line(PurePath(path).name), 40)
