"""`draftkit export`: another form of a saved draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli.options import DRAFT_SUFFIXES, one_of, output_file
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items
from draftkit.messages import printable


def run(
    common: Common,
    draft: Annotated[Path, typer.Argument(metavar="draft.json", help="help.arg.draft")],
    output: Annotated[
        list[Path], typer.Option("--output", "-o", metavar="FILE", help="help.opt.o")
    ],
    head: Annotated[
        str, typer.Option("--head", metavar="none|full", help="help.opt.head")
    ] = "none",
) -> None:
    """Write the draft in the form that each output file's ending names."""
    from draftkit.api import export
    from draftkit.reviewing import read_draft

    one_of("--head", head, ("none", "full"))
    for path in output:
        output_file("-o", path, DRAFT_SUFFIXES, [draft])
    saved = read_draft(draft)
    for path in output:
        export(saved, path, head="full" if head == "full" else "none")
    if common.json:
        put_items([{"path": printable(path)} for path in output])
    else:
        put("\n".join(map(printable, output)))
