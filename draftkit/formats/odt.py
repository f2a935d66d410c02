"""OpenDocument text (.odt, .ott) into blocks (ODF 1.3).

What a reader of the file sees: what tracking deleted stands apart in the file and is left out, lists
have their numbers, hidden text and page numbers are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

from draftkit.errors import DamagedFileError, DraftkitError, InputError, TooLargeError
from draftkit.formats.collect import MAX_COLUMNS, Cell, Collector, Tally
from draftkit.formats.odf_lists import Counter, Lists, whole
from draftkit.formats.odf_maths import linear
from draftkit.formats.odf_names import name_of, qn
from draftkit.text.markup import MAX_PART, count_paragraphs, parse_xml
from draftkit.text.symbols import is_symbol_font, readable
from draftkit.values.source import MAX_BLOCKS, BlockKind, Content
from draftkit.values.unread import drawings_unread, layout_unread

_PARAGRAPHS = (qn("text:p"), qn("text:h"))
_SKIPPED = frozenset({
    qn("text:tracked-changes"), qn("text:note-citation"), qn("text:page-number"),
    qn("text:page-count"), qn("text:ruby-text"), qn("text:alphabetical-index-source"),
    qn("text:table-of-content-source"), qn("text:illustration-index-source"),
    qn("text:table-index-source"), qn("text:bibliography-source"), qn("text:user-index-source"),
    qn("text:object-index-source"), qn("text:bibliography-configuration"), qn("office:forms"),
    qn("svg:title"), qn("svg:desc"), qn("table:title"), qn("table:desc"), qn("text:hidden-text"),
    qn("text:page-continuation"), qn("text:page-variable-get"),
})  # fmt: skip
_BLANK = re.compile("[ \t\r\n]+")
_PICTURES = ("image", "object", "object-ole", "plugin", "floating-frame", "applet")
MAX_SPACES = 100
"""Spaces of one text:s."""
MAX_REPEATED = 1_000
"""Times that a row is repeated."""


class _Sink(Protocol):
    """Takes paragraphs and tables."""

    def put(self, kind: BlockKind, text: str) -> None: ...
    def table(self, kind: BlockKind, rows: list[list[Cell]]) -> None: ...


class _Lines(list[str]):
    """Everything as lines: what a cell or a note holds."""

    def put(self, _: BlockKind, text: str) -> None:
        self.append(text)

    def table(self, _: BlockKind, rows: list[list[Cell]]) -> None:
        self.extend(cell.text for row in rows for cell in row)


def read_odt(data: bytes, name: str) -> Content:
    """The blocks of an .odt; layout is not read, which a warning says. Raises InputError for one
    with a password, TooLargeError past the bounds, DamagedFileError when it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _Reader(package, name).read()
    except DraftkitError:
        raise
    except (
        zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, KeyError, RuntimeError,
        OverflowError, UnicodeError,
    ):  # fmt: skip
        raise DamagedFileError("parse.damaged", path=name) from None


