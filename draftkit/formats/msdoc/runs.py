"""Which properties hold where: the pages of character and paragraph properties (FKP).

A page (512 bytes of the main stream) says for byte ranges of that stream where their property
list stands in the page ([MS-DOC] 2.9.33 ChpxFkp, 2.9.174 PapxFkp).
"""

from __future__ import annotations

import bisect
import struct
from collections.abc import Iterator

from draftkit.formats.msdoc.binary import Plc, Properties, PropertyLists, u16, u32
from draftkit.formats.msdoc.file import Part, Piece, WordFile

_PAGE = 512
_MOST_RUNS = 500_000
_HUGE = (0x6645, 0x6646)
"""sprmPHugePapx: the list stands in the data stream."""


class Runs:
    """Looks up character and paragraph properties by position."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self.lists = PropertyLists(4 * (len(file.main) + len(file.table) + len(file.data)) + 4096)
        self._characters = _Ranges(file, Part.CHARACTER_PAGES, 1)
        self._paragraphs = _Ranges(file, Part.PARAGRAPH_PAGES, 13)
        self._huge: dict[int, bytes] = {}

    def characters(self, start: int, end: int) -> Iterator[tuple[int, int, Properties]]:
        """(first, one past the last, properties) of each run between two positions, in order."""
        while start < end:
            piece = self._file.piece(start)
            stop = min(end, piece.end)
            if stop <= start:
                raise ValueError("position in no piece")
            for low, high, grpprl in self._between(piece, start, stop):
                if low > start:
                    yield start, low, self.lists.read(piece.changes)
                yield low, high, self.lists.read(grpprl, piece.changes)
                start = high
            if start < stop:
                yield start, stop, self.lists.read(piece.changes)
                start = stop

    def _between(self, piece: Piece, start: int, stop: int) -> Iterator[tuple[int, int, bytes]]:
        """The ranges between two positions of a piece as positions, none overlapping another."""
        ranges = self._characters.between(_byte(piece, start), _byte(piece, stop))
        for low, high, grpprl in ranges:
            first = max(start, piece.start + (low - piece.at) // piece.width)
            until = min(stop, piece.start + -(-(high - piece.at) // piece.width))
            if until > first:
                yield first, until, grpprl
                start = until

    def paragraph(self, mark: int) -> tuple[int, Properties]:
        """(style number, properties) of the paragraph whose mark stands at a position."""
        piece = self._file.piece(mark)
        at = _byte(piece, mark)
        found = next(iter(self._paragraphs.between(at, at + 1)), (0, 0, b""))[2]
        style = u16(found, 0) if len(found) >= 2 else 0
        own = self.lists.read(found[2:], piece.changes)
        for sprm in _HUGE:
            if sprm in own.last:
                more = self._more(u32(own.last[sprm], 0))
                return style, self.lists.read(found[2:], piece.changes, more)
        return style, own

    def _more(self, at: int) -> bytes:
        """A property list of the data stream; kept, so that a list of 64 kB that a hostile file
        names from every paragraph is cut out once."""
        if at not in self._huge:
            data = self._file.data
            size = u16(data, at)
            self._huge[at] = data[at + 2 : at + 2 + size]
        return self._huge[at]


class _Ranges:
    """The byte ranges of all pages of one kind, with the property list of each."""

    def __init__(self, file: WordFile, part: Part, width: int) -> None:
        found: dict[int, tuple[int, bytes]] = {}
        seen: set[int] = set()
        for record in Plc.read(file.part(part), 4).records:
            number = u32(record, 0) & 0x3FFFFF
            page = file.main[number * _PAGE : (number + 1) * _PAGE]
            if number in seen:
                continue
            seen.add(number)
            if len(page) < _PAGE:
                raise ValueError("property page past the end of its stream")
            for start, end, grpprl in _page(page, width):
                found[start] = end, grpprl
            if len(found) > _MOST_RUNS:
                raise ValueError("too many runs")
        self._starts = sorted(found)
        self._ends = [found[start][0] for start in self._starts]
        self._lists = [found[start][1] for start in self._starts]

    def between(self, first: int, stop: int) -> Iterator[tuple[int, int, bytes]]:
        """The ranges that reach into a stretch of bytes, in order; they may leave gaps."""
        at = max(bisect.bisect_right(self._starts, first) - 1, 0)
        while at < len(self._starts) and self._starts[at] < stop:
            if self._ends[at] > first:
                yield self._starts[at], self._ends[at], self._lists[at]
            at += 1


def _byte(piece: Piece, position: int) -> int:
    return piece.at + (position - piece.start) * piece.width


def _page(page: bytes, width: int) -> Iterator[tuple[int, int, bytes]]:
    count = page[-1]
    if 4 * (count + 1) + width * count >= _PAGE:
        raise ValueError("property page with too many ranges")
    bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
    for at in range(count):
        if bounds[at] >= bounds[at + 1]:
            continue
        place = 2 * page[4 * (count + 1) + width * at]
        yield bounds[at], bounds[at + 1], _list_at(page, place, width == 1)


def _list_at(page: bytes, place: int, characters: bool) -> bytes:
    """The list at a place in its page: of characters with its size in bytes before it, of a
    paragraph in words (and one byte less), or after a zero byte in words."""
    if not place:
        return b""
    size = page[place]
    if characters:
        return page[place + 1 : place + 1 + size]
    if size:
        return page[place + 1 : place + 2 * size]
    size = page[place + 1] if place + 1 < _PAGE else 0
    return page[place + 2 : place + 2 + 2 * size]
