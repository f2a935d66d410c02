"""`draftkit search`: how a section was written before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from draftkit.cli.layout import clip
from draftkit.cli.options import GenreOption, IssuerOption, TopicOption
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_json, tell
from draftkit.cli.titled import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from draftkit.values.hits import Hit, Hits
    from draftkit.values.store import NoticeRow

_SHOWN = 300
"""Columns of a passage that are shown; --json has all of it."""


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
    with common.open() as workspace:
        found = workspace.search(query, genre=genre, issuer=issuer, year=year, topic=topic, k=k)
        held = () if all(hit.title for hit in found.hits) else workspace.notices().notices
        _put(common, found, held)  # before closing, which may take seconds to mend an index
        if fault := workspace.index_fault:
            tell("store.index_unused", reason=fault)


def _put(common: Common, found: Hits, held: Sequence[NoticeRow]) -> None:
    if common.json:
        put_json(found)
        return
    for hit in found.hits:
        put(_shown(hit, title_of(hit, held)))
    if not found.hits:
        tell("cli.no_hits")


def _shown(hit: Hit, title: str) -> str:
    years = "、".join(f"{year}年" for year in (hit.year, *hit.also_in) if year)
    origin = "，".join(part for part in (hit.issuer, years) if part)
    head = f"{hit.rank}. {title}" + (f"（{origin}）" if origin else "")
    path = " › ".join(part for part in hit.heading_path if part)
    return "\n".join([head, *([f"   {path}"] if path else []), f"   {clip(hit.text, _SHOWN)}", ""])
