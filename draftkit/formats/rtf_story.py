"""One run of text in an RTF file (the body, a box, a note, a margin): characters into paragraphs,
paragraphs into cells, rows into tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from draftkit.formats.collect import MAX_COLUMNS, Cell, Collector
from draftkit.values.source import BlockKind

_UNREAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of pairs: no text of a reader."""
NEAR = 30
"""Twips within which two edges of cells are one column."""


@dataclass
class Edge:
    """Where a cell ends (twips) and whether it goes on with the one before or above, or is
    deleted with tracking."""

    at: int
    covered: bool = False
    gone: bool = False


@dataclass
class Story:
    """Collects one run of text into a Collector, or, `flat`, into lines of its own."""

    kind: BlockKind
    sink: Collector
    flat: bool = False
    lines: list[str] = field(default_factory=list)
    number: str = ""
    text: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    cells: list[tuple[str, ...]] = field(default_factory=list)
    rows: list[list[tuple[str, ...]]] = field(default_factory=list)
    edges: list[list[Edge]] = field(default_factory=list)
    defined: list[Edge] = field(default_factory=list)
    edge: Edge = field(default_factory=lambda: Edge(0))
    left: int = 0
    lefts: list[int] = field(default_factory=list)

    def paragraph(self, *, in_table: bool, joined: bool = False) -> None:
        """A paragraph ends; `joined`: its mark is deleted or hidden, the next goes on with it."""
        if joined:
            return
        text = _UNREAL.sub("", "".join(self.text))
        self.text.clear()
        shown = in_table or 0 < len(self.cells) < len(self.defined)
        number, self.number = self.number, ""
        if text.strip() or (shown and number):
            text = number + text
        if self.flat:
            self.lines.append(text)
        elif shown:
            self.paragraphs.append(text)
        else:
            self.close_table()
            self.sink.put(self.kind, text)

    def box(self, lines: list[str]) -> None:
        """What a text box in a cell holds, before the paragraph it is anchored in."""
        self.paragraphs += lines

    def define(self, word: str, number: int) -> None:
        """A word of the definition of a row: \\trowd begins it, \\cellx ends a cell."""
        if word == "trowd":
            self.defined, self.left, self.edge = [], 0, Edge(0)
        elif word == "trleft":
            self.left = number
        elif word == "cldel":
            self.edge.gone = True
        elif word == "cellx":
            self.edge.at = number
            self.defined.append(self.edge)
            self.edge = Edge(0)
        else:
            self.edge.covered = True

    def inner_cell(self) -> None:
        """A cell of a table inside a cell ends: a line of the outer one."""
        self.paragraph(in_table=True)

    def cell(self) -> None:
        """A cell ends."""
        self.paragraph(in_table=True)
        if not self.flat:
            self.cells.append(tuple(self.paragraphs))
            self.paragraphs.clear()

    def row(self) -> None:
        """A row ends; its cells are as last defined."""
        if self.flat or not self.cells:
            return
        self.rows.append(self.cells)
        self.edges.append(list(self.defined))
        self.lefts.append(self.left)
        self.cells = []

    def close_table(self) -> None:
        """The rows so far are a table."""
        if self.paragraphs:
            self.cells.append(tuple(self.paragraphs))
            self.paragraphs = []
        self.row()
        if self.rows:
            self.sink.table(self.kind, self._table())
        self.rows, self.edges, self.lefts = [], [], []

    def end(self) -> None:
        """The run of text ends, with or without a last mark."""
        if self.text:
            self.paragraph(in_table=bool(self.paragraphs))
        if not self.flat:
            self.close_table()

    def _table(self) -> list[list[Cell]]:
        columns = self._columns()
        out = []
        for cells, edges, left in zip(self.rows, self.edges, self.lefts, strict=True):
            row, before = [], _place(columns, left)
            if not columns or len(edges) != len(cells):
                out.append([Cell(cell) for cell in cells])
                continue
            row += [Cell()] * before
            for cell, edge in zip(cells, edges, strict=True):
                at = _place(columns, edge.at)
                if not edge.gone:
                    row.append(Cell(cell, max(1, at - before), edge.covered))
                before = max(at, before)
            out.append(row)
        return out

    def _columns(self) -> list[int]:
        """The edges of all rows, those near one another once; none when they are too many."""
        places = sorted({edge.at for row in self.edges for edge in row} | set(self.lefts))
        kept: list[int] = []
        for place in places:
            if not kept or place - kept[-1] > NEAR:
                kept.append(place)
        return kept if len(kept) <= MAX_COLUMNS + 1 else []


def _place(columns: list[int], at: int) -> int:
    """Which edge is at a place."""
    return max(0, min(bisect_left(columns, at - NEAR), len(columns) - 1)) if columns else 0
