"""Derived: what a write transaction may do to that which can be made again (vectors, generations)
and to the notes beside it (facts in words, events)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from draftkit.values.store import Generation

GENERATION = (
    "embedder", "dim", "chunking", "folder", "count", "upto", "gone_upto", "place", "seal",
)  # fmt: skip
"""Columns of a generation beside its number and whether it is current."""

_EVENTS = 200
"""Events kept, the newest."""


class Derived:
    """The part of `Change` that touches no notice."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.touched = False
        """Whether anything that a reader can see was changed."""

    def put_vectors(self, embedder: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Store vectors by passage id, in the place of older ones of the same embedder. One of a
        passage that was taken out while it was made is left out."""
        self._db.executemany(
            "INSERT OR REPLACE INTO vectors SELECT id, ?, ? FROM passages WHERE id = ?",
            ((embedder, vector, passage) for passage, vector in rows),
        )
        self.touched = True

    def drop_vectors(self, embedder: str) -> None:
        """Drop the vectors of an embedder."""
        self._db.execute("DELETE FROM vectors WHERE embedder = ?", (embedder,))
        self.touched = True

    def drop_vectors_of(self, embedder: str, passages: Iterable[str]) -> None:
        """Drop the vectors of an embedder for some passages."""
        self._db.executemany(
            "DELETE FROM vectors WHERE embedder = ? AND passage = ?",
            ((embedder, one) for one in passages),
        )
        self.touched = True

    def keep_vectors(self, embedder: str) -> None:
        """Drop the vectors of all other embedders."""
        self._db.execute("DELETE FROM vectors WHERE embedder <> ?", (embedder,))
        self.touched = True

    def facts(self, beginning: str = "") -> dict[str, str]:
        """Facts in words whose names begin so, by name."""
        return facts_of(self._db, beginning)

    def fact(self, name: str) -> str | None:
        """One fact, None where there is none of that name."""
        return self.facts(name).get(name)

    def put_fact(self, name: str, value: str | None) -> None:
        """Store a fact in the place of the older one; None takes it out."""
        if value is None:
            self._db.execute("DELETE FROM facts WHERE name = ?", (name,))
        else:
            self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

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


def facts_of(db: sqlite3.Connection, beginning: str) -> dict[str, str]:
    """The facts whose names begin so, by name, in their order."""
    found = db.execute(
        "SELECT name, value FROM facts WHERE substr(name, 1, ?) = ? ORDER BY name",
        (len(beginning), beginning),
    )
    return dict(found.fetchall())
