"""A query in traditional characters finds what the same words in simplified ones find."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from draftkit.index.bigrams import asked, counted, lone
from draftkit.reading.traditional import simplified
from draftkit.workspace import Workspace
from tests.archive.test_versions import BODY, paper

TO_TRADITIONAL = {new: old for old, new in simplified().items()}
QUERIES = ("开展志愿服务", "节约用餐、文明出行", "学", "各科室要明确责任人和时间表。", "台账")


def _traditional(text: str) -> str:
    return text.translate(TO_TRADITIONAL)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    """A paper in simplified characters, and one of another year and body in traditional ones."""
    other = BODY.replace("志愿", "义工").replace("第一议题", "头等议题")
    texts = {
        "简.txt": paper(number="示科〔2025〕12号"),
        "繁.txt": _traditional(paper(issuer="样例区民政事务局", body=other)),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path) as workspace:
        workspace.ingest(*(tmp_path / name for name in texts))
        yield workspace


@pytest.mark.parametrize("query", QUERIES)
def test_both_writings_find_the_same(office: Workspace, query: str) -> None:
    written = _traditional(query)
    assert written != query
    found = office.search(written, k=20)
    assert found.hits == office.search(query, k=20).hits
    assert found.hits
    assert found.query == written  # what was asked is shown as it was asked


def test_a_traditional_paper_is_found_in_either_and_shown_as_it_stands(office: Workspace) -> None:
    for query in ("义工服务不少于12场", _traditional("义工服务不少于12场")):
        hit = office.search(query).hits[0]
        assert _traditional("义工") in hit.text


def test_simplified_words_are_counted_as_before() -> None:
    text = "深化理论学习，开展志愿服务"
    pairs = [pair for pair in itertools.pairwise(text) if "，" not in pair]
    codes = [(ord(left) << 16) | ord(right) for left, right in pairs]
    assert set(codes) <= set(counted([text]).codes.tolist())
    assert np.array_equal(asked(text), asked(_traditional(text)))
    assert lone("學") == lone("学") == ord("学")
