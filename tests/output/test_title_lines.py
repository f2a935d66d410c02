"""Titles broken as clause 7.3.1 wants: whole words, no lone 的 or 关于, trapezoid or diamond."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from draftkit.output.title_lines import break_title, title_width

BODY = "示例市科学技术局"

BROKEN = [
    ("2026年示例市科技局工作要点", ["2026年示例市科技局工作要点"]),
    (
        f"{BODY}关于印发《示例市科技局2025年精神文明工作总结暨2026年工作思路》的通知",
        [f"{BODY}关于印发", "《示例市科技局2025年精神文明工作总结", "暨2026年工作思路》的通知"],
    ),
    (
        "示例市科技局2025年精神文明工作总结暨2026年工作思路",
        ["示例市科技局2025年精神文明工作总结", "暨2026年工作思路"],
    ),
    (
        f"{BODY}关于做好2026年全国科普月活动的通知",
        [BODY, "关于做好2026年全国科普月活动的通知"],
    ),
    (f"{BODY}：以“三个坚持”推进精神文明创建提质增效", [f"{BODY}：以“三个坚持”", "推进精神文明创建提质增效"]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "lines"), BROKEN, ids=[title[:12] for title, _ in BROKEN])
def test_known_titles(title: str, lines: list[str]) -> None:
    assert list(break_title(title, 20, (BODY, "示例市科技局"))) == lines


def test_breaks_that_stand_are_kept() -> None:
    assert break_title("示例市科技局\n关于开展活动的通知", 20) == (
        "示例市科技局",
        "关于开展活动的通知",
    )


def test_name_of_the_body_is_kept_whole() -> None:
    name = "示例市环山湖风景名胜区"
    for given in ((name,), ()):
        lines = break_title(f"{name}关于开展志愿服务月系列宣传活动的通知", 14, given)
        assert any(name in line for line in lines) or not given


def test_title_too_long_to_weigh_still_fits() -> None:
    title = "关于进一步做好" + "甲乙丙丁戊己庚辛壬癸" * 14 + "工作的通知"
    lines = break_title(title, 20)
    assert "".join(lines) == title
    assert max(map(title_width, lines)) <= 20


def _real_titles(shared: Path) -> list[str]:
    rows = (shared / "headers" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    titles = ((json.loads(row).get("title") or "") for row in rows)
    return [title.replace("\n", "").replace(" ", "") for title in titles if title]


def test_no_real_title_is_broken_badly(shared: Path) -> None:
    """On the titles of real papers: nothing lost, every line fits, no mark or 的 at a wrong edge,
    no number cut."""
    if not (shared / "data" / "headers" / "gold.jsonl").is_file():
        pytest.skip("shared/data holds no headers")
    titles = [title for title in _real_titles(shared / "data") if title_width(title) > 20]
    assert len(titles) > 50
    for title in titles:
        lines = break_title(title, 20)
        assert "".join(lines) == title
        assert max(map(title_width, lines)) <= 20, lines
        for line, following in pairwise(lines):
            assert line[-1] not in "《“（、的" and not line.endswith("关于"), lines
            assert following[0] not in "》”）、，" and following[0] != "的", lines
            assert not (line[-1].isdigit() and (following[0].isdigit() or following[0] == "年"))
