"""What every structure of a Word binary file is made of: little-endian numbers, PLCs, sprms.

Reading past the end raises struct.error, a structure that contradicts itself ValueError; the
boundary of the file turns both into DamagedFileError.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

T_DEF_TABLE = 0xD608
P_CHANGE_TABS = 0xC615
_MOST_ENTRIES = 500_000
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the top three bits of its sprm; 0: the operand begins with its size."""


def u16(data: bytes, at: int) -> int:
    """An unsigned 16-bit number."""
    return int(struct.unpack_from("<H", data, at)[0])


def i16(data: bytes, at: int = 0) -> int:
    """A signed 16-bit number."""
    return int(struct.unpack_from("<h", data, at)[0])


def u32(data: bytes, at: int) -> int:
    """An unsigned 32-bit number."""
    return int(struct.unpack_from("<I", data, at)[0])


def i32(data: bytes, at: int) -> int:
    """A signed 32-bit number."""
    return int(struct.unpack_from("<i", data, at)[0])


@dataclass(frozen=True)
class Plc:
    """A PLC: n + 1 positions and n records, the i-th for positions[i] to positions[i + 1]."""

    positions: tuple[int, ...] = ()
    records: tuple[bytes, ...] = ()

    @classmethod
    def read(cls, data: bytes, size: int) -> Plc:
        """A PLC whose records have `size` bytes; empty for no data. Raises ValueError for more
        entries than any paper within the bounds can have."""
        if len(data) < 4:
            return cls()
        count = (len(data) - 4) // (4 + size)
        if count > _MOST_ENTRIES:
            raise ValueError("too many entries")
        positions = struct.unpack_from(f"<{count + 1}I", data, 0)
        base = 4 * (count + 1)
        records = tuple(data[base + at * size : base + (at + 1) * size] for at in range(count))
        return cls(positions, records)

    def spans(self) -> Iterator[tuple[int, int, bytes]]:
        """(first, one past the last, record) of each entry."""
        yield from zip(self.positions, self.positions[1:], self.records, strict=False)


Sprms = tuple[tuple[int, bytes], ...]


def sprms(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """(opcode, operand) of each property of a list; the size byte of an operand is taken off.
    A list that breaks off ends there: Word pads them."""
    at = 0
    while at + 2 < len(grpprl):
        opcode = u16(grpprl, at)
        at += 2
        size = _SIZES[opcode >> 13]
        if opcode == T_DEF_TABLE:
            if at + 2 > len(grpprl):
                return
            size, at = u16(grpprl, at) - 1, at + 2
            if size < 0:
                return
        elif not size:
            size, at = grpprl[at], at + 1
            if opcode == P_CHANGE_TABS and size == 255:
                size = _size_of_tabs(grpprl, at)
        if at + size > len(grpprl):
            return
        yield opcode, grpprl[at : at + size]
        at += size


def _size_of_tabs(grpprl: bytes, at: int) -> int:
    """Tabs to delete (count, 4 bytes each), then tabs to add (count, 3 bytes each)."""
    deleted = grpprl[at] if at < len(grpprl) else 0
    added_at = at + 1 + 4 * deleted
    added = grpprl[added_at] if added_at < len(grpprl) else 0
    return 2 + 4 * deleted + 3 * added


@dataclass(frozen=True)
class Properties:
    """The properties of one list: the last value of each, and all in order for table rows, where
    one opcode may stand once for each cell."""

    last: dict[int, bytes] = field(default_factory=dict)
    all: Sprms = ()


class PropertyLists:
    """Reads property lists, equal ones once. `limit` bounds the bytes read in all, because a
    hostile file can have every run point into the same page."""

    def __init__(self, limit: int) -> None:
        self._known: dict[tuple[bytes, ...], Properties] = {}
        self._left = limit

    def read(self, *lists: bytes) -> Properties:
        """The properties of lists, a later one over an earlier. Raises ValueError past the
        bound."""
        known = self._known.get(lists)
        if known is None:
            self._left -= sum(map(len, lists))
            if self._left < 0:
                raise ValueError("more properties than the file has room for")
            pairs = tuple(pair for one in lists for pair in sprms(one))
            known = self._known[lists] = Properties(dict(pairs), pairs)
        return known
