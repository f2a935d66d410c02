"""Past notices made ready once for many papers: where words stand in them, what a paper shares
with them, whose names they hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from draftkit.reading import body_of, one_of, read_named, uncommon_pair
from draftkit.text.similar import bare
from draftkit.values.flow import flow
from draftkit.values.notice import Notice
from draftkit.values.report import Evidence

BLOCK = 10
"""Characters of a block. Every BLOCK-th position of the archive begins one, so that any run of
2 × BLOCK - 1 characters that a paper shares with it holds a whole one."""

_POSTINGS = 12
_NEAR = 20
"""Characters of a quote on each side of the words."""
_SHORTEST, _LONGEST = 3, 16
"""Characters of a name that is looked for in a paper."""


class PastNotice(NamedTuple):
    """A past notice: its lines, and their words without marks, each line's beginning known."""

    id: str
    issuer: str
    own_title: str
    year: int | None
    genre: str
    lines: tuple[str, ...]
    bare: str
    starts: tuple[int, ...]

    def line_at(self, at: int) -> int:
        """Which line a place in `bare` is in."""
        return bisect_right(self.starts, at) - 1

    def bare_line(self, number: int) -> str:
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.bare)
        return self.bare[self.starts[number] : end]


class Run(NamedTuple):
    """Words shared: text[start:end] of the paper's words is bare[at:at + end - start] of a notice."""

    start: int
    end: int
    notice: int
    at: int


class Seen(NamedTuple):
    """A name that past notices hold, of which kind, and in which of them."""

    kind: str
    notices: tuple[int, ...]


