"""What a section does, by heading, by the part around it, by genre."""

from __future__ import annotations

import pytest

from draftkit.genres import role_of


@pytest.mark.parametrize(
    ("genre", "path", "role"),
    [
        ("工作要点", ("大力推进机关思想道德建设", "选树宣传道德典型"), "plan"),
        ("工作要点", (), "guide"),
        ("工作方案", ("明确指导思想",), "guide"),
        ("工作方案", ("确定创建目标",), "guide"),
        ("工作方案", ("创建活动重点工作", "加强组织领导，提高创建意识"), "plan"),
        ("工作方案", ("保障措施", "总结经验，提高质量"), "guarantee"),
        ("总结暨计划", ("2023年工作总结", "深化文明创建工作"), "review"),
        ("总结暨计划", ("2024年工作思路", "深化文明创建工作"), "plan"),
        ("总结暨计划", ("存在的主要问题",), "problem"),
        ("总结暨计划", ("2026年工作谋划",), "plan"),
        ("经验材料", ("树牢创建目标，建立文明机制",), "review"),
        ("汇报", ("存在问题",), "problem"),
        ("汇报", ("下步打算", "加强宣传"), "plan"),
        ("自查报告", ("整改措施",), "plan"),
        ("意见", ("组织实施",), "guarantee"),
        ("意见", ("加强组织领导",), "guarantee"),
        ("工作总结", ("加强组织领导，推进重点工作",), "review"),
        ("工作总结", ("主要工作及成效", "推进重点工作"), "review"),
        ("工作总结", ("主要工作及成效", "下一步打算"), "plan"),
        ("印发通知", (), None),
        ("其他", (), None),
    ],
)
def test_role(genre: str, path: tuple[str, ...], role: str | None) -> None:
    assert role_of(genre, path, "") == role


def test_a_review_speaks_of_next_steps_and_problems_in_paragraphs() -> None:
    assert role_of("汇报", ("主要做法",), "下一步，我局将加强宣传。") == "review"
    assert role_of("汇报", (), "下一步，我局将加强宣传。") == "plan"
    assert role_of("工作总结", (), "对照要求，还存在一些不足。") == "problem"


def test_a_year_without_a_word_is_read_from_the_text() -> None:
    assert role_of("总结暨计划", ("2026年精神文明工作",), "要抓好学习，将举办讲座。") == "plan"
    assert role_of("总结暨计划", ("2025年精神文明工作",), "共举办讲座4场，荣获先进。") == "review"


def test_the_part_around_decides_where_the_caller_knows_it() -> None:
    assert role_of("总结暨计划", ("深化文明创建",), "", above="plan") == "plan"
    assert role_of("工作总结", ("下一步打算",), "", above="review") == "plan"
