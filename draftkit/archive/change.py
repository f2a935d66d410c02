"""Change: what may be written to the archive, inside one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from draftkit.archive.derived import Derived
from draftkit.archive.linking import Linker, body_key, linking_stamp, stage_from
from draftkit.archive.packing import packed, thawed, unpacked
from draftkit.archive.passages import CHUNKING, passages_of
from draftkit.errors import ArchiveError
from draftkit.values.hits import Passage
from draftkit.values.notice import Notice
from draftkit.values.source import Parsed, Source

COLUMNS = (
    "id, notice_id, ordinal, part, title, issuer, year, genre, topic, role, fit, heading_path, text"
)

_NOTICE = "id, sha256, title, issuer, year, genre, doc_number, topic, fit, stage, body"

WAS = "was:"
"""What names begin with in the table of facts that say which notice an id of old is now."""


def _said(source: Source) -> tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]:
    """What a source says, block by block, without what an older reader may not have told of it."""
    return tuple((one.kind, one.text, one.rows) for one in source.blocks)


@dataclass(frozen=True)
class Outcome:
    """What adding one file did. `passages` are those that are new and have no vectors yet."""

    result: Literal["added", "updated", "unchanged"]
    notice_id: str
    passages: tuple[Passage, ...] = ()


class Change(Derived):
    """An open write transaction; made by `Archive.change()`, which commits or rolls back.

    A source is known by the hash of its bytes, a path points at a source, a notice at the source
    that speaks for it: where several files hold the same notice, the one whose hash is smallest,
    so that the order they came in does not matter.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        self._links = Linker(db)

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
        self.touched |= self._links.relink()
        if before is None:
            result: Literal["added", "updated", "unchanged"] = "unchanged" if knew else "added"
        else:
            same = before[1] == notice.id and old_text == self._notice_json(notice.id)
            result = "unchanged" if same else "updated"
        return Outcome(result, notice.id, tuple(fresh))

    def remove(self, notice_id: str) -> None:
        """Take a notice out with all its files, passages and vectors."""
        self._drop(notice_id)
        self._links.relink()

    def _drop(self, notice_id: str) -> None:
        self._links.will_change(notice_id)
        self._db.execute("DELETE FROM notices WHERE id = ?", (notice_id,))
        self._db.execute("DELETE FROM sources WHERE notice_id = ?", (notice_id,))
        self.touched = True

    def reparse(self, parsed: Parsed, *, sha256: str, parser: str) -> tuple[Passage, ...]:
        """Put what a kept source is parsed to now in the place of what it was parsed to before;
        the new passages. An id that is gone leads to the new one."""
        notice = parsed.notice.model_copy(update={"source": None})
        before = self._put_source(parsed, notice, sha256, parser)
        known = self._vectors_by_text(before - {notice.id})
        fresh = [one for ident in sorted({notice.id} | before) for one in self._settle(ident)]
        self._db.executemany(
            "INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)",
            ((one.id, *row) for one in fresh for row in known.get(one.text, ())),
        )
        self.touched |= self._links.relink()
        for old in before - {notice.id}:
            self._db.execute(
                "INSERT OR REPLACE INTO facts VALUES (?, ?)", (f"{WAS}{old}", notice.id)
            )
        return tuple(fresh)

    def _vectors_by_text(self, notice_ids: Iterable[str]) -> dict[str, set[tuple[str, bytes]]]:
        """(embedder, vector) of the passages of notices, by what they were made from."""
        out: dict[str, set[tuple[str, bytes]]] = {}
        for ident in notice_ids:
            for text, embedder, vector in self._db.execute(
                "SELECT text, embedder, vector FROM passages JOIN vectors ON passage = id"
                " WHERE notice_id = ?",
                (ident,),
            ):
                out.setdefault(text, set()).add((embedder, vector))
        return out

    def withdraw(self, sha256: str) -> None:
        """Take out one source with its paths, and its notice where no other file holds it."""
        row = self._db.execute(
            "SELECT notice_id FROM sources WHERE sha256 = ?", (sha256,)
        ).fetchone()
        self._db.execute("DELETE FROM paths WHERE sha256 = ?", (sha256,))
        if row is not None:
            self._links.will_change(str(row[0]))
            self._settle(str(row[0]))
            self._links.relink()
        self.touched = True

    def lacking(self, embedder: str, passages: Iterable[Passage]) -> list[Passage]:
        """Those of these passages that are stored and have no vector of an embedder."""
        return [
            one
            for one in passages
            if self._db.execute(
                "SELECT 1 FROM passages WHERE id = ?1 AND NOT EXISTS"
                " (SELECT 1 FROM vectors WHERE passage = ?1 AND embedder = ?2)",
                (one.id, embedder),
            ).fetchone()
        ]

    def carry(
        self, parsed: Parsed, *, sha256: str, paths: Sequence[str], parser: str
    ) -> Outcome | None:
        """Store a source that comes from another archive under its paths. Nothing that is here
        gives way: bytes that are held already stay as they were read here, and a path that leads
        to other bytes is told apart by the hash. None, and nothing is changed, where the bytes of
        that hash are held with another text: the file is not there to tell which is true."""
        notice_id = parsed.notice.id
        held = self._db.execute(
            "SELECT notice_id, source FROM sources WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if held is not None:
            here = Source.model_validate_json(unpacked(held[1]))
            if _said(here) != _said(parsed.source):
                return None
        knew = self._db.execute("SELECT 1 FROM notices WHERE id = ?", (notice_id,)).fetchone()
        if held is None:
            notice = parsed.notice.model_copy(update={"source": None})
            self._put_source(parsed, notice, sha256, parser)
        else:
            notice_id = str(held[0])
        new = False
        for path in paths:
            before = self._at(path)
            label = path if before is None or before[0] == sha256 else f"{path} ({sha256[:8]})"
            if self._at(label) is None:
                self._put_path(label, sha256)
                new = True
        if not new:
            return Outcome("unchanged", notice_id)
        self.touched = True
        fresh = self._settle(notice_id)
        self._links.relink()
        return Outcome("unchanged" if held or knew else "added", notice_id, fresh)

    def keep_as(self, sha256: str, parser: str) -> None:
        """Record by which parser a source is held to have been read, its notice as it is."""
        self._db.execute("UPDATE sources SET parser = ? WHERE sha256 = ?", (parser, sha256))

    def relink_some(self, count: int) -> bool:
        """Sketch and link the next notices by this version's way of linking; whether all are done.
        What was done is remembered, so that an interrupted pass goes on where it was."""
        stamp = linking_stamp()
        row = self._db.execute("SELECT value FROM facts WHERE name = 'linking'").fetchone()
        done, _, last = str(row[0]).partition(":") if row else ("", "", "")
        last = last if done == str(stamp) else ""
        rows = self._db.execute(
            "SELECT id, notice FROM notices JOIN sources USING (sha256) WHERE id > ?"
            " ORDER BY id LIMIT ?",
            (last, count),
        ).fetchall()
        for ident, blob in rows:
            last = ident
            try:
                notice = thawed(Notice, blob)
            except ArchiveError:  # `doctor` names it; the others are linked all the same
                continue
            self._put_notice(notice, self._sha256_of(ident))
            self._links.sketch(notice)
        self.touched |= self._links.relink()
        self._db.execute("INSERT OR REPLACE INTO facts VALUES ('linking', ?)", (f"{stamp}:{last}",))
        if len(rows) == count:
            return False
        self._db.execute("DELETE FROM facts WHERE name = 'linking'")
        self._db.execute("UPDATE meta SET value = ? WHERE name = 'linked'", (stamp,))
        return True

    def regroup(self, notice_ids: Iterable[str]) -> None:
        """Link notices again whose issuer is of another body by the names set now."""
        for ident in notice_ids:
            self.touched |= self._links.regroup(ident)
        self._links.relink()

    def _sha256_of(self, notice_id: str) -> str:
        found = self._db.execute("SELECT sha256 FROM notices WHERE id = ?", (notice_id,))
        return str(found.fetchone()[0])

    def recut(self, notice_id: str, rows: Iterable[int]) -> None:
        """Make the passages of these numbers anew from their notice. Raises ArchiveError where the
        disk did not keep that either."""
        self._db.executemany("DELETE FROM passages WHERE seq = ?", ((row,) for row in rows))
        self.touched = True
        self._settle(notice_id)
        self._links.relink()

    def link_anew(self) -> None:
        """Have the next writes link all notices again."""
        self._db.execute("UPDATE meta SET value = 0 WHERE name = 'linked'")

    def rechunk(self) -> tuple[Passage, ...]:
        """Make all passages anew from the notices; the new ones, which have no vectors yet."""
        ids = [row[0] for row in self._db.execute("SELECT id FROM notices ORDER BY id")]
        fresh = tuple(passage for one in ids for passage in self._settle(one))
        self._db.execute("UPDATE meta SET value = ? WHERE name = 'chunking'", (CHUNKING,))
        return fresh

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
                packed(source.model_dump_json(), parsed.source.path),
                packed(notice.model_dump_json(), parsed.source.path),
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
            self._drop(notice_id)
            return ()
        notice = thawed(Notice, row[1])
        changed = self._put_notice(notice, str(row[0]))
        self._db.execute(
            "DELETE FROM sources WHERE notice_id = ? AND sha256 NOT IN (SELECT sha256 FROM paths)",
            (notice_id,),
        )
        passages, fresh = self._put_passages(notice)
        if changed or passages or self._links.stands_otherwise(notice.id):
            self._links.sketch(notice)
        return fresh

    def _put_notice(self, notice: Notice, sha256: str) -> bool:
        """Store the row of a notice; whether it is another than before."""
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
            stage_from(notice, self._links.paths(notice.id)),
            body_key(notice),
        )
        before = self._db.execute(
            f"SELECT {_NOTICE} FROM notices WHERE id = ?", (notice.id,)
        ).fetchone()
        if before == values:
            return False
        self._links.will_change(notice.id)
        self._db.execute(
            f"INSERT INTO notices ({_NOTICE}) VALUES ({', '.join('?' * len(values))})"
            " ON CONFLICT (id) DO UPDATE SET"
            " sha256 = excluded.sha256, title = excluded.title, issuer = excluded.issuer,"
            " year = excluded.year, genre = excluded.genre, doc_number = excluded.doc_number,"
            " topic = excluded.topic, fit = excluded.fit, stage = excluded.stage,"
            " body = excluded.body",
            values,
        )
        self.touched = True
        return True

    def _put_passages(self, notice: Notice) -> tuple[bool, tuple[Passage, ...]]:
        """Bring the passages of a notice in line with it: whether any is another now, and those
        that lack vectors. One whose row is another is put anew, as readers that follow what comes
        and goes expect, and keeps its vectors if its text is the same."""
        wanted = passages_of(notice)
        rows = {one.id: as_row(one) for one in wanted}
        stored = {
            str(row[0]): tuple(row)
            for row in self._db.execute(
                f"SELECT {COLUMNS} FROM passages WHERE notice_id = ?", (notice.id,)
            )
        }
        if stored == rows:
            return False, ()
        self._links.will_change(notice.id)
        gone = [one for one in stored if stored[one] != rows.get(one)]
        same_text = [one for one in gone if one in rows and stored[one][-1] == rows[one][-1]]
        vectors = [row for one in same_text for row in self._vectors_of(one)]
        self._db.executemany("DELETE FROM passages WHERE id = ?", ((one,) for one in gone))
        marks = ", ".join("?" * 13)
        self._db.executemany(
            f"INSERT INTO passages ({COLUMNS}) VALUES ({marks})",
            (row for one, row in rows.items() if stored.get(one) != row),
        )
        self._db.executemany("INSERT INTO vectors VALUES (?, ?, ?)", vectors)
        self.touched = True
        held = {one for one in stored if one not in gone} | set(same_text)
        return True, tuple(one for one in wanted if one.id not in held)

    def _vectors_of(self, passage: str) -> list[tuple[str, str, bytes]]:
        return self._db.execute("SELECT * FROM vectors WHERE passage = ?", (passage,)).fetchall()


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
