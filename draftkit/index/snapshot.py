"""Snapshot: all that a search needs of one state of the archive, read in one transaction.

Imports numpy; loaded only by what searches.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    """A section without its text: what filters and ties look at. `parts` are the ids of its
    passages in order; the first one is its own."""

    id: str
    parts: tuple[str, ...]
    title: str
    issuer: str | None
    year: int | None
    genre: str
    topic: str | None
    role: str | None
    fit: bool


@dataclass(frozen=True)
class Snapshot:
    """One state of the archive. A row is a whole section, even where it is several passages: parts
    ranked one by one do worse than their section (docs/decisions/0002). Rows are in the order of
    their ids, whatever order the notices came in; lexical indexes and matrix count rows alike.

    matrix: vectors of all rows, None where there are more than are compared one by one.
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
    """Read a snapshot; the vectors too when there are fewer rows than `exact_below`."""
    with archive.reading():
        changes = archive.changes()
        sections = sorted(_sections(archive), key=lambda pair: pair[0].id)
        rows = tuple(row for row, _, _ in sections)
        generation = archive.generation()
        tail = archive.newer_than(generation.upto) if generation else ()
        matrix = None
        if len(rows) < exact_below:
            matrix = of_rows(rows, archive.vectors(embedder.name), embedder.dim)
    return Snapshot(
        changes=changes,
        rows=rows,
        headings=Bm25([heading for _, heading, _ in sections]),
        bodies=Bm25([body for _, _, body in sections]),
        matrix=matrix,
        generation=generation,
        tail=frozenset(tail),
    )


def _sections(archive: Archive) -> list[tuple[Row, str, str]]:
    """Every section as its row, its heading field (title and heading path) and its text."""
    out: list[tuple[Row, str, str]] = []
    with archive.reading() as db:
        for found in db.execute(
            "SELECT id, title, issuer, year, genre, topic, role, fit, part, heading_path, text"
            " FROM passages ORDER BY notice_id, ordinal"
        ):
            if found[8] and out:
                row, heading, body = out[-1]
                row = replace(row, parts=(*row.parts, found[0]))
                out[-1] = (row, heading, f"{body}{found[10]}")
                continue
            title, issuer, year, genre, topic, role = found[1:7]
            row = Row(
                found[0], (found[0],), title, issuer, year, genre, topic, role, bool(found[7])
            )
            heading = "\n".join((found[1], *json.loads(found[9])))
            out.append((row, heading, found[10]))
    return out


def of_rows(rows: Sequence[Row], vectors: Mapping[str, bytes], dim: int) -> Matrix:
    """The vector of each row: the sum of its parts', of length 1."""
    import numpy as np

    owners = np.repeat(np.arange(len(rows)), [len(row.parts) for row in rows])
    parts = decode((vectors.get(part, b"") for row in rows for part in row.parts), dim)
    if len(parts) == len(rows):
        return parts
    out = np.zeros((len(rows), dim), dtype=np.float32)
    np.add.at(out, owners, parts)
    lengths = np.sqrt((out * out).sum(axis=1, keepdims=True))
    unit: Matrix = out / np.maximum(lengths, 1e-9, dtype=np.float32)
    return unit
