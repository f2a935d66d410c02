"""How sections that say the same in several years become one hit. Pure functions.

A group of doubles stands where its best section stood and speaks by its newest. Texts are only
looked at where the marks of two sections (MinHash, made with the index) say that they may be alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from draftkit.text.similar import bare
from draftkit.values.hits import Hit, Passage

ALIKE = 0.9
"""Share of the shorter text's bigrams in the longer from which two sections are one."""


@dataclass(frozen=True)
class Candidate:
    """A found section as the index knows it, without its text.

    row: its number. place: hash of body and heading; only sections that share it can be one text of
    several years, and none whose body is not known (`named`) is another's double. marks: MinHash.
    superseded: it is of a version that is not the one drafted from.
    """

    row: int
    score: float
    notice: str
    year: int
    id: str
    named: bool
    place: int
    marks: tuple[int, ...]
    superseded: bool = False


@dataclass(frozen=True)
class Section:
    """A found section with its text: `best` is the part of it that is shown."""

    best: Passage
    parts: tuple[Passage, ...]

    @classmethod
    def of(cls, parts: Sequence[Passage], asked: frozenset[str]) -> Section:
        """From its parts in order; shown is the first of those that hold most of the query."""
        held = tuple(parts)
        if len(held) == 1:
            return cls(held[0], held)
        shared = [len(_grams(part.text) & asked) for part in held]
        return cls(held[shared.index(max(shared))], held)

    @cached_property
    def grams(self) -> frozenset[str]:
        """The bigrams of all of it."""
        return frozenset().union(*(_grams(part.text) for part in self.parts))

    @cached_property
    def words(self) -> str:
        """What it, its headings and the title of its paper say, bare."""
        texts = [self.best.title, *self.best.heading_path, *(part.text for part in self.parts)]
        return "|".join(map(bare, texts))


def _grams(text: str) -> frozenset[str]:
    kept = bare(text)
    return frozenset(map("".join, pairwise(kept)))


@dataclass
class Group:
    """Sections of one body that say the same under the same heading in several years."""

    score: float
    members: list[Candidate] = field(default_factory=list)

    @property
    def newest(self) -> Candidate:
        """The newest, of its versions the one that is drafted from."""
        return max(self.members, key=lambda one: (one.year, not one.superseded, one.id))

    def speaker(self, naming: Collection[int]) -> Candidate:
        """The section that is shown: the newest, but where only others name what was asked for
        (`naming`), the first of those."""
        named = [one for one in self.members if one.row in naming]
        return self.newest if not named or self.newest in named else named[0]

    @property
    def years(self) -> tuple[int, ...]:
        """The years it stands in, newest first."""
        years = {one.year for one in self.members if one.year}
        return tuple(sorted(years, reverse=True))


Grams = Callable[[int], frozenset[str]]
"""The bigrams of the section of a row, empty for one that was taken out meanwhile."""


def suspects(found: Iterable[Candidate]) -> list[int]:
    """Rows of which another among these may be a double: those whose text `collapse` may ask for."""
    held = list(found)
    counts = Counter(key for one in held if one.named for key in _keys(one))
    return [one.row for one in held if one.named and any(counts[key] > 1 for key in _keys(one))]


def within_reach(
    found: Sequence[tuple[int, float]], places: Sequence[int], reach: int
) -> list[tuple[int, float]]:
    """The first of the rows found, and of the rest those that share a place with one of them: all
    that `collapse` looks at where the first ones already make as many groups as are wanted."""
    near = frozenset(places[:reach])
    rest = zip(found[reach:], places[reach:], strict=True)
    return [*found[:reach], *(one for one, place in rest if place in near)]


def collapse(found: Iterable[Candidate], k: int, grams: Grams) -> list[Group]:
    """The first k groups, best first."""
    groups: list[Group] = []
    known: defaultdict[tuple[int, int], list[Group]] = defaultdict(list)
    places: set[int] = set()
    for one in found:
        if len(groups) >= k and one.place not in places:
            continue
        same = next((group for group in _met(one, known) if _says(group, one, grams)), None)
        if same:
            same.members.append(one)
        elif len(groups) < k:
            groups.append(Group(one.score, [one]))
            places.add(one.place)
            for key in _keys(one):
                known[key].append(groups[-1])
    return groups


def _keys(one: Candidate) -> Iterator[tuple[int, int]]:
    return ((one.place, mark) for mark in one.marks)


def _met(one: Candidate, known: defaultdict[tuple[int, int], list[Group]]) -> Iterator[Group]:
    """Groups whose first section shares a mark, each once."""
    seen: set[int] = set()
    for key in _keys(one) if one.named else ():
        for group in known.get(key, ()):
            if id(group) not in seen:
                seen.add(id(group))
                yield group


def _says(group: Group, one: Candidate, grams: Grams) -> bool:
    """Whether a section is this text in another notice; sections of one notice never are."""
    if any(each.notice == one.notice for each in group.members):
        return False
    left, right = grams(group.members[0].row), grams(one.row)
    shorter = min(len(left), len(right))
    return shorter > 0 and len(left & right) >= ALIKE * shorter


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
