"""One text of several years is one hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from draftkit.index.bigrams import NO_MARK, counted, marks
from draftkit.retrieve.doubles import Candidate, Group, Section, collapse, suspects, within_reach
from draftkit.text.similar import bare, bigrams
from draftkit.values.hits import Passage

LONG = "组织科技工作者进社区、进学校、进农村，面向群众开展科学普及志愿服务活动，全年不少于十二场。"


def _passage(ident: str, text: str = LONG, **fields: object) -> Passage:
    given = {"issuer": "示例局", "year": 2024, "heading_path": ("志愿服务",), **fields}
    return Passage(id=ident, notice_id=f"n{ident}", ordinal=0, text=text, **given)  # type: ignore[arg-type]


def _candidates(passages: Sequence[Passage]) -> list[Candidate]:
    held = marks(counted([one.text for one in passages])).tolist()
    return [
        Candidate(
            row=at,
            score=1.0 - at / 100,
            notice=one.notice_id,
            year=one.year or 0,
            id=one.id,
            named=one.issuer is not None,
            place=hash((one.issuer or "", bare(one.heading_path[-1]))),
            marks=tuple(mark for mark in held[at] if mark != NO_MARK),
        )
        for at, one in enumerate(passages)
    ]


def _collapsed(*passages: Passage, k: int = 10) -> list[Group]:
    read: list[int] = []

    def grams(row: int) -> frozenset[str]:
        read.append(row)
        return frozenset(bigrams(passages[row].text))

    found = _candidates(passages)
    groups = collapse(found, k, grams)
    assert set(read) <= set(suspects(found))
    return groups


def test_one_text_of_several_years_is_one_hit_told_by_the_newest() -> None:
    edited = LONG.replace("十二场", "十场")
    other = _passage("d", "推进移风易俗，反对铺张浪费，倡导文明节俭办事的新风尚。")
    first, second = _collapsed(
        _passage("a", year=2022), other, _passage("b", edited, year=2024), _passage("c", year=2023)
    )
    assert (first.newest.id, first.newest.year) == ("b", 2024)
    assert first.other_years(first.newest) == (2023, 2022)
    assert first.score == 1.0
    assert second.newest.id == "d"


@pytest.mark.parametrize(
    "fields",
    [{"issuer": "样例局"}, {"issuer": None}, {"heading_path": ("科普宣传",)}, {"text": LONG[::-1]}],
)
def test_other_bodies_headings_and_texts_stay_apart(fields: dict[str, object]) -> None:
    left = _passage("a", year=2022, **({"issuer": None} if fields.get("issuer", 1) is None else {}))
    assert len(_collapsed(left, _passage("b", **fields))) == 2  # type: ignore[arg-type]


def test_sections_of_one_notice_are_never_one() -> None:
    left, right = _passage("a"), _passage("b").model_copy(update={"notice_id": "na"})
    assert len(_collapsed(left, right)) == 2


def test_years_are_still_gathered_when_there_are_hits_enough() -> None:
    (group,) = _collapsed(
        _passage("a", year=2020),
        _passage("x", "别的话。", heading_path=("别",)),
        _passage("b"),
        k=1,
    )
    assert (group.newest.id, len(group.members)) == ("b", 2)


def test_texts_that_nothing_is_like_are_not_read() -> None:
    found = _candidates([_passage("a"), _passage("b", "推进移风易俗，反对铺张浪费。")])
    assert suspects(found) == []


def test_the_part_that_holds_the_query_is_shown() -> None:
    parts = [_passage("a", "开头的话说学习。"), _passage("b", "后面的话说志愿服务。")]
    section = Section.of(parts, frozenset(bigrams("志愿服务")))
    assert section.best.id == "b"
    assert Section.of(parts, frozenset()).best.id == "a"
    assert {"学习", "志愿"} <= section.grams


def _versions(*passages: Passage, better: Sequence[int], **more: bool) -> list[Group]:
    """Collapsed, all of them versions of one paper."""
    found = [
        replace(one, paper="p", better=at, heading=one.place)
        for one, at in zip(_candidates(passages), better, strict=True)
    ]

    def grams(row: int) -> frozenset[str]:
        return frozenset(bigrams(passages[row].text))

    return collapse(found, 10, grams, **more)


def test_a_section_of_several_versions_is_one_hit_told_by_the_best() -> None:
    rewritten = (
        "组织科技工作者进社区、进学校，全年开展科普讲座、科技咨询和义诊等活动二十场以上，建立台账。"
    )
    draft, issued = _passage("a", rewritten, year=None), _passage("b")
    (group,) = _versions(draft, issued, better=[1, 0])
    assert (group.newest.id, group.other_years(group.newest)) == ("b", ())
    assert group.score == 1.0
    assert len(_versions(draft, issued, better=[1, 0], versions=False)) == 2


def test_the_best_speaks_though_only_another_version_shows_the_year() -> None:
    (group,) = _versions(_passage("z", year=2025), _passage("a", year=None), better=[1, 0])
    assert group.newest.id == "a"


def test_sections_that_only_share_a_heading_stay_apart_and_find_their_own() -> None:
    other = "落实工作责任，各科室明确一名联络员，按季度报送进展情况，年底统一考评。"
    notice = {"a": "n1", "b": "n1", "c": "n2", "d": "n2"}
    held = [_passage("a"), _passage("b", other), _passage("c", other), _passage("d")]
    held = [one.model_copy(update={"notice_id": notice[one.id]}) for one in held]
    groups = _versions(*held, better=[0, 0, 1, 1])
    assert [[one.id for one in group.members] for group in groups] == [["a", "d"], ["b", "c"]]


def test_within_reach_are_the_first_and_what_shares_a_place_with_them() -> None:
    found = [(row, 1.0 - row / 10) for row in range(6)]
    assert within_reach(found, [7, 8, 9, 7, 9, 8], 2) == [found[0], found[1], found[3], found[5]]
    assert within_reach(found, [7, 8, 9, 7, 9, 8], 6) == found
    assert within_reach(found, [1, 2, 3, 4, 5, 6], 2) == found[:2]


def _spoken(held: dict[str, int], naming: Sequence[int] = ()) -> str:
    """Whose section of three versions, the best first, is shown where they hold so much."""
    ones = [_passage(ident) for ident in held]
    (group,) = _versions(*ones, better=range(len(ones)))
    return group.speaker(naming, lambda one: held[one.id]).id


def test_the_best_version_that_says_what_was_asked_for_speaks() -> None:
    assert _spoken({"a": 8, "b": 10, "c": 10}) == "a"
    assert _spoken({"a": 7, "b": 8, "c": 10}) == "b"
    assert _spoken({"a": 0, "b": 0, "c": 3}) == "c"
    assert _spoken({"a": 0, "b": 0, "c": 0}) == "a"
    assert _spoken({"a": 10, "b": 9, "c": 9}, naming=[1, 2]) == "b", "only those have the name"
