"""Word 97–2003 binary files (.doc, and .wps and .dot with the same inside) into blocks.

By [MS-DOC]. Text boxes come before the paragraph they are anchored in, as in a .docx; then
footnotes and endnotes, headers and footers (each text once), comments. Files of Word 6 and 95 are
another format under the same name: their plain text is read where it stands in one piece.
"""

from __future__ import annotations

import logging
import struct
from dataclasses import dataclass, field

from draftkit.errors import DamagedFileError, DraftkitError, UnsupportedFileError
from draftkit.formats.msdoc.binary import Plc
from draftkit.formats.msdoc.drawings import Drawings, drawings
from draftkit.formats.msdoc.file import WORD_97, Fib, Part, WordFile
from draftkit.formats.msdoc.lists import Numbers
from draftkit.formats.msdoc.pictures import Anchors, Box, anchors
from draftkit.formats.msdoc.runs import Runs
from draftkit.formats.msdoc.story import Blocks, Stories, section_ends
from draftkit.formats.msdoc.styles import Styles, page_of
from draftkit.formats.msdoc.text import Seen, TextReader
from draftkit.formats.msdoc.word6 import read_word6
from draftkit.formats.ole import open_container, refuse_others
from draftkit.values.notice import Warning_
from draftkit.values.source import BlockKind, Content

_log = logging.getLogger(__name__)

_MAIN, _FOOTNOTES, _HEADERS, _COMMENTS, _ENDNOTES = 0, 1, 2, 4, 5
_SEPARATORS = 6
"""Stories before the headers of the first section; then six for each section."""
_KINDS: tuple[BlockKind, ...] = ("header", "header", "footer", "footer", "header", "footer")
_QUOTED, _LOOKED_AT = 40, 400


def read_doc(data: bytes, name: str) -> Content:
    """The blocks and page facts of a Word binary file. Raises UnsupportedFileError for a locked
    file and for what only shares the container, DamagedFileError for what cannot be read."""
    container = open_container(data, name)
    refuse_others(container, name)
    try:
        main = container.stream("WordDocument")
        fib = Fib.read(main)
        if fib.encrypted:
            raise UnsupportedFileError("parse.password", path=name)
        if fib.version < WORD_97:
            return read_word6(main, fib, name)
        file = WordFile(fib, main, container.stream(fib.table), container.stream("Data"))
        return _Document(file, name).content()
    except DraftkitError:
        raise
    except Exception as error:  # noqa: BLE001 - the boundary of one input file
        _log.info("reading a Word binary file: %s", type(error).__name__, exc_info=True)
        raise DamagedFileError("parse.damaged", path=name) from None


