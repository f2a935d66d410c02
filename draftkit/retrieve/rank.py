"""How legs of a search are weighed and fused, and how doubles become one hit. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from draftkit.text.similar import bare, containment
from draftkit.values.hits import Hit, Passage

RRF = 60
"""The constant of reciprocal rank fusion (Cormack et al. 2009): score = Σ weight / (60 + rank)."""

_HEADING_CHARS = 24
"""A query of more characters than this, or with a stop in it, is a sentence."""

_ALIKE = 0.9
"""Share of the shorter text's bigrams in the longer from which two passages are one."""


@dataclass(frozen=True)
class Weights:
    """How much each leg counts."""

    heading: float
    body: float
    dense: float


HEADING = Weights(heading=2.0, body=1.0, dense=0.3)
SENTENCE = Weights(heading=0.0, body=1.0, dense=0.3)


def weights_for(query: str) -> Weights:
    """The weights for a query: words like a heading's are best found in headings, a sentence in
    running text."""
    sentence = len(bare(query)) > _HEADING_CHARS or any(stop in query for stop in "。；！？")
    return SENTENCE if sentence else HEADING


def fuse(legs: Iterable[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """Weighed reciprocal ranks summed; each leg is row numbers, best first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, rows in legs:
        if weight:
            for rank, row in enumerate(rows, 1):
                scores[row] += weight / (RRF + rank)
    return {row: round(score, 8) for row, score in scores.items()}


@dataclass
class Group:
    """Passages of one body that say the same under the same heading in several years."""

    score: float
    passages: list[Passage] = field(default_factory=list)

    @property
    def newest(self) -> Passage:
        return max(self.passages, key=lambda one: (one.year or 0, one.id))


def collapse(scored: Iterable[tuple[float, Passage]], k: int) -> list[Group]:
    """The first k groups. A group stands where its best passage stood and speaks by its newest."""
    groups: list[Group] = []
    by_place: defaultdict[tuple[str, str], list[Group]] = defaultdict(list)
    for score, passage in scored:
        heading = passage.heading_path[-1] if passage.heading_path else ""
        place = (passage.issuer or "", bare(heading))
        same = next((one for one in by_place[place] if _same(one.passages[0], passage)), None)
        if same:
            same.passages.append(passage)
        elif len(groups) < k:
            groups.append(Group(score, [passage]))
            by_place[place].append(groups[-1])
    return groups


def _same(left: Passage, right: Passage) -> bool:
    """Whether two passages are one text of several notices; parts of one notice never are."""
    if left.notice_id == right.notice_id:
        return False
    short, long = sorted((left.text, right.text), key=len)
    return containment(short, long) >= _ALIKE


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
        years = {one.year for one in group.passages if one.year} - {newest.year}
        hits.append(as_hit(rank, group.score, newest, tuple(sorted(years, reverse=True))))
    return tuple(hits)
