"""Archive: reading archive.db, and opening the transactions that write it.

Each thread has its own connection; a reader sees one state of the file for as long as it holds
`reading()`. Writers are kept apart by the workspace's lock, and by SQLite itself.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from draftkit.archive.change import COLUMNS, WAS, Change, Outcome
from draftkit.archive.derived import GENERATION, facts_of
from draftkit.archive.filtering import matches
from draftkit.archive.linking import linking_stamp
from draftkit.archive.packing import decoding, thawed
from draftkit.archive.rows import LISTED, as_generation, as_passages, misfit
from draftkit.archive.schema import connect, disk_is_full, fault_of, prepare
from draftkit.errors import ArchiveError, NotFoundError, ReadOnlyError
from draftkit.reading import full_names
from draftkit.values.hits import Filters, Passage
from draftkit.values.notice import Notice, SourceRef
from draftkit.values.source import Parsed, Source
from draftkit.values.store import Generation, NoticeRow

_BATCH = 500
"""Ids asked for in one statement; SQLite allows 32,766 parameters, older builds 999."""

_MOST_NAMES = 100
"""Ids that one notice had, one after the other, that are followed."""


class Archive:
    """One archive.db. Use `Archive.open`; close it, or use it as a context manager."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._local = threading.local()
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False) -> Archive:
        """Open, made or brought up to date if need be.

        Raises ArchiveError for a file that is newer than this version or no archive at all, and
        when there is none and none may be made.
        """
        file = Path(path)
        if read_only and not file.exists():
            raise ArchiveError("store.archive_broken", path=str(file), reason="no such file")
        prepare(file, read_only=read_only)
        return cls(file, read_only=read_only)

    def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        with self._guard:
            while self._idle:
                self._idle.pop().close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- transactions

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """The connection this thread already works with, else an idle one, else a new one."""
        held: sqlite3.Connection | None = getattr(self._local, "db", None)
        if held is not None:
            yield held
            return
        with self._guard:
            db = self._idle.pop() if self._idle else None
        if db is None:
            db = connect(self.path, read_only=self.read_only)
        self._local.db = db
        try:
            yield db
        finally:
            self._local.db = None
            with self._guard:
                self._idle.append(db)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One read transaction; what is read inside belongs together. May be nested.

        Raises ArchiveError when the file cannot be read.
        """
        with self._connection() as db:
            if db.in_transaction:
                yield db
                return
            try:
                db.execute("BEGIN")
                yield db
            except sqlite3.DatabaseError as error:
                raise fault_of(self.path, error) from error
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    @contextmanager
    def change(self) -> Iterator[Change]:
        """One write transaction: all of it is kept, or, when anything is raised, none of it.

        Raises ReadOnlyError when the file cannot be written, and ArchiveError when the disk is
        full.
        """
        with self._connection() as db:
            try:
                db.execute("BEGIN IMMEDIATE")
                change = Change(db)
                yield change
                if change.touched:
                    db.execute("UPDATE meta SET value = value + 1 WHERE name = 'changes'")
                db.execute("COMMIT")
            except sqlite3.OperationalError as error:
                raise self._write_fault(error) from error
            except sqlite3.DatabaseError as error:
                if type(error) is sqlite3.DatabaseError:  # not a subclass: the file is damaged
                    raise fault_of(self.path, error) from error
                raise
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def _write_fault(self, error: sqlite3.OperationalError) -> Exception:
        if disk_is_full(self.path, error):
            return fault_of(self.path, error)
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            return ReadOnlyError("store.read_only", path=str(self.path.parent), reason=str(error))
        return ArchiveError("store.archive_not_written", path=str(self.path), reason=str(error))

    def add(
        self,
        parsed: Parsed,
        *,
        sha256: str,
        path: str,
        parser: str,
        vectors: tuple[str, Callable[[Sequence[Passage]], Iterable[tuple[str, bytes]]]]
        | None = None,
    ) -> Outcome:
        """Store one parsed file, with the vectors of its new passages, in one transaction.

        `vectors` is the embedder's name and what makes (passage id, vector) rows of passages.
        """
        with self.change() as change:
            outcome = change.add(parsed, sha256=sha256, path=path, parser=parser)
            if vectors and outcome.passages:
                change.put_vectors(vectors[0], vectors[1](outcome.passages))
        return outcome

    def remove(self, notice_id: str) -> str:
        """Take out a notice by its id or a unique beginning of it; the full id."""
        full = self.full_id(notice_id)
        with self.change() as change:
            change.remove(full)
        return full

    # ---- notices

    def changes(self) -> int:
        """Counts up with every change that a reader can see."""
        return self._meta("changes")

    def chunking(self) -> int:
        """The version of `passages_of` that the stored passages were made by; 0 for none."""
        return self._meta("chunking")

    def linked(self) -> bool:
        """Whether versions are linked by this version's way of doing so."""
        return self._meta("linked") == linking_stamp()

    def _meta(self, name: str) -> int:
        with self.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        with decoding("meta"):
            return int(row[0])

    def count(self) -> tuple[int, int]:
        """How many notices and how many passages."""
        with self.reading() as db:
            notices = db.execute("SELECT count(*) FROM notices").fetchone()[0]
            return int(notices), int(db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def is_empty(self) -> bool:
        """Whether there is no notice. Quicker than `count`, which walks all passages."""
        with self.reading() as db:
            return not db.execute("SELECT 1 FROM notices LIMIT 1").fetchone()

    def rows(self) -> tuple[NoticeRow, ...]:
        """All notices, newest year first, then by issuer, title and id."""
        with self.reading() as db:
            found = db.execute(
                "SELECT n.id, n.title, n.issuer, n.year, n.genre, n.doc_number,"
                " (SELECT min(path) FROM paths JOIN sources USING (sha256)"
                "  WHERE notice_id = n.id),"
                " (SELECT count(*) FROM passages WHERE notice_id = n.id), n.fit,"
                " n.stage, n.body, n.best FROM notices n"
                " ORDER BY coalesce(n.year, 0) DESC, n.issuer, n.title, n.id"
            ).fetchall()
        with decoding("notices"):
            rows = [NoticeRow(**dict(zip(LISTED, row, strict=True))) for row in found]
        bodies = full_names(row.issuer for row in rows if row.issuer)
        for at, row in enumerate(rows):
            full = bodies.get(row.body or "", row.body)
            if full != row.body:
                rows[at] = row.model_copy(update={"body": full})
        return tuple(rows)

    def notice(self, notice_id: str) -> Notice:
        """The notice of an id or of a unique beginning of one; its source is one of its files."""
        with self.reading() as db:
            full = self.full_id(notice_id)
            row = db.execute(
                "SELECT s.notice, s.sha256, s.format,"
                " (SELECT min(path) FROM paths WHERE sha256 = s.sha256)"
                " FROM notices n JOIN sources s USING (sha256) WHERE n.id = ?",
                (full,),
            ).fetchone()
        with decoding("notices"):
            where = SourceRef(path=row[3] or "", sha256=row[1], format=row[2])
        return thawed(Notice, row[0]).model_copy(update={"source": where})

    def source(self, notice_id: str) -> Source:
        """The file a notice was read from, block by block."""
        with self.reading() as db:
            full = self.full_id(notice_id)
            row = db.execute(
                "SELECT s.source, (SELECT min(path) FROM paths WHERE sha256 = s.sha256)"
                " FROM notices n JOIN sources s USING (sha256) WHERE n.id = ?",
                (full,),
            ).fetchone()
        with decoding("notices"):
            held, path = row
        return thawed(Source, held).model_copy(update={"path": path or ""})

    def full_id(self, beginning: str) -> str:
        """The id that begins so. Raises NotFoundError when there is none, or more than one."""
        with self.reading() as db:
            found = db.execute(
                "SELECT id FROM notices WHERE substr(id, 1, ?) = ?",
                (len(beginning), beginning.lower()),
            ).fetchall()
        if not found and (new := self._renamed(beginning.lower())):
            return new
        if not found or not beginning:
            raise NotFoundError("store.no_notice", id=beginning)
        if len(found) > 1:
            raise NotFoundError("store.ambiguous", id=beginning, count=len(found))
        return str(found[0][0])

    def _renamed(self, old: str) -> str | None:
        """The id that a notice of old has now, after its source was parsed again."""
        with self.reading() as db:
            for _ in range(_MOST_NAMES):
                row = db.execute(
                    "SELECT value FROM facts WHERE name = ?", (f"{WAS}{old}",)
                ).fetchone()
                if row is None:
                    break
                old = str(row[0])
            found = db.execute("SELECT 1 FROM notices WHERE id = ?", (old,)).fetchone()
        return old if found else None

    def known(self, path: str, sha256: str, parser: str) -> str | None:
        """The notice id when exactly these bytes stand at that path, parsed by that parser."""
        with self.reading() as db:
            row = db.execute(
                "SELECT notice_id FROM paths JOIN sources USING (sha256)"
                " WHERE path = ? AND sha256 = ? AND parser = ?",
                (path, sha256, parser),
            ).fetchone()
        return str(row[0]) if row else None

    def at(self, path: str) -> tuple[str, str] | None:
        """(hash of the bytes, notice id) of what was taken in from a path, None for nothing."""
        with self.reading() as db:
            row = db.execute(
                "SELECT sha256, notice_id FROM paths JOIN sources USING (sha256) WHERE path = ?",
                (path,),
            ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    # ---- passages and vectors

    def passages(self, filters: Filters | None = None) -> tuple[Passage, ...]:
        """All passages that fit, in the order of their notices' ids and their own."""
        with self.reading() as db:
            found = db.execute(f"SELECT {COLUMNS} FROM passages ORDER BY notice_id, ordinal")
            passages = as_passages(found)
        return tuple(one for one in passages if filters is None or matches(one, filters))

    def passages_by_id(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages of these ids, those that are gone left out."""
        rows = self._by_ids(f"SELECT {COLUMNS} FROM passages WHERE id IN", ids)
        return {one.id: one for one in as_passages(rows)}

    def newest(self) -> int:
        """The sequence number of the newest passage, 0 for none."""
        with self.reading() as db:
            return int(db.execute("SELECT coalesce(max(seq), 0) FROM passages").fetchone()[0])

    def newest_gone(self) -> int:
        """The sequence number of the newest removal of a passage, 0 for none."""
        with self.reading() as db:
            found = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'gone'").fetchone()
        return int(found[0]) if found else 0

    def gone_after(self, seq: int) -> tuple[str, ...]:
        """Ids of the passages taken out after a removal's number; some may be back."""
        with self.reading() as db:
            found = db.execute("SELECT passage FROM gone WHERE seq > ? ORDER BY seq", (seq,))
            return tuple(row[0] for row in found)

    def newer_than(self, seq: int) -> tuple[str, ...]:
        """Ids of the passages after a sequence number: the tail of a generation."""
        with self.reading() as db:
            found = db.execute("SELECT id FROM passages WHERE seq > ? ORDER BY id", (seq,))
            return tuple(row[0] for row in found)

    def vectors(self, embedder: str, ids: Iterable[str] | None = None) -> dict[str, bytes]:
        """Vectors by passage id, all of them or those of `ids`."""
        if ids is not None:
            rows = self._by_ids(
                "SELECT passage, vector FROM vectors WHERE embedder = ? AND passage IN",
                ids,
                embedder,
            )
            return dict(rows)
        with self.reading() as db:
            found = db.execute(
                "SELECT passage, vector FROM vectors WHERE embedder = ? ORDER BY passage",
                (embedder,),
            )
            return dict(found.fetchall())

    def without_vectors(self, embedder: str) -> tuple[Passage, ...]:
        """Passages that have no vector of an embedder."""
        with self.reading() as db:
            found = db.execute(
                f"SELECT {COLUMNS} FROM passages WHERE id NOT IN"
                " (SELECT passage FROM vectors WHERE embedder = ?) ORDER BY id",
                (embedder,),
            )
            return tuple(as_passages(found))

    def generation(self) -> Generation | None:
        """The generation that is current, None before the first is built."""
        with self.reading() as db:
            row = db.execute(
                f"SELECT id, {', '.join(GENERATION)} FROM generations WHERE current = 1"
            ).fetchone()
        return as_generation(row) if row else None

    def facts(self, beginning: str = "") -> dict[str, str]:
        """Facts in words whose names begin so, by name."""
        with self.reading() as db:
            return facts_of(db, beginning)

    def sound(self) -> str | None:
        """None when the file is in order to SQLite and every value is of the type that is stored
        there, else the first fault."""
        with self.reading() as db:
            said = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
            return misfit(db) if said == "ok" else said

    def _by_ids(self, select: str, ids: Iterable[str], *before: str) -> list[Any]:
        """Rows of `select … IN (ids)`, in batches, inside one read transaction."""
        wanted = list(ids)
        rows: list[Any] = []
        with self.reading() as db:
            for at in range(0, len(wanted), _BATCH):
                part = wanted[at : at + _BATCH]
                marks = ", ".join("?" * len(part))
                rows += db.execute(f"{select} ({marks})", (*before, *part)).fetchall()
        return rows
