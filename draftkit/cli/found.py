"""What `draftkit search` prints of its hits, and why there may be none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from draftkit.cli.excerpt import excerpt
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_json, tell
from draftkit.cli.titled import title_of
from draftkit.messages import printable, say

if TYPE_CHECKING:
    from draftkit.values.hits import Hit, Hits, Version
    from draftkit.values.store import NoticeRow
    from draftkit.workspace import Workspace

_SHOWN = 300
"""Columns of a passage that are shown; --json has all of it."""


def tell_none(workspace: Workspace, genre: str | None) -> None:
    """Why nothing may have been found: a genre that the archive does not have is named."""
    genres = list(dict.fromkeys(row.genre for row in workspace.rows()))
    if genre and genre not in genres:
        there = "、".join(genres)
        tell("cli.no_genre", genre=printable(genre), there=there)
    else:
        tell("cli.no_hits")


def put_hits(common: Common, found: Hits, held: Sequence[NoticeRow]) -> None:
    """Hits for people, or all of them as JSON."""
    if common.json:
        put_json(found)
        return
    for hit in found.hits:
        put(_shown(hit, title_of(hit, held), found.query))


def _shown(hit: Hit, title: str, query: str) -> str:
    years = "、".join(f"{year}年" for year in (hit.year, *hit.also_in) if year)
    origin = "，".join(part for part in (hit.issuer, years, hit.stage) if part)
    head = f"{hit.rank}. {title}" + (f"（{origin}）" if origin else "")
    path = " › ".join(part for part in hit.heading_path if part)
    said = [path, *_versions(hit), excerpt(hit.text, query, _SHOWN)]
    return "\n".join([head, *(f"   {line}" for line in said if line), ""])


def _versions(hit: Hit) -> Iterator[str]:
    """The other versions of a hit's paper, and that it is not from the one that is drafted from
    where it is not."""
    if hit.best not in (None, hit.notice_id):
        yield say("cli.hit_lesser", best=(hit.best or "")[:8])
    if hit.versions:
        yield say("cli.hit_versions", versions="；".join(map(_version, hit.versions)))


def _version(one: Version) -> str:
    stage = one.stage or say("cli.version")
    return printable(f"{stage} {one.notice_id[:8]} {PurePath(one.path).name}")
