"""Where drawings are anchored, and which of them are text boxes ([MS-DOC] 2.8.37 PlcfSpa)."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from draftkit.formats.msdoc.binary import Plc, u32
from draftkit.formats.msdoc.file import Part, WordFile

BOXES, HEADER_BOXES = 6, 7
"""Places of the text boxes' sub-documents among the counts of the FIB."""


@dataclass(frozen=True)
class Box:
    """A text box: its stretch of the text, and the position it is anchored at, None when the
    drawing it belongs to is not told (a group)."""

    start: int
    end: int
    anchor: int | None


def boxes(file: WordFile, *, headers: bool = False) -> Iterator[Box]:
    """The text boxes of the main text, or of headers and footers, in the order of their text."""
    part, shapes, count, base = (
        (Part.HEADER_BOXES, Part.HEADER_SHAPES, HEADER_BOXES, file.stretch(2)[0])
        if headers
        else (Part.BOXES, Part.SHAPES, BOXES, 0)
    )
    first, stop = file.stretch(count)
    if first == stop:
        return
    anchors = {
        u32(record, 0): base + at for at, _, record in Plc.read(file.part(shapes), 26).spans()
    }
    reached = first
    for low, high, record in Plc.read(file.part(part), 22).spans():
        start, end = first + low, min(first + high, stop)
        if start >= reached and end > start:
            yield Box(start, end, anchors.get(u32(record, 14)))
            reached = end
    if reached < stop:
        yield Box(reached, stop, None)


class Anchors:
    """Hands out text boxes where they are anchored, each once."""

    def __init__(self, found: Iterable[Box] = ()) -> None:
        self._left = list(found)
        self._placed = sorted(
            ((box.anchor, at) for at, box in enumerate(self._left) if box.anchor is not None)
        )
        self._given: set[int] = set()
        self.positions = frozenset(anchor for anchor, _ in self._placed)

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
