"""A Word binary file opened: its streams, the FIB's counts and places, the text by position.

Text is kept one character per UTF-16 unit, because every position in the file counts those;
`joined` makes whole characters of it.
"""

from __future__ import annotations

import bisect
import codecs
from dataclasses import dataclass, field
from enum import IntEnum

from draftkit.formats.msdoc.binary import Plc, i32, u16, u32

WORD_97 = 0xC1
_COMPLEX, _ENCRYPTED, _TABLE_1 = 0x0004, 0x0100, 0x0200
_MARKS = (0xA5EC, 0xA5DC, 0xA5DB)
"""wIdent of Word 97 and later, and of Word 6 and 95."""

_NARROW = "".join(
    bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)
)  # the five bytes Windows-1252 leaves open stand for themselves


class Part(IntEnum):
    """Numbers of the (place, length) pairs of the FIB that are read ([MS-DOC] 2.5.6)."""

    STYLES = 1
    FOOTNOTES = 3
    COMMENTS = 5
    SECTIONS = 6
    HEADERS = 11
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    PIECES = 33
    SHAPES = 40
    HEADER_SHAPES = 41
    ENDNOTES = 47
    DRAWINGS = 50
    BOXES = 56
    HEADER_BOXES = 58
    LISTS = 73
    LIST_USES = 74


@dataclass(frozen=True)
class Fib:
    """The head of the WordDocument stream. `counts` are the characters of the main text,
    footnotes, headers, macros, comments, endnotes, text boxes and header text boxes."""

    version: int
    flags: int
    counts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, main: bytes) -> Fib:
        """Raises ValueError for what is no FIB."""
        if u16(main, 0) not in _MARKS:
            raise ValueError("no FIB")
        version, flags = u16(main, 2), u16(main, 10)
        if version < WORD_97 or flags & _ENCRYPTED:
            return cls(version, flags, (), ())
        counts = tuple(i32(main, 0x4C + 4 * at) for at in range(8))
        if min(counts) < 0:
            raise ValueError("negative count")
        pairs = min(u16(main, 0x98), 200)
        places = tuple((u32(main, 0x9A + 8 * at), u32(main, 0x9E + 8 * at)) for at in range(pairs))
        return cls(version, flags, counts, places)

    @property
    def encrypted(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & _ENCRYPTED)

    @property
    def complex(self) -> bool:
        """Whether the text stands in pieces (Word 6 and 95; later versions always say how)."""
        return bool(self.flags & _COMPLEX)

    @property
    def table(self) -> str:
        """The name of the stream that holds the tables."""
        return "1Table" if self.flags & _TABLE_1 else "0Table"


@dataclass(frozen=True)
class Piece:
    """Characters `start` to `end` stand at byte `at` of the main stream, `width` bytes each;
    `changes` are the property lists a fast save put on top."""

    start: int
    end: int
    at: int
    width: int
    changes: bytes


@dataclass
class WordFile:
    """The streams with what every reader of a part needs."""

    fib: Fib
    main: bytes
    table: bytes
    data: bytes
    pieces: tuple[Piece, ...] = ()
    text: str = ""
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pieces = _pieces(self.part(Part.PIECES), len(self.main))
        self._starts = [piece.start for piece in self.pieces]
        self.text = "".join(_text(self.main, piece) for piece in self.pieces)
        if len(self.text) < sum(self.fib.counts):
            raise ValueError("less text than the file says")

    def part(self, part: Part) -> bytes:
        """One table of the table stream, empty where the file has none. Raises ValueError for
        one that is cut off."""
        place, size = self.fib.places[part] if part < len(self.fib.places) else (0, 0)
        if size == 0:
            return b""
        if place + size > len(self.table):
            raise ValueError("table past the end of its stream")
        return self.table[place : place + size]

    def after(self, part: Part) -> bytes:
        """What follows one table of the table stream up to the end of the stream."""
        place, size = self.fib.places[part] if part < len(self.fib.places) else (0, 0)
        return self.table[place + size :] if size else b""

    def stretch(self, number: int) -> tuple[int, int]:
        """First and one past the last position of a sub-document, by its place in `counts`."""
        start = sum(self.fib.counts[:number])
        return start, start + self.fib.counts[number]

    def piece(self, position: int) -> Piece:
        """The piece a position stands in."""
        return self.pieces[bisect.bisect_right(self._starts, position) - 1]


def joined(units: str) -> str:
    """Whole characters from UTF-16 units; half a pair alone becomes U+FFFD."""
    if units.isascii() or not any("\ud800" <= unit <= "\udfff" for unit in units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _pieces(clx: bytes, size: int) -> tuple[Piece, ...]:
    """The pieces of a Clx ([MS-DOC] 2.9.38). All together they may have no more bytes than the
    stream, else a hostile file could show one stretch a million times."""
    changes: list[bytes] = []
    at = 0
    while at < len(clx) and clx[at] == 1:
        length = u16(clx, at + 1)
        changes.append(clx[at + 3 : at + 3 + length])
        at += 3 + length
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no piece table")
    plc = Plc.read(clx[at + 5 : at + 5 + u32(clx, at + 1)], 8)
    pieces = []
    total = 0
    for start, end, record in plc.spans():
        place = u32(record, 2)
        width = 1 if place & 0x40000000 else 2
        place &= 0x3FFFFFFF
        place = place // 2 if width == 1 else place
        total += (end - start) * width
        if end < start or total > size or place + (end - start) * width > size:
            raise ValueError("piece past the end of its stream")
        if end > start:
            pieces.append(Piece(start, end, place, width, _changes(u16(record, 6), changes)))
    if not pieces or pieces[0].start != 0:
        raise ValueError("no pieces")
    return tuple(pieces)


def _changes(prm: int, lists: list[bytes]) -> bytes:
    """What the Prm of a piece adds ([MS-DOC] 2.9.214): one small property, or a list by number."""
    if prm & 1:
        return lists[prm >> 1] if prm >> 1 < len(lists) else b""
    sprm = _SMALL.get(prm >> 1 & 0x7F)
    return sprm.to_bytes(2, "little") + bytes([prm >> 8]) if sprm else b""


_SMALL = {
    0x05: 0x2403, 0x18: 0x2416, 0x19: 0x2417, 0x0C: 0x260A,
    0x41: 0x0800, 0x42: 0x0801, 0x55: 0x0835, 0x5C: 0x083C,
}  # fmt: skip
"""isprm of a Prm0 → sprm, of those properties that count here."""


def _text(main: bytes, piece: Piece) -> str:
    length = piece.end - piece.start
    data = main[piece.at : piece.at + length * piece.width]
    if piece.width == 1:
        return codecs.charmap_decode(data, "strict", _NARROW)[0]
    text = data.decode("utf-16-le", "surrogatepass")
    if len(text) == length:
        return text
    return "".join(chr(u16(data, at)) for at in range(0, len(data), 2))
