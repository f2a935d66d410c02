"""Frozen weights of bigrams: how rare each is in official Chinese, not in the archive at hand.

So a section's score does not change with what else is archived, the parts of an index (a generation
and what came after it) add up to exactly what one index would say, and the same files give the same
answers in whatever order they came. The table is fitted by `benchmarks/fit_idf.py`; a bigram that is
not in it counts as rare.

Imports numpy; loaded only by what indexes or searches.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np

from draftkit import assets

TABLE = "lexical/idf.npz"

FIELDS = ("headings", "bodies")
"""The two fields of a section: title and heading path, and text."""


@dataclass(frozen=True)
class Idf:
    """Weights of one field. codes: bigrams, ascending; values: their idf; rare: idf of all others.
    mean: bigrams the field has on average. version: of the whole table."""

    version: str
    codes: Any
    values: Any
    rare: float
    mean: float

    def of(self, codes: Any) -> Any:
        """The idf of each code, float32."""
        places, known = self._found(codes)
        if not len(self.codes):
            return np.full(len(places), self.rare, dtype=np.float32)
        return np.where(known, self.values[places], np.float32(self.rare)).astype(np.float32)

    def knows(self, codes: Any) -> Any:
        """A boolean for each code: whether it has a weight of its own."""
        return self._found(codes)[1]

    def _found(self, codes: Any) -> tuple[Any, Any]:
        """The place of each code, and whether it is there."""
        wanted = np.asarray(codes, dtype=np.uint32)
        if not len(self.codes):
            return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
        places = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        return places, self.codes[places] == wanted


@cache
def shipped() -> dict[str, Idf]:
    """The weights that come with draftkit, by field (`headings`, `bodies`). They are no data that a
    workspace may override: every index rests on them."""
    held = (assets.bundled("eval") / TABLE).read_bytes()
    version = hashlib.sha256(held).hexdigest()[:12]
    with np.load(BytesIO(held), allow_pickle=False) as file:
        return {
            name: Idf(
                version=version,
                codes=file[f"{name}_codes"].astype(np.uint32),
                values=file[f"{name}_values"].astype(np.float32),
                rare=float(file[f"{name}_rare"]),
                mean=float(file[f"{name}_mean"]),
            )
            for name in FIELDS
        }
