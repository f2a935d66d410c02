"""Kinds of queries and the weights of legs."""

from __future__ import annotations

import pytest

from draftkit.retrieve.kinds import (
    HASHED,
    IN_HEADINGS,
    LONG,
    SHORT,
    WEIGHTS,
    Kind,
    kind_of,
    weights_for,
)

SAID = "组织科技工作者进社区、进学校、进农村，面向群众开展科学普及志愿服务活动，全年不少于十二场，"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("志愿服务", Kind.HEADING),
        ("深入学习贯彻习近平新时代中国特色社会主义思想", Kind.HEADING),
        ("组织志愿者进社区。", Kind.SENTENCE),
        (SAID * 2, Kind.SENTENCE),
        ("2024年建成科普基地12个", Kind.FACT),
        ("建成科普基地十二个。", Kind.FACT),
        (SAID * 6, Kind.SECTION),
    ],
)
def test_what_kind_a_query_is(query: str, kind: Kind) -> None:
    assert kind_of(query) is kind


def test_each_kind_is_weighed_to_one() -> None:
    for weights in (*WEIGHTS.values(), IN_HEADINGS, SHORT, LONG):
        assert weights.heading + weights.body + weights.dense == pytest.approx(1)


def test_headings_count_as_far_as_one_holds_the_query() -> None:
    assert weights_for("撂荒地认种", 0.5) == IN_HEADINGS
    assert weights_for("撂荒地认种", 0.2) == weights_for("撂荒地认种", 0.0)
    assert weights_for("撂荒地认种", 0.3).heading == pytest.approx(IN_HEADINGS.heading / 5)


def test_a_sentence_is_looked_for_in_texts_only() -> None:
    assert weights_for("组织志愿者进社区。", 1.0).heading == 0
    assert weights_for("建成基地12个。", 1.0) == WEIGHTS[Kind.FACT]
    assert weights_for("实施5321工程", 1.0) == IN_HEADINGS


def test_vectors_that_are_trusted_less_count_less() -> None:
    full = weights_for("撂荒地认种", 0.0)
    assert weights_for("撂荒地认种", 0.0, HASHED).dense == pytest.approx(full.dense * HASHED)


def test_the_words_of_a_long_heading_count_less() -> None:
    words = [weights_for("科普" * count, 0.0).body for count in (1, 2, 4, 8, 10, 12)]
    assert words[0] == words[1] == SHORT.body
    assert words[-1] == words[-2] == LONG.body
    assert words == sorted(words, reverse=True)
    assert weights_for("科普" * 6, 0.0).body == pytest.approx((SHORT.body + LONG.body) / 2)
