"""A Word file into blocks: paragraphs and tables in order, text boxes, headers, footers, footnotes,
with the layout facts of each paragraph and of the page.

What a reader of the file sees: automatic numbers are turned into text, tracked deletions and
hidden text are left out, page-number fields are left out of headers and footers.
"""

from __future__ import annotations

import io
import logging
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from draftkit.errors import DamagedFileError, DraftkitError
from draftkit.text.frames import is_imprint, is_single_column
from draftkit.values.source import Block, BlockKind, Content, Layout
from draftkit.word.layout import LayoutReader, page_of
from draftkit.word.maths import M_MATHS, linear
from draftkit.word.numbers import Numbering

_log = logging.getLogger(__name__)

W_P, W_TBL, W_SDT = qn("w:p"), qn("w:tbl"), qn("w:sdt")
W_TR, W_TC = qn("w:tr"), qn("w:tc")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {
    qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:rt"), qn("w:pPr"),
    qn("w:rPr"), _FALLBACK, qn("w:txbxContent"), qn("w:footnoteReference"), qn("w:commentReference"),
    qn("w:sectPr"),
}  # fmt: skip
_SAID = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:noBreakHyphen"): "-"}
_BOX = qn("w:txbxContent")
_PAGE_FIELD = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_WORDS = re.compile(r"\w")


def read_docx(data: bytes, name: str) -> Content:
    """The blocks and page facts of a .docx; no page facts where it has no section. Raises
    DamagedFileError when it cannot be read: python-docx and lxml raise nearly anything on a package
    that is not what it says."""
    try:
        document = _open(data)
        body = document.element.body
        if body is None:
            raise DamagedFileError("parse.damaged", path=name)
        reader = _Reader(LayoutReader(document), Numbering(document))
        reader.story(body, "paragraph")
        reader.notes(document)
        reader.margins(document)
        page = page_of(document) if len(document.sections) else None
        return Content(tuple(reader.blocks), page)
    except DraftkitError:
        raise
    except Exception as error:  # noqa: BLE001 - the boundary of one input file
        _log.info("reading a Word file: %s", type(error).__name__, exc_info=True)
        raise DamagedFileError("parse.damaged", path=name) from None


def _open(data: bytes) -> Any:
    """The document; a relationship to a part that is not there (Word leaves such) is taken out."""
    try:
        return Document(io.BytesIO(data))
    except KeyError:
        return Document(io.BytesIO(_without_dead_links(data)))


