"""The genre specs: complete, consistent with each other, and described in the docs."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.genres import names, role_of, spec
from draftkit.genres.specs import ORDER, shared

FIELDS = {
    "year": 2026, "next_year": 2027, "name": "市科技局", "topic": "科普", "title": "某要点",
    "subject": "做法", "guide": "思想", "basis": "《文件》", "aim": "目的", "lead": "领导",
    "overall": "成效", "tag": "之年", "approver": "市政府",
}  # fmt: skip


def test_every_genre_of_the_list_has_a_spec() -> None:
    assert names() == ORDER


@pytest.mark.parametrize("genre", ORDER)
def test_a_spec_names_only_moves_that_exist(genre: str) -> None:
    known = shared()
    assert spec(genre).genre == genre
    for req in spec(genre).requirements:
        assert set(req.moves) <= set(known.moves), req.id
        assert set(req.headings) <= set(known.headings), req.id
        assert req.field or req.count or req.moves or req.headings, req.id
        assert req.advice or req.level == "O", req.id


@pytest.mark.parametrize("genre", ORDER)
def test_ids_are_unique_also_beside_a_carrier(genre: str) -> None:
    ids = [req.id for req in spec(genre).requirements]
    if not spec(genre).carrier:
        ids += [req.id for req in spec("印发通知").requirements]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("genre", ORDER)
def test_patterns_fill_in(genre: str) -> None:
    known = spec(genre)
    for pattern in (known.title, *known.opening, *known.handover):
        assert "{" not in pattern.format(**FIELDS)
    for heading in known.skeleton:
        assert "{" not in heading.heading.format(**FIELDS)


@pytest.mark.parametrize("genre", [name for name in ORDER if not spec(name).carrier])
def test_a_skeleton_is_a_tree_that_its_own_roles_read(genre: str) -> None:
    skeleton = spec(genre).skeleton
    assert skeleton[0].level == 1
    assert sum(row.level == 1 for row in skeleton) >= 2
    assert all(row.question.endswith("？") for row in skeleton)
    path: list[tuple[int, str]] = []
    for row in skeleton:
        while path and path[-1][0] >= row.level:
            path.pop()
        path.append((row.level, row.heading.format(**FIELDS)))
        assert role_of(genre, [name for _, name in path], "") == row.role, row.heading


def test_moves_find_their_examples() -> None:
    from draftkit import assets

    for key, row in assets.load_yaml("eval", "genres/_shared.yaml")["moves"].items():
        pattern = shared().moves[key]
        assert all(pattern.search(text) for text in row["finds"]), key
        assert not any(pattern.search(text) for text in row["passes"]), key


def test_an_unknown_genre_asks_for_nothing() -> None:
    assert spec("函").requirements == ()
    assert spec("函").title == "{title}"


@pytest.mark.parametrize("genre", ORDER)
def test_the_page_of_a_genre_tells_of_each_part(genre: str, repo: Path) -> None:
    page = (repo / "docs" / "formats" / f"{genre}.md").read_text(encoding="utf-8")
    words = {"R": "必须", "W": "应当", "S": "宜有", "O": "可有"}
    for req in spec(genre).requirements:
        assert f"| {req.name} | {words[req.level]} |" in page
