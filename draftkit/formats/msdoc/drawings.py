"""What the drawings of a file say of themselves ([MS-ODRAW]): the words of a WordArt, the group a
shape belongs to, and which shapes are mere lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from draftkit.formats.msdoc.binary import u16, u32
from draftkit.formats.msdoc.file import joined

_GROUP, _SHAPE, _HEAD, _OPTIONS = 0xF003, 0xF004, 0xF00A, 0xF00B
_WORDS, _COMPLEX = 0x00C0, 0x8000
_LINES = frozenset({20, *range(32, 41)})
"""Kinds of shapes: a line, and connectors."""


@dataclass
class Drawings:
    """Facts of shapes by their number. `whole` is the outermost group of a shape that is in one:
    the text anchors that."""

    words: dict[int, str] = field(default_factory=dict)
    whole: dict[int, int] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)


def drawings(data: bytes) -> Drawings:
    """The shapes of an OfficeArtContent: of the text, and of headers and footers. Raises
    struct.error for one that is cut off."""
    found = Drawings()
    at = 8 + u32(data, 4) if len(data) >= 8 else 0
    while at + 9 <= len(data):  # one byte before each says where it belongs
        size = u32(data, at + 5)
        _read(data[at + 9 : at + 9 + size], found)
        at += 9 + size
    return found


def _read(data: bytes, found: Drawings) -> None:
    """Take in the records of one drawing; those of groups and shapes hold records themselves."""
    groups: list[list[int]] = []  # of each open group: where it ends, its own shape (0: not met)
    shape = at = 0
    while at + 8 <= len(data):
        kind, size = u16(data, at + 2), u32(data, at + 4)
        while groups and groups[-1][0] <= at:
            groups.pop()
        if kind == _GROUP:
            groups.append([at + 8 + size, 0])
        elif kind == _HEAD:
            shape = _met(data, at, groups, found)
        elif kind == _OPTIONS:
            words = _words(data[at : at + 8 + size])
            if words.strip():
                found.words[shape] = words
        at += 8 if kind in (_GROUP, _SHAPE) else 8 + size


def _met(data: bytes, at: int, groups: list[list[int]], found: Drawings) -> int:
    """Take in the head of a shape; its number."""
    shape = u32(data, at + 8)
    if groups and not groups[-1][1]:
        groups[-1][1] = shape
    if len(groups) > 1:  # the first group is the page itself
        found.whole[shape] = groups[1][1]
    if u16(data, at) >> 4 in _LINES:
        found.lines.add(shape)
    return shape


def _words(record: bytes) -> str:
    """The text of a WordArt among the options of a shape, "" where there is none."""
    count = u16(record, 0) >> 4
    place = 8 + 6 * count
    for at in range(8, place, 6):
        option = u16(record, at)
        size = u32(record, at + 2) if option & _COMPLEX else 0
        if option & 0x3FFF == _WORDS and size:
            text = record[place : place + size].decode("utf-16-le", "replace")
            return joined(text.split("\0")[0])
        place += size
    return ""
