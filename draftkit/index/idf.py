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


@dataclass(frozen=True)
class Idf:
    """codes: bigrams, ascending; values: their idf. rare: idf of all others. heading, body: bigrams
    that field has on average. version: changes when any of them does."""

    version: str
    codes: Any
    values: Any
    rare: float
    heading: float
    body: float

    def of(self, codes: Any) -> Any:
        """The idf of each code, float32."""
        wanted = np.asarray(codes, dtype=np.uint32)
        if not self.codes.size:
            return np.full(len(wanted), self.rare, dtype=np.float32)
        places = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        known = self.codes[places] == wanted
        return np.where(known, self.values[places], np.float32(self.rare)).astype(np.float32)


@cache
def shipped() -> Idf:
    """The table that comes with draftkit. It is no data a workspace may override: every index of
    every workspace rests on it."""
    held = (assets.bundled("eval") / TABLE).read_bytes()
    with np.load(BytesIO(held), allow_pickle=False) as file:
        return Idf(
            version=hashlib.sha256(held).hexdigest()[:12],
            codes=file["codes"].astype(np.uint32),
            values=file["values"].astype(np.float32),
            rare=float(file["rare"]),
            heading=float(file["heading"]),
            body=float(file["body"]),
        )
