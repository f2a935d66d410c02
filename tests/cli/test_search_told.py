"""What `search -v` says on standard error of how an answer was found."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

QUERY = "志愿服务"


@pytest.fixture
def ws(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled workspace."""
    return Path(shutil.copytree(filled, tmp_path / "ws"))


@pytest.mark.parametrize("flag", ["-v", "-vv"])
def test_kind_weights_index_and_time_are_told(run: Run, ws: Path, flag: str) -> None:
    quiet = run("search", QUERY, "--json", "--workspace", ws)
    assert quiet.stderr == ""
    told = run("search", QUERY, "--json", flag, "--workspace", ws)
    assert told.stdout == quiet.stdout
    for words in (
        "taken for a heading",
        "weights: headings",
        "read from the index gen-",
        "compared",
    ):
        assert words in told.stderr
    hits = len(json.loads(told.stdout)["hits"])
    assert f"{hits} hits in " in told.stderr
    assert QUERY not in told.stderr


def test_they_are_told_in_chinese(run: Run, ws: Path) -> None:
    told = run("search", QUERY, "-v", "--workspace", ws, DRAFTKIT_LANG="zh").stderr
    assert "按小标题处理" in told and "读取索引 gen-" in told and "用时" in told


def test_where_the_rows_came_from_is_told(run: Run, ws: Path) -> None:
    asked = run("search", QUERY, "-v", "--workspace", ws, DRAFTKIT_EXACT_BELOW="0")
    assert "candidates from Chroma (files of the workspace)" in asked.stderr
    none = run("search", QUERY, "-v", "--year", "1999", "--workspace", ws)
    assert "0 of " in none.stderr
    shutil.rmtree(ws / ".draftkit" / "index")
    lost = run("search", QUERY, "-v", "--workspace", ws)
    assert "read from the archive, all " in lost.stderr


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("开展科普讲座20场", "a fact with a figure"),
        ("各科室要把科普工作摆上重要日程。要把它做好，组织科技工作者走进社区，开展科普讲座，服务基层群众，引导干部职工学习先进典型，营造尊重科学的氛围，形成长效机制。", "a sentence"),
        ("组织科技工作者走进社区。" * 20, "a whole section"),
    ],
)  # fmt: skip
def test_each_kind_of_query_is_named(run: Run, ws: Path, query: str, kind: str) -> None:
    assert f"taken for {kind}" in run("search", query, "-v", "--workspace", ws).stderr
