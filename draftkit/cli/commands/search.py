"""`draftkit search`: how a section was written before."""

from __future__ import annotations

from typing import Annotated

import typer

from draftkit.cli.found import put_hits, tell_none
from draftkit.cli.options import GenreOption, IssuerOption, TopicOption
from draftkit.cli.shell import Common
from draftkit.cli.terminal import tell


def run(
    common: Common,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="help.arg.query")],
    genre: GenreOption = None,
    issuer: IssuerOption = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="2019..2024", help="help.opt.years")
    ] = None,
    topic: TopicOption = None,
    k: Annotated[int | None, typer.Option("-k", metavar="N", min=1, help="help.opt.k")] = None,
) -> None:
    """Print the sections that answer the query best."""
    from draftkit.api import why

    with common.open() as workspace:
        found = workspace.search(query, genre=genre, issuer=issuer, year=year, topic=topic, k=k)
        held = () if all(hit.title for hit in found.hits) else workspace.notices().notices
        if not found.hits:
            tell_none(workspace, genre)
        put_hits(common, found, held)  # before closing, which may take seconds to mend an index
        if fault := workspace.index_fault:
            tell("store.index_unused", reason=why(fault))
