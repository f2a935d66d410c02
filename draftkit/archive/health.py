"""What a check-up reads of archive.db: its wear, what of it can still be read, what was done to it.

SQLite keeps no checksums of what it stores, but we do: kept texts are compressed with one, and a
passage's id is the hash of its words. So a disk that changed a byte is found out, notice by notice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from draftkit.archive.archive import Archive
from draftkit.archive.packing import thawed
from draftkit.archive.passages import passage_id
from draftkit.errors import ArchiveError
from draftkit.values.notice import Notice
from draftkit.values.source import Source

_AT_ONCE = 1000
"""Vectors read at a time."""


def events(
    archive: Archive, kinds: tuple[str, ...], count: int
) -> tuple[tuple[str, str, str], ...]:
    """The last things done to the archive and its index of these kinds, newest first: when (ISO),
    what, detail."""
    marks = ", ".join("?" * len(kinds))
    with archive.reading() as db:
        found = db.execute(
            f"SELECT at, what, detail FROM events WHERE what IN ({marks})"
            " ORDER BY seq DESC LIMIT ?",
            (*kinds, count),
        )
        return tuple((str(at), str(what), str(detail)) for at, what, detail in found)


def worn(archive: Archive) -> tuple[str, ...]:
    """Ids of the notices some of whose stored text is not what was stored. Raises ArchiveError
    where SQLite cannot read on."""
    with archive.reading() as db:
        return tuple(sorted({*_worn_sources(db), *(one for one, _ in _worn_passages(db))}))


def _worn_sources(db: sqlite3.Connection) -> Iterator[str]:
    for notice, source, parsed in db.execute("SELECT notice_id, source, notice FROM sources"):
        try:
            thawed(Source, source)
            thawed(Notice, parsed)
        except ArchiveError:
            yield str(notice)


def _worn_passages(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """(notice id, number) of the passages whose words are not what their ids say."""
    rows = db.execute(
        "SELECT seq, id, notice_id, ordinal, CAST(heading_path AS BLOB), CAST(text AS BLOB)"
        " FROM passages"
    )
    for seq, one, notice, ordinal, path, text in rows:
        try:
            words = passage_id(notice, ordinal, json.loads(path), text.decode("utf-8"))
        except (ValueError, TypeError, AttributeError, RecursionError):
            words = ""
        if words != one:
            yield str(notice), int(seq)


def each_vector(archive: Archive, embedder: str) -> Iterator[list[tuple[str, object]]]:
    """(passage id, vector as it is stored, None where it is no bytes) of an embedder, some at a
    time."""
    with archive.reading() as db:
        found = db.execute(
            "SELECT passage, CASE typeof(vector) WHEN 'blob' THEN vector END FROM vectors"
            " WHERE embedder = ?",
            (embedder,),
        )
        while rows := found.fetchmany(_AT_ONCE):
            yield rows


def unlinked(archive: Archive) -> int:
    """How many notices are linked with a version that is not there, or is none that is drafted
    from."""
    with archive.reading() as db:
        found = db.execute(
            "SELECT count(*) FROM notices WHERE best IS NOT NULL AND best NOT IN"
            " (SELECT id FROM notices WHERE best = id)"
        )
        return int(found.fetchone()[0])


def recut(archive: Archive) -> int:
    """Make passages anew from their notices where the disk did not keep their words; of how many
    notices. One whose notice was not kept either stays as it is, for `doctor` to name."""
    with archive.reading() as db:
        hurt: dict[str, list[int]] = {}
        for notice, seq in _worn_passages(db):
            hurt.setdefault(notice, []).append(seq)
        there = {row[0] for row in db.execute("SELECT id FROM notices")} if hurt else set()
    made = 0
    for notice in sorted(there & set(hurt)):
        rows = hurt[notice]
        try:
            with archive.change() as change:
                change.recut(notice, rows)
        except ArchiveError as error:
            if error.key != "store.text_torn":
                raise
            continue
        made += 1
    return made


def readable(archive: Archive) -> tuple[int, int]:
    """How many notices of a damaged file can still be read whole, and how many it lists; (0, 0)
    where not even the list can be read."""
    try:
        ids = [row.id for row in archive.rows()]
    except ArchiveError:
        return 0, 0
    count = 0
    for one in ids:
        try:
            archive.notice(one)
            archive.source(one)
        except ArchiveError:
            continue
        count += 1
    return count, len(ids)
