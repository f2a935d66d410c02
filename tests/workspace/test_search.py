"""Search, notices, and the index gone wrong, through a workspace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from draftkit.cli.app import build
from draftkit.errors import EmptyArchiveError, NotFoundError, UsageError
from draftkit.settings import Settings
from draftkit.values.hits import Hits
from draftkit.values.store import Notices
from draftkit.workspace import Workspace
from draftkit.workspace.locking import writing
from draftkit.workspace.workspace import span_of

QUERIES = ("志愿服务", "加强组织领导", "组织科技工作者进社区，开展科普活动。")


def test_sections_come_with_title_year_issuer_and_heading_path(office: Workspace) -> None:
    hit = office.search("志愿服务", genre="工作要点", year=2023, k=1).hits[0]
    assert hit.title == "2023年示例市科技局精神文明建设工作要点"
    assert (hit.year, hit.genre, hit.issuer) == (2023, "工作要点", "示例市科学技术局")
    assert hit.heading_path
    assert hit.text


def test_the_json_is_that_of_the_contract(office: Workspace) -> None:
    found = office.search("志愿服务", k=2)
    data = found.model_dump(mode="json")
    assert (data["schema"], data["query"]) == ("draftkit.hits/1", "志愿服务")
    wanted = "rank score notice_id title issuer year genre role heading_path text also_in"
    assert set(wanted.split()) <= set(data["hits"][0])
    assert Hits.model_validate_json(found.model_dump_json()) == found


def test_filters(office: Workspace) -> None:
    assert {hit.year for hit in office.search("志愿服务", year="2023..2024", k=50).hits} == {
        2023,
        2024,
    }
    assert {hit.genre for hit in office.search("组织", genre="工作方案", k=50).hits} == {"工作方案"}
    assert {hit.issuer for hit in office.search("科普", issuer="市科技局", k=50).hits} == {
        "示例市科学技术局"
    }
    topics = office.search("活动", topic="科普", k=50).hits
    assert topics and all("科普" in (hit.topic or hit.title) for hit in topics)


def test_the_own_body_of_the_setting_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for body in ("甲市教育局", "乙市教育局"):
        text = (
            f"{body}2024年工作要点\n\n一、学习制度\n严格落实学习制度，{body[0]}类科室每月一次。\n"
        )
        (tmp_path / f"{body}.txt").write_text(text, encoding="utf-8")
    root = tmp_path / "office"
    with Workspace.open(root) as workspace:
        workspace.ingest(tmp_path / "甲市教育局.txt", tmp_path / "乙市教育局.txt")
        for body in ("甲市教育局", "乙市教育局"):
            monkeypatch.setenv("DRAFTKIT_OWN", body)
            with Workspace.open(root) as other:
                found = other.search("学习制度")
            assert found.hits[0].issuer == body and len(found.hits) == 2
            assert found == workspace.search("学习制度", own=body)


@pytest.mark.parametrize(
    ("said", "span"),
    [
        (None, (None, None)),
        (2024, (2024, 2024)),
        ("2024", (2024, 2024)),
        ("2019..2024", (2019, 2024)),
        (" 2019 .. 2024 ", (2019, 2024)),
        ("2019..", (2019, None)),
        ("..2024", (None, 2024)),
    ],
)
def test_spans_of_years(said: int | str | None, span: tuple[int | None, int | None]) -> None:
    assert span_of(said) == span


@pytest.mark.parametrize(
    "said", ["", "..", "24", "2024年", "2024..2019", "20192024", "a..b", 5, "2019...2024"]
)
def test_what_is_no_span_of_years(said: int | str) -> None:
    with pytest.raises(UsageError, match="no year"):
        span_of(said)


def test_bad_questions_are_refused(office: Workspace) -> None:
    with pytest.raises(UsageError):
        office.search("  。")
    with pytest.raises(UsageError):
        office.search("学习", k=0)


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        assert workspace.notices() == Notices()
        with pytest.raises(EmptyArchiveError, match="draftkit ingest"):
            workspace.search("学习")


def test_notices_are_listed_and_shown(office: Workspace) -> None:
    held = office.notices()
    assert held.model_dump(mode="json")["schema"] == "draftkit.notices/1"
    assert [row.year for row in held.notices] == [2025, 2024, 2024, 2023]
    assert all(row.passages and row.path for row in held.notices)
    for row in held.notices:
        assert office.notice(row.id[:10]).id == row.id
    with pytest.raises(NotFoundError):
        office.notice("没有")


@pytest.mark.parametrize("exact_below", [20_000, 0], ids=["all compared", "chroma"])
@pytest.mark.parametrize("harm", ["none", "folder gone", "garbage", "generation gone"])
def test_a_harmed_index_changes_no_answer(root: Path, harm: str, exact_below: int) -> None:
    with Workspace.open(root) as workspace:
        wanted = [workspace.search(query, k=30) for query in QUERIES]
    index = root / ".draftkit" / "index"
    if harm == "folder gone":
        shutil.rmtree(index)
    elif harm == "garbage":
        for file in [one for one in index.rglob("*") if one.is_file()]:
            file.write_bytes(b"garbage" * 100)
    elif harm == "generation gone":
        for folder in index.iterdir():
            shutil.rmtree(folder)
    settings = Settings.load(root, exact_below=exact_below)
    with Workspace.open(settings=settings) as workspace:
        assert [workspace.search(query, k=30) for query in QUERIES] == wanted
        count = workspace.reindex()
        assert count == len(workspace.archive.passages())
        assert [workspace.search(query, k=30) for query in QUERIES] == wanted
        made = workspace.archive.generation()
        assert made is not None
        assert [one.name for one in index.iterdir()] == [made.folder]


def test_the_next_ingest_builds_a_lost_index(root: Path) -> None:
    shutil.rmtree(root / ".draftkit" / "index")
    with Workspace.open(root) as workspace:
        assert {row.name: row for row in workspace.doctor()}["vector index"].status == "warning"
        assert workspace.ingest(root / "past").counts["unchanged"] == 4
        assert {row.status for row in workspace.doctor()} == {"ok"}


def test_a_file_added_later_is_found_without_a_new_build(office: Workspace, root: Path) -> None:
    before = office.archive.generation()
    (root / "新.txt").write_text(
        "2026年示例市科技局工作要点\n\n一、建设麒麟实验室\n集中力量建设麒麟实验室。\n",
        encoding="utf-8",
    )
    office.ingest(root / "新.txt")
    assert office.archive.generation() == before
    assert "麒麟" in office.search("麒麟实验室").hits[0].text


def test_two_workspaces_on_one_folder_see_each_others_changes(root: Path) -> None:
    with Workspace.open(root) as writer, Workspace.open(root) as reader:
        assert reader.search("志愿服务").hits
        for row in writer.rows():
            if row.year != 2025:
                writer.remove(row.id)
        assert {hit.year for hit in reader.search("科普", k=50).hits} == {2025}


def test_doctor_finds_missing_vectors(office: Workspace) -> None:
    with office.archive.change() as change:
        change._db.execute("DELETE FROM vectors")
    rows = {row.name: row for row in office.doctor()}
    assert rows["vectors"].status == "warning"
    assert office.search("志愿服务").hits
    office.reindex()
    assert {row.name: row for row in office.doctor()}["vectors"].status == "ok"


def test_a_search_that_found_no_index_leaves_one_behind(root: Path) -> None:
    """After the answer, on closing; not while another process is writing."""
    index = root / ".draftkit" / "index"
    shutil.rmtree(index)
    with Workspace.open(root) as workspace:
        wanted = workspace.search("志愿服务", k=30)
        assert workspace.index_fault is None  # nothing to tell: it mends itself
        with writing(workspace.state, 0.0):
            workspace.close()
        assert not index.exists()
    with Workspace.open(root) as workspace:
        assert workspace.search("志愿服务", k=30) == wanted
    with Workspace.open(root) as workspace:
        assert {row.name: row.status for row in workspace.doctor()}["vector index"] == "ok"
        assert workspace.search("志愿服务", k=30) == wanted
        made = workspace.archive.generation()
        assert made is not None and [one.name for one in index.iterdir()] == [made.folder]


def test_an_index_too_large_to_mend_in_passing_is_told_of(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("draftkit.workspace.mending.CHEAP", 3)
    index = root / ".draftkit" / "index"
    shutil.rmtree(index)
    with Workspace.open(root) as workspace:
        workspace.search("志愿服务")
        assert workspace.index_fault == "missing"
    assert not index.exists()
    with pytest.raises(SystemExit) as ended:
        build().main(["search", "志愿服务", "--workspace", str(root)])
    assert not ended.value.code
    said = capsys.readouterr()
    assert "draftkit reindex" in said.err and said.err.count("\n") == 1
    assert "志愿" in said.out


def test_a_year_of_noughts_is_a_year_that_no_paper_has(office: Workspace) -> None:
    assert span_of("0000") == (0, 0)
    assert span_of("..0000") == (None, 0)
    assert office.search("志愿服务").hits
    assert not office.search("志愿服务", year="0000").hits
    with pytest.raises(UsageError):
        span_of("2024..0000")
