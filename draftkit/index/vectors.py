"""Vectors as they are kept, and exact nearness over them.

archive.db keeps a passage's vector as half-precision numbers. A section's, which is compared, is
the sum of its passages', of length `UNIT`, in whole numbers. Products of such vectors are whole
numbers below 2^24, which single precision holds exactly: nearness is the same on every machine,
in whatever order they are summed.

Imports numpy; loaded only by what embeds or searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from draftkit.archive import Archive
from draftkit.archive.health import each_vector
from draftkit.index.embedder import Embedder
from draftkit.values.hits import Passage

if TYPE_CHECKING:
    from draftkit.index.embedder import Matrix

VERSION = 1
"""Of how a section's vector is made; raise it when that changes."""

STORED = "<f2"
"""Half precision, little-endian: two bytes a dimension."""

UNIT = 4000
"""Length of a section's vector: rounded to whole numbers its nearness is right to about 0.0002.
Rounding adds at most half the root of the dimensions, so up to 36,000 of them products stay below
2^24."""

_SLICE = 256
"""Texts embedded at a time."""

_BLOCK = 1 << 20
"""Numbers compared at a time: what a processor's cache holds of them."""


def embedded_text(passage: Passage) -> str:
    """What a passage's vector is made from: its text; headings have an index of their own."""
    return passage.text


def encode(embedder: Embedder, passages: Sequence[Passage]) -> Iterable[tuple[str, bytes]]:
    """(passage id, stored vector) of each passage."""
    for at in range(0, len(passages), _SLICE):
        part = passages[at : at + _SLICE]
        rows = embedder.embed([embedded_text(passage) for passage in part])
        for passage, row in zip(part, rows, strict=True):
            yield passage.id, np.asarray(row).astype(STORED).tobytes()


def worn(archive: Archive, embedder: Embedder) -> tuple[str, ...]:
    """Ids of the passages whose stored vector is none of this embedder: of another length, or with
    numbers that are not finite."""
    out: list[str] = []
    size = embedder.dim * 2
    for rows in each_vector(archive, embedder.name):
        held = {one: blob for one, blob in rows if isinstance(blob, bytes) and len(blob) == size}
        out += [one for one, _ in rows if one not in held]
        numbers = np.frombuffer(b"".join(held.values()), dtype=STORED).reshape(-1, embedder.dim)
        fine = np.isfinite(numbers).all(axis=1)
        out += [one for one, right in zip(held, fine, strict=True) if not right]
    return tuple(out)


def decode(blobs: Iterable[bytes], dim: int) -> Matrix:
    """Stored vectors as a matrix. A row of another length (a damaged one) becomes zeros."""
    rows = list(blobs)
    out = np.zeros((len(rows), dim), dtype=np.float32)
    for at, blob in enumerate(rows):
        if len(blob) == dim * 2:
            out[at] = np.frombuffer(blob, dtype=STORED)
    return out


def of_parts(parts: Sequence[Sequence[bytes]], dim: int) -> Any:
    """The vector of each section from the stored ones of its passages, int16."""
    held = decode((blob for one in parts for blob in one), dim)
    sizes = np.array([len(one) for one in parts], dtype=np.int64)
    out = held
    if len(held) != len(parts):
        out = np.zeros((len(parts), dim), dtype=np.float32)
        starts = np.cumsum(sizes) - sizes
        for depth in range(int(sizes.max(initial=0))):
            deep = np.nonzero(sizes > depth)[0]
            out[deep] += held[starts[deep] + depth]
    return whole(out)


def whole(vectors: Matrix) -> Any:
    """Vectors brought to length `UNIT` in whole numbers, int16; zeros stay zeros."""
    exact = vectors.astype(np.float64)
    lengths = np.sqrt((exact * exact).sum(axis=-1, keepdims=True))
    return np.rint(exact / np.maximum(lengths, 1e-9) * UNIT).astype(np.int16)


def nearness(matrix: Any, query: Any, rows: Any = None) -> Any:
    """Cosine of each row (or of those given by number) with a query, float32; both as `whole`."""
    count = len(matrix) if rows is None else len(rows)
    out = np.empty(count, dtype=np.float32)
    asked = query.astype(np.float32)
    step = max(1, _BLOCK // max(1, matrix.shape[1]))
    for at in range(0, count, step):
        part = matrix[at : at + step] if rows is None else matrix[rows[at : at + step]]
        # Not BLAS: its threads wait for each other when a machine is busy (16 times as long, seen).
        out[at : at + step] = np.einsum("ij,j->i", part.astype(np.float32, copy=False), asked)
    return out / np.float32(UNIT * UNIT)
