"""BM25 over character bigrams with frozen weights: one field as postings that can be mapped.

What a bigram adds to the score of a section depends on that section and on frozen constants alone,
so it is computed when the field is built and kept as a whole number. Sums of whole numbers do not
depend on their order: a score is the same on every machine, and the same whether its section
stands in a generation or in what came after it.

Why not bm25s: it builds in Python loops (11 s for 10,000 passages, measured; this takes under a
second) and knows only the idf of what it holds.

Imports numpy; loaded only by what indexes or searches.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from draftkit.index.bigrams import Counted
from draftkit.index.idf import Idf

VERSION = 2
"""Of how postings are computed and laid out; raise it when either changes."""

SCALE = 2048
"""Steps of a score: 1 is kept as 2,048. The most that one bigram adds, (k1 + 1) times the idf of a
rare one, stays below the 65,535 of two bytes."""

K1 = 2.0
B = 0.75

ARRAYS = ("terms", "starts", "rows", "impacts")

Make = Callable[[str, int, Any], Any]
"""Makes an array by name, length and type: in memory, or mapped from a new file."""


def in_memory(_name: str, size: int, dtype: Any) -> Any:
    """An array that no file holds."""
    return np.zeros(size, dtype=dtype)


@dataclass(frozen=True)
class Field:
    """Postings of one field. terms: its bigrams, ascending; the postings of terms[i] are
    rows[starts[i]:starts[i + 1]], ascending, each with what it adds in `impacts`."""

    idf: Idf
    terms: Any
    starts: Any
    rows: Any
    impacts: Any

    def add_scores(self, codes: Any, out: Any) -> None:
        """Add to `out` (an integer a row) the score of every row for these bigrams."""
        for part in self._spans(codes)[1]:
            out[self.rows[part]] += self.impacts[part]

    def add_held(self, codes: Any, out: Any) -> None:
        """Add to `out` how much of these bigrams each row holds, by idf."""
        known, spans = self._spans(codes)
        for weight, part in zip(weights(self.idf, codes[known]), spans, strict=True):
            out[self.rows[part]] += weight

    def add_counts(self, codes: Any, out: Any) -> None:
        """Add to `out` how many of these bigrams each row holds."""
        for part in self._spans(codes)[1]:
            out[self.rows[part]] += 1

    def having(self, half: int) -> Any:
        """The terms that have a character, given as half of a code."""
        terms = np.asarray(self.terms)
        return terms[(terms >> np.uint32(16) == half) | (terms & np.uint32(0xFFFF) == half)]

    def holds_all(self, codes: Any, rows: Any) -> Any:
        """A boolean for each of these rows: whether it has every one of the bigrams."""
        known, spans = self._spans(codes)
        held = np.full(len(rows), bool(known.all()) and len(codes) > 0)
        for part in spans if held.any() else ():
            there = self.rows[part]
            places = np.minimum(np.searchsorted(there, rows), len(there) - 1)
            held &= there[places] == rows
        return held

    def _spans(self, codes: Any) -> tuple[Any, list[slice]]:
        """Which of the bigrams are terms, and the postings of those."""
        if not len(self.terms) or not len(codes):
            return np.zeros(len(codes), dtype=bool), []
        places = np.minimum(np.searchsorted(self.terms, codes), len(self.terms) - 1)
        known = self.terms[places] == codes
        found = places[known]
        ends = self.starts[found + 1]
        return known, [slice(*pair) for pair in zip(self.starts[found], ends, strict=True)]


def weights(idf: Idf, codes: Any) -> Any:
    """idf of bigrams in the steps of a score, int32."""
    return np.rint(idf.of(codes).astype(np.float64) * SCALE).astype(np.int32)


class FieldBuilder:
    """Gathers a field chunk by chunk; rows of a later chunk stand after those of an earlier one.

    What is held until `done` is six bytes a posting, and as much again while they are laid out.
    """

    def __init__(self, idf: Idf) -> None:
        self._idf = idf
        self._chunks: list[tuple[Any, Any, Any, Any]] = []
        self._size = 0

    def add(self, found: Counted) -> None:
        """The bigrams of the next texts."""
        terms, sizes = np.unique(found.codes, return_counts=True)
        rows = (found.rows + self._size).astype(np.uint32)
        self._chunks.append((terms, sizes, rows, self._impacts(found)))
        self._size += len(found.lengths)

    def _impacts(self, found: Counted) -> Any:
        """What each posting adds: Robertson's BM25, in steps, at least one."""
        norm = K1 * (1 - B + B * found.lengths / self._idf.mean)
        counts = found.counts.astype(np.float64)
        gain = counts * (K1 + 1) / (counts + norm[found.rows])
        steps = np.rint(self._idf.of(found.codes).astype(np.float64) * gain * SCALE)
        return np.clip(steps, 1, 65535).astype(np.uint16)

    def done(self, make: Make = in_memory) -> Field:
        """The field, its arrays made by `make`."""
        kinds = [chunk[0] for chunk in self._chunks]
        every = np.unique(np.concatenate(kinds)) if kinds else np.zeros(0, dtype=np.uint32)
        totals = np.zeros(len(every), dtype=np.int64)
        for terms, sizes, _, _ in self._chunks:
            totals[np.searchsorted(every, terms)] += sizes
        terms_out = make("terms", len(every), np.uint32)
        starts = make("starts", len(every) + 1, np.int64)
        terms_out[:] = every
        starts[1:] = np.cumsum(totals)
        total = int(totals.sum())
        rows = make("rows", total, np.uint32)
        impacts = make("impacts", total, np.uint16)
        filled = np.array(starts[:-1])
        while self._chunks:
            terms, sizes, chunk_rows, chunk_impacts = self._chunks.pop(0)
            places = np.searchsorted(every, terms)
            before = np.cumsum(sizes) - sizes
            target = np.repeat(filled[places] - before, sizes) + np.arange(len(chunk_rows))
            rows[target] = chunk_rows
            impacts[target] = chunk_impacts
            filled[places] += sizes
        return Field(self._idf, terms_out, starts, rows, impacts)
