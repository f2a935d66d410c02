"""Versions and bodies in a workspace: what is drafted from, listed, asked for by issuer."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from draftkit.errors import DraftkitError, SettingsError
from draftkit.remarks import LOGGER
from draftkit.settings import Settings
from draftkit.values.hits import Filters
from draftkit.values.request import DraftRequest
from draftkit.values.searching import SearchOptions
from draftkit.workspace import Workspace
from draftkit.workspace.locking import writing
from tests.archive.test_versions import BODY, BUREAU, REVISED, paper

FORMER = "示例市科学技术委员会"
APART = SearchOptions(versions_as_one=False)


@pytest.fixture(scope="module")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three versions of a paper, and an older one under the body's former name."""
    root = tmp_path_factory.mktemp("库")
    (root / "past").mkdir()
    papers = {
        "要点（征求意见稿）.txt": paper(body=BODY.replace("12场", "10场")),
        "要点（送审稿）.txt": paper(issuer="中共示例市科学技术局党组"),
        "要点.txt": paper(number="示科〔2025〕12号", body=REVISED),
        "旧要点.txt": paper(issuer=FORMER).replace("2025", "2003"),
    }
    for name, text in papers.items():
        (root / "past" / name).write_text(text, encoding="utf-8")
    with Workspace.open(root) as workspace:
        assert workspace.ingest(root / "past").counts["added"] == 4
    return root


@pytest.fixture
def shelf(_filled: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(_filled, tmp_path / "office"))


def _request() -> DraftRequest:
    return DraftRequest(genre="工作要点", issuer=BUREAU, year=2026, topic="精神文明建设")


def test_only_the_best_version_is_drafted_from(shelf: Path) -> None:
    with Workspace.open(shelf) as workspace:
        best = next(row for row in workspace.rows() if row.path.endswith("/要点.txt"))
        assert workspace.versions(best.id)[0].id == best.id
        assert len(workspace.versions(best.id[:6])) == 3
        outline = workspace.outline(_request())
        used = {one.notice_id for section in outline.sections for one in section.support}
        superseded = {row.id for row in workspace.rows() if row.superseded}
        assert len(superseded) == 2
        assert best.id in used
        assert not used & superseded
        found = workspace.search("不少于15场", k=20).hits
        assert not superseded & {hit.notice_id for hit in found}
        assert superseded == {one.notice_id for hit in found for one in hit.versions}
        hits = workspace.search("不少于10场", k=20, options=APART).hits
        assert superseded & {hit.notice_id for hit in hits}


LETTER = """示科函〔2025〕7号

关于征求《2025年精神文明建设工作要点（征求意见稿）》意见的函

各县（市、区）科学技术局：
现将《2025年精神文明建设工作要点（征求意见稿）》送你单位征求意见，请于2025年2月20日前反馈书面意见。

附件：2025年精神文明建设工作要点（征求意见稿）

示例市科学技术局
2025年2月10日

附件

2025年精神文明建设工作要点
（征求意见稿）

"""


@pytest.mark.parametrize("issued", [True, False])
def test_a_draft_that_came_with_a_letter_gives_way_and_the_letter_does_not(
    tmp_path: Path, issued: bool
) -> None:
    past = tmp_path / "past"
    past.mkdir()
    (past / "函.txt").write_text(LETTER + BODY, encoding="utf-8")
    year = 2025 if issued else 2024
    text = paper(number=f"示科〔{year}〕12号", body=REVISED).replace("2025", str(year))
    (past / "要点.txt").write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path) as workspace:
        workspace.ingest(past)
        letter = next(row for row in workspace.rows() if row.genre == "函")
        assert not letter.superseded
        assert letter.best is None
        outline = workspace.outline(_request())
        used = {one.notice_id for section in outline.sections for one in section.support}
        assert (letter.id in used) is not issued
        assert workspace.search("反馈书面意见", k=1).hits[0].notice_id == letter.id


def test_an_issuer_is_found_under_all_its_names(shelf: Path) -> None:
    with Workspace.open(shelf) as workspace:
        for asked in (BUREAU, "示例市科技局", "中共示例市科学技术局党组"):
            hits = workspace.search("志愿服务", issuer=asked, k=20, options=APART).hits
            assert {hit.issuer for hit in hits} == {BUREAU, "中共示例市科学技术局党组"}


