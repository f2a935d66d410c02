"""Kept sources parsed again after an upgrade, without their files."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from draftkit.values.source import Parsed, Source
from draftkit.workspace import Workspace, ingesting, reparsing


@pytest.fixture
def old(root: Path) -> Path:
    """The sample workspace as an older parser left it, its files gone."""
    shutil.rmtree(root / "past")
    _age(root)
    return root


def _age(root: Path) -> None:
    with closing(sqlite3.connect(root / ".draftkit" / "archive.db")) as db:
        db.execute("UPDATE sources SET parser = '0'")
        db.commit()


def _db(root: Path) -> Iterator[tuple[str, ...]]:
    with closing(sqlite3.connect(root / ".draftkit" / "archive.db")) as db:
        yield from db.execute("SELECT sha256, notice_id, parser FROM sources ORDER BY sha256")


def _titled(title: str, path: str) -> object:
    """A parser that reads another title, and so another id, in the paper of one path."""
    real = reparsing.parse_source

    def parse(source: Source) -> Parsed:
        read = real(source)
        if not source.path.endswith(path):
            return read
        notice = read.notice.model_copy(update={"title": title, "id": "ab" * 8})
        return Parsed(read.source, notice, read.lines)

    return parse


def test_an_old_archive_answers_and_doctor_says_that_it_is_old(old: Path) -> None:
    with Workspace.open(old) as workspace:
        assert workspace.search("志愿服务").hits
        assert len(workspace.rows()) == 4
        statuses = [row.status for row in workspace.doctor()]
        assert statuses.count("warning") == 1
    assert {row[2] for row in _db(old)} == {"0"}


@pytest.mark.parametrize("how", ["reindex", "ingest"])
def test_the_next_write_parses_again_without_the_files(old: Path, how: str) -> None:
    with Workspace.open(old) as workspace:
        before, hits = workspace.rows(), workspace.search("志愿服务").hits
        vectors = workspace.archive.vectors(workspace.embedder.name)
        newest = workspace.archive.newest()
        workspace.reindex() if how == "reindex" else workspace.ingest()
        assert workspace.rows() == before
        assert workspace.search("志愿服务").hits == hits
        assert {row.status for row in workspace.doctor()} == {"ok"}
        # Nothing was said otherwise, so no passage and no vector was made anew.
        assert workspace.archive.vectors(workspace.embedder.name) == vectors
        assert workspace.archive.newest() == newest
    assert {row[2] for row in _db(old)} == {reparsing.AGAIN}


def test_an_id_that_changes_is_still_known_and_vectors_stay(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reparsing, "parse_source", _titled("另一个标题", "kjj-2023-yaodian.txt"))
    with Workspace.open(old) as workspace:
        was = next(row for row in workspace.rows() if row.path.endswith("kjj-2023-yaodian.txt"))
        texts = [one.text for one in workspace.archive.passages() if one.notice_id == was.id]
        made: list[str] = []
        embed = workspace.embedder.embed
        monkeypatch.setattr(
            workspace.embedder, "embed", lambda texts: (made.extend(texts), embed(texts))[1]
        )
        workspace.ingest()
        assert made == []
        assert workspace.notice(was.id).title == "另一个标题"
        assert workspace.notice(was.id).id == "ab" * 8
        assert was.id not in {row.id for row in workspace.rows()}
        now = [one for one in workspace.archive.passages() if one.notice_id == "ab" * 8]
        assert [one.text for one in now] == texts
        assert {one.title for one in now} >= {"另一个标题"}
        assert not workspace.archive.without_vectors(workspace.embedder.name)
        assert len(workspace.rows()) == 4


def test_an_interruption_loses_nothing_and_the_rest_is_done_next_time(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reparsing, "_AT_ONCE", 1)
    real, calls = reparsing.parse_source, []

    def parse(source: Source) -> Parsed:
        calls.append(source.path)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(source)

    with Workspace.open(old) as workspace:
        before = workspace.rows()
        monkeypatch.setattr(reparsing, "parse_source", parse)
        with pytest.raises(KeyboardInterrupt):
            workspace.ingest()
        assert workspace.rows() == before
    assert sorted(row[2] for row in _db(old)) == ["0", "0", *[reparsing.AGAIN] * 2]
    with Workspace.open(old) as workspace:
        workspace.ingest()
        assert workspace.rows() == before
    assert len(calls) == 5


def test_a_source_that_no_longer_parses_keeps_its_notice(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def parse(source: Source) -> Parsed:
        calls.append(source.path)
        raise ValueError("a fault of this version")

    monkeypatch.setattr(reparsing, "parse_source", parse)
    with Workspace.open(old) as workspace:
        before = [workspace.notice(row.id) for row in workspace.rows()]
        assert workspace.ingest().counts["failed"] == 0
        assert [workspace.notice(row.id) for row in workspace.rows()] == before
        assert any("4" in row.detail for row in workspace.doctor())
        workspace.ingest()
    assert len(calls) == 4  # not tried again by the same version


@pytest.mark.parametrize("how", ["reindex", "ingest"])
def test_a_mark_of_secrecy_that_is_read_now_takes_the_notice_out(
    old: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = reparsing.parse_source

    def parse(source: Source) -> Parsed:
        read = real(source)
        secret = "秘密" if source.path.endswith("kjj-2023-yaodian.txt") else None
        return Parsed(read.source, read.notice.model_copy(update={"secrecy": secret}), read.lines)

    monkeypatch.setattr(reparsing, "parse_source", parse)
    with Workspace.open(old) as workspace:
        if how == "ingest":
            result = workspace.ingest()
            assert result.counts["failed"] == 1
            assert result.counts["skipped"] == 0
            assert "秘密" in (result.files[0].reason or "")
        else:
            workspace.reindex()
            assert "秘密" in workspace.withdrawn[0]
        assert len(workspace.rows()) == 3
        assert "kjj-2023" not in "".join(row.path for row in workspace.rows())
    assert len(list(_db(old))) == 3


def test_the_check_reads_no_source(root: Path) -> None:
    """Every write asks whether any source is old: answered by an index, whatever sources hold."""
    asked: list[str] = []
    with Workspace.open(root) as workspace, workspace.archive.reading() as db:
        db.set_trace_callback(asked.append)
        assert reparsing.behind(workspace.archive) == 0
        db.set_trace_callback(None)
        found = [one for one in asked if one.startswith("SELECT")]
        plans = [row[3] for one in found for row in db.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert any("COVERING INDEX sources_parser" in one for one in plans), plans


def test_ingest_catches_up_before_it_reads(old: Path, tmp_path: Path) -> None:
    file = tmp_path / "新.txt"
    file.write_text(
        "2022年示例市科学技术局工作要点\n\n一、抓好学习\n健全制度。\n", encoding="utf-8"
    )
    with Workspace.open(old) as workspace:
        assert workspace.ingest(file).counts["added"] == 1
        assert ingesting.behind(workspace.archive) == 0
        assert len(workspace.rows()) == 5


def test_a_file_that_is_met_again_is_read_anew(root: Path) -> None:
    """What a newer reader finds in the file itself counts, so it is not passed over as known."""
    _age(root)
    with Workspace.open(root) as workspace:
        workspace.reindex()
        assert {row[2] for row in _db(root)} == {reparsing.AGAIN}
        assert workspace.ingest(root / "past").counts["unchanged"] == 4
    assert {row[2] for row in _db(root)} == {reparsing.PARSER_VERSION}
