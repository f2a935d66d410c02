"""Fusion of legs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from draftkit.retrieve import fusing
from draftkit.retrieve.fusing import POOL, Leg, settled
from draftkit.retrieve.fusing import fused as _fused

TIES = np.arange(4)
ALL = np.ones(4, dtype=bool)


def fused(legs: Any, allowed: Any, ties: Any, depth: int) -> dict[int, float]:
    """Row → score, of legs given as weight and scores of all rows."""
    made = [
        Leg.of(weight, scores, allowed, ties, max(depth, fusing.POOL)) for weight, scores in legs
    ]
    rows, scores = _fused(made, depth)
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


def test_the_first_of_a_leg_are_the_leg_of_fewer() -> None:
    scores = np.random.default_rng(3).integers(0, 9, 1000)
    ties, every = np.arange(1000)[::-1].copy(), np.ones(1000, dtype=bool)
    long, short = (Leg.of(0.5, scores, every, ties, depth) for depth in (700, POOL))
    assert len(short) == POOL
    assert long.first(POOL).rows.tolist() == short.rows.tolist()
    assert long.first(POOL).scores.tolist() == short.scores.tolist()


def test_a_leg_over_some_rows_is_the_leg_of_all_where_those_hold_its_best() -> None:
    scores = np.array([0.1, 0.9, 0.5, 0.0])
    of_all = Leg.of(0.3, scores, ALL, TIES, 2)
    of_some = Leg.over(0.3, np.array([1, 2]), scores, TIES, 2)
    assert of_some.rows.tolist() == of_all.rows.tolist() == [1, 2]
    assert of_some.scores.tolist() == of_all.scores.tolist()
    assert not len(Leg.over(0.3, np.zeros(0, dtype=np.int64), scores, TIES, 2))


def test_words_settle_who_comes_first_where_the_last_outweighs_all_of_nearness() -> None:
    words = Leg.of(0.9, np.array([8.0, 4.0, 2.0, 0.0]), ALL, TIES, 4)
    assert settled([words], 0.1, 3), "the third scores .225"
    assert not settled([words], 0.2, 3), "by the margin for preferences"
    assert not settled([words], 0.01, 4), "a fourth that words do not know may be near"
    assert not settled([], 0.1, 1)
