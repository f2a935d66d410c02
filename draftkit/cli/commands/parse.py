"""`draftkit parse`: what draftkit reads in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_json


def run(
    common: Common,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="help.arg.file")],
) -> None:
    """Print the notice of one file as a tree or as JSON; nothing is stored."""
    from draftkit.api import parse_file, tree

    notice = parse_file(file)
    if common.json:
        put_json(notice)
    else:
        put(tree(notice))
