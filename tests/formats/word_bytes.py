"""Compound files and Word binary files built byte by byte, for what no program at hand writes."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SECTOR, _FREE, _END, _FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT_AT = 0x600


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file. Streams are filled with zeros up to 4,096 bytes: shorter ones would
    need a stream of small sectors."""
    filled = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sizes = [-(-len(data) // _SECTOR) for data in filled.values()]
    folder = -(-(len(filled) + 1) // 4)
    fats = 1
    while fats * 128 < fats + folder + sum(sizes):
        fats += 1
    table = [_FAT] * fats + [*range(fats + 1, fats + folder), _END]
    entries = [_entry("Root Entry", 5, 1, _END, 0)]
    body = b""
    for at, (name, data) in enumerate(filled.items(), 1):
        start, count = len(table), sizes[at - 1]
        table += [*range(start + 1, start + count), _END]
        entries.append(_entry(name, 2, at + 1 if at < len(filled) else _FREE, start, len(data)))
        body += data.ljust(count * _SECTOR, b"\0")
    entries[0] = _entry("Root Entry", 5, _FREE, _END, 0, child=1)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, fats, 0, 4096,
                          _END, 0, _END, 0)  # fmt: skip
    header += struct.pack("<109I", *range(fats), *[_FREE] * (109 - fats))
    fat = struct.pack(f"<{fats * 128}I", *table, *[_FREE] * (fats * 128 - len(table)))
    return header + fat + b"".join(entries).ljust(folder * _SECTOR, b"\0") + body


def _entry(name: str, kind: int, right: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


@dataclass(frozen=True)
class Piece:
    """A piece of the text as a save left it: one byte a character or two, `prm` on top."""

    text: str
    narrow: bool = False
    prm: int = 0

    @property
    def data(self) -> bytes:
        return self.text.encode("cp1252" if self.narrow else "utf-16-le", "surrogatepass")

    @property
    def units(self) -> int:
        return len(self.data) // (1 if self.narrow else 2)


def sprm(opcode: int, operand: bytes | int) -> bytes:
    """One property; a number is an operand of one byte."""
    value = bytes([operand]) if isinstance(operand, int) else operand
    size = bytes([len(value)]) if opcode >> 13 == 6 else b""
    return struct.pack("<H", opcode) + size + value


def word97(
    pieces: Sequence[Piece] | str,
    *,
    runs: Sequence[tuple[int, int, bytes]] = (),
    paragraphs: Sequence[bytes] = (),
    changes: Sequence[bytes] = (),
    counts: Sequence[int] = (),
    tables: Mapping[int, bytes] | None = None,
    behind: bytes = b"",
    flags: int = 0,
    backwards: bool = False,
) -> bytes:
    """A Word file.

    runs: (first, one past the last, properties) of characters. paragraphs: properties of the
    first, second … paragraph. changes: lists a piece names by its prm. tables: more tables of the
    table stream by their number in the FIB; `behind` follows the last of them uncounted.
    backwards: the last piece stands first in the file.
    """
    given = [Piece(pieces)] if isinstance(pieces, str) else list(pieces)
    text = bytearray()
    places: dict[int, int] = {}
    for at in reversed(range(len(given))) if backwards else range(len(given)):
        text += b"\0" * (len(text) % 2)
        places[at] = _TEXT_AT + len(text)
        text += given[at].data
    spans = _spans(given, places)
    main = bytes(_TEXT_AT) + bytes(text)
    main = main.ljust(-(-len(main) // _SECTOR) * _SECTOR, b"\0")
    number = len(main) // _SECTOR
    main += _page([(a, b, bytes([len(g)]) + g) for a, b, g in _by_bytes(runs, spans)], 1)
    main += _page(_paragraphs(paragraphs, given, spans), 13)
    parts = {33: _clx(given, places, changes), **(tables or {})}
    parts[12] = struct.pack("<III", 0, 0xFFFFFFF, number)
    parts[13] = struct.pack("<III", 0, 0xFFFFFFF, number + 1)
    table = b"\0" * 16
    fib = bytearray(_TEXT_AT)
    total = sum(piece.units for piece in given)
    struct.pack_into("<HHHHHH", fib, 0, 0xA5EC, 0xC1, 0, 0x804, 0, 0x1204 | flags)
    struct.pack_into("<8i", fib, 0x4C, *(list(counts) or [total]) + [0] * (8 - max(len(counts), 1)))
    struct.pack_into("<H", fib, 0x98, 183)
    for part in sorted(parts, key=lambda one: (one == 73, one)):
        struct.pack_into("<II", fib, 0x9A + 8 * part, len(table), len(parts[part]))
        table += parts[part]
    return compound(
        {"WordDocument": bytes(fib) + main[_TEXT_AT:], "1Table": table + behind, "Data": b"\0"}
    )


def _spans(pieces: Sequence[Piece], places: Mapping[int, int]) -> list[tuple[int, int, int, int]]:
    """(first position, one past the last, first byte, bytes a character) of each piece."""
    out, start = [], 0
    for at, piece in enumerate(pieces):
        out.append((start, start + piece.units, places[at], 1 if piece.narrow else 2))
        start += piece.units
    return out


def _by_bytes(
    runs: Sequence[tuple[int, int, bytes]], spans: Sequence[tuple[int, int, int, int]]
) -> list[tuple[int, int, bytes]]:
    return [
        (base + (max(low, first) - first) * width, base + (min(high, stop) - first) * width, own)
        for low, high, own in runs
        for first, stop, base, width in spans
        if max(low, first) < min(high, stop)
    ]


def _paragraphs(
    own: Sequence[bytes], pieces: Sequence[Piece], spans: Sequence[tuple[int, int, int, int]]
) -> list[tuple[int, int, bytes]]:
    """The byte range of each paragraph's mark with its properties (style 0)."""
    text = "".join(
        piece.data.decode("cp1252" if piece.narrow else "utf-16-le", "surrogatepass")
        if piece.narrow or len(piece.text) == piece.units
        else "x" * piece.units
        for piece in pieces
    )
    marks = [at for at, char in enumerate(text) if char in "\r\x07"]
    ranges = []
    for at, grpprl in zip(marks, own, strict=False):
        if grpprl:
            words = b"\0\0" + grpprl + b"\0" * (len(grpprl) % 2)
            ranges += [(a, b, b"\0" + bytes([len(words) // 2]) + words)
                       for a, b, _ in _by_bytes([(at, at + 1, b"")], spans)]  # fmt: skip
    return ranges


def _page(ranges: Sequence[tuple[int, int, bytes]], width: int) -> bytes:
    """A page of properties: ranges with gaps between them filled."""
    bounds: list[int] = []
    lists: list[bytes] = []
    for low, high, grpprl in sorted(ranges):
        if bounds and bounds[-1] < low:
            lists.append(b"")
            bounds.append(low)
        bounds = bounds or [low]
        lists.append(grpprl)
        bounds.append(high)
    page = bytearray(_SECTOR)
    page[-1] = len(lists)
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    place = _SECTOR - 2
    for at, grpprl in enumerate(lists):
        if grpprl:
            place = (place - len(grpprl)) & ~1
            page[place : place + len(grpprl)] = grpprl
            page[4 * len(bounds) + width * at] = place // 2
    assert place > 4 * len(bounds) + width * len(lists), "too much for one page"
    return bytes(page)


def _clx(pieces: Sequence[Piece], places: Mapping[int, int], changes: Sequence[bytes]) -> bytes:
    out = b"".join(b"\x01" + struct.pack("<H", len(one)) + one for one in changes)
    positions, records, at = [0], b"", 0
    for number, piece in enumerate(pieces):
        at += piece.units
        positions.append(at)
        place = places[number] * 2 | 0x40000000 if piece.narrow else places[number]
        records += struct.pack("<HIH", 0, place, piece.prm)
    plc = struct.pack(f"<{len(positions)}I", *positions) + records
    return out + b"\x02" + struct.pack("<I", len(plc)) + plc


def level(text: str, *, nfc: int = 0, start: int = 1, flags: int = 0, restart: int = 0) -> bytes:
    """A level of a list; characters below 9 in `text` stand for the number of that level."""
    return (
        struct.pack("<iBB9sBiiBBBB", start, nfc, flags, b"", 2, 0, 0, 0, 0, restart, 0)
        + struct.pack("<H", len(text))
        + text.encode("utf-16-le")
    )


def lists(*levels: Sequence[bytes]) -> tuple[bytes, bytes]:
    """(table of lists, the levels that stand behind it); list n has the number 100 + n."""
    table = struct.pack("<H", len(levels))
    behind = b""
    for at, own in enumerate(levels):
        table += struct.pack("<iI18sBB", 100 + at, 0, b"", len(own) == 1, 0)
        behind += b"".join(own)
        behind += b"".join(level("") for _ in range(9 - len(own) if len(own) > 1 else 0))
    return table, behind


def uses(*given: tuple[int, Sequence[bytes]]) -> bytes:
    """The uses of lists: (number of the list, changes of levels)."""
    out = struct.pack("<I", len(given))
    out += b"".join(struct.pack("<iIIBBBB", at, 0, 0, len(own), 0, 0, 0) for at, own in given)
    return out + b"".join(b"\xff\xff\xff\xff" + b"".join(own) for _, own in given)


def word6(text: bytes, *, flags: int = 0) -> bytes:
    """A file of Word 95 with its text in one piece."""
    fib = bytearray(0x300)
    struct.pack_into("<HH", fib, 0, 0xA5DC, 104)
    struct.pack_into("<H", fib, 10, flags)
    struct.pack_into("<I", fib, 0x18, len(fib))
    struct.pack_into("<I", fib, 0x34, len(text))
    return compound({"WordDocument": bytes(fib) + text})
