"""HybridRetriever: headings, running text and vectors, fused by the kind of the query.

Works on numbers of rows; texts are fetched from archive.db only of sections that are shown, that
may be doubles of others, or that may hold the query word for word.

Imports numpy through the index; loaded only by what searches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from draftkit.index import HashEmbedder, LsaEmbedder
from draftkit.index.bigrams import NO_MARK
from draftkit.index.nearest import VectorIndex
from draftkit.index.snapshot import Snapshot
from draftkit.index.soundness import ASTRAY
from draftkit.reading import same_bodies, uncommon_pair
from draftkit.retrieve.boosts import preferences
from draftkit.retrieve.doubles import Candidate, Group, Section, as_hit, collapse, suspects
from draftkit.retrieve.fusing import POOL, fused
from draftkit.retrieve.kinds import HASHED, weights_for
from draftkit.retrieve.scope import allowed, ties
from draftkit.text.similar import bare, bigrams
from draftkit.values.hits import Filters, Hit, Hits
from draftkit.values.searching import SearchOptions

T = TypeVar("T")

_DEEP = 100
"""How far down each leg is read, at least."""

_DEEPER = 4
"""How many times as far it is read where most of that says the same."""


class HybridRetriever:
    """Retrieval over one archive and its index; the port is `Retriever`."""

    def __init__(
        self,
        index: VectorIndex,
        options: SearchOptions | None = None,
        same_body: Iterable[Iterable[str]] = (),
    ) -> None:
        """options: parts to switch off; all are on without it. same_body: names of one body in each
        group, beside those that are told from the names themselves."""
        self.index = index
        self.options = options or SearchOptions()
        self.same_body = tuple(map(tuple, same_body))

    def retrieve(
        self, query: str, *, filters: Filters | None = None, k: int = 10, own: str | None = None
    ) -> Hits:
        """See `Retriever.retrieve`. Scores are raised a little for own, like bodies' and newer
        papers (boosts.py); equal ones are ordered own body first, newer first, by id; the same text
        in several years of one body is one hit. Where that leaves fewer than `k`, the
        ranking is read on, to its end if need be."""
        return self._trusted(lambda: self._retrieved(query, filters, k, own))

    def ranked(
        self, query: str, *, filters: Filters | None, depth: int, own: str | None = None
    ) -> list[tuple[float, Section]]:
        """Sections with their fused scores, best first, repeated texts among them."""

        def rank() -> list[tuple[float, Section]]:
            asked = self._asked(query, filters, own)
            found = asked.best(depth)
            asked.fetch(row for row, _ in found)
            return [(score, section) for row, score in found if (section := asked.section(row))]

        return self._trusted(rank)

    def _trusted(self, answer: Callable[[], T]) -> T:
        """The answer; where the files of the index lead astray, that of the archive."""
        with same_bodies(self.same_body):
            try:
                return answer()
            except ASTRAY:
                if not self.index.distrust(self.index.snapshot()):
                    raise
                return answer()

    def _asked(self, query: str, filters: Filters | None, own: str | None) -> _Asked:
        return _Asked(self.index, self.options, self.index.snapshot(), query, filters, own)

    def _retrieved(self, query: str, filters: Filters | None, k: int, own: str | None) -> Hits:
        asked = self._asked(query, filters, own)
        depth = max(_DEEP, 3 * k)
        while True:
            found = asked.best(depth)
            groups = asked.groups(found, k)
            if len(groups) >= k or len(found) < depth:
                return Hits(query=query, hits=tuple(asked.hits(groups)))
            depth *= _DEEPER


class _Asked:
    """One question to one state of the archive."""

    def __init__(
        self,
        index: VectorIndex,
        options: SearchOptions,
        state: Snapshot,
        query: str,
        filters: Filters | None,
        own: str | None,
    ) -> None:
        self.index = index
        self.options = options
        self.state = state
        self.query = query
        self.allowed = allowed(state, filters)
        self.own = own
        self.naming: set[int] = set()
        """Rows whose section has the query word for word, where that was looked for."""
        self._sections: dict[int, Section | None] = {}

    @cached_property
    def ties(self) -> Any:
        """The order of equals; see `scope.ties`."""
        own, newer = self.own if self.options.own else None, self.options.newer
        return self.state.kept(("ties", own, newer), lambda: ties(self.state, own, newer=newer))

    @cached_property
    def preferences(self) -> Any:
        """What every row's score is multiplied by; see boosts.py."""
        return self.state.kept(
            ("preferences", self.options, self.own),
            lambda: preferences(self.state, self.options, self.own),
        )

    @cached_property
    def headings(self) -> Any:
        """What every row scores by its headings."""
        return self.state.lexical("headings", self.query)

    @cached_property
    def bodies(self) -> Any:
        """What every row scores by its text."""
        return self.state.lexical("bodies", self.query)

    def best(self, depth: int) -> list[tuple[int, float]]:
        """(row, fused score) of the best sections, best first."""
        if not self.allowed.any():
            return []
        if isinstance(self.index.embedder, HashEmbedder | LsaEmbedder) and not self._shares_words():
            return []  # without a shared word, nearness of such vectors is chance
        rows, scores = fused(self._legs(depth), self.allowed, self.ties, depth)
        scores = np.round(scores * self.preferences[rows], 6)
        order = np.lexsort((self.ties[rows], -scores))[:depth]
        found = list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))
        if self.options.verbatim and uncommon_pair(self.query):
            return self._verbatim_first(found)
        return found

    def _legs(self, depth: int) -> Iterator[tuple[float, Any]]:
        """Weight and scores of each leg that counts for this query."""
        on = self.options
        coverage = self.state.coverage("headings", self.query) if on.headings else 0.0
        trust = HASHED if isinstance(self.index.embedder, HashEmbedder) else 1.0
        weights = weights_for(self.query, coverage, trust)
        if on.headings and weights.heading:
            yield weights.heading, self.headings
        if on.bodies and weights.body:
            yield weights.body, self.bodies
        if on.vectors and weights.dense:
            pool = max(depth, POOL)
            yield weights.dense, self.index.scores(self.state, self.query, self.allowed, pool)

    def _shares_words(self) -> bool:
        """Whether any heading or text shares a pair of characters with the query."""
        return bool(self.headings.any() or self.bodies.any())

    def _verbatim_first(self, found: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """Rows whose section has the query word for word, then the others, each in their order: who
        asks for a name (宝珊花园社区) wants the places that name it."""
        words = bare(self.query)
        rows = np.array([row for row, _ in found], dtype=np.int64)
        likely = rows[self.state.holding_all(self.query, rows)].tolist()
        self.fetch(likely)
        self.naming = {row for row in likely if (one := self.section(row)) and words in one.words}
        return sorted(found, key=lambda one: one[0] not in self.naming)

    # ---- texts

    def fetch(self, rows: Iterable[int]) -> None:
        """Read the sections of these rows; one that was taken out in the meantime is None."""
        wanted = [row for row in dict.fromkeys(rows) if row not in self._sections]
        parts = {
            row: sections.parts_of(at) for row in wanted for sections, at in [self.state.at(row)]
        }
        held = self.index.archive.passages_by_id(one for each in parts.values() for one in each)
        asked = frozenset(bigrams(self.query))
        for row, ids in parts.items():
            there = [held[one] for one in ids if one in held]
            if len(there) < len(ids) and self._forged():
                raise LookupError(row)  # the files speak of passages the archive never held
            self._sections[row] = Section.of(there, asked) if there else None

    def _forged(self) -> bool:
        """Whether what is missing was not taken out since the snapshot: nothing was."""
        return bool(self.state.generation) and self.state.changes == self.index.archive.changes()

    def section(self, row: int) -> Section | None:
        """The section of a row with its text."""
        if row not in self._sections:
            self.fetch([row])
        return self._sections[row]

    def groups(self, found: Sequence[tuple[int, float]], k: int) -> list[Group]:
        """Doubles put together, unless they are to stay apart."""
        ones = self._candidates(found)
        if not self.options.years_as_one:
            return [Group(one.score, [one]) for one in ones[:k]]
        self.fetch([*suspects(ones), *(one.row for one in ones[:k])])
        return collapse(ones, k, self._grams)

    def hits(self, groups: Sequence[Group]) -> Iterator[Hit]:
        """The groups as hits; of one that was taken out meanwhile there is none."""
        shown = [group.speaker(self.naming) for group in groups]
        self.fetch(one.row for one in shown)
        rank = 0
        for one, group in zip(shown, groups, strict=True):
            section = self.section(one.row)
            if section:
                rank += 1
                others = tuple(year for year in group.years if year != one.year)
                yield as_hit(rank, group.score, section.best, others)

    def _grams(self, row: int) -> frozenset[str]:
        section = self.section(row)
        return section.grams if section else frozenset()

    def _candidates(self, found: Sequence[tuple[int, float]]) -> list[Candidate]:
        """The rows found as the index knows them, in their order."""
        scores = dict(found)
        out: dict[int, Candidate] = {}
        for span, part in zip(self.state.spans, self.state.parts, strict=True):
            rows = [row for row in scores if span.start <= row < span.stop]
            places = np.array(rows, dtype=np.int64) - span.start
            held = part.sections
            columns = (
                getattr(held, name)[places].tolist()
                for name in ("notice", "year", "id", "issuer", "place", "marks")
            )
            stales = self.state.superseded[rows].tolist()
            for row, notice, year, ident, issuer, place, marks, stale in zip(
                rows, *columns, stales, strict=True
            ):
                out[row] = Candidate(
                    row=row,
                    score=scores[row],
                    notice=notice.decode("ascii"),
                    year=year,
                    id=ident.decode("ascii"),
                    named=issuer >= 0,
                    place=place,
                    marks=tuple(mark for mark in marks if mark != NO_MARK),
                    superseded=stale,
                )
        return [out[row] for row in scores]
