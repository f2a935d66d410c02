"""Retrieval over a real archive of the sample notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.archive import matches
from draftkit.reading import answers_to
from draftkit.retrieve import ListRetriever, Retriever
from draftkit.values.hits import Filters, Passage
from draftkit.values.searching import SearchOptions
from draftkit.workspace import Workspace


@pytest.fixture(scope="module")
def office(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample notices, ingested."""
    with Workspace.open(tmp_path_factory.mktemp("office")) as workspace:
        workspace.ingest(corpus)
        yield workspace


@pytest.fixture(scope="module", params=["the archive", "the list"])
def retriever(request: pytest.FixtureRequest, office: Workspace) -> Retriever:
    """The contract holds for what ships and for the fake."""
    if request.param == "the list":
        return ListRetriever(office.archive.passages())
    return office.retriever


def test_every_heading_finds_its_own_section_in_the_first_ten(office: Workspace) -> None:
    """Most of the sections that have a heading of their own are found by it."""
    asked = [one for one in office.archive.passages() if one.heading_path and one.part == 0]
    found = 0
    for passage in asked[::5]:
        query = passage.heading_path[-1]
        hits = office.retriever.retrieve(query, k=10).hits
        found += any(hit.heading_path[-1:] == (query,) for hit in hits)
    assert found >= 0.95 * len(asked[::5])


def test_a_sentence_finds_where_it_stands(office: Workspace) -> None:
    for passage in [one for one in office.archive.passages() if len(one.text) > 120][::15]:
        first = office.retriever.retrieve(passage.text[:80] + "。", k=3).hits[0]
        assert passage.text in (first.text, passage.text)
        assert first.heading_path[-1:] == passage.heading_path[-1:]


def test_hits_are_ranked_and_say_whence(retriever: Retriever) -> None:
    hits = retriever.retrieve("志愿服务", k=5).hits
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.text and hit.notice_id and hit.passage_id for hit in hits)


def test_the_same_question_has_the_same_answer(retriever: Retriever) -> None:
    assert retriever.retrieve("科普", k=20) == retriever.retrieve("科普", k=20)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(genre="工作要点"),
        Filters(issuer="示例市科学技术局"),
        Filters(year_from=2024, year_to=2024),
        Filters(topic="科普"),
        Filters(role="plan"),
        Filters(genre="工作要点", year_from=2025, fit_only=True),
    ],
)
def test_filters_keep_out_all_else(retriever: Retriever, filters: Filters) -> None:
    hits = retriever.retrieve("志愿服务", filters=filters, k=50).hits
    assert hits
    for hit in hits:
        row = Passage(id="", notice_id="", ordinal=0, **hit.model_dump(include=_FIELDS))
        assert matches(row, filters)


_FIELDS = {"title", "issuer", "year", "genre", "topic", "role"}


def test_what_nothing_fits_has_no_hits(retriever: Retriever) -> None:
    assert retriever.retrieve("志愿服务", filters=Filters(year_from=1990, year_to=1991)).hits == ()
    assert retriever.retrieve("　，", k=3).hits == ()


def test_a_narrower_k_is_the_beginning_of_a_wider_one(retriever: Retriever) -> None:
    wide = retriever.retrieve("理论学习", k=12).hits
    assert retriever.retrieve("理论学习", k=4).hits == wide[:4]


def test_own_body_comes_first_among_equals() -> None:
    same = {"heading_path": ("学习",), "text": "严格落实学习制度。", "year": 2024}
    passages = [
        Passage(id=f"{at}", notice_id=f"n{at}", ordinal=0, issuer=issuer, **same)  # type: ignore[arg-type]
        for at, issuer in enumerate(["甲县教育局", "乙县教育局"])
    ]
    retriever = ListRetriever(passages)
    assert retriever.retrieve("学习").hits[0].issuer == "甲县教育局"
    assert retriever.retrieve("学习", own="乙县教育局").hits[0].issuer == "乙县教育局"
    assert len(retriever.retrieve("学习", own="乙县教育局").hits) == 2


@pytest.mark.parametrize(
    ("asked", "name", "same"),
    [
        ("示例市科学技术局", "示例市科学技术局", True),
        ("科学技术局", "示例市科学技术局", True),
        ("示例市科技局", "示例市科学技术局", True),
        ("市科技局", "示例市科学技术局", True),
        ("示例市科学技术局", "市科技局", True),
        ("示例市教育局", "示例市科学技术局", False),
        ("示例县科学技术局", "示例市科学技术局", False),
        ("示例市科学技术协会", "示例市科学技术局", False),
        ("示例市科学技术局", "", False),
        ("，", "示例市科学技术局", False),
    ],
)
def test_a_body_by_its_names(asked: str, name: str, same: bool) -> None:
    assert answers_to(asked, name) is same


@pytest.mark.parametrize("off", ["headings", "bodies", "vectors"])
def test_a_leg_is_switched_off_and_the_others_still_answer(office: Workspace, off: str) -> None:
    whole = office.search("志愿服务", k=20)
    less = office.search("志愿服务", k=20, options=SearchOptions(**{off: False}))
    assert less.hits
    assert [hit.score for hit in less.hits] != [hit.score for hit in whole.hits]


def test_nothing_is_found_with_every_leg_off(office: Workspace) -> None:
    off = SearchOptions(headings=False, bodies=False, vectors=False)
    assert office.search("志愿服务", options=off).hits == ()


def test_years_stay_apart_where_that_is_asked_for(office: Workspace) -> None:
    apart = office.search("志愿服务", k=50, options=SearchOptions(years_as_one=False)).hits
    assert not any(hit.also_in for hit in apart)
