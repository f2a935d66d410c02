"""Character bigrams as numbers: what the lexical index, its frozen weights and MinHash are made of.

A code is two 16-bit halves, one a character; characters beyond the basic plane, rare names, may
share one. Traditional characters count as their simplified ones. Bigrams run on over marks
(科普、教育 holds 普教): measured a little better than stopping there. Imports numpy; loaded only by what indexes or searches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from draftkit.reading.traditional import simplified
from draftkit.text.similar import bare

MARKS = 6
"""Smallest hashes kept of a text's bigrams (MinHash): texts that are much alike share one."""

NO_MARK = 0xFFFFFFFF
"""Fills the marks of a text that has fewer bigrams."""

_SPACE = 32


@dataclass(frozen=True)
class Counted:
    """The bigrams of some texts: each distinct (code, row) once, sorted by code, then row.

    rows count from 0 in the texts given; lengths: bigrams a text has, repeats counted.
    """

    codes: Any
    rows: Any
    counts: Any
    lengths: Any


def counted(texts: Sequence[str]) -> Counted:
    """Count the bigrams of texts; none reaches from one text into the next."""
    parts = [bare(text).lower() for text in texts]
    codes, places = _pairs(" ".join(parts))
    ends = np.cumsum([len(part) + 1 for part in parts], dtype=np.int64)
    rows = np.searchsorted(ends, places, side="right").astype(np.uint64)
    keys, counts = np.unique((codes.astype(np.uint64) << np.uint64(32)) | rows, return_counts=True)
    kept = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    lengths = np.bincount(kept, weights=counts, minlength=len(parts)).astype(np.int64)
    return Counted((keys >> np.uint64(32)).astype(np.uint32), kept, counts, lengths)


def asked(query: str) -> Any:
    """The distinct bigrams of a query, sorted."""
    return np.unique(_pairs(bare(query).lower())[0])


def lone(query: str) -> int | None:
    """The half of a code that stands for a query of one character; None for any other query."""
    plain = bare(query).lower()
    return int(_folds()[ord(plain) & 0xFFFF]) if len(plain) == 1 else None


def marks(found: Counted) -> Any:
    """The `MARKS` smallest hashes of each text's bigrams, ascending: an array of uint32 rows."""
    size = len(found.lengths)
    keys = (found.rows.astype(np.uint64) << np.uint64(32)) | _hashed(found.codes)
    keys.sort()
    starts = np.searchsorted(keys, np.arange(size, dtype=np.uint64) << np.uint64(32))
    ends = np.append(starts[1:], len(keys))
    places = starts[:, None] + np.arange(MARKS)
    inside = places < ends[:, None]
    out = np.full((size, MARKS), NO_MARK, dtype=np.uint32)
    out[inside] = (keys[places[inside]] & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return out


def _pairs(text: str) -> tuple[Any, Any]:
    """Bigrams of a text as (code, place) arrays; none reaches across a space."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    low = _folds()[codes & np.uint32(0xFFFF)]
    places = np.nonzero((codes[:-1] != _SPACE) & (codes[1:] != _SPACE))[0]
    return (low[:-1][places] << np.uint32(16)) | low[1:][places], places


@cache
def _folds() -> Any:
    """What each 16-bit half counts as."""
    out = np.arange(1 << 16, dtype=np.uint32)
    pairs = {old: new for old, new in simplified().items() if max(old, new) < len(out)}
    out[list(pairs)] = list(pairs.values())
    return out


def _hashed(codes: Any) -> Any:
    """32 well mixed bits of each code (the finaliser of MurmurHash3), as uint64."""
    mixed = codes.astype(np.uint32)
    mixed = (mixed ^ (mixed >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return (mixed ^ (mixed >> np.uint32(16))).astype(np.uint64)
