"""What is stored, what replaces what, and that a change is whole or not at all."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from draftkit.archive import CHUNKING, Archive
from draftkit.archive.schema import VERSION
from draftkit.errors import ArchiveError, NotFoundError, ReadOnlyError
from draftkit.values.hits import Filters
from draftkit.values.store import Generation
from tests.archive.conftest import PAPER

Put = Callable[..., Any]

CHANGED = PAPER.replace("到路口值守", "到车站值守")


_TABLES = {
    "sources": "SELECT * FROM sources",
    "paths": "SELECT * FROM paths",
    "notices": "SELECT * FROM notices",
    "passages": "SELECT * FROM passages",
    "vectors": "SELECT * FROM vectors",
}


def _everything(archive: Archive) -> dict[str, list[Any]]:
    with archive.reading() as db:
        return {table: db.execute(select).fetchall() for table, select in _TABLES.items()}


def test_a_file_is_added_once(archive: Archive, put: Put) -> None:
    first = put(PAPER)
    before = _everything(archive)
    again = put(PAPER)
    assert (first.result, again.result) == ("added", "unchanged")
    assert first.notice_id == again.notice_id
    assert again.passages == ()
    assert _everything(archive) == before


def test_what_went_in_comes_out(archive: Archive, put: Put, parsed: Callable[[str], Any]) -> None:
    outcome = put(PAPER)
    read = parsed(PAPER)
    notice = archive.notice(outcome.notice_id[:6])
    assert notice.model_copy(update={"source": None}) == read.notice.model_copy(
        update={"source": None}
    )
    assert notice.source is not None
    assert notice.source.path == "要点.txt"
    assert archive.source(outcome.notice_id).blocks == read.source.blocks
    assert archive.passages() == outcome.passages
    assert len(archive.vectors("t")) == len(outcome.passages) == 4


def test_a_changed_file_replaces_its_passages(archive: Archive, put: Put) -> None:
    old = put(PAPER)
    new = put(CHANGED)
    assert new.result == "updated"
    assert new.notice_id != old.notice_id
    texts = "".join(one.text for one in archive.passages())
    assert "车站" in texts
    assert "路口" not in texts
    assert {one.notice_id for one in archive.passages()} == {new.notice_id}
    assert archive.vectors("t").keys() == {one.id for one in archive.passages()}
    assert [row.id for row in archive.rows()] == [new.notice_id]


def test_the_same_content_elsewhere_is_unchanged_and_outlives_the_first(
    archive: Archive, put: Put
) -> None:
    first = put(PAPER, "甲.txt")
    copy = put(PAPER, "乙.txt")
    assert copy.result == "unchanged"
    assert len(archive.rows()) == 1
    put(CHANGED, "甲.txt")
    assert {row.id for row in archive.rows()} == {first.notice_id, put(CHANGED, "甲.txt").notice_id}
    assert archive.notice(first.notice_id).source.path == "乙.txt"  # type: ignore[union-attr]


def test_the_order_files_come_in_does_not_matter(
    tmp_path: Path, parsed: Callable[[str], Any]
) -> None:
    """Two files of other bytes with the same words are one notice, told by the same file."""
    spaced = PAPER.replace("\n", "\n\n")
    held = []
    for name, texts in (("a", (PAPER, spaced, CHANGED)), ("b", (CHANGED, spaced, PAPER))):
        with Archive.open(tmp_path / f"{name}.db") as archive:
            for text in texts:
                digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
                archive.add(parsed(text), sha256=digest, path=f"{digest}.txt", parser="1")
            rows = archive.rows()
            held.append((rows, archive.passages(), [archive.notice(row.id) for row in rows]))
    assert held[0] == held[1]
    assert len(held[0][0]) == 2


def test_another_parser_parses_again(archive: Archive, put: Put) -> None:
    put(PAPER)
    sha = archive.notice(put(PAPER).notice_id).source.sha256  # type: ignore[union-attr]
    assert archive.known("要点.txt", sha, "1")
    assert archive.known("要点.txt", sha, "2") is None
    assert put(PAPER, parser="2").result == "unchanged"
    assert archive.known("要点.txt", sha, "2")


def test_a_removed_notice_leaves_nothing(archive: Archive, put: Put) -> None:
    outcome = put(PAPER)
    assert archive.remove(outcome.notice_id[:5]) == outcome.notice_id
    assert all(not rows for rows in _everything(archive).values())
    assert put(PAPER).result == "added"


def test_a_change_is_whole_or_not_at_all(archive: Archive, put: Put) -> None:
    put(PAPER)
    before, counted = _everything(archive), archive.changes()

    def failing(_: Any) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.add(
            _parsed_copy(archive),
            sha256="f" * 64,
            path="新.txt",
            parser="1",
            vectors=("t", failing),
        )
    assert _everything(archive) == before
    assert archive.changes() == counted
    assert put(CHANGED).result == "updated"


def _parsed_copy(archive: Archive) -> Any:
    from draftkit.values.source import Parsed

    row = archive.rows()[0]
    notice = archive.notice(row.id).model_copy(update={"id": "0" * 16, "title": "另一份"})
    return Parsed(archive.source(row.id), notice, ())


def test_changes_count_what_a_reader_can_see(archive: Archive, put: Put) -> None:
    start = archive.changes()
    put(PAPER)
    assert archive.changes() > start
    seen = archive.changes()
    put(PAPER)
    assert archive.changes() == seen


def test_an_id_may_be_given_by_its_beginning(archive: Archive, put: Put) -> None:
    ids = [put(f"{PAPER}第{at}稿。", f"{at}.txt").notice_id for at in range(17)]
    assert archive.full_id(ids[0].upper()) == ids[0]
    beginnings = [one[0] for one in ids]
    shared = next(one for one in beginnings if beginnings.count(one) > 1)
    with pytest.raises(NotFoundError, match="may mean"):
        archive.full_id(shared)
    for nothing in ("zz", "", "%", "_"):
        with pytest.raises(NotFoundError, match="No notice"):
            archive.notice(nothing)


def test_filters(archive: Archive, put: Put) -> None:
    put(PAPER)

    def count(**fields: Any) -> int:
        return len(archive.passages(Filters(**fields)))

    every = count()
    assert every == 4
    assert count(genre="工作要点") == every
    assert count(genre="工作方案") == 0
    assert count(year_from=2024, year_to=2024) == every
    assert count(year_from=2025) == count(year_to=2023) == 0
    assert count(topic="精神文明") == every
    assert count(topic="科普") == 0


def test_rechunking_keeps_what_is_right(archive: Archive, put: Put) -> None:
    put(PAPER)
    held = archive.passages()
    assert archive.chunking() == 0
    with archive.change() as change:
        assert change.rechunk() == ()
    assert archive.chunking() == CHUNKING
    assert archive.passages() == held


def test_generations_have_one_that_is_current(archive: Archive, put: Put) -> None:
    put(PAPER)
    assert archive.generation() is None
    made = [
        Generation(embedder="t", dim=1, chunking=1, folder=folder, count=4, upto=archive.newest())
        for folder in ("gen-1", "gen-2")
    ]
    for one in made:
        with archive.change() as change:
            change.make_current(one)
    current = archive.generation()
    assert current is not None
    assert (current.folder, current.id) == ("gen-2", 2)
    assert archive.newer_than(current.upto) == ()
    fresh = put(CHANGED).passages
    assert set(archive.newer_than(current.upto)) == {one.id for one in fresh}


def test_a_reader_sees_one_state(archive: Archive, put: Put) -> None:
    put(PAPER)
    with archive.reading() as db:
        before = db.execute("SELECT count(*) FROM passages").fetchone()
        done = threading.Event()

        def write() -> None:
            other = sqlite3.connect(archive.path, timeout=0.1)
            other.execute("DELETE FROM passages")
            with pytest.raises(sqlite3.OperationalError):
                other.commit()
            other.close()
            done.set()

        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert done.is_set()
        assert db.execute("SELECT count(*) FROM passages").fetchone() == before


def test_many_threads_read(archive: Archive, put: Put) -> None:
    put(PAPER)
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(archive.passages()))) for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [4] * 16


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="newer draftkit"):
        Archive.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"\x00" * 5000])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="not a readable archive"):
        Archive.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE theirs (x)")
    db.close()
    with pytest.raises(ArchiveError):
        Archive.open(path)


@pytest.mark.usefixtures("rights_count")
def test_a_read_only_file_is_read_and_not_written(
    tmp_path: Path, archive: Archive, put: Put
) -> None:
    put(PAPER)
    archive.close()
    archive.path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with Archive.open(archive.path, read_only=True) as held:
            assert len(held.passages()) == 4
            with pytest.raises(ReadOnlyError), held.change() as change:
                change.remove(held.rows()[0].id)
            assert len(held.passages()) == 4
    finally:
        tmp_path.chmod(0o755)
