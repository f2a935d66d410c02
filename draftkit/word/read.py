"""A Word file into blocks: paragraphs and tables in order, text boxes, headers, footers, footnotes
and comments, with the layout facts of each paragraph and of the page.

What a reader of the file sees: automatic numbers are turned into text, tracked changes are read as
accepted, hidden text is left out, page-number fields are left out of headers and footers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from draftkit.errors import DamagedFileError, DraftkitError, TooLargeError
from draftkit.text.frames import foot_line, frame_of
from draftkit.text.markup import MAX_PART, count_paragraphs
from draftkit.values.source import MAX_BLOCKS, MAX_CHARACTERS, Block, BlockKind, Content, Layout
from draftkit.values.unread import drawings_unread, parts_unread
from draftkit.word.formatting import formatting_of
from draftkit.word.layout import LayoutReader, page_of
from draftkit.word.numbers import Numbering
from draftkit.word.parts import Parts, qn
from draftkit.word.runs import ALTERNATE, GONE, W_P, W_PPR, W_RPR, RunReader, choice, pictures

_log = logging.getLogger(__name__)

W_TBL, W_TR, W_TC, W_VAL = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:val")
_PROPERTIES = frozenset(
    {qn("w:sectPr"), qn("w:tcPr"), qn("w:tblPr"), qn("w:tblGrid"), qn("w:sdtPr"), qn("w:sdtEndPr")}
)
_CLOSED = frozenset({W_P, W_TBL, W_TR, W_TC}) | _PROPERTIES
"""What holds no row or cell of the table it stands in."""
_TEXT_PATH = qn("v:textpath")
_ELSEWHERE = (qn("w:altChunk"), qn("w:subDoc"))
_GRADE = re.compile(r"绝\s*密|机\s*密|秘\s*密")
_LABEL = 16
"""Characters of a property that may be a mark; a title about secrets is longer or is none."""
_WORDS = re.compile(r"\w")
MAX_PARAGRAPHS = 10 * MAX_BLOCKS
"""Paragraphs of a file, those in the cells of its tables too."""
MAX_CELLS = 1_000_000
"""Cells of all tables of a file, by columns."""
MAX_SPAN = 64
"""Columns a cell may span; Word has 63."""


def read_docx(data: bytes, name: str) -> Content:
    """The blocks and page facts of a .docx; no page facts where it has no section. Raises
    TooLargeError past the bounds, DamagedFileError when it cannot be read: zipfile and lxml raise
    nearly anything on a package that is not what it says."""
    try:
        return _read(Parts(data), name)
    except DraftkitError:
        raise
    except MemoryError:
        limit = MAX_CHARACTERS
        raise TooLargeError("parse.too_many_characters", path=name, limit=limit) from None
    except Exception as error:  # noqa: BLE001 - the boundary of one input file
        _log.info("reading a Word file: %s", type(error).__name__, exc_info=True)
        raise DamagedFileError("parse.damaged", path=name) from None


def _read(parts: Parts, name: str) -> Content:
    _within_bounds(parts.data(parts.main) or b"", name)
    root = parts.tree(parts.main)
    body = root.find(qn("w:body")) if root is not None else None
    if body is None:
        raise DamagedFileError("parse.damaged", path=name)
    styles = next(iter(parts.linked("styles")), None)
    numbering = next(iter(parts.linked("numbering")), None)
    reader = _Reader(name, LayoutReader(styles), Numbering(numbering, styles), RunReader(styles))
    reader.story(body, "paragraph")
    elements = dict(enumerate(reader.elements)) | reader.rows
    formatting = formatting_of(parts, body, tuple(reader.blocks), elements)
    beside: list[Any] = []
    for kinds, read in (
        (("footnotes", "endnotes"), reader.notes),
        (("comments",), reader.comments),
        (("header", "footer"), reader.margins),
    ):
        for kind in kinds:
            trees = parts.linked(kind)
            beside += trees
            read(trees, kind)
    reader.declared(parts.properties())
    warnings = (
        *drawings_unread(sum(pictures(tree) for tree in (body, *beside))),
        *parts_unread(sum(1 for _ in body.iter(*_ELSEWHERE)) + parts.passed),
    )
    return Content(tuple(reader.blocks), page_of(body), warnings, formatting)


def body_elements(body: Any, styles: Any, numbering: Any) -> list[tuple[Block, Any]]:
    """The blocks of a body (w:body) as `read_docx` counts them, each with its w:p or w:tbl (None
    where several paragraphs run into one and the last is no paragraph of the body)."""
    reader = _Reader("", LayoutReader(styles), Numbering(numbering, styles), RunReader(styles))
    reader.story(body, "paragraph")
    return list(zip(reader.blocks, reader.elements, strict=True))


def _within_bounds(markup: bytes, name: str) -> None:
    """Count paragraphs before a tree is built of them; those of tables are not blocks."""
    if len(markup) > MAX_PART:
        limit = MAX_PART // 1024 // 1024
        raise TooLargeError("parse.too_large_inside", path=name, limit=limit, ratio=100)
    beside, inside = count_paragraphs(markup, "p", "tbl")
    if beside > MAX_BLOCKS or inside + beside > MAX_PARAGRAPHS:
        raise TooLargeError("parse.too_many_blocks", path=name, limit=MAX_BLOCKS)


@dataclass
class _Reader:
    """Walks the parts of a file and collects blocks."""

    name: str
    layouts: LayoutReader
    numbering: Numbering
    runs: RunReader
    blocks: list[Block] = field(default_factory=list)
    characters: int = 0
    cells: int = 0
    carried: str = ""
    """Text of a paragraph whose mark is deleted or hidden: the next one goes on with it."""
    elements: list[Any] = field(default_factory=list)
    """For each block of the body, the paragraph (w:p) or table (w:tbl) it ends with, or None."""
    rows: dict[int, Any] = field(default_factory=dict)
    """The row (w:tr) of each block that is one line of a 版记 set as a table."""

    def story(self, parent: Any, kind: BlockKind) -> None:
        """The paragraphs and tables under an element, content controls opened."""
        before, self.carried = self.carried, ""
        for child in _stories(parent):
            if child.tag == W_P:
                self.paragraph(child, kind)
            else:
                self._flush(kind)
                self.table(child, kind)
        self._flush(kind)
        self.carried = before

    def _carry(self, text: str) -> None:
        """Keep text for the next paragraph: no more of it than a file may have."""
        self.carried = text
        self._within(len(text))

    def _within(self, more: int) -> None:
        limit = MAX_CHARACTERS
        if self.characters + more > limit:
            raise TooLargeError("parse.too_many_characters", path=self.name, limit=limit)

    def _flush(self, kind: BlockKind) -> None:
        """What was carried stands alone when no paragraph follows."""
        if self.carried:
            self.put(kind, self.carried)
            self.carried = ""

    def paragraph(self, element: Any, kind: BlockKind) -> None:
        """A paragraph, and before it the text boxes anchored in it."""
        inner = "textbox" if kind == "paragraph" else kind
        for box in self.runs.boxes(element):
            if box.tag == _TEXT_PATH:
                self.put(inner, box.get("string") or "")
            else:
                self.story(box, inner)
        text = self.runs.text(element)
        if _ends_in(element, "w:del", "w:moveFrom"):
            self._carry(self.carried + text)
            return
        numbered = kind in ("paragraph", "textbox") and not (
            not text and self.runs.hidden_mark(element)
        )
        number = self.numbering.label(element) if numbered else ""
        text = self.carried + text
        text = number + text if text.strip() else text
        self.carried = ""
        if self.runs.hidden_mark(element):
            self._carry(text)
            return
        if kind in ("header", "footer") and not _WORDS.search(text):
            return
        layout = self.layouts.paragraph(element) if kind in ("paragraph", "textbox") else None
        self.put(kind, text, layout=layout, element=element)

    def table(self, element: Any, kind: BlockKind) -> None:
        """A table; one of a single column, or the 版记, is a frame round paragraphs, and so is
        any in a header or footer."""
        own_rows = _rows(element)
        cells_of = [_cells(row) for row in own_rows]
        self._count_cells(sum(map(_width, own_rows, cells_of)))
        if cells_of and max(len(cells) for cells in cells_of) == 1:
            for cells in cells_of:
                for cell in cells:
                    self.story(cell, kind)
            return
        rows = [[self._cell(cell) for cell in cells] for cells in cells_of]
        frame = frame_of(rows)
        if frame == "foot" or (frame == "data" and kind not in ("paragraph", "textbox")):
            for row, texts in zip(own_rows, rows, strict=True):
                self.rows[len(self.blocks)] = row
                self.put(kind, foot_line(texts))
        elif frame == "data":
            grid = tuple(map(_spread, own_rows, cells_of, rows))
            self.put("table", "", rows=grid, element=element)

    def _count_cells(self, count: int) -> None:
        """Before the columns are made: there may be more of them than bytes in the file."""
        self.cells += count
        if self.cells > MAX_CELLS:
            raise TooLargeError("parse.too_many_blocks", path=self.name, limit=MAX_BLOCKS)

    def _cell(self, cell: Any) -> str:
        """The text of a cell; one that continues a merged cell is empty."""
        for name in ("w:vMerge", "w:hMerge"):
            merge = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
            if merge is not None and merge.get(W_VAL) in (None, "continue"):
                return ""
        return self._flat(cell, numbered=True)

    def _flat(self, whole: Any, *, numbered: bool) -> str:
        """All text under an element, a line a paragraph; what boxes and inner tables hold too."""
        lines: list[str] = []
        carried = ""
        for child in _stories(whole):
            if child.tag == W_TBL:
                lines += [self._cell(cell) for row in _rows(child) for cell in _cells(row)]
                continue
            for box in self.runs.boxes(child):
                text = box.get("string") or "" if box.tag == _TEXT_PATH else None
                lines.append(self._flat(box, numbered=numbered) if text is None else text)
            text = carried + self.runs.text(child)
            carried = text if _ends_in(child, "w:del", "w:moveFrom") else ""
            if not carried:
                number = self.numbering.label(child) if numbered else ""
                lines.append((number + text).strip())
        return "\n".join(line for line in (*lines, carried) if line)

    def notes(self, trees: list[Any], _: str) -> None:
        """Footnotes and endnotes, in the order of their parts."""
        for root in trees:
            for note in root:
                if note.get(qn("w:type")) in (None, "normal"):
                    self._aside(note, "footnote")

    def comments(self, trees: list[Any], _: str) -> None:
        """What reviewers wrote at the margin."""
        for root in trees:
            for comment in root:
                self._aside(comment, "comment")

    def _aside(self, element: Any, kind: BlockKind) -> None:
        text = self._flat(element, numbered=False).strip()
        if text:
            self.put(kind, text)

    def margins(self, trees: list[Any], name: str) -> None:
        """Headers or footers, each text once."""
        kind: BlockKind = "header" if name == "header" else "footer"
        seen: set[str] = set()
        for root in trees:
            before = len(self.blocks)
            self.story(root, kind)
            fresh = [block for block in self.blocks[before:] if block.text.strip() not in seen]
            seen.update(block.text.strip() for block in fresh)
            self.blocks[before:] = [
                block.model_copy(update={"index": before + at}) for at, block in enumerate(fresh)
            ]

    def declared(self, trees: list[Any]) -> None:
        """What the file's properties say of its secrecy (category, keywords, custom ones): nobody
        sees them on the page, and they bind all the same."""
        for root in trees:
            for value in root.itertext():
                if _GRADE.search(value) and len(value) <= _LABEL:
                    self.put("footer", value.strip())

    def put(
        self,
        kind: BlockKind,
        text: str,
        *,
        rows: tuple[tuple[str, ...], ...] = (),
        layout: Layout | None = None,
        element: Any = None,
    ) -> None:
        """Append a block. Raises TooLargeError past the bounds of a file."""
        self.characters += len(text) + sum(len(cell) for row in rows for cell in row)
        self._within(0)
        if len(self.blocks) >= MAX_BLOCKS:
            raise TooLargeError("parse.too_many_blocks", path=self.name, limit=MAX_BLOCKS)
        self.blocks.append(
            Block(index=len(self.blocks), kind=kind, text=text, rows=rows, layout=layout)
        )
        self.elements.append(element)


def _stories(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables under an element, whatever they are wrapped in: content controls,
    marks of tracking, tags of other programs."""
    for child in parent:
        if child.tag in (W_P, W_TBL):
            yield child
        elif child.tag == ALTERNATE:
            chosen = choice(child)
            if chosen is not None:
                yield from _stories(chosen)
        elif child.tag not in GONE and child.tag not in _PROPERTIES:
            yield from _stories(child)


