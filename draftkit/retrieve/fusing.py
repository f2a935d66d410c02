"""Legs of a search fused into one score a row. Imports numpy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

POOL = 300
"""How many rows of a leg count for anything; a row further down has 0 there, so that the order is
the same whether all vectors were compared or candidates only."""


def fused(
    legs: Iterable[tuple[float, Any]], allowed: Any, ties: Any, depth: int
) -> tuple[Any, Any]:
    """Rows that are among the best `depth` of a leg, ascending, and their scores, 0 to the sum of
    the weights.

    legs: weight and scores of every row. A score counts as a share of the best one of its leg among
    the rows allowed (a boolean a row). Shares say how much better a hit is, which ranks do not:
    measured a little better than reciprocal ranks, and never below the best leg where those were
    (docs/decisions/0009-finding.md). ties: the place of each row among equals.
    """
    counted = [
        (weight, order, scores[order] / float(scores[order[0]]))
        for weight, scores in legs
        if weight and len(order := best(scores, allowed, ties, max(depth, POOL)))
    ]
    if not counted:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    rows = np.unique(np.concatenate([order[:depth] for _, order, _ in counted]))
    total = np.zeros(len(rows), dtype=np.float64)
    for weight, order, shares in counted:
        places = np.minimum(np.searchsorted(rows, order), len(rows) - 1)
        there = rows[places] == order
        total[places[there]] += weight * shares[there]
    return rows, total


def best(scores: Any, allowed: Any, ties: Any, depth: int) -> Any:
    """The best rows of one leg, best first; rows that score nothing are not among them."""
    rows = np.flatnonzero(allowed & (scores > 0))
    if len(rows) > depth:
        held = scores[rows]
        least = np.partition(held, len(rows) - depth)[len(rows) - depth]
        rows = rows[held >= least]
    return rows[np.lexsort((ties[rows], -scores[rows]))[:depth]]
