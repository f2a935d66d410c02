"""A sketch of a text: a few numbers that texts which are nearly the same share with near certainty.

One-permutation MinHash (Li, Owen, Zhang 2012) over the set of character bigrams, in bands: two
texts whose bigrams are the same to 0.85 share a band in 1,999 of 2,000 cases, to 0.4 in one of 16.
"""

from __future__ import annotations

import hashlib
import zlib

from draftkit.text.similar import bigrams

_ROWS = 6
_BANDS = 16
_BINS = _ROWS * _BANDS

LEAST = 20
"""Bigrams below which a text is too short to be known by its words."""


def band_marks(text: str, told: str = "") -> frozenset[int]:
    """One 64-bit number for each band of a text; none for a text too short. Texts share them only
    where `told`, what must be equal, is."""
    grams = bigrams(text)
    if len(grams) < LEAST:
        return frozenset()
    bins: list[int | None] = [None] * _BINS
    for gram in grams:
        value = zlib.crc32(gram.encode("utf-8"))
        at, rest = value % _BINS, value // _BINS
        held = bins[at]
        if held is None or rest < held:
            bins[at] = rest
    filled = _filled(bins)
    return frozenset(
        _mark(f"b{band}", told, *map(str, filled[band * _ROWS : (band + 1) * _ROWS]))
        for band in range(_BANDS)
    )


def _filled(bins: list[int | None]) -> list[int]:
    """Empty bins take the value of the next one that is not, going round (Shrivastava, Li 2014)."""
    out = [0] * len(bins)
    held = 0
    for at in range(2 * len(bins) - 1, -1, -1):
        value = bins[at % len(bins)]
        held = held if value is None else value
        out[at % len(bins)] = held
    return out


def number_mark(number: str) -> int:
    """The mark of a document number."""
    return _mark("n", number)


def _mark(*parts: str) -> int:
    """A signed 64-bit number, as SQLite holds it."""
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def jaccard(left: str, right: str) -> float:
    """Shared part of the bigrams of two texts, 0 to 1."""
    a, b = set(bigrams(left)), set(bigrams(right))
    return len(a & b) / len(a | b) if a and b else 0.0
