"""Snapshot: all that a search needs of one state of the archive, read in one transaction.

Imports numpy; loaded only by what searches.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from draftkit.archive import Archive
from draftkit.index.embedder import Embedder
from draftkit.index.lexical import Bm25
from draftkit.index.vectors import decode
from draftkit.values.store import Generation

if TYPE_CHECKING:
    from draftkit.index.embedder import Matrix


@dataclass(frozen=True, slots=True)
class Row:
    """A passage without its text: what filters and ties look at."""

    id: str
    title: str
    issuer: str | None
    year: int | None
    genre: str
    topic: str | None
    role: str | None
    fit: bool


@dataclass(frozen=True)
class Snapshot:
    """One state of the archive. Rows are in the order of their ids, the same whatever order the
    notices came in; the lexical indexes and the matrix count rows alike.

    matrix: vectors of all rows, None where there are more than are searched exactly.
    tail: ids of the passages newer than the generation.
    """

    changes: int
    rows: tuple[Row, ...]
    headings: Bm25
    bodies: Bm25
    matrix: Matrix | None
    generation: Generation | None
    tail: frozenset[str]


def take(archive: Archive, embedder: Embedder, exact_below: int) -> Snapshot:
    """Read a snapshot; the vectors too when there are fewer passages than `exact_below`."""
    with archive.reading() as db:
        changes = archive.changes()
        rows: list[Row] = []
        headings: list[str] = []
        bodies: list[str] = []
        for found in db.execute(
            "SELECT id, title, issuer, year, genre, topic, role, fit, heading_path, text"
            " FROM passages ORDER BY id"
        ):
            rows.append(Row(*found[:7], fit=bool(found[7])))
            headings.append(_heading_field(found[1], json.loads(found[8])))
            bodies.append(found[9])
        generation = archive.generation()
        tail = archive.newer_than(generation.upto) if generation else ()
        matrix = _matrix(archive, embedder, rows) if len(rows) < exact_below else None
    return Snapshot(
        changes=changes,
        rows=tuple(rows),
        headings=Bm25(headings),
        bodies=Bm25(bodies),
        matrix=matrix,
        generation=generation,
        tail=frozenset(tail),
    )


def _heading_field(title: str, path: Sequence[str]) -> str:
    """The paper's title and the headings above a passage, its own last."""
    return "\n".join((title, *path))


def _matrix(archive: Archive, embedder: Embedder, rows: Sequence[Row]) -> Matrix:
    vectors = archive.vectors(embedder.name)
    return decode((vectors.get(row.id, b"") for row in rows), embedder.dim)
