"""Titles taken apart."""

from __future__ import annotations

import pytest

from draftkit.text.titles import carried_title, genre_of, parse_title, topic_of


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("国务院办公厅转发民政部关于清理整顿社会团体意见的通知", "转发通知"),
        ("示例市人民政府办公室印发《关于加强科普的实施意见》的通知", "印发通知"),
        ("示例市科技局关于印发2026年工作要点的通知", "印发通知"),
        ("关于下达2026年科技计划的通知", "通知"),
        ("关于2025年工作总结的报告", "工作总结"),
        ("2025年工作总结及2026年工作打算", "总结暨计划"),
        ("示例县文明单位创建自查情况报告", "自查报告"),
        ("2026年示例市政府工作报告", "政府工作报告"),
        ("示例市科普管理办法（试行）", "办法"),
        ("让文明成为最美的底色", "其他"),
    ],
)  # fmt: skip
def test_genre(title: str, genre: str) -> None:
    assert genre_of(title) == genre


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("国务院办公厅转发民政部关于清理整顿社会团体意见的通知", "国务院办公厅"),
        ("中共示例省委示例省人民政府印发《实施意见》", "中共示例省委示例省人民政府"),
        ("示例市教育局等7部门关于加强协作的通知", "示例市教育局等7部门"),
        ("关于做好科普工作的通知", None),
        ("2026年示例市科技局工作要点", None),
    ],
)  # fmt: skip
def test_issuer(title: str, issuer: str | None) -> None:
    assert parse_title(title).issuer == issuer


@pytest.mark.parametrize(
    ("title", "carried"),
    [
        ("甲局关于印发《2026年<要点>》的通知", "2026年<要点>"),
        ("甲局关于印发《一方案》和《二方案》的通知", "一方案"),
        ("甲局关于印发2026年科普要点的通知", "2026年科普要点"),
        ("甲局关于印发《贯彻〈条例〉方案》的通知", "贯彻〈条例〉方案"),
        ("甲局关于做好工作的通知", None),
    ],
)  # fmt: skip
def test_carried(title: str, carried: str | None) -> None:
    assert carried_title(title) == carried


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("2025年示例市卫生健康委员会精神文明建设工作要点", "精神文明建设"),
        ("样例区体育局2025年群众体育工作计划", "群众体育"),
        ("示例市科技局2023年精神文明建设工作总结暨2024年工作思路", "精神文明建设"),
        ("2025年文明单位和文明校园创建工作方案", "文明单位和文明校园创建"),
    ],
)  # fmt: skip
def test_topic(title: str, topic: str) -> None:
    assert topic_of(title) == topic


def test_years() -> None:
    parts = parse_title("示例市科技局2023年工作总结暨2024年工作思路")
    assert (parts.year, parts.next_year) == (2023, 2024)
    assert parse_title("三年行动计划（2023—2025年）").year == 2023
