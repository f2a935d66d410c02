"""How found sections are ordered by what they say, and how doubles become one hit. Pure functions."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from draftkit.text.similar import bare, bigrams
from draftkit.values.hits import Hit, Passage

_ALIKE = 0.9
"""Share of the shorter text's bigrams in the longer from which two passages are one."""


_MARKS = 6


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


def collapse(
    scored: Iterable[tuple[float, Section]], k: int, *, years_as_one: bool = True
) -> list[Group]:
    """The first k groups. A group stands where its best section stood and speaks by its newest.
    years_as_one: false leaves every section a group of its own."""
    if not years_as_one:
        return [Group(score, [section]) for score, section in islice(scored, k)]
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