def test_a_former_name_is_a_setting(shelf: Path) -> None:
    config = shelf / "draftkit.toml"
    config.write_text(f'[archive]\nsame_body = [["{BUREAU}", "{FORMER}"]]\n', encoding="utf-8")
    with Workspace.open(shelf) as workspace:
        found = {hit.issuer for hit in workspace.search("志愿服务", issuer=BUREAU, k=20).hits}
        assert FORMER in found
        workspace.ingest()
        assert {row.body for row in workspace.rows()} == {BUREAU}
        # of another year: the body's own paper, and no version of this one
        assert next(row for row in workspace.rows() if row.year == 2003).best is None
        # the retriever that other programs are handed knows the names too
        filters = Filters(issuer=BUREAU)
        hits = workspace.retriever.retrieve("工作要点", filters=filters, k=50).hits
        assert 2003 in {hit.year for hit in hits}
    assert "=" in next(row.value for row in Settings.load(shelf).rows() if row.name == "same_body")


def _set_names(shelf: Path) -> None:
    text = f'[archive]\nsame_body = [["{BUREAU}", "{FORMER}"]]\n'
    (shelf / "draftkit.toml").write_text(text, encoding="utf-8")


def _former(workspace: Workspace) -> str | None:
    return next(row.body for row in workspace.rows() if row.year == 2003)


def _stored(shelf: Path) -> set[str]:
    with closing(sqlite3.connect(shelf / ".draftkit" / "archive.db")) as db:
        return {row[0] for row in db.execute("SELECT body FROM notices")}


READS: dict[str, Callable[[Workspace], Any]] = {
    "notices": lambda ws: ws.notices(),
    "search": lambda ws: ws.search("志愿服务"),
    "retriever": lambda ws: ws.retriever,
    "outline": lambda ws: ws.outline(_request()),
    "remove": lambda ws: ws.remove(next(row.id for row in ws.archive.rows() if row.year == 2025)),
    "ingest": lambda ws: ws.ingest(),
}


@pytest.mark.parametrize("call", READS)
def test_a_former_name_set_later_counts_with_the_next_command(
    shelf: Path, call: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(_stored(shelf)) == 2
    _set_names(shelf)
    with Workspace.open(shelf) as workspace:
        READS[call](workspace)
    assert len(_stored(shelf)) == 1
    assert not [one for one in caplog.records if one.name == LOGGER]
    with Workspace.open(shelf) as workspace:
        before = workspace.archive.changes()
        assert _former(workspace) == BUREAU
        assert workspace.archive.changes() == before
    (shelf / "draftkit.toml").unlink()
    with Workspace.open(shelf) as workspace:
        assert _former(workspace) == FORMER


def test_names_that_cannot_be_stored_now_are_told_in_one_line(
    shelf: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _set_names(shelf)
    with writing(shelf / ".draftkit", 0.0), Workspace.open(shelf) as workspace:
        assert {hit.issuer for hit in workspace.search("志愿服务", issuer=BUREAU, k=20).hits}
        workspace.rows()
    told = [one.getMessage() for one in caplog.records if one.name == LOGGER]
    assert len(told) == 1
    assert "same_body" in told[0]
    assert "ingest" in told[0]
    assert len(_stored(shelf)) == 2
    with Workspace.open(shelf) as workspace:
        assert workspace.ingest(shelf / "past").counts["failed"] == 0
    assert len(_stored(shelf)) == 1


@pytest.mark.parametrize(
    "value", ['"甲局"', '["甲局", "乙局"]', '[["甲局"]]', '[["甲局", ""]]', "[[1, 2]]", "3"]
)
def test_what_is_no_list_of_names_is_named(shelf: Path, value: str) -> None:
    (shelf / "draftkit.toml").write_text(f"[archive]\nsame_body = {value}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="same_body"):
        Settings.load(shelf)


def _foreign(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 no database at all" * 100)


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")


def _another(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE t (x)")
        db.commit()


CALLS: dict[str, Callable[[Workspace], Any]] = {
    "search": lambda ws: ws.search("志愿服务"),
    "ingest": lambda ws: ws.ingest(ws.root / "past"),
    "notices": lambda ws: ws.notices(),
    "draft": lambda ws: ws.draft(_request()),
    "export": lambda ws: ws.export_notices(ws.root / "out.zip"),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("spoil", [_foreign, _truncated, _newer, _another])
def test_an_archive_that_is_none_is_one_clear_line(
    shelf: Path, spoil: Callable[[Path], None], call: str
) -> None:
    database = shelf / ".draftkit" / "archive.db"
    spoil(database)
    before = database.read_bytes()
    with pytest.raises(DraftkitError) as caught, Workspace.open(shelf) as workspace:
        CALLS[call](workspace)
    assert str(caught.value).count("\n") == 0
    assert caught.value.key in ("store.archive_broken", "store.archive_newer")
    assert database.read_bytes() == before
