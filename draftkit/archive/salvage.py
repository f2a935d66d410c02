"""What of a damaged archive.db can still be read, row by row.

SQLite stops at the first torn page of a table. What lies behind it is reached from the other end, and
through the indexes and tables beside it, which name the same hashes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from draftkit.archive.archive import Archive
from draftkit.archive.packing import unpacked
from draftkit.errors import ArchiveError
from draftkit.values.store import Kept

_NAMING = (
    "SELECT sha256 FROM sources NOT INDEXED ORDER BY sha256",
    "SELECT sha256 FROM sources NOT INDEXED ORDER BY sha256 DESC",
    "SELECT sha256 FROM sources INDEXED BY sources_notice ORDER BY notice_id",
    "SELECT sha256 FROM sources INDEXED BY sources_notice ORDER BY notice_id DESC",
    "SELECT sha256 FROM notices NOT INDEXED ORDER BY id",
    "SELECT sha256 FROM notices NOT INDEXED ORDER BY id DESC",
    "SELECT sha256 FROM paths INDEXED BY paths_sha256 ORDER BY sha256",
    "SELECT sha256 FROM paths INDEXED BY paths_sha256 ORDER BY sha256 DESC",
    "SELECT sha256 FROM paths NOT INDEXED ORDER BY path",
    "SELECT sha256 FROM paths NOT INDEXED ORDER BY path DESC",
)
"""Every way to the hashes of sources."""

_HASH = re.compile("[0-9a-f]{64}")


def named(archive: Archive) -> tuple[str, ...]:
    """Hashes of all sources that anything readable names, sorted. Raises ArchiveError where the file
    cannot be opened at all."""
    with archive.reading() as db:
        found = {one for select in _NAMING for one in _column(db, select)}
    return tuple(sorted(one for one in found if isinstance(one, str) and _HASH.fullmatch(one)))


def _column(db: sqlite3.Connection, select: str, *values: str) -> Iterator[object]:
    """The first column of the rows up to the first that cannot be read."""
    try:
        for row in db.execute(select, values):
            yield row[0]
    except sqlite3.DatabaseError:
        return


def read(archive: Archive, sha256: str) -> Kept | None:
    """A source of a damaged archive; None where it cannot be read whole. Where its paths cannot, it
    is called by its hash."""
    with archive.reading() as db:
        try:
            row = db.execute(
                "SELECT notice_id, format, parser, source, notice FROM sources WHERE sha256 = ?",
                (sha256,),
            ).fetchone()
            if row is None:
                return None
            texts = unpacked(row[3]), unpacked(row[4])
        except (sqlite3.DatabaseError, ArchiveError):
            return None
        paths = {
            str(one)
            for place in ("INDEXED BY paths_sha256", "NOT INDEXED")
            for one in _column(db, f"SELECT path FROM paths {place} WHERE sha256 = ?", sha256)
        }
    return Kept(sha256, tuple(sorted(paths)) or (sha256[:16],), row[0], row[1], row[2], *texts)


def called(archive: Archive, sha256: str) -> str:
    """What to call a source that cannot be read: its notice's id and title, its path, its hash,
    whatever can be read first."""
    with archive.reading() as db:
        for select in (
            "SELECT id || ' ' || coalesce(title, '') FROM notices WHERE sha256 = ?",
            "SELECT path FROM paths WHERE sha256 = ? ORDER BY path",
            "SELECT path FROM paths NOT INDEXED WHERE sha256 = ? ORDER BY path",
        ):
            for one in _column(db, select, sha256):
                return str(one).strip()
    return sha256[:16]
