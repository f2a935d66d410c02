"""docs/formats/page-layout.md says what the code does."""

from __future__ import annotations

from pathlib import Path

from draftkit.word.profiles import load_profile, profile_names
from draftkit.word.styles import CONFIRM, FILL, NAMES, PAGE_NUMBER, STYLES, TABLE_HEAD, heading_run


def test_every_style_and_profile_is_described(repo: Path) -> None:
    page = (repo / "docs" / "formats" / "page-layout.md").read_text(encoding="utf-8")
    ids = [*STYLES.values(), CONFIRM, FILL, NAMES, PAGE_NUMBER, TABLE_HEAD]
    ids += [heading_run(level) for level in range(1, 5)]
    assert [name for _, name in ids if name not in page] == []
    assert [name for name in profile_names() if name not in page] == []


def test_figures_are_those_of_the_profile(repo: Path) -> None:
    page = (repo / "docs" / "formats" / "page-layout.md").read_text(encoding="utf-8")
    profile = load_profile()
    for words in (
        f"固定行距 {profile.grid.line:g} 磅，字距减 {-profile.grid.spacing:g} 磅",
        f"每面 {profile.grid.lines} 行，每行 {profile.grid.chars} 字",
        f"行距 {profile.grid.title_line:g} 磅",
        f"字号不超过 {profile.sizes.letterhead:g} 磅",
        f"上边缘距版心上边缘 {profile.gaps.mark_top:g} 毫米",
        f"字号下 {profile.gaps.red_line:g} 毫米",
        f"线在版心下 {profile.gaps.page_number:g} 毫米",
        f"首末线 {profile.rules[0]:g} 毫米，中间线 {profile.rules[1]:g} 毫米",
        f"2 号字一行最多 {profile.title_chars} 个",
    ):
        assert words in page, words
