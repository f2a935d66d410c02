"""Weights and fusion."""

from __future__ import annotations

import pytest

from draftkit.retrieve.rank import HEADING, SENTENCE, fuse, weights_for

LONG = "组织科技工作者进社区、进学校、进农村，面向群众开展科学普及志愿服务活动，全年不少于十二场。"


def test_fusion_is_the_sum_of_weighed_reciprocal_ranks() -> None:
    fused = fuse([(2.0, [7, 8]), (1.0, [8, 9]), (0.0, [5])])
    assert fused == pytest.approx({7: 2 / 61, 8: 2 / 62 + 1 / 61, 9: 1 / 62}, abs=1e-7)


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("志愿服务", True),
        ("深入学习贯彻习近平新时代中国特色社会主义思想", True),
        ("组织志愿者进社区。", False),
        (LONG, False),
    ],
)
def test_a_sentence_is_not_looked_for_in_headings(query: str, heading: bool) -> None:
    weights = weights_for(query, 1.0)
    assert weights == (HEADING if heading else SENTENCE)
    assert (weights.heading > weights.body) is heading


def test_headings_that_hold_little_of_a_query_count_little() -> None:
    assert weights_for("撂荒地认种", 0.3).heading == pytest.approx(HEADING.heading / 5)
    assert weights_for("撂荒地认种", 0.2).heading == 0
    assert weights_for("撂荒地认种", 0.5) == HEADING