class Past:
    """Past notices. Everything that takes long is made when first asked for, and kept."""

    def __init__(self, notices: Iterable[Notice] = ()) -> None:
        self.notices = tuple(_read(row) for row in notices)
        self._own: dict[tuple[str, ...], frozenset[int]] = {}

    def __bool__(self) -> bool:
        return bool(self.notices)

    def own(self, names: Sequence[str]) -> frozenset[int]:
        """Which notices are of the body with these names."""
        key = tuple(names)
        if key not in self._own:
            self._own[key] = frozenset(
                at
                for at, row in enumerate(self.notices)
                if one_of(row.issuer or row.own_title, key)
            )
        return self._own[key]

    def quotes(
        self, text: str, names: Sequence[str], *, but: str = "", own: bool | None = None
    ) -> tuple[Evidence, ...]:
        """Up to two notices in which the words stand, each with what stands around them. own: True
        looks at those of the body with these names, False at the others, None at all."""
        mine = self.own(names)
        found: list[Evidence] = []
        for at, row in enumerate(self.notices):
            if (own is not None and (at in mine) != own) or row.id == but:
                continue
            place = self._joined[at].find(text)
            if place < 0:
                continue
            found.append(Evidence(notice_id=row.id, quote=self._quote(at, place, len(text))))
            if len(found) == 2:
                break
        return tuple(found)

    def _quote(self, notice: int, place: int, length: int) -> str:
        """The words and what stands around them in their line."""
        whole = self._joined[notice]
        first = whole.rfind("\n", 0, place) + 1
        last = whole.find("\n", place + length)
        last = len(whole) if last < 0 else last
        return whole[max(first, place - _NEAR) : min(last, place + length + _NEAR)]

    @cached_property
    def _joined(self) -> tuple[str, ...]:
        return tuple("\n".join(row.lines) for row in self.notices)

    @cached_property
    def _blocks(self) -> dict[str, list[tuple[int, int]]]:
        """Where blocks of words stand: (notice, place in its words)."""
        found: dict[str, list[tuple[int, int]]] = {}
        for at, row in enumerate(self.notices):
            words = row.bare
            for place in range(0, len(words) - BLOCK + 1, BLOCK):
                held = found.setdefault(words[place : place + BLOCK], [])
                if len(held) < _POSTINGS:
                    held.append((at, place))
        return found

    def runs(self, words: str, least: int, but: str = "") -> Iterator[Run]:
        """Every run of at least `least` (no fewer than 2 × BLOCK - 1 to be sure) characters that
        stands in a notice too; `but` is a notice not to look at. Words are without marks."""
        passed: dict[tuple[int, int], int] = {}
        blocks = self._blocks
        for start in range(len(words) - BLOCK + 1):
            for notice, at in blocks.get(words[start : start + BLOCK], ()):
                line = (notice, at - start)
                if start < passed.get(line, 0) or self.notices[notice].id == but:
                    continue
                run = self._extend(words, start, notice, at)
                passed[line] = run.end
                if run.end - run.start >= least:
                    yield run

    def _extend(self, words: str, start: int, notice: int, at: int) -> Run:
        """The longest run around a shared block."""
        theirs = self.notices[notice].bare
        first, last = 0, BLOCK
        while (
            start - first > 0
            and at - first > 0
            and words[start - first - 1] == theirs[at - first - 1]
        ):
            first += 1
        while (
            start + last < len(words)
            and at + last < len(theirs)
            and words[start + last] == theirs[at + last]
        ):
            last += 1
        return Run(start - first, start + last, notice, at - first)

    def bodies_with(self, words: str) -> int:
        """How many bodies' notices hold these words (without marks); 3 stands for more too."""
        found: set[str] = set()
        for row in self.notices:
            if len(found) < 3 and words in row.bare:
                found.add(body_of(row.issuer or row.own_title))
        return len(found)

    def quote_of(self, run: Run) -> Evidence:
        """A run as it stands in its notice, marks and all, cut to its first 80 characters."""
        row = self.notices[run.notice]
        words = row.bare[run.at : min(run.end - run.start + run.at, run.at + 80)]
        found = re.search(r"[^0-9A-Za-z㐀-䶿一-鿿]{0,6}".join(words), self._joined[run.notice])
        return Evidence(notice_id=row.id, quote=found.group(0) if found else words)

    @cached_property
    def names(self) -> dict[str, Seen]:
        """Names of bodies, places, persons and brands that notices hold, and in which."""
        found: dict[str, tuple[str, dict[int, None]]] = {}
        for at, row in enumerate(self.notices):
            for line in row.lines:
                for span in read_named(line):
                    name = span.text.strip("“”‘’「」『』")
                    if _SHORTEST <= len(name) <= _LONGEST:
                        found.setdefault(name, (span.kind, {}))[1][at] = None
        return {name: Seen(kind, tuple(held)) for name, (kind, held) in found.items()}

    @cached_property
    def _starts(self) -> dict[str, tuple[str, ...]]:
        """The names by their first two characters, the longest first."""
        by: dict[str, list[str]] = {}
        for name in sorted(self.names, key=len, reverse=True):
            if uncommon_pair(name):
                by.setdefault(name[:2], []).append(name)
        return {start: tuple(rows) for start, rows in by.items()}

    def names_in(self, text: str) -> Iterator[tuple[int, str, Seen]]:
        """The names that notices hold and that stand in a text, with their places."""
        starts = self._starts
        at = 0
        while at < len(text) - 1:
            found = next(
                (name for name in starts.get(text[at : at + 2], ()) if text.startswith(name, at)),
                None,
            )
            if found is None:
                at += 1
                continue
            yield at, found, self.names[found]
            at += len(found)


def _read(notice: Notice) -> PastNotice:
    rows = [line.text for line in flow(notice) if line.text]
    words = [bare(text) for text in rows]
    starts, at = [], 0
    for one in words:
        starts.append(at)
        at += len(one)
    return PastNotice(
        notice.id,
        notice.paper.issuer or notice.issuer or "",
        notice.paper.title or notice.title or "",
        notice.paper.year or notice.year,
        notice.paper.genre,
        tuple(rows),
        "".join(words),
        tuple(starts),
    )
