"""Vectors as they are kept: half-precision rows in archive.db; exact nearness over them.

Imports numpy; loaded only by what embeds or searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from draftkit.index.embedder import Embedder
from draftkit.values.hits import Passage

if TYPE_CHECKING:
    from draftkit.index.embedder import Matrix

STORED = "<f2"
"""Half precision, little-endian: 4 kB a passage at 2,048 dimensions, nearness right to 0.001."""

_SLICE = 256
"""Texts embedded at a time."""


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


def decode(blobs: Iterable[bytes], dim: int) -> Matrix:
    """Stored vectors as a matrix. A row of another length (a damaged one) becomes zeros."""
    rows = list(blobs)
    out = np.zeros((len(rows), dim), dtype=np.float32)
    for at, blob in enumerate(rows):
        if len(blob) == dim * 2:
            out[at] = np.frombuffer(blob, dtype=STORED)
    return out


def nearness(matrix: Matrix, query: Matrix) -> Any:
    """Cosine of each row with the query, rounded to 5 places so that machines agree on ties."""
    return np.round(matrix @ query, 5)
