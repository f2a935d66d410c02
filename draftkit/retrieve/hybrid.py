"""HybridRetriever: headings, running text and vectors, fused by the kind of the query.

Works on numbers of rows; texts are fetched from archive.db only of sections that are shown, that
may be doubles of others, or that may hold the query word for word.

Imports numpy through the index; loaded only by what searches.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from draftkit.index import HashEmbedder, LsaEmbedder
from draftkit.index.nearest import VectorIndex
from draftkit.index.snapshot import Snapshot
from draftkit.index.soundness import ASTRAY
from draftkit.reading import fold, same_bodies, uncommon_pair
from draftkit.remarks import tell_how
from draftkit.retrieve.boosts import preferences
from draftkit.retrieve.candidates import candidates
from draftkit.retrieve.doubles import (
    Candidate,
    Group,
    Section,
    as_hit,
    collapse,
    suspects,
    within_reach,
)
from draftkit.retrieve.fusing import POOL, Leg, fused, settled
from draftkit.retrieve.kinds import (
    FIRST,
    HASHED,
    TOWARDS_FIRST,
    Kind,
    asks_headings,
    kind_of,
    sureness,
    unanswered,
    weights_for,
)
from draftkit.retrieve.papers import of_versions
from draftkit.retrieve.scope import allowed, ties
from draftkit.retrieve.telling import tell_asked
from draftkit.text.similar import bare, bigrams
from draftkit.values.hits import Filters, Hit, Hits
from draftkit.values.searching import SearchOptions

T = TypeVar("T")

_DEEP = 100
"""How far down each leg is read, at least."""

_NAMES = (Kind.HEADING, Kind.FACT)
"""Kinds of queries that may be a name, or hold one."""

_A_NAME = 2
"""Rare pairs, three characters, that a section must have to be one that a name stands in; one alone
may be a slip of the keyboard."""

_NEARLY = 2 / 3
"""Share of the rare pairs of the section that has most of them."""

_HAN = re.compile("[㐀-䶿一-鿿]")

_DEEPER = 4
"""How many times as far it is read where most of that says the same."""

_log = logging.getLogger(__name__)


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
        in several years of one body is one hit, and so is a section in several versions of a paper;
        each hit says which version it is from. Where that leaves fewer than `k`, the
        ranking is read on, to its end if need be."""
        return self._trusted(lambda: self._retrieved(query, filters, k, own))

    def ranked(
        self,
        query: str,
        *,
        filters: Filters | None,
        depth: int,
        own: str | None = None,
        without: str | None = None,
    ) -> list[tuple[float, Section]]:
        """Sections with their fused scores, best first, repeated texts among them. without: a notice
        that is not looked at, as if it were not archived."""

        def rank() -> list[tuple[float, Section]]:
            asked = self._asked(query, filters, own)
            if without:
                asked.leave_out(without)
            found = asked.best(depth)
            asked.fetch(row for row, _ in found)
            return [(score, section) for row, score in found if (section := asked.section(row))]

        return self._trusted(rank)

    def _trusted(self, answer: Callable[[], T]) -> T:
        """The answer; where the files of the index lead astray, that of the archive. What goes wrong
        without them too, or again after they were built anew, is a fault of ours and raised."""
        with same_bodies(self.same_body):
            try:
                return answer()
            except ASTRAY as error:
                led = self.index.distrust(error)
                if led is None:
                    raise
                found = answer()
                self.index.blame(led)
                return found

    def _asked(self, query: str, filters: Filters | None, own: str | None) -> _Asked:
        return _Asked(self.index, self.options, self.index.snapshot(), fold(query), filters, own)

    def _retrieved(self, query: str, filters: Filters | None, k: int, own: str | None) -> Hits:
        asked = self._asked(query, filters, own)
        depth = max(_DEEP, 3 * k)
        while True:
            found = asked.best(depth)
            groups = asked.groups(found, k)
            if len(groups) >= k or len(found) < depth:
                return Hits(query=query, hits=of_versions(self.index.archive, asked.hits(groups)))
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
        """Rows whose section has the name asked for, where that was looked for."""
        self._sections: dict[int, Section | None] = {}
        self._told = False

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

    def leave_out(self, notice: str) -> None:
        """Do not look at the sections of a notice."""
        named = np.array(notice.encode("ascii"), dtype="S16")
        self.allowed = self.allowed & (self.state.column("notice") != named)

    def best(self, depth: int) -> list[tuple[int, float]]:
        """(row, fused score) of the best sections, best first."""
        if not self.allowed.any():
            tell_how(_log, "search.allowed", allowed=0, rows=len(self.allowed))
            return []
        if isinstance(self.index.embedder, HashEmbedder | LsaEmbedder) and not self._shares_words():
            tell_how(_log, "search.no_words")
            return []  # without a shared word, nearness of such vectors is chance
        rows, scores = fused(self._legs(depth), depth)
        scores = np.round(scores * self.preferences[rows] + self._named(rows), 6)
        order = np.lexsort((self.ties[rows], -scores))[:depth]
        return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))

    def _legs(self, depth: int) -> list[Leg]:
        """Each leg that counts for this query, nearness last."""
        on, embedder = self.options, self.index.embedder
        coverage, sure, near = 0.0, 1.0, None
        if on.headings and asks_headings(self.query):
            coverage = self.state.coverage("headings", self.query, self.allowed)
        if on.vectors and isinstance(embedder, LsaEmbedder) and unanswered(self.query, coverage):
            near = self.index.scores(self.state, self.query, self.allowed, max(depth, POOL))
            sure = sureness(float(near[self.allowed].max()), embedder.sure)
        trust = HASHED if isinstance(embedder, HashEmbedder) else 1.0
        weights = weights_for(self.query, coverage, trust, sure)
        if not self._told:
            tell_asked(self.query, on, self.allowed, coverage, weights)
            self._told = True
        legs = []
        if on.headings and weights.heading:
            legs.append(self._leg(weights.heading, self.headings, depth))
        if on.bodies and weights.body:
            legs.append(self._leg(weights.body, self.bodies, depth))
        if on.vectors and weights.dense:
            legs.append(self._near(weights.dense, legs, depth, near))
        return legs

    def _leg(self, weight: float, scores: Any, depth: int) -> Leg:
        return Leg.of(weight, scores, self.allowed, self.ties, max(depth, POOL))

    def _near(self, weight: float, words: list[Leg], depth: int, near: Any) -> Leg:
        """Nearness: of all rows, or only of those found by words where these have settled which
        rows come first, and nearness but orders them. near: that of all rows, where it is known."""
        state, query = self.state, self.query
        if near is None and settled((leg.first(POOL) for leg in words), weight, _DEEP):
            rows = np.unique(np.concatenate([leg.rows for leg in words]))
            near = self.index.nearness(state, query, rows)
            return Leg.over(weight, rows[near[rows] > 0], near, self.ties, len(rows))
        if near is None:
            near = self.index.scores(state, query, self.allowed, max(depth, POOL))
        found = self._leg(weight, near, depth)
        if self.options.feedback and isinstance(self.index.embedder, LsaEmbedder):
            return self._moved(words, found)
        return found

    def _moved(self, words: list[Leg], near: Leg) -> Leg:
        """Nearness to the query moved towards what is found first; only of rows that are near
        to the query as it is, so that it makes no difference how those were found."""
        if kind_of(self.query) is not Kind.HEADING:
            return near
        rows, scores = fused((leg.first(POOL) for leg in (*words, near)), POOL)
        first = rows[np.lexsort((self.ties[rows], -scores))[:FIRST]]
        if not len(first) or not len(near):
            return near
        pool = np.sort(near.rows)
        moved = self.index.moved(self.state, self.query, first, TOWARDS_FIRST, pool)
        return Leg.over(near.weight, pool[moved[pool] > 0], moved, self.ties, len(pool))

    def _shares_words(self) -> bool:
        """Whether any heading or text it is limited to shares a pair of characters with the query."""
        return any((self.allowed & (found > 0)).any() for found in (self.headings, self.bodies))

    def _named(self, rows: Any) -> Any:
        """What is added to the scores of rows that have the name asked for (宝珊花园社区), so that
        they come first: whoever asks for a name wants the places that name it. Two where they
        have the query word for word, one where they have what is rare about it."""
        added = np.zeros(len(rows))
        if not self.options.verbatim or kind_of(self.query) not in _NAMES:
            return added
        rare = self.state.rare_held(self.query)[rows]
        most = int(rare.max(initial=0))
        if most >= _A_NAME:
            added[rare >= max(_A_NAME, _NEARLY * most)] = 1
        if uncommon_pair(self.query) or not _HAN.search(self.query):
            words = bare(self.query).lower()
            likely = rows[self.state.holding_all(self.query, rows)].tolist()
            self.fetch(likely)
            said = ((row, self.section(row)) for row in likely)
            named = [row for row, one in said if one and words in fold(one.words).lower()]
            added[np.isin(rows, named)] = 2
        self.naming = set(rows[added > 0].tolist())
        return added

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
        if not self.options.years_as_one and not self.options.versions_as_one:
            return [Group(one.score, [one]) for one in self._candidates(found[:k])]
        places = self.state.places([row for row, _ in found])
        reach = 2 * k
        while True:
            ones = self._with_best(self._candidates(within_reach(found, places, reach)))
            self.fetch([*suspects(ones), *(one.row for one in ones[:k])])
            groups = collapse(ones, k, self._grams, versions=self.options.versions_as_one)
            last = {row for row, _ in found[:reach]}
            if reach >= len(found) or (len(groups) >= k and groups[-1].members[0].row in last):
                return groups
            reach *= _DEEPER

    def hits(self, groups: Sequence[Group]) -> Iterator[Hit]:
        """The groups as hits; of one that was taken out meanwhile there is none."""
        shown = [group.speaker(self.naming, self._held) for group in groups]
        self.fetch(one.row for one in shown)
        rank = 0
        for one, group in zip(shown, groups, strict=True):
            section = self.section(one.row)
            if section:
                rank += 1
                yield as_hit(rank, group.score, section.best, group.other_years(one))

    def _grams(self, row: int) -> frozenset[str]:
        section = self.section(row)
        return section.grams if section else frozenset()

    def _held(self, one: Candidate) -> int:
        """How many of the query's pairs of characters a section has."""
        return len(self._grams(one.row) & frozenset(bigrams(self.query)))

    def _with_best(self, found: Sequence[Candidate]) -> list[Candidate]:
        """The candidates, behind each lesser version's those sections of the best one under the same
        heading that are not among them: the hit is to be theirs where it is one section."""
        known = {one.row for one in found}
        out: list[Candidate] = []
        for one in found:
            out.append(one)
            if not one.better or not self.options.versions_as_one:
                continue
            rows = [row for row in self.state.rows_of_notice(one.paper) if row not in known]
            near = self._candidates([(row, one.score) for row in rows if self.allowed[row]])
            same = [each for each in near if each.heading == one.heading]
            known |= {each.row for each in same}
            out += same
        return out

    def _candidates(self, found: Sequence[tuple[int, float]]) -> list[Candidate]:
        return candidates(self.state, found, self.options.years_as_one)
