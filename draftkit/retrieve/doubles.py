"""How sections that say the same in several years, or are one section of several versions of a
paper, become one hit. Pure functions.

A group of doubles stands where its best section stood and speaks by its newest, of several versions
by the one that is drafted from. Texts are only looked at where two sections stand under one heading
of one paper, or their marks (MinHash, made with the index) say that they may be alike.
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

REVISED = 0.3
"""The same share from which sections under one heading in two versions of a paper are one section
revised; sections that only have a heading in common (工作目标) share less."""


@dataclass(frozen=True)
class Candidate:
    """A found section as the index knows it, without its text.

    row: its number. place: hash of body and heading; only sections that share it can be one text of
    several years, and none whose body is not known (`named`) is another's double. marks: MinHash.
    heading: hash of the heading. paper: the same for all versions of a paper, "" where there is one
    only. better: how many of its versions are drafted from rather than this one.
    """

    row: int
    score: float
    notice: str
    year: int
    id: str
    named: bool
    place: int
    marks: tuple[int, ...]
    heading: int = 0
    paper: str = ""
    better: int = 0


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


_AS_MUCH = 0.8
"""Share of what any version holds of the query's pairs that the one shown holds at least."""


@dataclass
class Group:
    """Sections of one body that say the same under the same heading in several years or versions."""

    score: float
    members: list[Candidate] = field(default_factory=list)

    @property
    def newest(self) -> Candidate:
        """The newest, of its versions the best."""
        return max(self.members, key=lambda one: (self._year(one), -one.better, one.id))

    def _year(self, one: Candidate) -> int:
        """The year of its paper, which not every version need show."""
        return max(each.year for each in self.members if each is one or _one_paper(each, one))

    def speaker(self, naming: Collection[int], held: Callable[[Candidate], int]) -> Candidate:
        """The section that is shown: the newest, but where only others name what was asked for
        (`naming`), the first of those. Of its versions the best that says, but for a fifth, as much
        of the query as any does (`held`): what only a draft says is not hidden by what came of it."""
        named = [one for one in self.members if one.row in naming]
        shown = self.newest if not named or self.newest in named else named[0]
        versions = [one for one in self.members if one is shown or _one_paper(one, shown)]
        if len(versions) == 1:
            return shown
        versions = [one for one in versions if one in named] or versions
        most = max(map(held, versions))
        saying = (one for one in versions if held(one) >= _AS_MUCH * most)
        return min(saying, key=lambda one: one.better)

    def other_years(self, shown: Candidate) -> tuple[int, ...]:
        """The years it stands in beside that of the section shown, newest first."""
        others = (one for one in self.members if one is not shown and not _one_paper(one, shown))
        return tuple(sorted({one.year for one in others} - {0, shown.year}, reverse=True))


def _one_paper(left: Candidate, right: Candidate) -> bool:
    return bool(left.paper) and left.paper == right.paper


Grams = Callable[[int], frozenset[str]]
"""The bigrams of the section of a row, empty for one that was taken out meanwhile."""


def suspects(found: Iterable[Candidate]) -> list[int]:
    """Rows of which another among these may be a double: those whose text `collapse` may ask for."""
    held = list(found)
    counts = Counter(key for one in held for key in _keys(one))
    return [one.row for one in held if any(counts[key] > 1 for key in _keys(one))]


def within_reach(
    found: Sequence[tuple[int, float]], places: Sequence[int], reach: int
) -> list[tuple[int, float]]:
    """The first of the rows found, and of the rest those that share a place with one of them: all
    that `collapse` looks at where the first ones already make as many groups as are wanted."""
    near = frozenset(places[:reach])
    rest = zip(found[reach:], places[reach:], strict=True)
    return [*found[:reach], *(one for one, place in rest if place in near)]


def collapse(
    found: Iterable[Candidate], k: int, grams: Grams, *, versions: bool = True
) -> list[Group]:
    """The first k groups, best first. versions: several of one paper are together, not apart."""
    groups: list[Group] = []
    known: defaultdict[_Key, list[Group]] = defaultdict(list)
    for one in found:
        same = _likest(one, _met(one, known), grams, versions)
        if same:
            same.members.append(one)
        elif len(groups) < k:
            same = Group(one.score, [one])
            groups.append(same)
        else:
            continue
        for key in _keys(one):
            known[key].append(same)
    return groups


_Key = tuple[int | str, int]


def _keys(one: Candidate) -> Iterator[_Key]:
    """Groups that a section may belong to have one of these too."""
    if one.named:
        yield from ((one.place, mark) for mark in one.marks)
    if one.paper:
        yield one.paper, one.heading
        yield from ((one.paper, mark) for mark in one.marks)


def _met(one: Candidate, known: defaultdict[_Key, list[Group]]) -> Iterator[Group]:
    """Groups that share a key, each once."""
    seen: set[int] = set()
    for key in _keys(one):
        for group in known.get(key, ()):
            if id(group) not in seen:
                seen.add(id(group))
                yield group


def _likest(one: Candidate, met: Iterable[Group], grams: Grams, versions: bool) -> Group | None:
    """The group whose text a section is nearest to, of those whose text it is."""
    shares = [
        (share, -at, group)
        for at, group in enumerate(met)
        if (share := _share(group, one, grams, versions))
    ]
    return max(shares, key=lambda held: held[:2])[2] if shares else None


def _share(group: Group, one: Candidate, grams: Grams, versions: bool) -> float:
    """How much of a section, 0 to 1, a group says; 0 where it is another text. Sections of one
    notice never are one."""
    if any(each.notice == one.notice for each in group.members):
        return 0.0
    version = next((each for each in group.members if _one_paper(each, one)), None)
    if version and not versions:
        return 0.0
    against = version or group.members[0]
    left, right = grams(against.row), grams(one.row)
    shorter = min(len(left), len(right))
    share = len(left & right) / shorter if shorter else 0.0
    least = REVISED if version and version.heading == one.heading else ALIKE
    return share if share >= least else 0.0


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
