"""A stretch of text into blocks: paragraphs, and tables by the depth of their paragraphs.

A paragraph ends with its mark; one that ends with a cell mark closes a cell, and the paragraph
that is a row mark closes the row and says which cells are merged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from draftkit.errors import TooLargeError
from draftkit.formats.msdoc.binary import T_DEF_TABLE, Plc, Properties, u16, u32
from draftkit.formats.msdoc.lists import Numbers
from draftkit.formats.msdoc.text import TextReader
from draftkit.text.frames import is_imprint, is_single_column
from draftkit.values.source import MAX_BLOCKS, Block, BlockKind, Layout

_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL_END, _INNER_ROW_END = 0x244B, 0x244C
_LIST_USE, _LIST_LEVEL = 0x460B, 0x260A
_T_MERGE, _T_VERTICAL_MERGE = 0x5624, 0xD62B
_DEEPEST = 10
_MOST_PARAGRAPHS = 200_000
"""Those in tables too, which are one block each."""
_MARKS = re.compile("[\r\x07\x0c]")
_WORDS = re.compile(r"\w")
_CELL_MARK, _SECTION_MARK = "\x07", "\x0c"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as read. `depth` is the tables it stands in, `label` its automatic number."""

    start: int
    end: int
    depth: int
    row_end: bool
    cell_end: bool
    own: Properties
    text: str
    label: str = ""
    layout: Layout | None = None
    gone: bool = False

    @property
    def said(self) -> str:
        """Number and text; an empty paragraph shows its number to nobody."""
        return self.label + self.text if self.text.strip() else self.text


@dataclass
class Blocks:
    """Blocks in the order they are put; `name` is the file's, for an error."""

    name: str
    items: list[Block] = field(default_factory=list)

    def put(
        self,
        kind: BlockKind,
        text: str,
        *,
        rows: tuple[tuple[str, ...], ...] = (),
        layout: Layout | None = None,
    ) -> None:
        """Append a block. Raises TooLargeError past the bound."""
        if len(self.items) >= MAX_BLOCKS:
            raise TooLargeError("parse.too_many_blocks", path=self.name, limit=MAX_BLOCKS)
        self.items.append(
            Block(index=len(self.items), kind=kind, text=text, rows=rows, layout=layout)
        )

    def keep_new(self, start: int) -> None:
        """Drop from the blocks from `start` on those that say what one of them has said."""
        fresh = {(block.text.strip(), block.rows): block for block in reversed(self.items[start:])}
        self.items[start:] = [
            block.model_copy(update={"index": start + at})
            for at, block in enumerate(reversed(fresh.values()))
        ]


@dataclass
class Stories:
    """Reads stretches of one file: the numbers count on from one to the next."""

    numbers: Numbers
    sections: frozenset[int]
    blocks: Blocks
    count: int = 0
    before: Callable[[int, int, BlockKind], None] = lambda _start, _end, _kind: None
    """Called with the stretch and kind of a paragraph or table before it is put."""

    def paragraphs(self, reader: TextReader, start: int, end: int) -> Iterator[Paragraph]:
        """The paragraphs between two positions."""
        text = reader.file.text
        at = start
        for mark in _MARKS.finditer(text, start, end):
            if mark.group() != _SECTION_MARK or mark.end() in self.sections:
                yield self._paragraph(reader, at, mark.end())
                at = mark.end()
        if at < end:
            yield self._paragraph(reader, at, end)

    def _paragraph(self, reader: TextReader, start: int, end: int) -> Paragraph:
        self.count += 1
        if self.count > _MOST_PARAGRAPHS:
            limit = _MOST_PARAGRAPHS
            raise TooLargeError("parse.too_many_blocks", path=self.blocks.name, limit=limit)
        style, own = reader.runs.paragraph(end - 1)
        mark = reader.file.text[end - 1]
        body = end - 1 if _MARKS.match(mark) else end
        text, run = reader.read(start, body, style)
        depth = _depth(own)
        gone = not text.strip() and not reader.shown(end - 1, style)
        label = "" if gone else self._label(reader, own, style)
        layout = reader.styles.layout(own, run, style)
        inner = depth > 1
        return Paragraph(
            start,
            end,
            depth,
            _set(own, _INNER_ROW_END if inner else _ROW_END),
            _set(own, _INNER_CELL_END) if inner else mark == _CELL_MARK,
            own,
            text,
            label,
            layout,
            gone,
        )

    def _label(self, reader: TextReader, own: Properties, style: int) -> str:
        use = reader.styles.paragraph(_LIST_USE, own, style)
        if use is None or not u16(use, 0) or _set(own, _ROW_END):
            return ""
        level = reader.styles.paragraph(_LIST_LEVEL, own, style)
        return self.numbers.label(u16(use, 0), level[0] if level else 0)

    def story(self, paragraphs: Sequence[Paragraph], kind: BlockKind, depth: int = 0) -> None:
        """Put the blocks of paragraphs that stand in `depth` tables."""
        at = 0
        while at < len(paragraphs):
            end = at
            while end < len(paragraphs) and paragraphs[end].depth > depth:
                end += 1
            if end > at:
                self._table(paragraphs[at:end], kind, depth + 1)
            else:
                self._put(paragraphs[at], kind)
                end = at + 1
            at = end

    def _put(self, paragraph: Paragraph, kind: BlockKind) -> None:
        """A paragraph, and before it the text boxes anchored in it."""
        self.before(paragraph.start, paragraph.end, kind)
        if paragraph.gone or (kind in ("header", "footer") and not _WORDS.search(paragraph.text)):
            return
        plain = kind in ("paragraph", "textbox")
        self.blocks.put(
            kind,
            paragraph.said if plain else paragraph.text,
            layout=paragraph.layout if plain else None,
        )

    def _table(self, paragraphs: Sequence[Paragraph], kind: BlockKind, depth: int) -> None:
        """A table; one of a single column, or the 版记, is a frame round paragraphs."""
        rows = list(_rows(paragraphs, depth))
        if is_single_column(rows):
            for cells in rows:
                for cell in cells:
                    self.story(cell.paragraphs, kind, depth)
            return
        texts = tuple(tuple(cell.text for cell in cells) for cells in rows)
        self.before(paragraphs[0].start, paragraphs[-1].end, kind)
        if is_imprint(texts):
            for row in texts:
                self.blocks.put(kind, "　".join(text for text in row if text))
        elif any(any(row) for row in texts):
            self.blocks.put("table", "", rows=texts)


