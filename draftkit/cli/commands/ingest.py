"""`draftkit ingest`: past notices into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli.options import WaitOption
from draftkit.cli.shell import Common
from draftkit.cli.taken import told
from draftkit.cli.terminal import progress


def run(
    common: Common,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="help.arg.paths")],
    ours: Annotated[bool, typer.Option("--ours", help="help.opt.ours")] = False,
    wait: WaitOption = None,
) -> int:
    """Take in files and folders: a row a file, a line a kind for those passed over. 1 when some
    failed, 2 when nothing could be read; what was passed over does not count."""
    with common.open(make=True) as workspace, progress("cli.ingesting") as show:
        result = workspace.ingest(*paths, progress=show, wait=wait, ours=ours)
    return told(result, as_json=common.json)
