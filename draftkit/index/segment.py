"""Segment: one part of an index — sections, both lexical fields and vectors — kept in files or made
in memory from archive.db, to the same scores.

Imports numpy; loaded only by what indexes or searches.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from draftkit.archive import Archive
from draftkit.archive.packing import decoding
from draftkit.index import lexical, sections, soundness
from draftkit.index.bigrams import counted, marks
from draftkit.index.embedder import Embedder
from draftkit.index.idf import FIELDS, shipped
from draftkit.index.lexical import Field, FieldBuilder
from draftkit.index.sections import Piece, Sections, SectionsBuilder
from draftkit.index.vectors import nearness, of_parts

_TABLES = "tables.json"
_MATRIX = "vectors.npy"

_ROOM = 1 << 20
"""Bytes taken at a time where a system cannot take them all at once."""
_CHUNK = 4000
"""Sections read at a time, to bound memory."""


_WIDE = 50_000_000
"""Most numbers of a matrix that are also kept in single precision, 200 MB of them."""

_OFTEN = 3
"""Times all rows are compared before that is done: once or twice, converting them costs less."""


@dataclass(frozen=True)
class Segment:
    """matrix: a vector a section, as `vectors` keeps them."""

    sections: Sections
    headings: Field
    bodies: Field
    matrix: Any
    _compared: list[Any] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sections)

    def nearness(self, vector: Any, rows: Any = None) -> Any:
        """Nearness of all sections, or of those given by number, to a vector made by `whole`."""
        return nearness(self._wide() if rows is None else self.matrix, vector, rows)

    def _wide(self) -> Any:
        """The matrix, in single precision once it has been asked for often: a third quicker to
        compare. Every number of it is the same."""
        held = self._compared
        if self.matrix.size > _WIDE:
            return self.matrix
        if len(held) < _OFTEN:
            held.append(self.matrix)
        elif held[-1] is self.matrix:
            held[-1] = self.matrix.astype(np.float32)
        return held[-1]


def versions() -> dict[str, str]:
    """What the files of a segment depend on beside texts, vectors and how texts are cut."""
    return {
        "lexical": f"{lexical.VERSION}/{shipped()[FIELDS[0]].version}",
        "sections": f"{sections.VERSION}",
    }


def gather(
    archive: Archive, embedder: Embedder, after: int = 0, folder: Path | None = None
) -> Segment:
    """The segment of all passages that came after a sequence number, read in one transaction.

    folder: where its arrays are written and mapped from; None keeps them in memory.
    """
    make = _Files(folder) if folder else None
    idf = shipped()
    rows = SectionsBuilder()
    heading, body = (FieldBuilder(idf[name]) for name in FIELDS)
    with archive.reading() as db:
        size = int(
            db.execute(
                "SELECT count(*) FROM passages WHERE part = 0 AND seq > ?", (after,)
            ).fetchone()[0]
        )
        matrix = _matrix(size, embedder.dim, folder)
        at = 0
        with decoding("passages"):
            for pieces in _chunks(_pieces(db, embedder.name, after)):
                found = counted([piece.body for piece in pieces])
                rows.add(pieces, marks(found))
                body.add(found)
                heading.add(counted([piece.heading for piece in pieces]))
                matrix[at : at + len(pieces)] = of_parts(
                    [piece.vectors for piece in pieces], embedder.dim
                )
                at += len(pieces)
    held = rows.done()
    if make:
        make.keep(held)
    fields = [
        builder.done(make.under(name) if make else lexical.in_memory)
        for name, builder in zip(FIELDS, (heading, body), strict=True)
    ]
    return Segment(held, fields[0], fields[1], matrix)


def load(folder: Path) -> Segment:
    """A segment from its files, mapped. Raises OSError and `ASTRAY` for what is no segment."""
    tables = soundness.tables_of(json.loads((folder / _TABLES).read_text(encoding="utf-8")))
    arrays = {name: _mapped(folder / f"{name}.npy") for name in sections.ARRAYS}
    soundness.check_sections(arrays, tables)
    idf, fields = shipped(), []
    for name in FIELDS:
        held = {array: _mapped(folder / f"{name}.{array}.npy") for array in lexical.ARRAYS}
        soundness.check_field(held)
        fields.append(Field(idf[name], **held))
    matrix = _mapped(folder / _MATRIX)
    soundness.check_matrix(matrix, len(arrays["id"]))
    return Segment(Sections(arrays, tables), fields[0], fields[1], matrix)


def _mapped(file: Path) -> Any:
    """An array of a file; not mapped when it is empty, which no system maps."""
    try:
        # A plain array over the map: that class of numpy's costs a microsecond at every touch.
        return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))
    except ValueError:
        with file.open("rb") as stream:
            np.lib.format.read_magic(stream)
            shape, _, kind = np.lib.format.read_array_header_1_0(stream)
        if 0 not in shape:
            raise
        return np.zeros(shape, kind)


def _matrix(size: int, dim: int, folder: Path | None) -> Any:
    if folder is None or not size:
        return np.zeros((size, dim), dtype=np.int16)
    return _made(folder / _MATRIX, np.int16, (size, dim))


def _made(file: Path, dtype: Any, shape: tuple[int, ...]) -> Any:
    """An array that is a file, its room on the disk taken beforehand: writing to a map for which
    the disk has no room does not raise, it ends the process (SIGBUS). Raises OSError."""
    made = np.lib.format.open_memmap(file, mode="w+", dtype=dtype, shape=shape)
    size = file.stat().st_size
    with file.open("r+b") as stream:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(stream.fileno(), 0, size)
            return made
        stream.seek(made.offset)
        for at in range(made.offset, size, _ROOM):
            stream.write(bytes(min(_ROOM, size - at)))
    return made


@dataclass(frozen=True)
class _Files:
    """Arrays that are files of a folder."""

    folder: Path

    def under(self, name: str) -> lexical.Make:
        """What makes the arrays of one field."""

        def make(array: str, size: int, dtype: Any) -> Any:
            return _made(self.folder / f"{name}.{array}.npy", dtype, (size,))

        return make

    def keep(self, held: Sections) -> None:
        """Write the rows."""
        for name, array in held.arrays.items():
            np.save(self.folder / f"{name}.npy", array, allow_pickle=False)
        text = json.dumps(dict(held.tables), ensure_ascii=False)
        (self.folder / _TABLES).write_text(text, encoding="utf-8")


def _chunks(pieces: Iterator[Piece]) -> Iterator[Sequence[Piece]]:
    held: list[Piece] = []
    for piece in pieces:
        held.append(piece)
        if len(held) == _CHUNK:
            yield held
            held = []
    if held:
        yield held


def _pieces(db: sqlite3.Connection, embedder: str, after: int) -> Iterator[Piece]:
    """Every section with its texts and vectors, in the order of notices."""
    held: Piece | None = None
    for row in db.execute(
        "SELECT p.id, p.notice_id, p.issuer, p.title, p.genre, p.topic, p.role, p.year, p.fit,"
        " p.part, p.heading_path, p.text, v.vector FROM passages p LEFT JOIN vectors v"
        " ON v.passage = p.id AND v.embedder = ? WHERE p.seq > ?"
        " ORDER BY p.notice_id, p.ordinal",
        (embedder, after),
    ):
        vector = row[12] or b""
        if row[9] and held:
            held.parts.append(row[0])
            held.texts.append(row[11])
            held.vectors.append(vector)
            continue
        if held:
            yield held
        path = tuple(json.loads(row[10]))
        held = Piece(
            row[0],
            row[1],
            tuple(row[2:7]),
            row[7],
            bool(row[8]),
            path,
            [row[0]],
            [row[11]],
            [vector],
        )
    if held:
        yield held
