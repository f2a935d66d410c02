"""Legs of a search fused into one score a row. Imports numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

POOL = 300
"""How many rows of a leg count for anything; a row further down has 0 there, so that the order is
the same whether all vectors were compared or candidates only."""


def fused(
    legs: Sequence[tuple[float, Any]], allowed: Any, ties: Any, depth: int
) -> dict[int, float]:
    """Row → score, 0 to the sum of the weights, of the rows that are among the best `depth` of a leg.

    legs: weight and score of every row. A score counts as a share of the best one of its leg among
    the rows allowed (a boolean a row). Shares say how much better a hit is, which ranks do not:
    measured a little better than reciprocal ranks, and never below the best leg where those were
    (docs/decisions/0007-finding.md). ties: the place of each row among equals.
    """
    total = np.zeros(len(allowed), dtype=np.float64)
    chosen = np.zeros(len(allowed), dtype=bool)
    for weight, scores in legs:
        rows = np.nonzero(allowed & (scores > 0))[0]
        if not weight or not rows.size:
            continue
        order = rows[np.lexsort((ties[rows], -scores[rows]))]
        chosen[order[:depth]] = True
        counted = order[: max(depth, POOL)]
        total[counted] += weight * (scores[counted] / float(scores[order[0]]))
    return {int(row): round(float(total[row]), 6) for row in np.nonzero(chosen)[0]}
