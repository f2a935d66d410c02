"""Passage (what is indexed) and Hit (what is retrieved, `draftkit.hits/1`)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from draftkit.values.base import Value


class Passage(Value):
    """A section, or a part of one, with its heading path. `id` is a hash of what it says."""

    id: str
    notice_id: str
    ordinal: int
    """Place in the notice, from 0."""
    part: int = 0
    """Which part of its section it is, from 0: a long section is several passages in a row."""
    title: str = ""
    issuer: str | None = None
    year: int | None = None
    genre: str = "其他"
    topic: str | None = None
    role: str | None = None
    fit: bool = True
    heading_path: tuple[str, ...] = ()
    text: str = ""


class Version(Value):
    """Another version of the paper a hit is from. `stage` is None where neither the paper nor its
    file tells it; `path` is the first of its files."""

    notice_id: str
    stage: str | None = None
    path: str = ""


class Hit(Value):
    """A retrieved passage. `title`, `issuer`, `year` and `genre` are the paper's own."""

    rank: int
    score: float
    """Comparable within one answer only: 1 is the best of every leg; preferences add a tenth at most. A
    passage that has the name asked for has 2 more where word for word, 1 more where in part."""
    notice_id: str
    title: str = ""
    issuer: str | None = None
    year: int | None = None
    genre: str = "其他"
    topic: str | None = None
    role: str | None = None
    heading_path: tuple[str, ...] = ()
    text: str = ""
    also_in: tuple[int, ...] = ()
    passage_id: str = ""
    stage: str | None = None
    """Stage of the version it is from (印发稿, 送审稿 …), None where nothing tells it."""
    best: str | None = None
    """None for a paper that is there once, else the id of the version that is drafted from."""
    versions: tuple[Version, ...] = ()
    """The other versions of its paper, the one that is drafted from first."""


class Hits(Value):
    """The answer to one query."""

    schema_: Literal["draftkit.hits/1"] = Field(default="draftkit.hits/1", alias="schema")
    query: str = ""
    hits: tuple[Hit, ...] = ()


class Filters(Value):
    """What a search is limited to; None leaves a field open. Years are inclusive."""

    genre: str | None = None
    issuer: str | None = None
    issuer_exact: bool = False
    """The issuer is meant under its own names only, not whoever has the words in a name."""
    year_from: int | None = None
    year_to: int | None = None
    topic: str | None = None
    role: str | None = None
    fit_only: bool = False
