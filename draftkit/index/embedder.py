"""Embedder: text → vector. The one that ships needs no download, no fitting and no network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_MARKS = re.compile(r"[^㐀-䶿一-鿿0-9a-z]")
_GOLDEN = 0x9E3779B97F4A7C15


class Embedder(Protocol):
    """What makes vectors. `name` carries a version: vectors of another name are never compared."""

    @property
    def name(self) -> str: ...

    @property
    def dim(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One row a text, of length 1, or all zeros for a text that says nothing."""
        ...


class HashEmbedder:
    """Hashed character 1- to 3-grams of Han characters, letters and digits.

    Each gram adds its sign to one of `dim` places; counts enter as 1 + log, rows have length 1.
    The hash is arithmetic on code points, so every machine makes the same vectors.
    """

    dim = 2048
    name = "zh-hash-2048/1"

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One row a text; see the class."""
        import numpy as np

        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            grams = _grams(text)
            if grams.size:
                out[row] = _folded(grams, self.dim)
        return out


def _grams(text: str) -> Any:
    """Hashes of all grams of a text, as uint64; a gram does not reach across a mark."""
    import numpy as np

    codes = np.frombuffer(kept_or_space(text).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    inside = codes != 32
    found = [_mixed(codes[inside], 1)]
    joined, whole = codes, inside
    for size in (2, 3):
        joined = joined[:-1] * np.uint64(0x110000) + codes[size - 1 :]
        whole = whole[:-1] & inside[size - 1 :]
        found.append(_mixed(joined[whole], size))
    return np.concatenate(found)


def kept_or_space(text: str) -> str:
    """The text in lower case with a space for every character that is no Han character, letter
    or digit."""
    return _MARKS.sub(" ", text.lower())


def _mixed(values: Any, seed: int) -> Any:
    """The finaliser of splitmix64: every bit of the input moves every bit of the hash."""
    import numpy as np

    mixed = values + np.uint64(seed * _GOLDEN & 0xFFFFFFFFFFFFFFFF)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _folded(grams: Any, dim: int) -> Any:
    """Distinct grams weighed by 1 + log of their count, signed and summed into `dim` places."""
    import numpy as np

    kinds, counts = np.unique(grams, return_counts=True)
    weights = 1.0 + np.log(counts)
    signs = np.where(kinds >> np.uint64(63), 1.0, -1.0)
    places = (kinds % np.uint64(dim)).astype(np.int64)
    vector = np.bincount(places, weights=weights * signs, minlength=dim)
    length = float(np.sqrt(vector @ vector))
    return vector / length if length else vector
