"""Where drawings with text are anchored ([MS-DOC] 2.8.37 PlcfSpa)."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from draftkit.formats.msdoc.binary import Plc, u32
from draftkit.formats.msdoc.drawings import Drawings
from draftkit.formats.msdoc.file import Part, WordFile

_HEADERS, _BOXES, _HEADER_BOXES = 2, 6, 7
"""Places of the sub-documents among the counts of the FIB."""


@dataclass(frozen=True)
class Box:
    """A text box: its stretch of the text, and the position it is anchored at, None when that is
    not told. `words` instead of a stretch: what a WordArt says."""

    start: int
    end: int
    anchor: int | None
    words: str = ""


def anchors(file: WordFile, found: Drawings, *, headers: bool = False) -> Anchors:
    """The drawings of the main text, or of headers and footers, that hold text."""
    base = file.stretch(_HEADERS)[0] if headers else 0
    part = Part.HEADER_SHAPES if headers else Part.SHAPES
    shapes = {u32(record, 0): base + at for at, _, record in Plc.read(file.part(part), 26).spans()}
    read = [*_boxes(file, found, shapes, headers=headers)]
    for shape, words in found.words.items():
        place = shapes.get(found.whole.get(shape, shape))
        if place is not None:
            read.append(Box(0, 0, place, words))
    lines = (place for shape, place in shapes.items() if shape in found.lines)
    return Anchors(read, lines)


def _boxes(
    file: WordFile, found: Drawings, shapes: Mapping[int, int], *, headers: bool
) -> Iterator[Box]:
    """The text boxes, in the order of their text."""
    first, stop = file.stretch(_HEADER_BOXES if headers else _BOXES)
    part = Part.HEADER_BOXES if headers else Part.BOXES
    reached = first
    for low, high, record in Plc.read(file.part(part), 22).spans() if first < stop else ():
        start, end = first + low, min(first + high, stop)
        if start >= reached and end > start:
            shape = u32(record, 14)
            yield Box(start, end, shapes.get(shape, shapes.get(found.whole.get(shape, shape))))
            reached = end
    if reached < stop:
        yield Box(reached, stop, None)


class Anchors:
    """Hands out text boxes where they are anchored, each once. `positions` are those of all
    drawings that are read, or are mere `lines` with nothing in them to read."""

    def __init__(self, found: Iterable[Box] = (), lines: Iterable[int] = ()) -> None:
        self._left = list(found)
        self._placed = sorted(
            ((box.anchor, at) for at, box in enumerate(self._left) if box.anchor is not None)
        )
        self._given: set[int] = set()
        self.positions = frozenset((*(anchor for anchor, _ in self._placed), *lines))

    def between(self, start: int, end: int) -> Iterator[Box]:
        """The boxes anchored between two positions that were not handed out yet."""
        at = bisect.bisect_left(self._placed, (start, 0))
        while at < len(self._placed) and self._placed[at][0] < end:
            number = self._placed[at][1]
            if number not in self._given:
                self._given.add(number)
                yield self._left[number]
            at += 1

    def rest(self) -> Iterator[Box]:
        """The boxes nobody asked for, in the order of their text."""
        for number, box in enumerate(self._left):
            if number not in self._given:
                self._given.add(number)
                yield box
