"""An archive of format 1 is brought up to date, with a copy kept; a newer or foreign one is not."""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from draftkit.archive import Archive, passages_of
from draftkit.archive.change import as_row
from draftkit.archive.schema import MIGRATIONS, VERSION
from draftkit.errors import ArchiveError
from draftkit.values.source import Parsed
from tests.archive.conftest import PAPER


def format_one(path: Path, papers: dict[str, Parsed]) -> None:
    """An archive as the first format had it: its own statements, rows as they were written then."""
    with closing(sqlite3.connect(path)) as db:
        for statement in MIGRATIONS[0]:
            db.execute(statement)
        db.execute("PRAGMA user_version = 1")
        db.execute("UPDATE meta SET value = 1 WHERE name = 'chunking'")
        for name, parsed in papers.items():
            notice = parsed.notice.model_copy(update={"source": None})
            sha256 = parsed.source.sha256
            packed = [
                zlib.compress(one.model_dump_json().encode("utf-8"), 6)
                for one in (parsed.source.model_copy(update={"path": ""}), notice)
            ]
            db.execute(
                "INSERT INTO sources VALUES (?, ?, 'txt', '1', ?, ?)", (sha256, notice.id, *packed)
            )
            db.execute("INSERT INTO paths VALUES (?, ?)", (name, sha256))
            db.execute(
                "INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, 1)",
                (notice.id, sha256, notice.title, notice.issuer, notice.year, notice.genre),
            )
            for passage in passages_of(notice):
                db.execute(
                    "INSERT INTO passages (id, notice_id, ordinal, part, title, issuer, year, genre,"
                    " topic, role, fit, heading_path, text) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    as_row(passage),
                )
                db.execute("INSERT INTO vectors VALUES (?, 't', x'00')", (passage.id,))
        db.commit()


@pytest.fixture
def first(tmp_path: Path, parsed: Callable[..., Any]) -> Path:
    """An archive of format 1 with two versions of a paper."""
    path = tmp_path / "old.db"
    format_one(
        path,
        {
            "要点（送审稿）.txt": parsed(PAPER, "a.txt"),
            "要点（定稿）.txt": parsed(PAPER.replace("路口值守", "路口执勤"), "b.txt"),
        },
    )
    return path


def test_what_an_old_file_holds_is_there_afterwards(first: Path) -> None:
    with Archive.open(first) as archive:
        rows = archive.rows()
        assert len(rows) == 2
        assert {row.best for row in rows} == {None}
        assert len(archive.vectors("t")) == len(archive.passages()) == 8
        assert all(archive.notice(row.id).sections for row in rows)
        assert archive.sound() is None
    with closing(sqlite3.connect(first)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION
    with closing(sqlite3.connect(f"{first}.v1.bak")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1
        assert copy.execute("SELECT count(*) FROM passages").fetchone()[0] == 8


def test_versions_are_linked_in_steps_and_an_interrupted_pass_goes_on(first: Path) -> None:
    with Archive.open(first) as archive, archive.change() as change:
        assert not change.relink_some(1)
    with Archive.open(first) as archive:
        assert not archive.linked()
        with archive.reading() as db:
            assert db.execute("SELECT value FROM facts WHERE name = 'linking'").fetchone()
            assert len(db.execute("SELECT DISTINCT notice_id FROM sketches").fetchall()) == 1
        while not archive.linked():
            with archive.change() as change:
                change.relink_some(1)
        best = {row.path: row.superseded for row in archive.rows()}
        assert best == {"要点（送审稿）.txt": True, "要点（定稿）.txt": False}
        before = archive.changes()
        assert archive.linked()
        assert archive.changes() == before


def test_a_file_brought_up_to_date_is_as_one_made_anew(
    first: Path, tmp_path: Path, parsed: Callable[..., Any]
) -> None:
    def tables(path: Path) -> dict[str, list[Any]]:
        with closing(sqlite3.connect(path)) as db:
            found = db.execute("SELECT type, name FROM sqlite_master ORDER BY name").fetchall()
            columns = {
                name: db.execute(f"PRAGMA table_info({name})").fetchall()
                for kind, name in found
                if kind == "table"
            }
        return {"all": found, **columns}

    Archive.open(first).close()
    Archive.open(tmp_path / "new.db").close()
    assert tables(first) == tables(tmp_path / "new.db")


def test_an_old_file_in_a_read_only_place_is_named(first: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        Archive.open(first, read_only=True)
    assert caught.value.key == "store.archive_older"
    assert json.dumps(caught.value.values["found"]) == "1"


def test_an_interrupted_upgrade_leaves_the_old_file(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from draftkit.archive import schema

    broken = (*MIGRATIONS[:1], (*MIGRATIONS[1][:3], "INSERT INTO nowhere VALUES (1)"))
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    with pytest.raises(ArchiveError):
        Archive.open(first)
    monkeypatch.undo()
    with Archive.open(first) as archive:
        assert len(archive.rows()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_the_copy_replaces_a_link_and_writes_nothing_at_its_end(
    first: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.db"
    victim.write_bytes(b"")
    Path(f"{first}.v1.bak").symlink_to(victim)
    Archive.open(first).close()
    assert victim.read_bytes() == b""
    with closing(sqlite3.connect(f"{first}.v1.bak")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1
    assert not Path(f"{first}.v1.bak").is_symlink()
    assert not list(tmp_path.glob(".old.db*"))


def test_of_two_that_upgrade_at_once_none_copies_the_new_format(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from draftkit.archive import schema

    real = schema._migrate

    def late(db: sqlite3.Connection, path: Path) -> None:
        """Another process upgrades between the look at the format and the copy."""
        monkeypatch.setattr(schema, "_migrate", real)
        Archive.open(path).close()
        real(db, path)

    monkeypatch.setattr(schema, "_migrate", late)
    Archive.open(first).close()
    with closing(sqlite3.connect(f"{first}.v1.bak")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1
