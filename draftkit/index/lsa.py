"""LsaEmbedder: text → vector by a frozen table, fitted once on published official papers.

Each character and each pair of characters that the table knows adds its row; what a text is about
outweighs which words it says it in. Loads numpy and the table with the first text.

How the table is made: benchmarks/fit_lsa.py. What it is worth: docs/decisions/0009-finding.md.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from draftkit.assets import bundled
from draftkit.index.embedder import kept_or_space

if TYPE_CHECKING:
    from draftkit.index.embedder import Matrix

TABLE = "lsa/zh-lsa-320-1.npz"
"""The table under eval/. It is taken from the package only, never from a workspace's own eval/: a
name of an embedder stands for one table."""

DIM = 320
_SPACE = 32
_SLICE = 512
"""Texts read at a time, to bound memory."""


class LsaEmbedder:
    """Characters and pairs of characters, each a row of 320 numbers, weighed and summed.

    A text with nothing the table knows (a name in Latin letters is known, a string of rare
    characters is not) has a vector of zeros, and is found by its words alone. Sums are of 8-bit
    whole numbers times weights, so machines differ in rounding at most. Safe for many threads.
    """

    dim = DIM
    name = "zh-lsa-320/1"
    sure = (0.5, 0.7)
    """Nearness of the nearest text: up to the first the table hardly knows what a heading speaks of,
    from the second it does (docs/decisions/0009-finding.md)."""

    def __init__(self, table: Path | None = None) -> None:
        """table: another table than the one that ships, for measuring."""
        self._path = table or bundled("eval") / TABLE
        self._guard = threading.Lock()
        self._table: Table | None = None

    @property
    def table(self) -> Table:
        """The table, read with the first use."""
        with self._guard:
            if self._table is None:
                self._table = Table.read(self._path)
            return self._table

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One row a text, of length 1; see the class."""
        import numpy as np

        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for at in range(0, len(texts), _SLICE):
            part = texts[at : at + _SLICE]
            self.table.into(out[at : at + len(part)], part)
        return out


class Table:
    """Grams and what each adds: codes (uint32, rising), idf (float32), rows (int8, a gram each)
    and the size of one step of each column (float32)."""

    def __init__(self, codes: Any, idf: Any, rows: Any, steps: Any) -> None:
        self.codes = codes
        self.idf = idf
        self.rows = rows
        self.steps = steps

    @classmethod
    def read(cls, path: Path) -> Table:
        """From its file; raises OSError where that is missing."""
        import numpy as np

        with np.load(path, allow_pickle=False) as held:
            return cls(held["codes"], held["idf"].astype(np.float32), held["rows"], held["steps"])

    def into(self, out: Matrix, texts: Sequence[str]) -> None:
        """Write the vector of each text into its row of `out`."""
        import numpy as np

        owners, codes, counts = counted(texts)
        places = np.searchsorted(self.codes, codes)
        places[places == len(self.codes)] = 0
        known = self.codes[places] == codes
        owners, places, counts = owners[known], places[known], counts[known]
        weights = (1.0 + np.log(counts.astype(np.float32))) * self.idf[places]
        ends = np.searchsorted(owners, np.arange(len(texts) + 1))
        for row in range(len(texts)):
            mine = slice(ends[row], ends[row + 1])
            if mine.stop > mine.start:
                vector = weights[mine] @ self.rows[places[mine]].astype(np.float32)
                vector *= self.steps
                length = float(np.sqrt(vector @ vector))
                out[row] = vector / length if length else 0.0


def counted(texts: Sequence[str]) -> tuple[Any, Any, Any]:
    """The grams of some texts as (text, code, count), by text, then code.

    A gram is a character or two that stand side by side, Han, a letter or a digit, every digit
    counting as 0. A code is the character's own, or the first of two times 65,536 plus the second;
    rare characters beyond the basic plane may share one.
    """
    import numpy as np

    kept = [kept_or_space(text) for text in texts]
    points = np.frombuffer(" ".join(kept).encode("utf-32-le"), dtype="<u4") & np.uint32(0xFFFF)
    points = np.where((points >= 48) & (points <= 57), np.uint32(48), points)
    ends = np.cumsum([len(text) + 1 for text in kept])
    owners = np.searchsorted(ends, np.arange(len(points)), side="right").astype(np.uint64)
    inside = points != _SPACE
    pairs = np.nonzero(inside[:-1] & inside[1:])[0]
    codes = np.concatenate([points[inside], (points[pairs] << np.uint32(16)) | points[pairs + 1]])
    owners = np.concatenate([owners[inside], owners[pairs]])
    keys, counts = np.unique(
        (owners << np.uint64(32)) | codes.astype(np.uint64), return_counts=True
    )
    return (
        (keys >> np.uint64(32)).astype(np.int64),
        (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        counts,
    )