@dataclass
class _Document:
    """One file being read."""

    file: WordFile
    name: str
    seen: Seen = field(default_factory=Seen)
    warnings: list[Warning_] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.blocks = Blocks(self.name)
        self.anchors = Anchors()
        self.runs = Runs(self.file)
        self.styles = Styles(self.file, self.runs.lists)
        sections = section_ends(self.file.part(Part.SECTIONS))
        self.stories = Stories(self._numbers(), sections, self.blocks)

    def content(self) -> Content:
        """All sub-documents as blocks."""
        found = self._drawings()
        self.anchors = anchors(self.file, found)
        self.stories.before = self._boxes_before
        self._story(*self.file.stretch(_MAIN), "paragraph")
        self._rest("textbox")
        self._notes(_FOOTNOTES, Part.FOOTNOTES, "footnote")
        self._notes(_ENDNOTES, Part.ENDNOTES, "footnote")
        self.anchors = anchors(self.file, found, headers=True)
        self._margins()
        self._notes(_COMMENTS, Part.COMMENTS, "comment")
        self._say_unread()
        page = page_of(self.file, self.runs.lists)
        return Content(tuple(self.blocks.items), page, tuple(self.warnings))

    def _numbers(self) -> Numbers:
        """The lists; a file whose tables of lists are broken is read without its numbers."""
        try:
            return Numbers(self.file)
        except (ValueError, LookupError, struct.error):
            message = "自动编号的定义已损坏，编号没有读入。"
            self.warnings.append(Warning_(code="numbering_unread", message=message))
            return Numbers(None)

    def _drawings(self) -> Drawings:
        """Facts of the shapes; none where their records are broken: then each is named as not
        read."""
        try:
            return drawings(self.file.part(Part.DRAWINGS))
        except (ValueError, LookupError, struct.error):
            return Drawings()

    def _reader(self) -> TextReader:
        return TextReader(self.file, self.runs, self.styles, self.seen, self.anchors.positions)

    def _story(self, start: int, end: int, kind: BlockKind) -> None:
        self.stories.story(list(self.stories.paragraphs(self._reader(), start, end)), kind)

    def _boxes_before(self, start: int, end: int, kind: BlockKind) -> None:
        for box in self.anchors.between(start, end):
            self._box(box, "textbox" if kind == "paragraph" else kind)

    def _rest(self, kind: BlockKind) -> None:
        for box in self.anchors.rest():
            self._box(box, kind)

    def _box(self, box: Box, kind: BlockKind) -> None:
        """A text box; the mark that guards the end of its stretch is no paragraph."""
        if box.words:
            self.blocks.put(kind, box.words)
            return
        paragraphs = list(self.stories.paragraphs(self._reader(), box.start, box.end))
        while paragraphs and not paragraphs[-1].text.strip() and not paragraphs[-1].depth:
            paragraphs.pop()
        self.stories.story(paragraphs, kind)

    def _notes(self, number: int, part: Part, kind: BlockKind) -> None:
        """Footnotes, endnotes or comments: each one block, its paragraphs on lines."""
        first, stop = self.file.stretch(number)
        reached = first
        for low, high, _ in Plc.read(self.file.part(part), 0).spans() if first < stop else ():
            start, end = first + low, min(first + high, stop)
            if start < reached or end <= start:
                continue
            reached = end
            lines = [one.said for one in self.stories.paragraphs(self._reader(), start, end)]
            text = "\n".join(lines).strip()
            if text:
                self.blocks.put(kind, text)

    def _margins(self) -> None:
        """Headers, then footers, each text once."""
        first, stop = self.file.stretch(_HEADERS)
        spans = list(Plc.read(self.file.part(Part.HEADERS), 0).spans()) if first < stop else []
        before = len(self.blocks.items)
        for wanted in ("header", "footer"):
            reached = first
            for at, (low, high, _) in enumerate(spans[_SEPARATORS:]):
                start, end = first + low, min(first + high, stop)
                if start < reached or end <= start:
                    continue
                reached = end
                if _KINDS[at % len(_KINDS)] == wanted:
                    self._story(start, end, _KINDS[at % len(_KINDS)])
        self._rest("header")
        self.blocks.keep_new(before)

    def _say_unread(self) -> None:
        """Name what stands in the file and was not taken in, with the paragraph it stands in."""
        for code in self.seen.formulas:
            message = "公式域没有读入，请对照原文件。"
            self.warnings.append(
                Warning_(code="formula_unread", message=message, quote=code[:_QUOTED])
            )
        quotes = dict.fromkeys(self._quote(at) for at in self.seen.drawings)
        for quote in quotes:
            message = f"文件里有图片或图形没有读入（共{self.seen.count}处），请对照原文件。"
            self.warnings.append(Warning_(code="drawing_unread", message=message, quote=quote))

    def _quote(self, position: int) -> str:
        """The beginning of the paragraph a drawing stands in."""
        text = self.file.text
        start = max(text.rfind(mark, 0, position) for mark in "\r\x07\x0c") + 1
        ends = (text.find(mark, position) for mark in "\r\x07\x0c")
        end = min((at for at in ends if at >= 0), default=len(text))
        reader = TextReader(self.file, self.runs, self.styles, Seen())
        return reader.read(start, min(end, start + _LOOKED_AT), 0)[0].strip()[:_QUOTED]
