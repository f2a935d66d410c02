"""Sources as the archive keeps them: what a notice can be parsed from again, without its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from draftkit.archive.archive import Archive
from draftkit.archive.packing import unpacked
from draftkit.values.store import Kept


def outdated(archive: Archive, parsers: Sequence[str], limit: int | None = None) -> tuple[str, ...]:
    """Hashes of the sources that were parsed by none of these parsers, sorted; at most `limit`."""
    marks = ", ".join("?" * len(parsers))
    with archive.reading() as db:
        found = db.execute(
            # "+": sorted after an index was read, which has no text in it; the table's own order
            # would be read through all texts.
            f"SELECT sha256 FROM sources WHERE parser NOT IN ({marks}) ORDER BY +sha256 LIMIT ?",
            (*parsers, -1 if limit is None else limit),
        )
        return tuple(str(row[0]) for row in found)


def parsed_by(archive: Archive, parser: str) -> int:
    """How many sources a parser is recorded for."""
    with archive.reading() as db:
        found = db.execute("SELECT count(*) FROM sources WHERE parser = ?", (parser,))
        return int(found.fetchone()[0])


def kept(archive: Archive, sha256: str) -> Kept | None:
    """A source by the hash of its file's bytes, None where there is none."""
    with archive.reading() as db:
        row = db.execute(
            "SELECT notice_id, format, parser, source, notice FROM sources WHERE sha256 = ?",
            (sha256,),
        ).fetchone()
        found = db.execute("SELECT path FROM paths WHERE sha256 = ? ORDER BY path", (sha256,))
        paths = tuple(str(path[0]) for path in found)
    if row is None:
        return None
    return Kept(sha256, paths, row[0], row[1], row[2], unpacked(row[3]), unpacked(row[4]))


def ending_in(archive: Archive, path: str) -> tuple[str, ...]:
    """Ids of the notices that were read from this path, or from one that ends in it after a
    slash, sorted."""
    with archive.reading() as db:
        found = db.execute(
            "SELECT DISTINCT notice_id FROM paths JOIN sources USING (sha256)"
            " WHERE path = ?1 OR substr(path, -length(?1) - 1) = '/' || ?1 ORDER BY notice_id",
            (path,),
        )
        return tuple(str(row[0]) for row in found)


def read_from(archive: Archive, notice_id: str) -> tuple[str, ...]:
    """The paths a notice was read from, sorted."""
    with archive.reading() as db:
        found = db.execute(
            "SELECT path FROM paths JOIN sources USING (sha256) WHERE notice_id = ? ORDER BY path",
            (notice_id,),
        )
        return tuple(str(row[0]) for row in found)


def hashes(archive: Archive, notice_ids: Iterable[str] | None = None) -> tuple[str, ...]:
    """Hashes of all sources, or of those of these notices, sorted."""
    with archive.reading() as db:
        if notice_ids is None:
            rows = db.execute("SELECT sha256 FROM sources").fetchall()
        else:
            rows = [
                row
                for one in notice_ids
                for row in db.execute("SELECT sha256 FROM sources WHERE notice_id = ?", (one,))
            ]
    return tuple(sorted({str(row[0]) for row in rows}))
