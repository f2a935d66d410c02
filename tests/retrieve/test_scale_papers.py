"""The papers that benchmarks/scale.py measures on: the same every time, and no near doubles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from draftkit.archive import passages_of
from draftkit.parse import parse_path
from draftkit.text.similar import bigrams

ROOT = Path(__file__).resolve().parents[2]
COUNT = 20


@pytest.fixture(scope="module")
def papers() -> Iterator[Any]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import scale_papers

        yield scale_papers.Papers(ROOT / "corpus")
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def test_a_paper_is_the_same_however_many_are_made(papers: Any, tmp_path: Path) -> None:
    papers.write(tmp_path / "few", 3)
    papers.write(tmp_path / "more", 5)
    few = {path.name: path.read_bytes() for path in (tmp_path / "few").rglob("*.txt")}
    more = {path.name: path.read_bytes() for path in (tmp_path / "more").rglob("*.txt")}
    assert len(few) == 3 and len(more) == 5
    assert few.items() <= more.items()


def test_papers_are_read_with_body_year_and_about_ten_passages(papers: Any, tmp_path: Path) -> None:
    papers.write(tmp_path, COUNT)
    read = [(path, parse_path(path, None).notice) for path in sorted(tmp_path.rglob("*.txt"))]
    for path, notice in read:
        title = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert notice.issuer and notice.issuer in title
        assert f"{notice.year}年" in title
    counts = [len(passages_of(notice)) for _, notice in read]
    assert 9 <= sum(counts) / len(counts) <= 13


def test_papers_are_no_near_doubles(papers: Any) -> None:
    grams = [frozenset(bigrams(papers.text(number))) for number in range(COUNT)]
    for at, one in enumerate(grams):
        for other in grams[:at]:
            assert len(one & other) < 0.9 * min(len(one), len(other))
