"""Change: what may be written to the archive, inside one transaction."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from draftkit.archive.passages import CHUNKING, passages_of
from draftkit.values.hits import Passage
from draftkit.values.notice import Notice
from draftkit.values.source import Parsed
from draftkit.values.store import Generation

COLUMNS = (
    "id, notice_id, ordinal, part, title, issuer, year, genre, topic, role, fit, heading_path, text"
)

_NOTICE = "id, sha256, title, issuer, year, genre, doc_number, topic, fit"

GENERATION = (
    "embedder", "dim", "chunking", "folder", "count", "upto", "gone_upto", "place", "seal",
)  # fmt: skip
"""Columns of a generation beside its number and whether it is current."""

_EVENTS = 200
"""Events kept, the newest."""


@dataclass(frozen=True)
class Outcome:
    """What adding one file did. `passages` are those that are new and have no vectors yet."""

    result: Literal["added", "updated", "unchanged"]
    notice_id: str
    passages: tuple[Passage, ...] = ()


class Change:
    """An open write transaction; made by `Archive.change()`, which commits or rolls back.

    A source is known by the hash of its bytes, a path points at a source, a notice at the source
    that speaks for it: where several files hold the same notice, the one whose hash is smallest,
    so that the order they came in does not matter.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.touched = False
        """Whether anything that a reader can see was changed."""

    def add(self, parsed: Parsed, *, sha256: str, path: str, parser: str) -> Outcome:
        """Store one parsed file under its path, in the place of what stood there before."""
        notice = parsed.notice.model_copy(update={"source": None})
        before = self._at(path)
        knew = self._db.execute("SELECT 1 FROM notices WHERE id = ?", (notice.id,)).fetchone()
        old_text = self._notice_json(before[1]) if before else None
        affected = {notice.id} | self._put_source(parsed, notice, sha256, parser)
        self._put_path(path, sha256)
        if before:
            affected.add(before[1])
            self.touched |= before[0] != sha256
        else:
            self.touched = True
        fresh = [passage for one in sorted(affected) for passage in self._settle(one)]
        if before is None:
            result: Literal["added", "updated", "unchanged"] = "unchanged" if knew else "added"
        else:
            same = before[1] == notice.id and old_text == self._notice_json(notice.id)
            result = "unchanged" if same else "updated"
        return Outcome(result, notice.id, tuple(fresh))

    def remove(self, notice_id: str) -> None:
        """Take a notice out with all its files, passages and vectors."""
        self._db.execute("DELETE FROM notices WHERE id = ?", (notice_id,))
        self._db.execute("DELETE FROM sources WHERE notice_id = ?", (notice_id,))
        self.touched = True

    def rechunk(self) -> tuple[Passage, ...]:
        """Make all passages anew from the notices; the new ones, which have no vectors yet."""
        ids = [row[0] for row in self._db.execute("SELECT id FROM notices ORDER BY id")]
        fresh = tuple(passage for one in ids for passage in self._settle(one))
        self._db.execute("UPDATE meta SET value = ? WHERE name = 'chunking'", (CHUNKING,))
        return fresh

    def put_vectors(self, embedder: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Store vectors by passage id, in the place of older ones of the same embedder."""
        self._db.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            ((passage, embedder, vector) for passage, vector in rows),
        )
        self.touched = True

    def none_current(self) -> None:
        """Record that no generation holds anything that is still archived."""
        self._db.execute("UPDATE generations SET current = 0")
        self._db.execute("DELETE FROM gone")
        self.touched = True

    def make_current(self, made: Generation) -> Generation:
        """Record a verified generation and make it the one that is searched."""
        self._db.execute("UPDATE generations SET current = 0")
        cursor = self._db.execute(
            f"INSERT INTO generations ({', '.join(GENERATION)}, current)"
            f" VALUES ({', '.join('?' * len(GENERATION))}, 1)",
            tuple(getattr(made, name) for name in GENERATION),
        )
        self._db.execute("DELETE FROM gone WHERE seq <= ?", (made.gone_upto,))
        self.touched = True
        return made.model_copy(update={"id": int(cursor.lastrowid or 0)})

    def note(self, what: str, detail: str) -> None:
        """Record what was done to the index or the archive and why; the last `_EVENTS` are kept."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute(
            "INSERT INTO events (at, what, detail) VALUES (?, ?, ?)", (now, what, detail)
        )
        self._db.execute(
            "DELETE FROM events WHERE seq <= (SELECT max(seq) FROM events) - ?", (_EVENTS,)
        )

    def _put_path(self, path: str, sha256: str) -> None:
        self._db.execute(
            "INSERT INTO paths VALUES (?, ?)"
            " ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256",
            (path, sha256),
        )

    def _at(self, path: str) -> tuple[str, str] | None:
        """(sha256, notice id) of what stands at a path."""
        row = self._db.execute(
            "SELECT sha256, notice_id FROM paths JOIN sources USING (sha256) WHERE path = ?",
            (path,),
        ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def _put_source(self, parsed: Parsed, notice: Notice, sha256: str, parser: str) -> set[str]:
        """Store the file as read and as parsed; the notice it was parsed to before, if another."""
        before = self._db.execute(
            "SELECT notice_id FROM sources WHERE sha256 = ?", (sha256,)
        ).fetchone()
        source = parsed.source.model_copy(update={"path": "", "sha256": sha256})
        self._db.execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET"
            " notice_id = excluded.notice_id, parser = excluded.parser,"
            " source = excluded.source, notice = excluded.notice",
            (
                sha256,
                notice.id,
                source.format,
                parser,
                _packed(source.model_dump_json()),
                _packed(notice.model_dump_json()),
            ),
        )
        return {str(before[0])} if before else set()

    def _notice_json(self, notice_id: str) -> str | None:
        row = self._db.execute(
            "SELECT sources.notice FROM notices JOIN sources USING (sha256) WHERE notices.id = ?",
            (notice_id,),
        ).fetchone()
        return unpacked(row[0]) if row else None

    def _settle(self, notice_id: str) -> tuple[Passage, ...]:
        """Bring one notice in line with the sources that hold it; its new passages."""
        row = self._db.execute(
            "SELECT min(sha256), notice FROM sources WHERE notice_id = ?"
            " AND sha256 IN (SELECT sha256 FROM paths)",
            (notice_id,),
        ).fetchone()
        if row is None or row[0] is None:
            self.remove(notice_id)
            return ()
        notice = Notice.model_validate_json(unpacked(row[1]))
        self._put_notice(notice, str(row[0]))
        self._db.execute(
            "DELETE FROM sources WHERE notice_id = ? AND sha256 NOT IN (SELECT sha256 FROM paths)",
            (notice_id,),
        )
        return self._put_passages(notice)

    def _put_notice(self, notice: Notice, sha256: str) -> None:
        paper = notice.paper
        values = (
            notice.id,
            sha256,
            paper.title or notice.title,
            paper.issuer or notice.issuer,
            paper.year or notice.year,
            paper.genre,
            notice.doc_number or paper.doc_number,
            paper.topic or notice.topic,
            int(notice.fit and paper.fit),
        )
        before = self._db.execute(
            f"SELECT {_NOTICE} FROM notices WHERE id = ?", (notice.id,)
        ).fetchone()
        if before == values:
            return
        self._db.execute(
            f"INSERT INTO notices ({_NOTICE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET"
            " sha256 = excluded.sha256, title = excluded.title, issuer = excluded.issuer,"
            " year = excluded.year, genre = excluded.genre, doc_number = excluded.doc_number,"
            " topic = excluded.topic, fit = excluded.fit",
            values,
        )
        self.touched = True

    def _put_passages(self, notice: Notice) -> tuple[Passage, ...]:
        """Replace the passages of a notice where they differ from those stored."""
        wanted = passages_of(notice)
        stored = self._db.execute(
            f"SELECT {COLUMNS} FROM passages WHERE notice_id = ? ORDER BY ordinal", (notice.id,)
        ).fetchall()
        rows = [as_row(passage) for passage in wanted]
        if stored == rows:
            return ()
        self._db.execute("DELETE FROM passages WHERE notice_id = ?", (notice.id,))
        marks = ", ".join("?" * 13)
        self._db.executemany(f"INSERT INTO passages ({COLUMNS}) VALUES ({marks})", rows)
        self.touched = True
        return wanted


def as_row(passage: Passage) -> tuple[str | int | None, ...]:
    """A passage as its row, in the order of the columns."""
    return (
        passage.id,
        passage.notice_id,
        passage.ordinal,
        passage.part,
        passage.title,
        passage.issuer,
        passage.year,
        passage.genre,
        passage.topic,
        passage.role,
        int(passage.fit),
        json.dumps(passage.heading_path, ensure_ascii=False),
        passage.text,
    )


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8"), 6)


def unpacked(blob: bytes) -> str:
    """The text of a stored value."""
    return zlib.decompress(blob).decode("utf-8")