class _Reader:
    """Walks the text and the master pages of a package."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self.package, self.name = package, name
        self.names = set(package.namelist())
        manifest = self._part("META-INF/manifest.xml")
        if (
            manifest is not None
            and next(manifest.iter(qn("manifest:encryption-data")), None) is not None
        ):
            raise InputError("parse.locked", path=name)
        content, styles = self._part("content.xml", counted=True), self._part("styles.xml")
        body = (
            content.find(f"{qn('office:body')}/{qn('office:text')}")
            if content is not None
            else None
        )
        if body is None:
            raise DamagedFileError("parse.damaged", path=name)
        self.body, self.styles = body, styles
        roots = [root for root in (styles, content) if root is not None]
        self.lists = Lists(*roots)
        self.hidden, self.fonts, self.numbered = _styles(roots)
        self.sink = Collector(name)
        self.seen = Tally(name)
        self.formulas: dict[str, str] = {}
        self.drawings = 0

    def _part(self, part: str, *, counted: bool = False) -> Any:
        if part not in self.names:
            return None
        markup = self.package.read(part)
        if len(markup) > MAX_PART:
            limit = MAX_PART // 1024 // 1024
            raise TooLargeError("parse.too_large_inside", path=self.name, limit=limit, ratio=100)
        if counted:
            outside, inside = count_paragraphs(markup, "p|h", "table")
            if outside > MAX_BLOCKS or outside + inside > 10 * MAX_BLOCKS:
                raise TooLargeError("parse.too_many_blocks", path=self.name, limit=MAX_BLOCKS)
        return parse_xml(markup)

    def read(self) -> Content:
        """The text, then the headers and footers of the master pages."""
        self._story(self.body, "paragraph", self.sink)
        pages = self.styles.iter(qn("style:master-page")) if self.styles is not None else ()
        for page in pages:
            for part in page:
                kind = name_of(part)
                if (
                    kind.startswith(("header", "footer"))
                    and part.get(qn("style:display")) != "false"
                ):
                    self._story(part, "header" if kind.startswith("h") else "footer", self.sink)
        return self.sink.content((layout_unread(), *drawings_unread(self.drawings)))

    def _story(self, parent: Any, kind: BlockKind, sink: _Sink) -> None:
        """Paragraphs, lists, tables and drawings under an element, whatever they are wrapped in."""
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED or _is_hidden(child):
                continue
            if tag in _PARAGRAPHS:
                outline = kind == "paragraph" and tag == _PARAGRAPHS[1]
                self._paragraph(child, kind, sink, self.lists.heading(child) if outline else "")
            elif tag == qn("text:list"):
                self._list(child, kind, sink, None, 1, None)
            elif tag == qn("text:numbered-paragraph"):
                self._numbered(child, kind, sink)
            elif tag == qn("table:table"):
                sink.table(kind, list(self._rows(child)))
            elif tag.startswith(_DRAW):
                self._drawing(child, kind, sink)
            else:
                self._story(child, kind, sink)

    def _list(
        self, element: Any, kind: BlockKind, sink: _Sink, outer: Counter | None, level: int,
        style: str | None,
    ) -> None:  # fmt: skip
        """The items of a list; the first paragraph of an item has its number."""
        counter = self.lists.begin(element, outer)
        style = element.get(qn("text:style-name")) or style
        for item in element:
            numbered = item.tag == qn("text:list-item")
            given = item.get(qn("text:start-value"))
            start = whole(given, 1, 100_000) if given is not None else None
            for child in item:
                if child.tag == qn("text:list"):
                    self._list(child, kind, sink, counter, level + 1, style)
                elif child.tag in _PARAGRAPHS and not _is_hidden(child):
                    form = style or self.numbered.get(child.get(qn("text:style-name")) or "")
                    label = self.lists.label(counter, level, start, form) if numbered else ""
                    numbered = False
                    self._paragraph(child, kind, sink, label)
                elif child.tag not in _SKIPPED:
                    self._story([child], kind, sink)

    def _numbered(self, element: Any, kind: BlockKind, sink: _Sink) -> None:
        level = whole(element.get(qn("text:level")), 1, 10)
        counter = self.lists.begin(element, None)
        for child in element:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, kind, sink, self.lists.label(counter, level, None, None))

    def _paragraph(self, element: Any, kind: BlockKind, sink: _Sink, number: str) -> None:
        """A paragraph, and before it the boxes anchored in it. In lines a number may stand alone
        (a column of numbers in a table)."""
        text = _Text(self, kind, sink)
        style = element.get(qn("text:style-name"))
        text.walk(element, style in self.hidden, self.fonts.get(style or ""))
        line = text.line
        alone = isinstance(sink, _Lines)
        sink.put(kind, number + line if line.strip() or alone else line)

    def _rows(self, table: Any) -> Iterator[list[Cell]]:
        for child in table:
            if child.tag == qn("table:table-row"):
                if child.get(qn("table:visibility")) in ("collapse", "filter"):
                    continue
                cells = self._cells(child)
                times = whole(child.get(qn("table:number-rows-repeated")), 1, MAX_REPEATED)
                more = max(0, times - 1)
                self.seen.add(more * sum(map(_size, cells)), more * len(cells))
                yield from [cells] * times
            elif name_of(child) in ("table-rows", "table-header-rows", "table-row-group"):
                yield from self._rows(child)

    def _cells(self, row: Any) -> list[Cell]:
        """The cells of a row: those a cell covers to its right are its span, those covered from
        above stay as empty ones."""
        cells: list[Cell] = []
        owed = 0
        for element in row:
            times = whole(element.get(qn("table:number-columns-repeated")), 1, MAX_COLUMNS)
            if element.tag == qn("table:covered-table-cell"):
                right = min(owed, times)
                owed -= right
                self.seen.add(0, times - right)
                cells += [Cell(covered=True)] * (times - right)
            elif element.tag == qn("table:table-cell"):
                span = whole(element.get(qn("table:number-columns-spanned")), 1, MAX_COLUMNS)
                lines = _Lines()
                self._story(element, "paragraph", lines)
                cell = Cell(tuple(lines), max(1, span))
                self.seen.add(max(0, times - 1) * _size(cell), times)
                cells += [cell] * times
                owed = span - 1
        return cells

    def _drawing(self, element: Any, kind: BlockKind, sink: _Sink) -> str:
        """A drawing: the words of its boxes are a text box, its formula is given back as text, a
        picture is counted."""
        inner: BlockKind = "textbox" if kind == "paragraph" else kind
        pictures = False
        for child in element:
            name = name_of(child)
            if child.tag in _SKIPPED:
                continue
            if child.tag in (*_PARAGRAPHS, qn("text:list"), qn("table:table")):
                self._story([child], inner, sink)
            elif child.tag.startswith(_DRAW) and name in _PICTURES:
                formula = self._formula(child) if name == "object" else ""
                if formula:
                    return formula
                pictures = True
            elif name == "text-box":
                self._story(child, inner, sink)
                return ""
            elif child.tag.startswith(_DRAW):
                formula = self._drawing(child, kind, sink)
                if formula:
                    return formula
        self.drawings += pictures
        return ""

    def _formula(self, element: Any) -> str:
        """The text of an embedded formula, "" for any other object."""
        inside = element.find(qn("math:math"))
        if inside is None:
            part = (element.get(qn("xlink:href")) or "").removeprefix("./") + "/content.xml"
            if part not in self.formulas:
                self.formulas[part] = self._linear(self._part(part))
            return self.formulas[part]
        return self._linear(inside)

    def _linear(self, inside: Any) -> str:
        found = inside is not None and inside.tag == qn("math:math")
        return linear(inside) if found else ""

    def aside(self, element: Any, kind: BlockKind) -> None:
        """A note or an annotation as a block of its own."""
        lines = _Lines()
        self._story(element, "paragraph", lines)
        self.sink.put(kind, "\n".join(line.strip() for line in lines if line.strip()))

    def drawing(self, element: Any, kind: BlockKind, sink: _Sink) -> str:
        """A drawing met in a paragraph."""
        return self._drawing(element, kind, sink)


_DRAW = qn("draw:x").removesuffix("x")


class _Text:
    """The characters of one paragraph; white space of the file counts as one space
    (ODF 1.3 part 3, 6.1.2)."""

    def __init__(self, reader: _Reader, kind: BlockKind, sink: _Sink) -> None:
        self.reader, self.kind, self.sink = reader, kind, sink
        self.pieces: list[str] = []
        self.spaced = True
        self.silent = False

    @property
    def line(self) -> str:
        """What has been read."""
        return "" if self.silent else "".join(self.pieces)

    def walk(self, element: Any, hidden: bool, font: str | None) -> None:
        """Take in an element: its text, its children, the text behind each of them."""
        self._text(element.text, hidden, font)
        for child in element:
            if child.tag not in _SKIPPED and not _is_hidden(child):
                self._child(child, hidden, font)
            self._text(child.tail, hidden, font)

    def _child(self, child: Any, hidden: bool, font: str | None) -> None:
        tag, name = child.tag, name_of(child)
        if tag == qn("text:s"):
            self._put(" " * whole(child.get(qn("text:c")), 1, MAX_SPACES), hidden)
        elif tag in (qn("text:tab"), qn("text:line-break")):
            self._put("\t" if name == "tab" else "\n", hidden)
        elif tag == qn("text:note"):
            body = child.find(qn("text:note-body"))
            if body is not None and not hidden:
                self.reader.aside(body, "footnote")
        elif tag == qn("office:annotation"):
            self.reader.aside(child, "comment")
        elif tag == qn("text:hidden-paragraph"):
            self.silent = self.silent or child.get(qn("text:is-hidden")) == "true"
        elif tag.startswith(_DRAW):
            if name == "a":
                self.walk(child, hidden, font)
            elif not hidden:
                self._put(self.reader.drawing(child, self.kind, self.sink), False)
        else:
            style = child.get(qn("text:style-name")) or ""
            hidden = hidden or style in self.reader.hidden
            self.walk(child, hidden, self.reader.fonts.get(style, font))

    def _put(self, text: str, hidden: bool) -> None:
        if text and not hidden:
            self.reader.seen.add(len(text))
            self.pieces.append(text)
            self.spaced = False

    def _text(self, text: str | None, hidden: bool, font: str | None) -> None:
        if not text or hidden:
            return
        text = _BLANK.sub(" ", text)
        if self.spaced and text.startswith(" "):
            text = text[1:]
        if text:
            self.reader.seen.add(len(text))
            self.pieces.append(readable(text, font))
            self.spaced = text.endswith(" ")


def _size(cell: Cell) -> int:
    return sum(map(len, cell.paragraphs))


def _is_hidden(element: Any) -> bool:
    """Whether a section or a field is not shown."""
    shown = element.get(qn("text:display"))
    unmet = shown == "condition" and element.get(qn("text:is-hidden")) == "true"
    return bool(shown == "none" or unmet)


def _styles(roots: list[Any]) -> tuple[frozenset[str], dict[str, str], dict[str, str]]:
    """(names of the styles that hide text, fonts of signs by style, list styles by style), those
    of the styles they rest on too."""
    known = {
        style.get(qn("style:name")): style
        for root in roots
        for style in root.iter(qn("style:style"))
    }
    shown: dict[str, str] = {}
    fonts: dict[str, str] = {}
    lists: dict[str, str] = {}
    for name in known:
        style: Any = known[name]
        for _ in range(20):
            if style is None:
                break
            properties = style.find(qn("style:text-properties"))
            display = properties.get(qn("text:display")) if properties is not None else None
            for found, value in (
                (shown, display),
                (fonts, _font(properties)),
                (lists, style.get(qn("style:list-style-name"))),
            ):
                if value is not None:
                    found.setdefault(name, value)
            style = known.get(style.get(qn("style:parent-style-name")))
    hidden = frozenset(name for name, display in shown.items() if display == "none")
    return hidden, {name: font for name, font in fonts.items() if is_symbol_font(font)}, lists


def _font(properties: Any) -> str | None:
    for key in ("style:font-name", "fo:font-family"):
        value = properties.get(qn(key)) if properties is not None else None
        if value:
            return str(value).strip("'\" ")
    return None