def _ends_in(paragraph: Any, *marks: str) -> bool:
    """Whether the mark that ends a paragraph was taken out with tracking: it is one with the next."""
    properties = paragraph.find(f"{W_PPR}/{W_RPR}")
    return properties is not None and any(properties.find(qn(m)) is not None for m in marks)


def _own(whole: Any, part: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, those in content controls too; not those of a
    table inside it."""
    for child in whole:
        if child.tag == part:
            yield child
        elif child.tag not in _CLOSED:
            yield from _own(child, part)


def _rows(table: Any) -> list[Any]:
    """The rows of a table but those that tracking took out."""
    gone = f"{qn('w:trPr')}/{qn('w:del')}"
    return [row for row in _own(table, W_TR) if row.find(gone) is None]


def _cells(row: Any) -> list[Any]:
    gone = f"{qn('w:tcPr')}/{qn('w:cellDel')}"
    return [cell for cell in _own(row, W_TC) if cell.find(gone) is None]


def _spread(row: Any, cells: list[Any], texts: list[str]) -> tuple[str, ...]:
    """The cells of a row by columns: what a cell spans beyond its first column is empty."""
    out = [""] * _before(row)
    for cell, text in zip(cells, texts, strict=True):
        out += [text, *[""] * (_span(cell) - 1)]
    return tuple(out)


def _width(row: Any, cells: list[Any]) -> int:
    return _before(row) + sum(map(_span, cells))


def _before(row: Any) -> int:
    return _count(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)


def _span(cell: Any) -> int:
    return _count(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)


def _count(element: Any, least: int) -> int:
    value = element.get(W_VAL) if element is not None else None
    digits = value is not None and value.isascii() and value.isdigit() and len(value) < 6
    return min(max(int(value or 0), least), MAX_SPAN) if digits else least
