"""Where readers of text documents put what they find: blocks in the order a .docx gives them (the
text, then footnotes, comments, headers, footers), each within the bound of blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftkit.errors import TooLargeError
from draftkit.text.frames import foot_line, frame_of
from draftkit.values.notice import Warning_
from draftkit.values.source import MAX_BLOCKS, MAX_CHARACTERS, Block, BlockKind, Content

_WORDS = re.compile(r"\w")
_ORDER: tuple[BlockKind, ...] = ("footnote", "comment", "header", "footer")
MAX_COLUMNS = 64
"""Columns of a table that are told apart; Word has 63."""
MAX_CELLS = 1_000_000
"""Cells of all tables of a file."""


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs, how many columns it takes, and whether it only continues a merged
    one (its text is not shown)."""

    paragraphs: tuple[str, ...] = ()
    span: int = 1
    covered: bool = False

    @property
    def text(self) -> str:
        """What it shows, a line a paragraph, empty ones left out."""
        lines = (paragraph.strip() for paragraph in self.paragraphs)
        return "" if self.covered else "\n".join(line for line in lines if line)


@dataclass
class Tally:
    """Counts the characters and the cells of one file; `name` is what an error calls it."""

    name: str
    characters: int = 0
    cells: int = 0

    def add(self, characters: int, cells: int = 0) -> None:
        """Count some more. Raises TooLargeError past a bound: call it before they are made."""
        self.characters += characters
        self.cells += cells
        if self.characters > MAX_CHARACTERS:
            limit = MAX_CHARACTERS
            raise TooLargeError("parse.too_many_characters", path=self.name, limit=limit)
        if self.cells > MAX_CELLS:
            raise TooLargeError("parse.too_many_blocks", path=self.name, limit=MAX_BLOCKS)


@dataclass
class Collector:
    """Collects the blocks of one file; `name` is what an error calls it."""

    name: str
    blocks: list[tuple[BlockKind, str, tuple[tuple[str, ...], ...]]] = field(default_factory=list)
    beside: list[tuple[BlockKind, str, tuple[tuple[str, ...], ...]]] = field(default_factory=list)
    said: set[tuple[BlockKind, str]] = field(default_factory=set)
    tally: Tally = field(init=False)

    def __post_init__(self) -> None:
        self.tally = Tally(self.name)

    def put(self, kind: BlockKind, text: str, rows: tuple[tuple[str, ...], ...] = ()) -> None:
        """Add a block: notes and margins without words are not added, nor a margin twice. Raises
        TooLargeError past the bounds."""
        self.tally.add(len(text))
        if kind in ("header", "footer"):
            if _WORDS.search(text) and (kind, text.strip()) not in self.said:
                self.said.add((kind, text.strip()))
                self.beside.append((kind, text, rows))
        elif kind in _ORDER:
            if text.strip():
                self.beside.append((kind, text.strip(), rows))
        else:
            self.blocks.append((kind, text, rows))
        if len(self.blocks) + len(self.beside) > MAX_BLOCKS:
            raise TooLargeError("parse.too_many_blocks", path=self.name, limit=MAX_BLOCKS)

    def table(self, kind: BlockKind, rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table of the text or of a box or margin (`kind`): a frame as its paragraphs, a
        版记 as lines, data as rows in columns; in a margin all is lines."""
        texts = [self._texts(cells) for cells in rows]
        frame = frame_of(texts)
        if frame == "column":
            for cells in rows:
                for cell in cells:
                    for paragraph in cell.paragraphs:
                        self.put(kind, paragraph)
        elif frame == "foot" or (frame == "data" and kind not in ("paragraph", "textbox")):
            for line in texts:
                self.put(kind, foot_line(line))
        elif frame == "data":
            for line in texts:
                self.tally.add(sum(map(len, line)))
            self.put("table", "", tuple(map(_spread, rows, texts)))

    def _texts(self, cells: Sequence[Cell]) -> list[str]:
        """What the cells of a row show; their columns are counted."""
        self.tally.add(0, sum(_width(cell) for cell in cells))
        return [cell.text for cell in cells]

    def content(self, warnings: Sequence[Warning_]) -> Content:
        """All blocks, numbered in order."""
        aside = [item for kind in _ORDER for item in self.beside if item[0] == kind]
        return Content(
            tuple(
                Block(index=at, kind=kind, text=text, rows=rows)
                for at, (kind, text, rows) in enumerate([*self.blocks, *aside])
            ),
            None,
            tuple(warnings),
        )


def _width(cell: Cell) -> int:
    return max(1, min(cell.span, MAX_COLUMNS))


def _spread(cells: Sequence[Cell], texts: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row by columns: what a cell spans beyond its first column is empty."""
    out: list[str] = []
    for cell, text in zip(cells, texts, strict=True):
        out += [text, *[""] * (_width(cell) - 1)]
    return tuple(out)