def _without_dead_links(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = set(old.namelist())
        for name in names:
            content = old.read(name)
            if name.endswith(".rels"):
                root = etree.fromstring(content, _parser())
                base = posixpath.dirname(posixpath.dirname(name))
                for link in list(root):
                    target = link.get("Target") or ""
                    inside = posixpath.normpath(posixpath.join("/" + base, target)).lstrip("/")
                    if link.get("TargetMode") != "External" and inside not in names:
                        root.remove(link)
                content = etree.tostring(root)
            new.writestr(name, content)
    return out.getvalue()


@dataclass
class _Reader:
    """Walks the parts of a file and collects blocks."""

    layouts: LayoutReader
    numbering: Numbering
    blocks: list[Block] = field(default_factory=list)

    def story(self, parent: Any, kind: BlockKind) -> None:
        """The paragraphs and tables under an element, content controls opened."""
        for child in parent:
            if child.tag == W_P:
                self.paragraph(child, kind)
            elif child.tag == W_TBL:
                self.table(child, kind)
            elif child.tag == W_SDT:
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    self.story(content, kind)
            elif child.tag in (qn("w:ins"), qn("w:customXml"), qn("w:smartTag")):
                self.story(child, kind)

    def paragraph(self, element: Any, kind: BlockKind) -> None:
        """A paragraph, and before it the text boxes anchored in it."""
        for box in boxes(element):
            self.story(box, "textbox" if kind == "paragraph" else kind)
        if _deleted(element):
            return
        text = text_of(element)
        if kind == "paragraph" or kind == "textbox":
            number = self.numbering.label(element)  # an empty paragraph counts, and shows nothing
            text = number + text if text.strip() else text
        if kind in ("header", "footer") and not _WORDS.search(text):
            return
        layout = self.layouts.paragraph(element) if kind in ("paragraph", "textbox") else None
        self.put(kind, text, layout=layout)

    def table(self, element: Any, kind: BlockKind) -> None:
        """A table; one of a single column, or the 版记, is a frame round paragraphs."""
        cells_of = [_own(row, W_TC, W_TR) for row in _own(element, W_TR, W_TBL)]
        if is_single_column(cells_of):
            for cells in cells_of:
                for cell in cells:
                    self.story(cell, kind)
            return
        rows = [[self.cell(cell) for cell in cells] for cells in cells_of]
        if is_imprint(rows):
            for texts in rows:
                self.put(kind, "　".join(text for text in texts if text))
        elif any(any(cells) for cells in rows):
            self.put("table", "", rows=tuple(tuple(texts) for texts in rows))

    def cell(self, cell: Any) -> str:
        """The text of a cell; one that continues a merged cell above is empty."""
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is not None and merge.get(qn("w:val")) in (None, "continue"):
            return ""
        lines = []
        for paragraph in cell.iter(W_P):
            number, text = self.numbering.label(paragraph), text_of(paragraph).strip()
            if text:
                lines.append(number + text)
        return "\n".join(lines)

    def notes(self, document: Any) -> None:
        """Footnotes and endnotes, in the order of their parts."""
        for relation in document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
                continue
            root = etree.fromstring(relation.target_part.blob, _parser())
            for note in root:
                if note.get(qn("w:type")) in (None, "normal"):
                    text = "\n".join(text_of(p) for p in note.iter(W_P)).strip()
                    if text:
                        self.put("footnote", text)

    def margins(self, document: Any) -> None:
        """Headers and footers, each text once."""
        seen: set[str] = set()
        kinds: tuple[tuple[str, BlockKind], ...] = (("/header", "header"), ("/footer", "footer"))
        for ending, kind in kinds:
            for relation in document.part.rels.values():
                if relation.is_external or not relation.reltype.endswith(ending):
                    continue
                root = etree.fromstring(relation.target_part.blob, _parser())
                before = len(self.blocks)
                self.story(root, kind)
                fresh = [block for block in self.blocks[before:] if block.text.strip() not in seen]
                seen.update(block.text.strip() for block in fresh)
                self.blocks[before:] = [
                    block.model_copy(update={"index": before + at})
                    for at, block in enumerate(fresh)
                ]

    def put(
        self,
        kind: BlockKind,
        text: str,
        *,
        rows: tuple[tuple[str, ...], ...] = (),
        layout: Layout | None = None,
    ) -> None:
        """Append a block."""
        self.blocks.append(
            Block(index=len(self.blocks), kind=kind, text=text, rows=rows, layout=layout)
        )


def text_of(paragraph: Any) -> str:
    """What a reader sees of a paragraph: tabs and soft breaks kept, page fields left out."""
    return "".join(_pieces(paragraph, _Fields()))


@dataclass
class _Fields:
    """Where complex fields begin and end while the runs of a paragraph go by."""

    stack: list[list[Any]] = field(default_factory=list)

    def run(self, run: Any) -> None:
        """Take in the field marks of a run."""
        for mark in run:
            if mark.tag == qn("w:fldChar"):
                kind = mark.get(qn("w:fldCharType"))
                if kind == "begin":
                    self.stack.append(["", False])
                elif kind == "separate" and self.stack:
                    self.stack[-1][1] = True
                elif kind == "end" and self.stack:
                    self.stack.pop()
            elif mark.tag == qn("w:instrText") and self.stack:
                self.stack[-1][0] += mark.text or ""

    @property
    def silent(self) -> bool:
        """Whether text here is the code of a field or the number of a page."""
        return any(not shown or _PAGE_FIELD.match(code) for code, shown in self.stack)


def _pieces(element: Any, fields: _Fields) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == qn("w:r"):
            fields.run(child)
            if not fields.silent and not _hidden(child):
                yield from _pieces(child, fields)
        elif tag == qn("w:fldSimple"):
            if not _PAGE_FIELD.match(child.get(qn("w:instr")) or ""):
                yield from _pieces(child, fields)
        elif tag == M_MATHS:
            yield linear(child)
        elif tag == qn("w:t"):
            yield child.text or ""
        elif tag in _SAID:
            yield _SAID[tag]
        elif tag in (qn("w:br"), qn("w:cr")):
            yield "" if child.get(qn("w:type")) in ("page", "column") else "\n"
        elif tag not in (qn("w:tabs"), qn("w:fldChar")):
            yield from _pieces(child, fields)


def boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once (not its copy for old readers)."""
    for box in paragraph.iter(_BOX):
        above = [parent.tag for parent in box.iterancestors()]
        upto = above[: above.index(W_P)] if W_P in above else above
        if _FALLBACK not in above and _BOX not in upto:
            yield box


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")


def _deleted(paragraph: Any) -> bool:
    """A paragraph whose mark was deleted with tracking and that holds nothing else."""
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}")
    return mark is not None and not text_of(paragraph).strip()


def _own(whole: Any, part: str, kind: str) -> list[Any]:
    """The rows of a table, or the cells of a row, those in content controls too; not those of a
    table inside it. `kind` is the tag of the whole."""
    return [one for one in whole.iter(part) if next(one.iterancestors(kind)) is whole]


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True)
