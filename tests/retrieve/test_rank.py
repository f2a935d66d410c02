"""Doubles."""

from __future__ import annotations

import pytest

from draftkit.retrieve.rank import Section, as_hits, collapse
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


def test_years_are_left_apart_where_that_is_asked_for() -> None:
    scored = _scored(_passage("a", year=2022), _passage("b", year=2024))
    assert [one.year for one in as_hits(collapse(scored, 10, years_as_one=False))] == [2022, 2024]
    assert len(collapse(scored, 1, years_as_one=False)) == 1
