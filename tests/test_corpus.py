"""The sample notices and the example requests: enough of them, all made up, none a copy of another.

What the parser must read in each is in tests/parse; here it is about the samples themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

import draftkit
from draftkit import assets
from draftkit.values.flow import flow
from tests.source_tree import REPO

CORPUS = REPO / "corpus"
FILES = sorted(
    path for path in CORPUS.iterdir() if path.suffix in (".txt", ".docx", ".html", ".md", ".htm")
)
EXAMPLES = sorted((REPO / "examples").glob("*.yaml"))
GENRES_OF_THE_SEEDS = {"工作要点", "总结暨计划", "工作方案", "经验材料"}
RUN = 8
MOST_SHARED = 0.3


@cache
def _notice(path: Path) -> draftkit.Notice:
    return draftkit.parse_file(path)


def _text(path: Path) -> str:
    return "\n".join(line.text for line in flow(_notice(path)))


def _runs(path: Path) -> set[str]:
    """The 8-character runs of a text's Han characters, letters and digits."""
    kept = re.sub(r"[^\u3400-\u9fffA-Za-z0-9]", "", _text(path))
    return {kept[at : at + RUN] for at in range(len(kept) - RUN + 1)}


def _body(path: Path) -> str | None:
    notice = _notice(path)
    return notice.issuer or notice.paper.issuer


def test_there_are_at_least_sixteen() -> None:
    assert len(FILES) >= 16


def test_they_come_in_every_format_and_spread_over_genres_and_bodies() -> None:
    assert {path.suffix for path in FILES} >= {".txt", ".docx", ".html"}
    genres = Counter(_notice(path).paper.genre for path in FILES)
    assert set(genres) >= GENRES_OF_THE_SEEDS
    assert len(genres) >= 5
    assert len({_body(path) for path in FILES} - {None}) >= 6


def test_one_body_has_three_successive_years_of_each() -> None:
    years: dict[tuple[str | None, str], set[int]] = {}
    for path in FILES:
        paper = _notice(path).paper
        if paper.year:
            years.setdefault((_body(path), paper.genre), set()).add(paper.year)
    for genre in ("工作要点", "总结暨计划"):
        spans = [found for (_, kind), found in years.items() if kind == genre]
        assert any({y, y + 1, y + 2} <= found for found in spans for y in found), genre


def test_no_two_bodies_share_much() -> None:
    """At most 0.3 of the shorter paper's runs; papers of one body may repeat themselves."""
    near = []
    for left, right in combinations(FILES, 2):
        if _body(left) == _body(right):
            continue
        a, b = _runs(left), _runs(right)
        shared = len(a & b) / max(1, min(len(a), len(b)))
        if shared > MOST_SHARED:
            near.append(f"{left.name} and {right.name}: {shared:.2f}")
    assert not near, "\n".join(near)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_bodies_are_made_up(path: Path) -> None:
    """示例 or 样例 in the name of a body that issues; no province or city of the map in the text."""
    for body in filter(None, (_notice(path).issuer, _notice(path).paper.issuer)):
        assert re.search("示例|样例", body), body
    places = assets.load_yaml("eval", "lexicon/places.yaml")
    real = "|".join(map(re.escape, [*places["provinces"], *places["cities"]]))
    assert re.findall(f"(?:{real})[省市州]", _text(path)) == []


def test_the_manifest_names_each_sample_once() -> None:
    listed = [
        row["file"]
        for path in sorted(CORPUS.glob("manifest*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    assert sorted(listed) == [path.name for path in FILES]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_load(path: Path) -> None:
    request = draftkit.DraftRequest.load(path)
    assert re.search("示例|样例", request.issuer)
    assert request.facts


def test_there_is_an_example_of_each_genre_of_the_seeds() -> None:
    genres = Counter(draftkit.DraftRequest.load(path).genre for path in EXAMPLES)
    assert set(genres) >= GENRES_OF_THE_SEEDS
