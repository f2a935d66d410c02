"""BM25 over character bigrams, in memory, one field an instance.

Why not bm25s: its index is built in Python loops (11 s for 10,000 passages, measured; this takes
under a second), and a search on the command line has to build or load it each time.

Imports numpy; loaded only by what searches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from draftkit.text.similar import bare

_SPACE = 32
_CHUNK = 5000
"""Texts read at a time while building, to bound memory."""


class Bm25:
    """An index over texts in a fixed order. Robertson's BM25 with idf ln(1 + (N-n+.5)/(n+.5)).

    Bigrams run on over marks (科普、教育 holds 普教): measured a little better than stopping there.

    idf depends on the texts it is built from; a frozen table can take its place without another
    change, since it is kept in `_idf` alone.
    """

    def __init__(self, texts: Sequence[str], *, k1: float = 2.0, b: float = 0.75) -> None:
        self.size = len(texts)
        pairs = [_counted(texts, at) for at in range(0, len(texts), _CHUNK)]
        keys = np.concatenate([pair[0] for pair in pairs]) if pairs else np.zeros(0, np.uint64)
        counts = np.concatenate([pair[1] for pair in pairs]) if pairs else np.zeros(0, np.int64)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        self._rows = (keys & np.uint64(0xFFFFFFFF)).astype(np.int32)
        self._terms, self._starts = np.unique(
            (keys >> np.uint64(32)).astype(np.uint32), return_index=True
        )
        self._ends = np.append(self._starts[1:], len(keys))
        found = (self._ends - self._starts).astype(np.float64)
        self._idf = np.log1p((self.size - found + 0.5) / (found + 0.5))
        self._weights = self._weighed(counts[order], k1, b)

    def _weighed(self, counts: Any, k1: float, b: float) -> Any:
        """What each posting adds to the score of its text."""
        lengths = np.bincount(self._rows, weights=counts, minlength=self.size)
        mean = float(lengths.mean()) if self.size and lengths.any() else 1.0
        norm = k1 * (1 - b + b * lengths[self._rows] / mean)
        spread = np.repeat(self._idf, self._ends - self._starts)
        return (spread * counts * (k1 + 1) / (counts + norm)).astype(np.float32)

    def _asked(self, query: str) -> tuple[Any, int]:
        """The places of the query's bigrams among the terms, and how many are no term at all."""
        asked = np.unique(_bigrams(bare(query.lower()))[0])
        if not self._terms.size:
            return np.zeros(0, dtype=np.int64), len(asked)
        places = np.searchsorted(self._terms, asked)
        places[places == len(self._terms)] = 0
        places = places[self._terms[places] == asked]
        return places, len(asked) - len(places)

    def scores(self, query: str) -> Any:
        """The score of every text, float32, rounded to 4 places so that machines agree on ties."""
        out = np.zeros(self.size, dtype=np.float32)
        for place in self._asked(query)[0]:
            part = slice(self._starts[place], self._ends[place])
            out[self._rows[part]] += self._weights[part]
        return np.round(out, 4)

    def coverage(self, query: str) -> float:
        """How much of the query, 0 to 1 by idf, the text that holds most of it holds."""
        places, unknown = self._asked(query)
        held = np.zeros(self.size, dtype=np.float32)
        for place in places:
            held[self._rows[self._starts[place] : self._ends[place]]] += self._idf[place]
        whole = float(self._idf[places].sum()) + unknown * float(np.log1p(2 * self.size + 1))
        return float(held.max()) / whole if len(places) else 0.0


def _bigrams(text: str) -> tuple[Any, Any]:
    """Bigrams of a text as (code, place) arrays; none reaches across a space. A code is two
    16-bit halves; characters beyond the basic plane, rare names, may share one."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    low = codes & np.uint32(0xFFFF)
    places = np.nonzero((codes[:-1] != _SPACE) & (codes[1:] != _SPACE))[0]
    return (low[:-1][places] << np.uint32(16)) | low[1:][places], places


def _counted(texts: Sequence[str], first: int) -> tuple[Any, Any]:
    """(bigram and row in one number, count) of each bigram of each text of one chunk."""
    parts = [bare(text.lower()) for text in texts[first : first + _CHUNK]]
    codes, places = _bigrams(" ".join(parts))
    ends = np.cumsum([len(part) + 1 for part in parts])
    rows = np.searchsorted(ends, places, side="right") + first
    keys = (codes.astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64)
    return np.unique(keys, return_counts=True)
