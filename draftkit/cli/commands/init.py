"""`draftkit init`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items, tell
from draftkit.errors import UsageError
from draftkit.messages import printable


def run(
    common: Common,
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="help.arg.init_dir")] = None,
) -> None:
    """Make a workspace in DIR (or --workspace, or here) and name what was written."""
    from draftkit import Workspace
    from draftkit.api import request_form

    if folder is not None and common.workspace is not None and folder != common.workspace:
        raise UsageError("cli.two_folders", first=str(folder), second=str(common.workspace))
    root = folder or common.workspace or Path()
    made = Workspace.init(root)
    if common.json:
        put_items([{"path": printable(path)} for path in made])
        return
    for path in made:
        put(printable(path))
    if made:
        tell("cli.init_next", folder=root.resolve(), form=request_form())
    else:
        tell("cli.init_nothing")
