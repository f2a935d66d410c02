"""What a segment's files must hold before a search may lean on them: types, sizes, and every number
that is used as a place or as the number of a word.

The seal tells what a bad disk changed; this is for a folder that was sealed anew. Rows of postings
are left to numpy, which raises for a row that is not there: there are millions. Imports numpy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from draftkit.index import sections
from draftkit.index.bigrams import MARKS

ASTRAY: tuple[type[Exception], ...] = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    EOFError,
)
"""What reading, or searching, files that were made to mislead may raise."""

_KINDS = {"terms": np.uint32, "starts": np.int64, "rows": np.uint32, "impacts": np.uint16}


def tables_of(read: Any) -> Mapping[str, tuple[str, ...]]:
    """The tables of words, from their file. Raises ValueError."""
    out = {}
    for name in sections.WORDS:
        words = read.get(name) if isinstance(read, dict) else None
        _must(isinstance(words, list) and all(isinstance(one, str) for one in words), name)
        out[name] = tuple(words or ())
    return out


def check_sections(arrays: Mapping[str, Any], tables: Mapping[str, tuple[str, ...]]) -> None:
    """Raises ValueError for arrays that are no rows of these tables."""
    count = len(arrays["id"])
    sizes = {"first": (count + 1,), "parts": arrays["parts"].shape, "marks": (count, MARKS)}
    for name, kind in sections.ARRAYS.items():
        held = arrays[name]
        _must(held.dtype == np.dtype(kind) and held.shape == sizes.get(name, (count,)), name)
    _must(arrays["parts"].ndim == 1, "parts")
    _ascending(arrays["first"], len(arrays["parts"]), "first")
    _must(bool((arrays["parts"][arrays["first"][:-1]] == arrays["id"]).all()), "id")
    for name in sections.WORDS:
        held = arrays[name]
        _must(not count or (held.min() >= -1 and held.max() < len(tables[name])), name)


def check_field(arrays: Mapping[str, Any]) -> None:
    """Raises ValueError for arrays that are no postings."""
    for name, kind in _KINDS.items():
        _must(arrays[name].dtype == kind and arrays[name].ndim == 1, name)
    terms = arrays["terms"]
    _must(len(arrays["starts"]) == len(terms) + 1, "starts")
    _must(len(arrays["rows"]) == len(arrays["impacts"]), "impacts")
    _ascending(arrays["starts"], len(arrays["rows"]), "starts")
    _must(bool((terms[1:] > terms[:-1]).all()), "terms")


def check_matrix(matrix: Any, count: int) -> None:
    """Raises ValueError for an array that is not a vector for each of the rows."""
    _must(matrix.dtype == np.int16 and matrix.ndim == 2 and len(matrix) == count, "vectors")


def _ascending(held: Any, end: int, name: str) -> None:
    """Places begin at 0, rise with each, and end where the other array does."""
    _must(held[0] == 0 and held[-1] == end and bool((held[1:] > held[:-1]).all()), name)


def _must(right: bool, name: str) -> None:
    if not right:
        raise ValueError(name)
