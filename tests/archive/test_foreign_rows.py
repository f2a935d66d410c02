"""Rows that another program, or a bad disk, left in archive.db: one clear error, never a fault of
ours, and the check-up finds them."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from draftkit.archive import Archive, packing
from draftkit.archive.health import worn
from draftkit.archive.packing import packed, unpacked
from draftkit.errors import ArchiveError, TooLargeError
from tests.archive.conftest import PAPER, Put

_DEEP = zlib.compress(b"[" * 100_000 + b"]" * 100_000).hex()
_LIST = zlib.compress(b"[]").hex()
_SOURCES = "UPDATE sources SET {} = x'{}'"
_GENERATION = (
    "INSERT INTO generations (embedder, dim, chunking, folder, count, upto, current)"
    " VALUES ('t', {dim}, 1, '{folder}', 1, 1, 1)"
)

MISFITS = {
    "a year in words": "UPDATE notices SET year = 'abc'",
    "a year in words in a passage": "UPDATE passages SET year = 'abc'",
    "a year far off": "UPDATE passages SET year = 9000000000000",
    "a title of bytes": "UPDATE notices SET title = x'ff00'",
    "a text of bytes": "UPDATE passages SET text = x'ff00'",
    "a count in words": "UPDATE meta SET value = 'abc'",
    "no counts": "DELETE FROM meta",
    "a size in words": _GENERATION.format(dim="'abc'", folder="gen-1"),
}
"""What is of another type than we store."""

UNREADABLE = {
    "a path of headings that is none": "UPDATE passages SET heading_path = '{'",
    "a path of headings that is a number": "UPDATE passages SET heading_path = '5'",
    "a folder elsewhere": _GENERATION.format(dim=1, folder="../../elsewhere"),
    "a notice that is a list": _SOURCES.format("notice", _LIST),
    "a notice nested for ever": _SOURCES.format("notice", _DEEP),
    "a source that is a list": _SOURCES.format("source", _LIST),
}
"""What is of the right type and cannot be read."""

SILENT = ("a year far off",)
"""What these readers do not touch, or can show."""


def _harmed(archive: Archive, statement: str) -> None:
    archive.close()
    with closing(sqlite3.connect(archive.path)) as db:
        db.execute(statement)
        db.commit()


def _read_all(archive: Archive) -> list[ArchiveError]:
    """What reading everything raises, which may be nothing but ArchiveError."""
    with closing(sqlite3.connect(archive.path)) as db:
        (notice,) = db.execute("SELECT id FROM notices").fetchone()
    raised = []
    for read in (
        archive.rows,
        archive.passages,
        archive.changes,
        archive.linked,
        archive.generation,
        lambda: archive.notice(notice),
        lambda: archive.source(notice),
        lambda: archive.without_vectors("other"),
    ):
        try:
            read()
        except ArchiveError as error:
            raised.append(error)
    return raised


@pytest.mark.parametrize("what", [*MISFITS, *UNREADABLE])
def test_a_row_that_is_not_ours(archive: Archive, put: Put, what: str) -> None:
    put(PAPER)
    assert archive.sound() is None and not _read_all(archive)
    _harmed(archive, {**MISFITS, **UNREADABLE}[what])
    raised = _read_all(archive)
    assert raised or what in SILENT
    assert all("doctor" in str(one) and "\n" not in str(one) for one in raised)
    if what in MISFITS:
        assert archive.sound()
    elif "notice" in what or "source" in what or "headings" in what:
        assert worn(archive)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER extra AFTER UPDATE ON meta BEGIN DELETE FROM notices; END",
        "DROP TABLE events",
        "ALTER TABLE facts RENAME TO other",
        "PRAGMA user_version = -1",
    ],
)
def test_tables_that_are_not_ours(archive: Archive, put: Put, statement: str) -> None:
    put(PAPER)
    _harmed(archive, statement)
    with pytest.raises(ArchiveError):
        Archive.open(archive.path)


def test_a_value_that_would_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST", 1000)
    assert unpacked(packed("字" * 300)) == "字" * 300
    with pytest.raises(ArchiveError, match="too large"):
        unpacked(zlib.compress(b"0" * 100_000))
    with pytest.raises(ArchiveError):
        unpacked(packed("字" * 300)[:-6])
    with pytest.raises(TooLargeError):
        packed("字" * 400)


def test_an_error_of_the_caller_stays_what_it_is(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mine"), archive.reading():
        raise ValueError("mine")
