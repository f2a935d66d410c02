"""One body under its several names, and bodies that are not one."""

from __future__ import annotations

import pytest

from draftkit.reading import (
    answers_to,
    body_name,
    body_of,
    full_names,
    one_body,
    one_of,
    same_bodies,
)
from draftkit.reading.bodies import bears_name

BUREAU = "示例市科学技术局"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("中共示例市科学技术局党组", BUREAU),
        ("示例市科学技术局办公室", BUREAU),
        ("示例市科学技术局机关党委", BUREAU),
        ("示例市科学技术局党组理论学习中心组", BUREAU),
        ("示例市科学技术局精神文明建设工作领导小组", BUREAU),
        ("示例市科学技术局精神文明建设工作领导小组办公室", BUREAU),
        ("中共示例市教育局委员会", "示例市教育局"),
        ("示例市卫生健康委员会党建工作领导小组", "示例市卫生健康委员会"),
        ("示例市人民政府办公室", "示例市人民政府"),
        ("示例市政府办", "示例市政府"),
        ("中共示例市委办公室", "中共示例市委"),
        ("中共示例市委宣传部办公室", "示例市委宣传部"),
        ("示例市精神文明建设指导委员会办公室", "示例市精神文明建设指导委员会"),
        # bodies of their own, whatever they end in
        ("示例市人民政府外事办公室", "示例市人民政府外事办公室"),
        ("示例市委台湾工作办公室", "示例市委台湾工作办公室"),
        ("示例市人民防空办公室", "示例市人民防空办公室"),
        ("示例市产业布局领导小组", "示例市产业布局领导小组"),
        ("示例市委全面深化改革领导小组", "示例市委全面深化改革领导小组"),
        ("共青团示例市委", "共青团示例市委"),
        ("办公室", "办公室"),
    ],
)
def test_the_body_a_name_belongs_to(name: str, body: str) -> None:
    assert body_name(name) == body


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        (BUREAU, "示例市科技局", True),
        (BUREAU, "市科技局", True),
        (BUREAU, "中共示例市科技局党组", True),
        ("中共示例市委", "中国共产党示例市委员会", True),
        ("示例市人民政府", "示例市政府办公室", True),
        ("示例市精神文明建设指导委员会办公室", "中共示例市委", False),
        ("示例市委", "示例市人民政府", False),
        (BUREAU, "示例县科学技术局", False),
        ("县科技局", BUREAU, False),
        (BUREAU, "", False),
        ("", "", False),
    ],
)
def test_whether_two_names_are_one_bodys(left: str, right: str, one: bool) -> None:
    assert one_body(left, right) is one
    assert one_body(right, left) is one


def test_a_name_asked_for_finds_all_names_of_the_body_and_no_other_body() -> None:
    for name in (BUREAU, "示例市科技局", "中共示例市科学技术局党组", "示例市科学技术局机关党委"):
        assert answers_to(BUREAU, name)
        assert answers_to("示例市科技局", name)
    assert not answers_to("示例市委", "示例市精神文明建设指导委员会办公室")
    assert not answers_to("示例市委", "示例市卫健委")


def test_former_names_count_where_they_are_set_and_nowhere_else() -> None:
    former = "示例市科学技术委员会"
    assert not one_body(BUREAU, former)
    with same_bodies([[BUREAU, former, "示例市科委"]]):
        assert one_body(BUREAU, f"{former}办公室")
        assert answers_to(BUREAU, former)
        assert one_of(former, ["示例市科技局"])
        assert full_names([former, "示例市科技局"]) == {body_of(BUREAU): BUREAU}
    assert not answers_to(BUREAU, former)


def test_a_former_name_is_not_a_name_of_today() -> None:
    with same_bodies([[BUREAU, "示例市科学技术委员会"]]):
        assert bears_name("示例市科技局", [BUREAU])
        assert not bears_name("示例市科学技术委员会", [BUREAU])


def test_the_fullest_name_is_shown() -> None:
    assert full_names(["示例市科技局", "示例市科学技术局办公室", "中共示例市委办公室"]) == {
        "示例市科技局": BUREAU,
        "示例市委": "中共示例市委",
    }
