"""Versions of one paper, and names of one body, in the answers of a search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.retrieve.hybrid import HybridRetriever
from draftkit.values.hits import Hit
from draftkit.values.searching import SearchOptions
from draftkit.workspace import Workspace
from tests.archive.test_versions import BODY, BUREAU, REVISED, paper

ONLY_IN_DRAFT = """五、组织集体观影
每季度观影一次，写观影心得。
"""
FILES = {
    "要点（征求意见稿）.txt": paper(body=BODY.replace("12场", "10场") + ONLY_IN_DRAFT),
    "要点（送审稿）.txt": paper(issuer=f"中共{BUREAU}党组"),
    "要点.txt": paper(number="示科〔2025〕12号", body=REVISED),
    "去年.txt": paper(issuer=f"{BUREAU}办公室").replace("2025", "2024"),
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    """Three versions of a paper, and last year's under another name of the body."""
    past = tmp_path / "past"
    past.mkdir()
    for name, text in FILES.items():
        (past / name).write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path) as workspace:
        workspace.ingest(past)
        yield workspace


def _ids(office: Workspace) -> dict[str, str]:
    return {Path(row.path).name: row.id for row in office.rows()}


def _under(hits: tuple[Hit, ...], heading: str) -> list[Hit]:
    return [hit for hit in hits if hit.heading_path[-1:] == (heading,)]


def test_a_section_in_three_versions_and_two_years_is_one_hit(office: Workspace) -> None:
    ids = _ids(office)
    for query in ("开展志愿服务", "科普志愿服务不少于15场", "进社区、进学校、进企业。"):
        (hit,) = _under(office.search(query, k=20).hits, "开展志愿服务")
        assert (hit.notice_id, hit.stage, hit.best) == (ids["要点.txt"], "印发稿", ids["要点.txt"])
        assert [(one.notice_id, one.stage) for one in hit.versions] == [
            (ids["要点（送审稿）.txt"], "送审稿"),
            (ids["要点（征求意见稿）.txt"], "征求意见稿"),
        ]
        assert hit.versions[0].path.endswith("要点（送审稿）.txt")
        assert hit.also_in == (2024,)


def test_a_section_only_in_a_lesser_version_is_found_and_says_so(office: Workspace) -> None:
    ids = _ids(office)
    hit = office.search("组织集体观影").hits[0]
    assert (hit.notice_id, hit.stage) == (ids["要点（征求意见稿）.txt"], "征求意见稿")
    assert hit.best == hit.versions[0].notice_id == ids["要点.txt"]


def test_what_only_a_lesser_version_says_is_shown_from_it(office: Workspace) -> None:
    ids = _ids(office)
    (hit,) = _under(office.search("不少于10场", k=20).hits, "开展志愿服务")
    assert "10场" in hit.text
    assert (hit.stage, hit.best) == ("征求意见稿", ids["要点.txt"])
    assert ids["要点.txt"] in {one.notice_id for one in hit.versions}


def test_a_stub_that_calls_itself_the_issued_paper_hides_no_words(
    office: Workspace, tmp_path: Path
) -> None:
    stub = paper(number="示科〔2025〕12号", body="一、开展志愿服务\n科普志愿服务0场。\n")
    (tmp_path / "past" / "要点（印发稿）.txt").write_text(stub, encoding="utf-8")
    office.ingest(tmp_path / "past")
    for query in ("进社区、进学校、进企业", "开展志愿服务 进社区、进学校、进企业"):
        assert "进社区、进学校、进企业" in office.search(query, k=1).hits[0].text


def test_each_way_of_being_one_is_switched_off_alone(office: Workspace) -> None:
    def found(**off: bool) -> int:
        hits = office.search("开展志愿服务", k=20, options=SearchOptions(**off)).hits
        return len(_under(hits, "开展志愿服务"))

    assert found() == 1
    assert found(years_as_one=False) == 2
    assert found(versions_as_one=False) == 3  # one of them stands for last year too
    assert found(years_as_one=False, versions_as_one=False) == 4


def test_what_is_linked_later_is_one_hit_at_once(office: Workspace) -> None:
    """A searcher that stays open follows links though no passage of the others changes."""
    assert len(_under(office.search("培育文明新风", k=20).hits, "培育文明新风")) == 1
    ids = _ids(office)
    office.remove(ids["要点.txt"])
    (hit,) = _under(office.search("培育文明新风", k=20).hits, "培育文明新风")
    assert hit.notice_id == hit.best == ids["要点（送审稿）.txt"]
    assert [one.notice_id for one in hit.versions] == [ids["要点（征求意见稿）.txt"]]


def test_a_number_finds_the_paper_once(office: Workspace) -> None:
    hits = office.search("示科〔2025〕12号", k=5).hits
    assert hits[0].notice_id == _ids(office)["要点.txt"]
    assert hits[0].stage == "印发稿"
    lesser = {one.notice_id for one in hits[0].versions}
    assert lesser
    assert not lesser & {hit.notice_id for hit in hits}


def test_names_set_as_one_body_s_are_one_for_doubles_without_a_new_index(
    office: Workspace, tmp_path: Path
) -> None:
    past = tmp_path / "past"
    old = paper(issuer="示例市科学技术委员会").replace("2025", "2003")
    (past / "旧.txt").write_text(old, encoding="utf-8")
    office.ingest(past / "旧.txt")
    index = office.retriever.index  # type: ignore[attr-defined]

    def years(same_body: tuple[tuple[str, ...], ...]) -> set[tuple[int, ...]]:
        hits = HybridRetriever(index, None, same_body).retrieve("开展志愿服务", k=20).hits
        return {(hit.year or 0, *hit.also_in) for hit in _under(hits, "开展志愿服务")}

    assert years(()) == {(2025, 2024), (2003,)}
    assert years(((BUREAU, "示例市科学技术委员会"),)) == {(2025, 2024, 2003)}
    assert years(()) == {(2025, 2024), (2003,)}
