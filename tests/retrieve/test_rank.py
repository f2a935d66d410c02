"""Weights, fusion and doubles."""

from __future__ import annotations

import pytest

from draftkit.retrieve.rank import HEADING, SENTENCE, Section, as_hits, collapse, fuse, weights_for
from draftkit.text.similar import bigrams
from draftkit.values.hits import Passage

LONG = "组织科技工作者进社区、进学校、进农村，面向群众开展科学普及志愿服务活动，全年不少于十二场。"


def _passage(ident: str, text: str = LONG, **fields: object) -> Passage:
    given = {"issuer": "示例局", "year": 2024, "heading_path": ("志愿服务",), **fields}
    return Passage(id=ident, notice_id=f"n{ident}", ordinal=0, text=text, **given)  # type: ignore[arg-type]


def _scored(*passages: Passage) -> list[tuple[float, Section]]:
    return [
        (1.0 - at / 100, Section.of([one], frozenset(bigrams("志愿服务"))))
        for at, one in enumerate(passages)
    ]


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


def test_one_text_of_several_years_is_one_hit_told_by_the_newest() -> None:
    edited = LONG.replace("十二场", "十场")
    other = _passage("d", "推进移风易俗，反对铺张浪费，倡导文明节俭办事的新风尚。")
    groups = collapse(
        _scored(
            _passage("a", year=2022),
            other,
            _passage("b", edited, year=2024),
            _passage("c", year=2023),
        ),
        10,
    )
    first, second = as_hits(groups)
    assert (first.year, first.also_in, first.text) == (2024, (2023, 2022), edited)
    assert (first.rank, first.score) == (1, 1.0)
    assert second.passage_id == "d"


@pytest.mark.parametrize(
    "fields",
    [{"issuer": "样例局"}, {"issuer": None}, {"heading_path": ("科普宣传",)}, {"text": LONG[::-1]}],
)
def test_other_bodies_headings_and_texts_stay_apart(fields: dict[str, object]) -> None:
    left = _passage("a", year=2022, **({"issuer": None} if fields.get("issuer", 1) is None else {}))
    groups = collapse(_scored(left, _passage("b", **fields)), 10)  # type: ignore[arg-type]
    assert len(groups) == 2


def test_parts_of_one_notice_are_never_one() -> None:
    left, right = _passage("a"), _passage("b").model_copy(update={"notice_id": "na"})
    assert len(collapse(_scored(left, right), 10)) == 2


def test_years_are_still_gathered_when_there_are_hits_enough() -> None:
    (group,) = collapse(
        _scored(
            _passage("a", year=2020), _passage("x", "别的话。", heading_path=("别",)), _passage("b")
        ),
        1,
    )
    assert (group.newest.id, len(group.sections)) == ("b", 2)


def test_the_part_that_holds_the_query_is_shown() -> None:
    parts = [_passage("a", "开头的话说学习。"), _passage("b", "后面的话说志愿服务。")]
    section = Section.of(parts, frozenset(bigrams("志愿服务")))
    assert section.best.id == "b"
    assert Section.of(parts, frozenset()).best.id == "a"
    assert {"学习", "志愿"} <= section.grams
