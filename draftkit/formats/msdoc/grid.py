"""The columns of a table in an old Word file: each row says where its own cells end, so that the
columns are those places taken together."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from draftkit.formats.msdoc.binary import T_DEF_TABLE, Properties

NEAR = 60
"""Edges so many twips apart (about a millimetre) are one."""
MOST = 64
"""Columns a table may have; Word has 63."""


def edges_of(own: Properties) -> tuple[int, ...]:
    """Where the cells of a row begin and end, in twips ([MS-DOC] 2.9.322, rgdxaCenter); () where
    the row does not say."""
    for opcode, operand in reversed(own.all):
        if opcode == T_DEF_TABLE and operand:
            count = operand[0] + 1
            if len(operand) > 2 * count:
                return struct.unpack_from(f"<{count}h", operand, 1)
    return ()


def spread(rows: Sequence[Sequence[str]], edges: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    """The cells of each row by columns: what a cell spans beyond its first column is empty. Rows
    that do not say where their cells end, and tables of more columns than Word has, stay."""
    columns = _columns(edges)
    plain = [tuple(row) for row in rows]
    if not 1 < len(columns) <= MOST + 1:
        return plain
    out = []
    for row, own in zip(plain, edges, strict=True):
        places = [_place(columns, edge) for edge in own]
        if len(places) != len(row) + 1:
            out.append(row)
            continue
        cells = [""] * places[0]
        for text, start, end in zip(row, places[:-1], places[1:], strict=True):
            cells += [text, *[""] * (end - start - 1)]
        out.append(tuple(cells))
    return out


def _columns(edges: Sequence[Sequence[int]]) -> list[int]:
    """The edges of all rows from left to right, those close together once."""
    columns: list[int] = []
    for edge in sorted({edge for own in edges for edge in own}):
        if not columns or edge - columns[-1] > NEAR:
            columns.append(edge)
    return columns


def _place(columns: Sequence[int], edge: int) -> int:
    return max(at for at, column in enumerate(columns) if column <= edge)
