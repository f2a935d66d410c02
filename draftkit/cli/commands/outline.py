"""`draftkit outline`: the headings a draft would have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli.options import (
    GenreOption,
    IssuerOption,
    RequestOption,
    TopicOption,
    YearOption,
    output_file,
    request_of,
)
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items, put_json
from draftkit.messages import printable


def run(
    common: Common,
    request: RequestOption = None,
    genre: GenreOption = None,
    issuer: IssuerOption = None,
    year: YearOption = None,
    topic: TopicOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="help.opt.outline_o")
    ] = None,
) -> None:
    """Plan the outline and print it, or write it to be edited and given to `draft --outline`."""
    from draftkit.api import outline_text, write_text

    inputs = [request] if request else []
    suffix = output_file("-o", output, (".md", ".json"), inputs) if output else ".md"
    asked = request_of(request, genre=genre, issuer=issuer, year=year, topic=topic)
    with common.open() as workspace:
        outline = workspace.outline(asked)
    if output is None:
        put_json(outline) if common.json else put(outline_text(outline, asked))
        return
    as_json = outline.model_dump_json(indent=2) + "\n"
    write_text(output, as_json if suffix == ".json" else outline_text(outline, asked))
    put_items([{"path": printable(output)}]) if common.json else put(printable(output))
