"""Fusion of legs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from draftkit.retrieve import fusing
from draftkit.retrieve.fusing import fused as _arrays

TIES = np.arange(4)
ALL = np.ones(4, dtype=bool)


def fused(*given: Any) -> dict[int, float]:
    """Row → score."""
    rows, scores = _arrays(*given)
    return dict(zip(rows.tolist(), scores.tolist(), strict=True))


def test_a_score_counts_as_a_share_of_the_best_of_its_leg() -> None:
    legs = [(0.5, np.array([8.0, 4.0, 0.0, 0.0])), (0.5, np.array([0.0, 0.2, 0.4, 0.0]))]
    assert fused(legs, ALL, TIES, 10) == pytest.approx({0: 0.5, 1: 0.5, 2: 0.5})


def test_the_best_is_the_best_of_those_allowed() -> None:
    allowed = np.array([False, True, True, True])
    assert fused([(1.0, np.array([8.0, 4.0, 2.0, 0.0]))], allowed, TIES, 10) == {1: 1.0, 2: 0.5}


def test_one_leg_alone_keeps_its_order_and_depth() -> None:
    scores = np.array([1.0, 3.0, 3.0, 2.0])
    found = fused([(1.0, scores), (0.0, -scores)], ALL, TIES, 3)
    assert sorted(found, key=lambda row: (-found[row], row)) == [1, 2, 3]


def test_what_is_far_down_a_leg_counts_for_nothing_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that compared candidates only does not know those scores."""
    monkeypatch.setattr(fusing, "POOL", 2)
    legs = [(0.5, np.array([4.0, 3.0, 2.0, 1.0])), (0.5, np.array([0.0, 0.0, 0.0, 1.0]))]
    assert fused(legs, ALL, TIES, 2) == pytest.approx({0: 0.5, 1: 0.375, 3: 0.5})


def test_nothing_found_is_nothing() -> None:
    assert fused([(1.0, np.zeros(4))], ALL, TIES, 3) == {}
    assert fused([], ALL, TIES, 3) == {}
