"""Which rows of a snapshot a search is limited to, and the order of equals among them.

Imports numpy through the index; loaded only by what searches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from draftkit.archive import matches
from draftkit.index.sections import Sections
from draftkit.index.snapshot import Snapshot
from draftkit.reading import fold, one_body
from draftkit.text.similar import bare
from draftkit.values.hits import Filters

_YEARS = 10_000
"""More than any year."""

_ROWS = 1 << 32


@dataclass(frozen=True)
class _Shown:
    """A row that shows one field: what one filter finds of one value."""

    title: str = ""
    issuer: str | None = None
    year: int | None = None
    genre: str = ""
    topic: str | None = None
    role: str | None = None
    fit: bool = True


def allowed(state: Snapshot, filters: Filters | None) -> Any:
    """A boolean a row: whether it is still archived and the filters let it through (`matches`)."""
    if filters is None or filters == Filters():
        return state.alive
    return state.kept(("allowed", filters), lambda: _limited(state, filters))


def _limited(state: Snapshot, filters: Filters) -> Any:
    titles = state.kept(
        "titles",
        lambda: [
            tuple(fold(bare(one)) for one in part.sections.tables["title"]) for part in state.parts
        ],
    )
    through = [
        _let_through(part.sections, words, filters)
        for part, words in zip(state.parts, titles, strict=True)
    ]
    return state.alive & np.concatenate(through)


def ties(state: Snapshot, own: str | None, *, newer: bool = True) -> Any:
    """The place of each row among equals, smallest first: own body first, then newer, then by id."""
    others = np.zeros(len(state), dtype=bool)
    if own:
        others = state.by_part(
            lambda part: part.those("issuer", lambda name: not (name and one_body(own, name)))
        )
    years = _YEARS - (state.column("year") if newer else np.zeros(len(state))).astype(np.int64)
    return (others * _YEARS * 2 + years) * _ROWS + state.id_ranks


def _let_through(part: Sections, titles: tuple[str, ...], filters: Filters) -> Any:
    """A boolean a row. Each distinct value of a field is looked at once."""
    out = np.ones(len(part), dtype=bool)
    if filters.genre is not None:
        out &= part.those("genre", lambda value: value == filters.genre)
    if filters.role is not None:
        out &= part.those("role", lambda value: value == filters.role)
    if filters.fit_only:
        out &= part.fit
    if filters.year_from is not None or filters.year_to is not None:
        first = max(1, filters.year_from or 0)  # 0 in the column: not known
        last = _YEARS if filters.year_to is None else filters.year_to
        out &= (part.year >= first) & (part.year <= last) & (part.year > 0)
    if filters.issuer is not None:
        only = Filters(issuer=filters.issuer, issuer_exact=filters.issuer_exact)
        out &= part.those("issuer", lambda value: matches(_Shown(issuer=value), only))
    if filters.topic is not None:
        out &= _on_topic(part, titles, Filters(topic=filters.topic))
    return out


def _on_topic(part: Sections, titles: tuple[str, ...], only: Filters) -> Any:
    """By the topic, else by the title; of the titles, which are many, only those that hold the
    words are looked at."""
    words = fold(bare(only.topic or ""))
    topics = part.those("topic", lambda value: matches(_Shown(topic=value), only))
    named = [words in title and matches(_Shown(title=title), only) for title in titles]
    return topics | np.array([*named, False])[part.title]
