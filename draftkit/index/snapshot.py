"""Snapshot: all that a search needs of one state of the archive.

The rows of a generation, mapped from its files, and after them those that came since (the tail),
indexed in memory; what was taken out since is not alive. Every score of a row depends on that row
and on frozen constants, so it is no matter in which of the two a row stands.

Imports numpy; loaded only by what searches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from draftkit.index.bigrams import asked, lone
from draftkit.index.idf import FIELDS, shipped
from draftkit.index.lexical import Field, weights
from draftkit.index.sections import Sections, hashed
from draftkit.index.segment import Segment
from draftkit.reading import body_of, known_groups
from draftkit.values.store import Generation

T = TypeVar("T")

_KEPT = 16
"""Things made of a snapshot that are kept with it (what a filter lets through, the order of ties)."""


@dataclass(frozen=True)
class Snapshot:
    """One state. Rows count through the base, then the tail.

    generation: the one whose files are the base; None where all rows are in the tail. fault: why
    the archive's own generation is not used, in a word. alive: a boolean a row. versions: of the
    notices whose paper is there in several, the id of the best and how many are better.
    """

    changes: int
    generation: Generation | None
    fault: str | None
    parts: tuple[Segment, ...]
    alive: Any
    versions: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _held: dict[object, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.alive)

    @cached_property
    def spans(self) -> tuple[slice, ...]:
        """Which rows each part has."""
        ends = np.cumsum([len(part) for part in self.parts]).tolist()
        return tuple(
            slice(end - len(part), end) for end, part in zip(ends, self.parts, strict=True)
        )

    @cached_property
    def superseded(self) -> Any:
        """A boolean a row: whether it is of a version that is not the one drafted from."""
        lesser = [one for one, (_, better) in self.versions.items() if better]
        return np.isin(self.column("notice"), np.array(lesser, dtype="S16"))

    @cached_property
    def id_ranks(self) -> Any:
        """The place of each row in the order of ids."""
        ids = self.column("id")
        out = np.empty(len(ids), dtype=np.int64)
        out[np.argsort(ids, kind="stable")] = np.arange(len(ids))
        return out

    def column(self, name: str) -> Any:
        """An array of the sections, of all rows. Not for numbers of words, which differ by part."""
        return np.concatenate([getattr(part.sections, name) for part in self.parts])

    def by_part(self, make: Callable[[Sections], Any]) -> Any:
        """What `make` gives for the rows of each part, of all rows."""
        return np.concatenate([make(part.sections) for part in self.parts])

    def places(self, rows: Sequence[int]) -> list[int]:
        """The place of each of these rows, by its last heading and its body under any of its names:
        only sections that share it can be one text of several years."""
        every: Any = self.kept(("places", known_groups()), lambda: self.by_part(_places))
        found: list[int] = every[np.asarray(rows, dtype=np.int64)].tolist()
        return found

    def rows_of_notice(self, notice: str) -> list[int]:
        """The rows of a notice that is still archived."""
        wanted = np.array(notice.encode("ascii"), dtype="S16")
        out: list[int] = []
        for span, part in zip(self.spans, self.parts, strict=True):
            held = part.sections.notice  # in their order: notices are read so
            first, last = (int(np.searchsorted(held, wanted, side)) for side in ("left", "right"))
            out += range(span.start + first, span.start + last)
        return [row for row in out if self.alive[row]]

    def at(self, row: int) -> tuple[Sections, int]:
        """The sections a row is among, and its number there."""
        for span, part in zip(self.spans, self.parts, strict=True):
            if row < span.stop:
                return part.sections, row - span.start
        raise IndexError(row)

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, kept with the snapshot under a key."""
        if key not in self._held:
            if len(self._held) >= _KEPT:
                self._held.clear()
            self._held[key] = make()
        found: T = self._held[key]
        return found

    # ---- scores

    def lexical(self, name: str, query: str) -> Any:
        """BM25 of every row in a field (`headings`, `bodies`), in steps, int32. One character is
        looked for in all pairs that have it."""
        codes, half = asked(query), lone(query)
        if half is None:
            return self._summed(name, lambda one, out: one.add_scores(codes, out))
        return self._summed(name, lambda one, out: one.add_scores(one.having(half), out))

    def coverage(self, name: str, query: str, allowed: Any) -> float:
        """How much of a query, 0 to 1 by idf, a row holds in a field, of those allowed (a boolean a
        row) the one that holds most."""
        codes = asked(query)
        if lone(query) is not None:
            return float((self.lexical(name, query)[allowed] > 0).any())
        whole = int(weights(shipped()[name], codes).sum())
        if not whole or not allowed.any():
            return 0.0
        held = self._summed(name, lambda one, out: one.add_held(codes, out))
        return int(held.max(where=allowed, initial=0)) / whole

    def rare_held(self, query: str) -> Any:
        """How many of the pairs of a query that official papers hardly know, which are nearly
        always parts of names, each row has in a field."""
        codes = asked(query)
        rare = codes[~shipped()["bodies"].knows(codes)]
        counts = [self._summed(name, lambda one, out: one.add_counts(rare, out)) for name in FIELDS]
        return np.maximum(*counts)

    def holding_all(self, query: str, rows: Any) -> Any:
        """A boolean for each of these rows: whether one of its fields has every bigram asked."""
        codes = asked(query)
        out = np.zeros(len(rows), dtype=bool)
        for span, part in zip(self.spans, self.parts, strict=True):
            here = np.nonzero((rows >= span.start) & (rows < span.stop))[0]
            local = rows[here] - span.start
            for name in FIELDS:
                out[here] |= getattr(part, name).holds_all(codes, local)
        return out

    def _summed(self, name: str, add: Callable[[Field, Any], None]) -> Any:
        out = np.zeros(len(self), dtype=np.int32)
        for span, part in zip(self.spans, self.parts, strict=True):
            add(getattr(part, name), out[span])
        return out

    def nearness(self, vector: Any, rows: Any = None) -> Any:
        """Nearness of all rows, or of those given (ascending), to a vector made by `whole`."""
        if rows is None:
            return np.concatenate([part.nearness(vector) for part in self.parts])
        return np.concatenate(
            [
                part.nearness(
                    vector,
                    rows[np.searchsorted(rows, span.start) : np.searchsorted(rows, span.stop)]
                    - span.start,
                )
                for span, part in zip(self.spans, self.parts, strict=True)
            ]
        )

    def vectors(self, rows: Any) -> Any:
        """The vectors of some rows, in whole numbers; in the order of the rows' numbers."""
        return np.concatenate(
            [
                part.matrix[rows[(rows >= span.start) & (rows < span.stop)] - span.start]
                for span, part in zip(self.spans, self.parts, strict=True)
            ]
        )

    def rows_of(self, ids: list[str]) -> Any:
        """The rows of the base that have these ids."""
        base = self.parts[0].sections.id
        order = self.kept("order of ids", lambda: np.argsort(base, kind="stable"))
        wanted = np.array(ids, dtype="S16")
        places = np.minimum(np.searchsorted(base, wanted, sorter=order), max(0, len(base) - 1))
        found = order[places] if len(base) else places
        return found[base[found] == wanted] if len(base) else found


def _places(part: Sections) -> Any:
    bodies = part.valued("issuer", lambda name: hashed(body_of(name) if name else ""), np.uint64)
    return part.heading ^ bodies
