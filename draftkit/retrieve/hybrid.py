"""HybridRetriever: headings, running text and vectors, fused by the kind of the query.

Imports numpy through the index; loaded only by what searches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from draftkit.archive import matches
from draftkit.index.embedder import HashEmbedder
from draftkit.index.nearest import VectorIndex
from draftkit.index.snapshot import Snapshot
from draftkit.reading import answers_to, uncommon_pair
from draftkit.retrieve.rank import Section, as_hits, collapse, fuse, verbatim_first, weights_for
from draftkit.text.similar import bigrams
from draftkit.values.hits import Filters, Hits

_DEEP = 100
"""How far down each leg is read, at least."""

_DEEPER = 4
"""How many times as far it is read where most of that says the same."""


class HybridRetriever:
    """Retrieval over one archive and its index; the port is `Retriever`."""

    def __init__(self, index: VectorIndex) -> None:
        self.index = index

    def retrieve(
        self, query: str, *, filters: Filters | None = None, k: int = 10, own: str | None = None
    ) -> Hits:
        """See `Retriever.retrieve`. Equal scores are ordered own body first, newer first, by id;
        the same text in several years of one body is one hit. Where that leaves fewer than `k`, the
        ranking is read on, to its end if need be."""
        depth = max(_DEEP, 3 * k)
        while True:
            scored = self.ranked(query, filters=filters, depth=depth, own=own)
            groups = collapse(scored, k)
            if len(groups) >= k or len(scored) < depth:
                return Hits(query=query, hits=as_hits(groups))
            depth *= _DEEPER

    def ranked(
        self, query: str, *, filters: Filters | None, depth: int, own: str | None = None
    ) -> list[tuple[float, Section]]:
        """Sections with their fused scores, best first, repeated texts among them."""
        state = self.index.snapshot()
        allowed = _allowed(state, filters)
        if not allowed.any():
            return []
        ties = _ties(state, own)
        weights = weights_for(query, state.headings.coverage(query))
        legs: list[tuple[float, Callable[[], Any]]] = [
            (weights.heading, lambda: state.headings.scores(query)),
            (weights.body, lambda: state.bodies.scores(query)),
            (weights.dense, lambda: self.index.scores(state, query, allowed, depth)),
        ]
        if isinstance(self.index.embedder, HashEmbedder) and not _shares_words(state, query):
            return []  # without a shared word, hashed words are alike by chance only
        fused = fuse(
            (weight, _best(scores(), allowed, ties, depth)) for weight, scores in legs if weight
        )
        order = sorted(fused, key=lambda row: (-fused[row], ties[row]))[:depth]
        sections = self._sections(state, order, query)
        if uncommon_pair(query):
            order = verbatim_first(order, sections, query)
        return [(round(fused[row], 6), sections[row]) for row in order if row in sections]

    def _sections(self, state: Snapshot, rows: Sequence[int], query: str) -> dict[int, Section]:
        """The text of these rows; one that was taken out in the meantime is missing."""
        held = self.index.archive.passages_by_id(
            part for row in rows for part in state.rows[row].parts
        )
        asked = frozenset(bigrams(query))
        out = {}
        for row in rows:
            parts = [held[part] for part in state.rows[row].parts if part in held]
            if parts:
                out[row] = Section.of(parts, asked)
        return out


def _shares_words(state: Snapshot, query: str) -> bool:
    """Whether any heading or text shares a pair of characters with the query."""
    return bool((state.headings.scores(query) > 0).any() or (state.bodies.scores(query) > 0).any())


def _allowed(state: Snapshot, filters: Filters | None) -> Any:
    """A boolean a row: whether the filters let it through."""
    if filters is None or filters == Filters():
        return np.ones(len(state.rows), dtype=bool)
    return np.fromiter(
        (matches(row, filters) for row in state.rows), dtype=bool, count=len(state.rows)
    )


def _ties(state: Snapshot, own: str | None) -> Any:
    """The place of each row among equals: own body first, then newer, then by id."""
    years = np.array([row.year or 0 for row in state.rows])
    others = np.array([not (own and answers_to(own, row.issuer or "")) for row in state.rows])
    places = np.empty(len(state.rows), dtype=np.int64)
    places[np.lexsort((np.arange(len(state.rows)), -years, others))] = np.arange(len(state.rows))
    return places


def _best(scores: Any, allowed: Any, ties: Any, depth: int) -> list[int]:
    """The best rows of one leg, best first; rows that score nothing are not among them."""
    rows = np.nonzero(allowed & (scores > 0))[0]
    order = np.lexsort((ties[rows], -scores[rows]))
    return [int(row) for row in rows[order[:depth]]]
