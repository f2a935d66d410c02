"""The tables of archive.db, and how an older file is brought up to date.

Rollback journal, not WAL: a read-only folder (a share, a backup) can still be searched.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from draftkit.errors import ArchiveError, ReadOnlyError
from draftkit.messages import say

_V1 = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO meta VALUES ('changes', 0), ('chunking', 0)",
    """CREATE TABLE sources (
        sha256 TEXT PRIMARY KEY,
        notice_id TEXT NOT NULL,
        format TEXT NOT NULL,
        parser TEXT NOT NULL,
        source BLOB NOT NULL,
        notice BLOB NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX sources_notice ON sources (notice_id)",
    """CREATE TABLE paths (
        path TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES sources (sha256) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE INDEX paths_sha256 ON paths (sha256)",
    """CREATE TABLE notices (
        id TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES sources (sha256),
        title TEXT, issuer TEXT, year INTEGER, genre TEXT NOT NULL, doc_number TEXT,
        topic TEXT, fit INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE passages (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL, part INTEGER NOT NULL,
        title TEXT NOT NULL, issuer TEXT, year INTEGER, genre TEXT NOT NULL, topic TEXT,
        role TEXT, fit INTEGER NOT NULL, heading_path TEXT NOT NULL, text TEXT NOT NULL
    )""",
    "CREATE INDEX passages_notice ON passages (notice_id)",
    """CREATE TABLE vectors (
        passage TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        embedder TEXT NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (passage, embedder)
    ) WITHOUT ROWID""",
    """CREATE TABLE generations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        embedder TEXT NOT NULL, dim INTEGER NOT NULL, chunking INTEGER NOT NULL,
        folder TEXT NOT NULL UNIQUE, count INTEGER NOT NULL, upto INTEGER NOT NULL,
        current INTEGER NOT NULL
    )""",
)

_V2 = (
    "ALTER TABLE notices ADD COLUMN stage TEXT",
    "ALTER TABLE notices ADD COLUMN body TEXT",
    "ALTER TABLE notices ADD COLUMN best TEXT",
    "CREATE INDEX notices_best ON notices (best)",
    "CREATE INDEX sources_parser ON sources (parser)",
    """CREATE TABLE sketches (
        notice_id TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
        mark INTEGER NOT NULL,
        PRIMARY KEY (mark, notice_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX sketches_notice ON sketches (notice_id)",
    "CREATE TABLE gone (seq INTEGER PRIMARY KEY AUTOINCREMENT, passage TEXT NOT NULL)",
    """CREATE TRIGGER passage_gone AFTER DELETE ON passages
        BEGIN INSERT INTO gone (passage) VALUES (old.id); END""",
    "ALTER TABLE generations ADD COLUMN gone_upto INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE generations ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE generations ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
    "INSERT INTO meta VALUES ('linked', 0)",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL
    )""",
    "ALTER TABLE notices ADD COLUMN standing TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE links (
        one TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
        other TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
        PRIMARY KEY (one, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX links_other ON links (other)",
)
"""Versions of one paper (`best` is the one that is drafted from, the one whose `standing` is the
smallest), each link between them kept both ways round, so that no text is compared twice, and the
body a paper belongs to; what was taken out since a generation was built; facts in words (an
embedder's probe), and what was done to the index and why (`doctor` tells it)."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (_V1, _V2)
"""MIGRATIONS[n] brings a file of format n to n + 1."""

VERSION = len(MIGRATIONS)

_NO_ROOM = 8192
"""Free bytes below which a disk counts as full: two pages of a database."""


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection with explicit transactions, foreign keys on, waiting up to 30 s for a lock."""
    mode = "ro" if read_only else "rwc"
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=30.0,
        isolation_level=None,
        check_same_thread=False,
    )
    db.execute("PRAGMA foreign_keys = ON")
    # A commit is the deletion of the journal: with FULL, SQLite's default, the folder is not synced
    # after it, and a power cut could bring the journal back and take the commit away.
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("PRAGMA fullfsync = ON")  # macOS: past the drive's own cache
    db.execute("PRAGMA secure_delete = ON")  # what is removed is gone from the file too
    return db


def prepare(path: Path, *, read_only: bool) -> None:
    """Make archive.db, or bring it up to date (a copy of the old file is kept beside it).

    Raises ArchiveError for a file of a newer format, one that is no archive, a link that leads to
    no file (SQLite would make one there), and an older one in a read-only folder; ReadOnlyError
    where the copy cannot be put.
    """
    if path.is_symlink() and not path.exists():
        raise ArchiveError("store.archive_broken", path=str(path), reason=f"-> {path.readlink()}")
    try:
        with closing(connect(path, read_only=read_only)) as db:
            found = int(db.execute("PRAGMA user_version").fetchone()[0])
            if found == VERSION:
                _no_strangers(db, path)
                return
            _not_newer(found, path)
            if found < 0 or (found == 0 and db.execute("SELECT 1 FROM sqlite_master").fetchone()):
                raise ArchiveError(
                    "store.archive_broken", path=str(path), reason=f"user_version {found}"
                )
            if read_only:
                raise ArchiveError("store.archive_older", path=str(path), found=found)
            _migrate(db, path)
    except sqlite3.DatabaseError as error:
        raise fault_of(path, error) from None


@cache
def declared() -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
    """Our tables and the columns of each: name, type, whether it may be null."""
    with closing(sqlite3.connect(":memory:")) as db:
        for statement in (one for steps in MIGRATIONS for one in steps):
            db.execute(statement)
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE " + _TABLES)]
        return {
            table: tuple(
                (name, kind.lower(), not required)
                for _, name, kind, required, *_ in db.execute(f"PRAGMA table_info({table})")
            )
            for table in tables
        }


_TABLES = "type = 'table' AND name NOT LIKE 'sqlite%' AND sql LIKE 'CREATE TABLE %'"

_TRIGGERS = ("passage_gone",)


def _no_strangers(db: sqlite3.Connection, path: Path) -> None:
    """Raises ArchiveError where a table of ours is missing, or another program put a view or a
    trigger in: such would run with whatever we ask, for as long as it likes."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE " + _TABLES)}
    wrong = sorted(set(declared()) - there)
    held = db.execute("SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger')")
    wrong += [str(row[0]) for row in held if row[0] not in _TRIGGERS]
    if wrong:
        raise ArchiveError("store.archive_broken", path=str(path), reason=wrong[0])


def fault_of(path: Path, error: sqlite3.DatabaseError) -> ArchiveError:
    """What an error of SQLite says of the archive: a full disk harms nothing that was kept."""
    if disk_is_full(path, error):
        return ArchiveError("store.disk_full", folder=str(path.parent))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    told = {sqlite3.SQLITE_NOTADB: "store.not_sqlite", sqlite3.SQLITE_CORRUPT: "store.malformed"}
    reason = say(told[code]) if code in told else str(error)
    return ArchiveError("store.archive_broken", path=str(path), reason=reason)


def disk_is_full(path: Path, error: sqlite3.DatabaseError) -> bool:
    """Whether the disk is the reason. SQLite says so only where a write fails; where the file of
    its journal cannot be made or grow, the room that is left says it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return True
    if code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return False
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False


def _not_newer(found: int, path: Path) -> None:
    if found > VERSION:
        raise ArchiveError("store.archive_newer", path=str(path), found=found, known=VERSION)


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """One transaction from the format found to ours. Two processes may try at once, and no lock of
    a workspace is held: SQLite lets one in, and the other finds the work done."""
    db.execute("BEGIN IMMEDIATE")
    try:
        found = int(db.execute("PRAGMA user_version").fetchone()[0])
        _not_newer(found, path)
        if 0 < found < VERSION:
            _copy(path, found)
        for steps in MIGRATIONS[found:]:
            for statement in steps:
                db.execute(statement)
        if 0 < found < VERSION:
            db.execute(
                "INSERT INTO events (at, what, detail)"
                " VALUES (strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), 'archive_migrated', ?)",
                (f"{found} → {VERSION}",),
            )
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite takes back itself what a full disk did not let it write
            db.execute("ROLLBACK")
        raise


def _copy(path: Path, found: int) -> None:
    """Keep a copy of an archive of an older format beside it, whole or not at all, while the
    caller's transaction keeps others from writing. What stands in its place is replaced: a link is
    not followed, nor is the torn copy of an interrupted attempt taken for one.

    Raises ReadOnlyError, and ArchiveError when the copy is not of that format.
    """
    target = path.with_name(f"{path.name}.v{found}.bak")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        with closing(connect(path, read_only=True)) as db, closing(sqlite3.connect(beside)) as copy:
            db.backup(copy)
            made = int(copy.execute("PRAGMA user_version").fetchone()[0])
        if made != found:
            raise ArchiveError("store.archive_broken", path=str(path), reason=f"{found} -> {made}")
        beside.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadOnlyError("store.read_only", path=str(target), reason=reason) from None
    finally:
        beside.unlink(missing_ok=True)
