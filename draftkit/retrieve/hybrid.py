"""HybridRetriever: headings, running text and vectors, fused by the kind of the query.

Imports numpy through the index; loaded only by what searches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from draftkit.archive import matches
from draftkit.archive.filtering import same_body
from draftkit.index import HashEmbedder, LsaEmbedder
from draftkit.index.nearest import VectorIndex
from draftkit.index.snapshot import Snapshot
from draftkit.reading import uncommon_pair
from draftkit.retrieve.boosts import Preference
from draftkit.retrieve.fusing import POOL, fused
from draftkit.retrieve.kinds import HASHED, weights_for
from draftkit.retrieve.rank import Section, as_hits, collapse, verbatim_first
from draftkit.text.similar import bigrams
from draftkit.values.hits import Filters, Hits
from draftkit.values.searching import SearchOptions

_DEEP = 100
"""How far down each leg is read, at least."""

_DEEPER = 4
"""How many times as far it is read where most of that says the same."""


class HybridRetriever:
    """Retrieval over one archive and its index; the port is `Retriever`."""

    def __init__(self, index: VectorIndex, options: SearchOptions | None = None) -> None:
        """options: parts to switch off; all are on without it."""
        self.index = index
        self.options = options or SearchOptions()

    def retrieve(
        self, query: str, *, filters: Filters | None = None, k: int = 10, own: str | None = None
    ) -> Hits:
        """See `Retriever.retrieve`. Scores are raised a little for own, like bodies' and newer
        papers (boosts.py); equal ones are ordered own body first, newer first, by id; the same text in several years of one body is one hit. Where that leaves fewer than `k`, the
        ranking is read on, to its end if need be."""
        depth = max(_DEEP, 3 * k)
        while True:
            scored = self.ranked(query, filters=filters, depth=depth, own=own)
            groups = collapse(scored, k, years_as_one=self.options.years_as_one)
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
        ties = _ties(state, own if self.options.own else None)
        if isinstance(self.index.embedder, HashEmbedder | LsaEmbedder) and not _shares_words(
            state, query
        ):
            return []  # without a shared word, nearness of such vectors is chance
        scores = fused(self._legs(state, query, allowed, depth), allowed, ties, depth)
        prefer = Preference(self.options, own, max(row.year or 0 for row in state.rows))
        scores = {
            row: round(score * prefer.factor(state.rows[row]), 6) for row, score in scores.items()
        }
        order = sorted(scores, key=lambda row: (-scores[row], ties[row]))[:depth]
        sections = self._sections(state, order, query)
        if uncommon_pair(query):
            order = verbatim_first(order, sections, query)
        return [(scores[row], sections[row]) for row in order if row in sections]

    def _legs(
        self, state: Snapshot, query: str, allowed: Any, depth: int
    ) -> list[tuple[float, Any]]:
        """Weight and scores of each leg that counts for this query."""
        on = self.options
        coverage = state.headings.coverage(query) if on.headings else 0.0
        trust = HASHED if isinstance(self.index.embedder, HashEmbedder) else 1.0
        weights = weights_for(query, coverage, trust)
        legs: list[tuple[float, Any]] = []
        if on.headings and weights.heading:
            legs.append((weights.heading, state.headings.scores(query)))
        if on.bodies and weights.body:
            legs.append((weights.body, state.bodies.scores(query)))
        if on.vectors and weights.dense:
            pool = max(depth, POOL)
            legs.append((weights.dense, self.index.scores(state, query, allowed, pool)))
        return legs

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
    others = np.array([not (own and same_body(own, row.issuer or "")) for row in state.rows])
    places = np.empty(len(state.rows), dtype=np.int64)
    places[np.lexsort((np.arange(len(state.rows)), -years, others))] = np.arange(len(state.rows))
    return places