@dataclass
class _Cell:
    paragraphs: list[Paragraph]
    continues: bool = False

    @property
    def text(self) -> str:
        """Its lines; a cell that continues the one above says nothing of its own."""
        if self.continues:
            return ""
        texts = [one.said.strip() for one in self.paragraphs if not one.gone]
        return "\n".join(text for text in texts if text)


def section_ends(data: bytes) -> frozenset[int]:
    """Positions after the mark of each section (PlcfSed)."""
    return frozenset(Plc.read(data, 12).positions)


def _set(own: Properties, opcode: int) -> bool:
    return own.last.get(opcode, b"\0")[0] != 0


def _depth(own: Properties) -> int:
    """In how many tables a paragraph stands; more than ten are taken as ten."""
    stated = min(u32(own.last[_DEPTH], 0), _DEEPEST) if _DEPTH in own.last else 0
    return max(stated, int(_set(own, _IN_TABLE)))


def _rows(paragraphs: Sequence[Paragraph], depth: int) -> Iterator[list[_Cell]]:
    """The rows of a table at a depth; what stands behind the last row mark is a row too."""
    cells: list[_Cell] = []
    held: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.depth == depth and paragraph.row_end:
            if held:
                cells.append(_Cell(held))
            if cells:
                yield _merged(cells, paragraph.own)
            cells, held = [], []
            continue
        held.append(paragraph)
        if paragraph.depth == depth and paragraph.cell_end:
            cells.append(_Cell(held))
            held = []
    if held:
        cells.append(_Cell(held))
    if cells:
        yield cells


def _merged(cells: list[_Cell], own: Properties) -> list[_Cell]:
    """The cells of a row with those merged to the left joined to them, and those merged upward
    marked, as the row's properties say."""
    left, up = _merges(own)
    out: list[_Cell] = []
    for at, cell in enumerate(cells):
        if at in left and out:
            out[-1].paragraphs.extend(cell.paragraphs)
        else:
            cell.continues = at in up
            out.append(cell)
    return out


def _merges(own: Properties) -> tuple[set[int], set[int]]:
    """Cells merged with the one to the left, and with the one above ([MS-DOC] 2.9.321 TC80)."""
    left: set[int] = set()
    up: set[int] = set()
    for opcode, operand in own.all:
        if opcode == T_DEF_TABLE and operand:
            base = 1 + 2 * (operand[0] + 1)
            for at in range(operand[0]):
                place = base + 20 * at
                flags = u16(operand, place) if place + 2 <= len(operand) else 0
                _mark(left, at, flags & 3 == 1)
                _mark(up, at, flags >> 5 & 3 == 1)
        elif opcode == _T_MERGE and len(operand) == 2:
            left.update(range(operand[0] + 1, operand[1]))
        elif opcode == _T_VERTICAL_MERGE and len(operand) == 2:
            _mark(up, operand[0], operand[1] == 1)
    return left, up


def _mark(cells: set[int], at: int, on: bool) -> None:
    (cells.add if on else cells.discard)(at)
