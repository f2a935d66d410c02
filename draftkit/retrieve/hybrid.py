"""HybridRetriever: headings, running text and vectors, fused by the kind of the query.

Works on numbers of rows; texts are fetched from archive.db only of sections that are shown, that
may be doubles of others, or that may hold the query word for word.

Imports numpy through the index; loaded only by what searches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from draftkit.index.bigrams import NO_MARK
from draftkit.index.embedder import HashEmbedder
from draftkit.index.nearest import VectorIndex
from draftkit.index.snapshot import Snapshot
from draftkit.reading import uncommon_pair
from draftkit.retrieve.doubles import Candidate, Group, Section, as_hit, collapse, suspects
from draftkit.retrieve.rank import fuse, weights_for
from draftkit.retrieve.scope import allowed, ties
from draftkit.text.similar import bare, bigrams
from draftkit.values.hits import Filters, Hits

_DEEP = 100
"""How far down each leg is read, at least."""

_DEEPER = 4
"""How many times as far it is read where most of that says the same."""


@dataclass(frozen=True)
class Legs:
    """What a search is made of; each can be switched off, to measure what it is worth.

    heading, body, dense: the three rankings. verbatim: a name asked for comes first where it
    stands word for word. own, newer: the order of equals. doubles: one hit for one text of several
    years.
    """

    heading: bool = True
    body: bool = True
    dense: bool = True
    verbatim: bool = True
    own: bool = True
    newer: bool = True
    doubles: bool = True


class HybridRetriever:
    """Retrieval over one archive and its index; the port is `Retriever`."""

    def __init__(self, index: VectorIndex, legs: Legs | None = None) -> None:
        self.index = index
        self.legs = legs or Legs()

    def retrieve(
        self, query: str, *, filters: Filters | None = None, k: int = 10, own: str | None = None
    ) -> Hits:
        """See `Retriever.retrieve`. Equal scores are ordered own body first, newer first, by id;
        the same text in several years of one body is one hit. Where that leaves fewer than `k`, the
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

    def _trusted(self, answer: Callable[[], Any]) -> Any:
        """The answer; where the files of the index lead astray, that of the archive."""
        try:
            return answer()
        except (IndexError, ValueError):
            if not self.index.distrust(self.index.snapshot()):
                raise
            return answer()

    def _asked(self, query: str, filters: Filters | None, own: str | None) -> _Asked:
        return _Asked(self.index, self.legs, self.index.snapshot(), query, filters, own)

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
        legs: Legs,
        state: Snapshot,
        query: str,
        filters: Filters | None,
        own: str | None,
    ) -> None:
        self.index = index
        self.legs = legs
        self.state = state
        self.query = query
        self.allowed = allowed(state, filters)
        self.own = own if legs.own else None
        self._sections: dict[int, Section | None] = {}

    @cached_property
    def ties(self) -> Any:
        """The order of equals; see `scope.ties`."""
        newer = self.legs.newer
        return self.state.kept(
            ("ties", self.own, newer), lambda: ties(self.state, self.own, newer=newer)
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
        weights = weights_for(self.query, self.state.coverage("headings", self.query))
        use = self.legs
        legs: list[tuple[float, Callable[[], Any]]] = [
            (weights.heading * use.heading, lambda: self.headings),
            (weights.body * use.body, lambda: self.bodies),
            (weights.dense * use.dense, lambda: self._near(depth)),
        ]
        if isinstance(self.index.embedder, HashEmbedder) and not self._shares_words():
            return []  # without a shared word, hashed words are alike by chance only
        fused = fuse(
            (weight, best(scores(), self.allowed, self.ties, depth))
            for weight, scores in legs
            if weight
        )
        order = sorted(fused, key=lambda row: (-fused[row], self.ties[row]))[:depth]
        if use.verbatim and uncommon_pair(self.query):
            order = self._verbatim_first(order)
        return [(row, round(fused[row], 6)) for row in order]

    def _near(self, depth: int) -> Any:
        return self.index.scores(self.state, self.query, self.allowed, depth)

    def _shares_words(self) -> bool:
        """Whether any heading or text shares a pair of characters with the query."""
        return bool(self.headings.any() or self.bodies.any())

    def _verbatim_first(self, order: Sequence[int]) -> list[int]:
        """Rows whose section has the query word for word, then the others, each in their order: who
        asks for a name (宝珊花园社区) wants the places that name it."""
        words = bare(self.query)
        rows = np.array(order, dtype=np.int64)
        likely = rows[self.state.holding_all(self.query, rows)].tolist()
        self.fetch(likely)
        held = {row for row in likely if (one := self.section(row)) and words in one.words}
        return [row for row in order if row in held] + [row for row in order if row not in held]

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
            self._sections[row] = Section.of(there, asked) if there else None

    def section(self, row: int) -> Section | None:
        """The section of a row with its text."""
        if row not in self._sections:
            self.fetch([row])
        return self._sections[row]

    def groups(self, found: Sequence[tuple[int, float]], k: int) -> list[Group]:
        """Doubles put together, unless they are to stay apart."""
        ones = [self._candidate(row, score) for row, score in found]
        if not self.legs.doubles:
            return [Group(one.score, [one]) for one in ones[:k]]
        self.fetch([*suspects(ones), *(one.row for one in ones[:k])])
        return collapse(ones, k, self._grams)

    def hits(self, groups: Sequence[Group]) -> Iterable[Any]:
        """The groups as hits; of one that was taken out meanwhile there is none."""
        newest = [group.newest.row for group in groups]
        self.fetch(newest)
        rank = 0
        for row, group in zip(newest, groups, strict=True):
            section = self.section(row)
            if section:
                rank += 1
                yield as_hit(rank, group.score, section.best, group.other_years)

    def _grams(self, row: int) -> frozenset[str]:
        section = self.section(row)
        return section.grams if section else frozenset()

    def _candidate(self, row: int, score: float) -> Candidate:
        held, at = self.state.at(row)
        return Candidate(
            row=row,
            score=score,
            notice=held.notice[at].decode("ascii"),
            year=int(held.year[at]),
            id=held.id[at].decode("ascii"),
            named=bool(held.issuer[at] >= 0),
            place=int(held.place[at]),
            marks=tuple(mark for mark in held.marks[at].tolist() if mark != NO_MARK),
        )


def best(scores: Any, allowed: Any, ties: Any, depth: int) -> list[int]:
    """The best rows of one leg, best first; rows that score nothing are not among them."""
    rows = np.flatnonzero(allowed & (scores > 0))
    if len(rows) > depth:
        held = scores[rows]
        least = np.partition(held, len(rows) - depth)[len(rows) - depth]
        rows = rows[held >= least]
    order = np.lexsort((ties[rows], -scores[rows]))[:depth]
    found: list[int] = rows[order].tolist()
    return found
