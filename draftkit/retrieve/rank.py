"""How legs of a search are weighed and fused, and how doubles become one hit. Pure functions."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from draftkit.text.similar import bare, bigrams
from draftkit.values.hits import Hit, Passage

RRF = 60
"""The constant of reciprocal rank fusion (Cormack et al. 2009): score = Σ weight / (60 + rank)."""

_HEADING_CHARS = 60
"""A query of more characters than this, or with a stop in it, is a sentence."""

_ALIKE = 0.9
"""Share of the shorter text's bigrams in the longer from which two passages are one."""


_MARKS = 6


@dataclass(frozen=True)
class Weights:
    """How much each leg counts."""

    heading: float
    body: float
    dense: float


HEADING = Weights(heading=20.0, body=1.0, dense=0.3)
SENTENCE = Weights(heading=0.0, body=1.0, dense=0.5)
"""Measured on graded headings, half of which these weights were chosen on (docs/decisions/0002): a
heading is so much better found in headings that the other legs only order what those leave equal
and fill up behind them."""

_COVERED = (0.25, 0.5)
"""Shares of a query that the nearest heading holds: below the first, headings count for nothing;
from the second, in full."""


def is_heading(query: str) -> bool:
    """Whether a query is words like a heading's, best found in headings, or a sentence."""
    return len(bare(query)) <= _HEADING_CHARS and not any(stop in query for stop in "。；！？")


def weights_for(query: str, coverage: float) -> Weights:
    """The weights for a query. `coverage`: how much of it the heading nearest to it holds, 0 to 1;
    where that is little, headings lose weight, for the words are not a heading's here."""
    if not is_heading(query):
        return SENTENCE
    none, full = _COVERED
    share = min(1.0, max(0.0, (coverage - none) / (full - none)))
    return replace(HEADING, heading=HEADING.heading * share)


def fuse(legs: Iterable[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """Weighed reciprocal ranks summed; each leg is row numbers, best first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, rows in legs:
        if weight:
            for rank, row in enumerate(rows, 1):
                scores[row] += weight / (RRF + rank)
    return {row: round(score, 8) for row, score in scores.items()}


def verbatim_first(order: Sequence[int], sections: Mapping[int, Section], query: str) -> list[int]:
    """Rows whose section has the query word for word, then the others, each in their order: who asks
    for a name (宝珊花园社区) wants the places that name it."""
    words = bare(query)
    held = [row for row in order if row in sections and words in sections[row].words]
    return held + [row for row in order if row not in set(held)]


@dataclass(frozen=True)
class Section:
    """A found section: `best` is the part of it that is shown, `grams` the bigrams of all of it."""

    best: Passage
    grams: frozenset[str]
    words: str = ""

    @classmethod
    def of(cls, parts: Sequence[Passage], asked: frozenset[str]) -> Section:
        """From its parts in order; shown is the first of those that hold most of the query."""
        held = [frozenset(bigrams(part.text)) for part in parts]
        most = max(range(len(parts)), key=lambda at: (len(held[at] & asked), -at))
        texts = [*parts[0].heading_path, *(part.text for part in parts)] if parts else []
        return cls(parts[most], frozenset().union(*held), "|".join(map(bare, texts)))


@dataclass
class Group:
    """Sections of one body that say the same under the same heading in several years."""

    score: float
    sections: list[Section] = field(default_factory=list)

    @property
    def newest(self) -> Passage:
        return max((one.best for one in self.sections), key=lambda one: (one.year or 0, one.id))

    def says(self, other: Section) -> bool:
        """Whether a section is this text in another notice; parts of one notice never are."""
        first = self.sections[0].best
        if first.issuer is None or first.issuer != other.best.issuer:
            return False
        if any(one.best.notice_id == other.best.notice_id for one in self.sections):
            return False
        grams = self.sections[0].grams
        shorter = min(len(grams), len(other.grams))
        return shorter > 0 and len(grams & other.grams) >= _ALIKE * shorter


def collapse(scored: Iterable[tuple[float, Section]], k: int) -> list[Group]:
    """The first k groups. A group stands where its best section stood and speaks by its newest."""
    groups: list[Group] = []
    known: defaultdict[tuple[str, str, int], list[Group]] = defaultdict(list)
    places: set[tuple[str, str]] = set()
    for score, section in scored:
        place = _place(section.best)
        if len(groups) >= k and place not in places:
            continue
        keys = [(*place, mark) for mark in _marks(section.grams)]
        same = next((one for key in keys for one in known[key] if one.says(section)), None)
        if same:
            same.sections.append(section)
        elif len(groups) < k:
            groups.append(Group(score, [section]))
            places.add(place)
            for key in keys:
                known[key].append(groups[-1])
    return groups


def _place(passage: Passage) -> tuple[str, str]:
    """Body and heading: only sections that share both can be one text of several years."""
    heading = passage.heading_path[-1] if passage.heading_path else ""
    return passage.issuer or "", bare(heading)


def _marks(grams: frozenset[str]) -> list[int]:
    """The smallest hashes of a set of bigrams: sets that are much alike share one (MinHash), so
    only those need be compared."""
    return sorted(zlib.crc32(gram.encode("utf-8")) for gram in grams)[:_MARKS] or [0]


def as_hit(rank: int, score: float, passage: Passage, also_in: tuple[int, ...] = ()) -> Hit:
    """A passage as a hit of the answer."""
    return Hit(
        rank=rank,
        score=score,
        notice_id=passage.notice_id,
        title=passage.title,
        issuer=passage.issuer,
        year=passage.year,
        genre=passage.genre,
        topic=passage.topic,
        role=passage.role,
        heading_path=passage.heading_path,
        text=passage.text,
        also_in=also_in,
        passage_id=passage.id,
    )


def as_hits(groups: Iterable[Group]) -> tuple[Hit, ...]:
    """Groups as hits, with the other years each text stands in."""
    hits = []
    for rank, group in enumerate(groups, 1):
        newest = group.newest
        years = {one.year for one in (each.best for each in group.sections) if one.year} - {
            newest.year
        }
        hits.append(as_hit(rank, group.score, newest, tuple(sorted(years, reverse=True))))
    return tuple(hits)
