"""Legs of a search fused into one score a row. Imports numpy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

POOL = 300
"""How many rows of a leg count for anything; a row further down has 0 there, so that the order is
the same whether all vectors were compared or candidates only."""

MARGIN = 0.7
"""Of two scores that stand so far apart no preference (boosts.py: 0.8 to 1.11) changes the order."""


@dataclass(frozen=True)
class Leg:
    """One ranking. rows: best first, those that score nothing left out; scores: of these rows, as a
    share of the best one; weight: how much it counts."""

    weight: float
    rows: Any
    scores: Any

    @classmethod
    def of(cls, weight: float, scores: Any, allowed: Any, ties: Any, depth: int) -> Leg:
        """The best of all rows allowed (a boolean a row). ties: the place of each row among equals."""
        return cls.over(weight, np.flatnonzero(allowed & (scores > 0)), scores, ties, depth)

    @classmethod
    def over(cls, weight: float, rows: Any, scores: Any, ties: Any, depth: int) -> Leg:
        """The best of some rows (ascending), each of which scores above 0 in `scores`, which has
        every row."""
        if len(rows) > depth:
            held = scores[rows]
            least = np.partition(held, len(rows) - depth)[len(rows) - depth]
            rows = rows[held >= least]
        rows = rows[np.lexsort((ties[rows], -scores[rows]))[:depth]]
        return cls(weight, rows, scores[rows] / float(scores[rows[0]]) if len(rows) else rows)

    def __len__(self) -> int:
        return len(self.rows)

    def first(self, depth: int) -> Leg:
        """Its best rows."""
        return Leg(self.weight, self.rows[:depth], self.scores[:depth])


def fused(legs: Iterable[Leg], depth: int) -> tuple[Any, Any]:
    """Rows that are among the best `depth` of a leg, ascending, and their scores, 0 to the sum of
    the weights.

    A score counts as a share of the best one of its leg. Shares say how much better a hit is, which
    ranks do not: measured a little better than reciprocal ranks, and never below the best leg where
    those were (docs/decisions/0009-finding.md).
    """
    counted = [leg for leg in legs if leg.weight and len(leg)]
    if not counted:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    rows = np.unique(np.concatenate([leg.rows[:depth] for leg in counted]))
    total = np.zeros(len(rows), dtype=np.float64)
    for leg in counted:
        places = np.minimum(np.searchsorted(rows, leg.rows), len(rows) - 1)
        there = rows[places] == leg.rows
        total[places[there]] += leg.weight * leg.scores[there]
    return rows, total


def settled(legs: Iterable[Leg], weight: float, depth: int) -> bool:
    """Whether these legs have `depth` rows of which the last scores more than a leg of this weight
    could ever give: then no row that only that leg knows can come among them."""
    scores = np.sort(fused(legs, depth)[1])[::-1]
    return len(scores) >= depth and bool(scores[depth - 1] * MARGIN >= weight)
