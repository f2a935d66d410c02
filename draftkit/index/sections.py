"""Sections: what filters, ties and doubles look at, a row a section, as arrays without any text.

A row is a whole section even where it is several passages: parts ranked one by one do worse than
their section (docs/decisions/0002). Words stand once, in tables of distinct values; rows hold their
numbers, -1 for none.

Imports numpy; loaded only by what indexes or searches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np

from draftkit.index.bigrams import MARKS
from draftkit.text.similar import bare

VERSION = 2
"""Of what the arrays hold; raise it when that changes."""

WORDS = ("issuer", "title", "genre", "topic", "role")
"""Fields that rows hold as numbers into tables."""

ARRAYS: Mapping[str, Any] = {
    "id": "S16",
    "notice": "S16",
    "heading": np.uint64,
    "year": np.int16,
    "fit": np.bool_,
    "first": np.int64,
    "parts": "S16",
    "marks": np.uint32,
    **dict.fromkeys(WORDS, np.int32),
}
"""Arrays and their types. id: of the section, which is its first passage's. heading: hash
of the last heading, that of no heading where it is the paper's own title. year: 0 for none.
parts[first[row]:first[row + 1]]: ids of the passages. marks: MinHash of the text."""


@dataclass(frozen=True)
class Sections:
    """Rows of one part of an index, in the order of notices and of sections in them."""

    arrays: Mapping[str, Any]
    tables: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.arrays["id"])

    def __getattr__(self, name: str) -> Any:
        try:
            return self.arrays[name]
        except KeyError:
            raise AttributeError(name) from None

    def parts_of(self, row: int) -> tuple[str, ...]:
        """Ids of the passages of a section, in order."""
        first = self.arrays["first"]
        held = self.arrays["parts"][first[row] : first[row + 1]]
        return tuple(one.decode("ascii") for one in held)

    def those(self, name: str, says: Callable[[str | None], bool]) -> Any:
        """A boolean a row: what `says` finds of its value. Each distinct value is asked once."""
        return self.valued(name, says, bool)

    def valued(self, name: str, says: Callable[[str | None], float], kind: Any = np.float64) -> Any:
        """A number a row: what `says` finds of its value. Each distinct value is asked once."""
        words = (*self.tables[name], None)
        found = np.fromiter((says(value) for value in words), dtype=kind, count=len(words))
        return found[self.arrays[name]]  # -1 is the last one, None's


@dataclass
class Piece:
    """One section while it is read: its values and its passages."""

    id: str
    notice: str
    words: tuple[str | None, ...]
    year: int | None
    fit: bool
    path: tuple[str, ...]
    parts: list[str]
    texts: list[str]
    vectors: list[bytes]

    @property
    def heading(self) -> str:
        """The heading field: title and heading path."""
        return "\n".join((self.words[1] or "", *self.path))

    @property
    def body(self) -> str:
        """The text field."""
        return "".join(self.texts)


@dataclass
class SectionsBuilder:
    """Gathers rows chunk by chunk."""

    _tables: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in WORDS})
    _chunks: list[dict[str, Any]] = field(default_factory=list)
    _parts: int = 0

    def add(self, pieces: Sequence[Piece], marks: Any) -> None:
        """The next sections, with the MinHash of each."""
        sizes = np.array([len(piece.parts) for piece in pieces], dtype=np.int64)
        rows: dict[str, Any] = {
            "id": [piece.id for piece in pieces],
            "notice": [piece.notice for piece in pieces],
            "heading": [_heading(piece) for piece in pieces],
            "year": [piece.year or 0 for piece in pieces],
            "fit": [piece.fit for piece in pieces],
            "first": self._parts + np.cumsum(sizes) - sizes,
            "parts": [part for piece in pieces for part in piece.parts],
            "marks": marks,
        }
        for at, name in enumerate(WORDS):
            rows[name] = [self._number(name, piece.words[at]) for piece in pieces]
        self._chunks.append(
            {name: np.asarray(rows[name], dtype=kind) for name, kind in ARRAYS.items()}
        )
        self._parts += int(sizes.sum())

    def _number(self, name: str, value: str | None) -> int:
        if value is None:
            return -1
        table = self._tables[name]
        return table.setdefault(value, len(table))

    def done(self) -> Sections:
        """All rows."""
        arrays = {
            name: np.concatenate([chunk[name] for chunk in self._chunks])
            if self._chunks
            else np.zeros((0, MARKS) if name == "marks" else 0, dtype=kind)
            for name, kind in ARRAYS.items()
        }
        arrays["first"] = np.append(arrays["first"], self._parts)
        return Sections(arrays, {name: tuple(table) for name, table in self._tables.items()})


def _heading(piece: Piece) -> int:
    last = bare(piece.path[-1]) if piece.path else ""
    return hashed("" if last == bare(piece.words[1] or "") else last)


def hashed(text: str) -> int:
    """64 bits of a text's hash."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
