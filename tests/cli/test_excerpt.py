"""The excerpt of a hit shows what was searched for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from draftkit.cli.excerpt import excerpt
from draftkit.cli.layout import width
from tests.cli.conftest import Run

FILLER = "组织科技工作者走进社区，服务基层群众。"
SHOWN = 60


@pytest.mark.parametrize("before", [0, 1, 5, 40])
@pytest.mark.parametrize("after", [0, 3, 40])
def test_the_place_that_holds_the_query_is_shown(before: int, after: int) -> None:
    text = FILLER * before + "推广水稻高产技术。" + FILLER * after
    shown = excerpt(text, "高产", SHOWN)
    assert "高产" in shown
    assert width(shown) <= SHOWN
    assert shown.startswith("…") == (before > 1)
    assert shown.strip("…") in text
    if width(text) > SHOWN:
        assert width(shown) >= SHOWN - 3


def test_else_the_place_with_most_of_its_pairs_is_shown() -> None:
    text = "技术服务。" + FILLER * 20 + "高产水稻的技术推广。" + FILLER * 20
    assert "高产水稻的技术推广" in excerpt(text, "推广高产 水稻技术", SHOWN)


def test_a_text_without_the_query_is_shown_from_its_beginning() -> None:
    assert excerpt(FILLER * 9, "魑魅", SHOWN).startswith("组织科技工作者")
    assert excerpt(FILLER, "魑", 300) == FILLER
    assert excerpt("", "高产", SHOWN) == ""


def test_a_query_in_other_letters_is_found() -> None:
    assert "5G网络" in excerpt(FILLER * 9 + "建设5G网络。" + FILLER * 9, "5g 网络", SHOWN)


def test_search_shows_it_and_json_has_the_whole_text(run: Run, here: Path) -> None:
    text = "一、推进科技惠民\n" + FILLER * 12 + "推广水稻高产技术。" + FILLER * 3 + "\n"
    (here / "要点.txt").write_text("示例市科技局2025年工作要点\n\n" + text, encoding="utf-8")
    at = ("--workspace", here / "ws")
    run("ingest", here / "要点.txt", *at)
    shown = run("search", "高产", *at).stdout
    assert "…" in shown and "水稻高产技术" in shown
    (hit, *_) = json.loads(run("search", "高产", "--json", *at).stdout)["hits"]
    assert hit["text"].startswith("组织科技工作者")
