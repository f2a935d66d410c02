"""How the legs of a search are weighed and fused. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from draftkit.text.similar import bare

RRF = 60
"""The constant of reciprocal rank fusion (Cormack et al. 2009): score = Σ weight / (60 + rank)."""

_HEADING_CHARS = 60
"""A query of more characters than this, or with a stop in it, is a sentence."""


@dataclass(frozen=True)
class Weights:
    """How much each leg counts."""

    heading: float
    body: float
    dense: float


HEADING = Weights(heading=20.0, body=1.0, dense=0.3)
SENTENCE = Weights(heading=0.0, body=1.0, dense=0.5)
"""Measured on graded headings, half of which these weights were chosen on (docs/decisions/0002): a
heading is so much better found in headings that the other legs only order what those leave equal
and fill up behind them."""

_COVERED = (0.25, 0.5)
"""Shares of a query that the nearest heading holds: below the first, headings count for nothing;
from the second, in full."""


def is_heading(query: str) -> bool:
    """Whether a query is words like a heading's, best found in headings, or a sentence."""
    return len(bare(query)) <= _HEADING_CHARS and not any(stop in query for stop in "。；！？")


def weights_for(query: str, coverage: float) -> Weights:
    """The weights for a query. `coverage`: how much of it the heading nearest to it holds, 0 to 1;
    where that is little, headings lose weight, for the words are not a heading's here."""
    if not is_heading(query):
        return SENTENCE
    none, full = _COVERED
    share = min(1.0, max(0.0, (coverage - none) / (full - none)))
    return replace(HEADING, heading=HEADING.heading * share)


def fuse(legs: Iterable[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """Weighed reciprocal ranks summed; each leg is row numbers, best first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, rows in legs:
        if weight:
            for rank, row in enumerate(rows, 1):
                scores[row] += weight / (RRF + rank)
    return {row: round(score, 8) for row, score in scores.items()}
