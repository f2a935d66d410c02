"""A saved web page into blocks: the text of the paper as paragraphs and tables, all the rest of
the page (menus, field tables, feet) as blocks of kind `meta`.

The body is found by the selectors of government content systems, else as the container with the
densest text. Word processors save headers and footers as `div`s that name themselves so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from draftkit.parse.data import words
from draftkit.parse.html_styles import (
    hidden,
    keeps_lines,
    numbers_of,
    style_of,
    taken_out,
    unlisted,
)
from draftkit.text.frames import foot_line, frame_of
from draftkit.values.notice import Warning_
from draftkit.values.source import Block, BlockKind, Content

_SILENT = {
    "script",
    "style",
    "noscript",
    "iframe",
    "svg",
    "template",
    "select",
    "textarea",
    "object",
    "head",
    "-comment",
}
_BREAKING = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section",
    "article", "header", "footer", "nav", "form", "blockquote", "pre", "center", "table", "tbody",
    "thead", "tr", "td", "th", "caption", "main", "aside", "figure", "hr", "body", "address",
}  # fmt: skip
_HIDDEN = "网页中不显示的文字，已略去"
_HAN = re.compile(r"[㐀-䶿一-鿿]")
_BLANK = re.compile(r"[ \t\r\n\f\v]+")
_END = re.compile(r"\r\n|\r|\n")
ENOUGH = 60
"""Han characters that a body found by a selector must hold."""
CELL = 200
"""A table with a cell of more characters, or with one column, lays out a page."""


def read_html(markup: str) -> Content:
    """The blocks of a page in document order; what the page hides from its readers is no block,
    but is told. A page that only a script makes visible is read all the same."""
    page = LexborHTMLParser(markup)
    sink = _read(page, hidden)
    if not any(block.kind in ("paragraph", "table") for block in sink.blocks):
        sink = _read(page, taken_out)
    return Content(tuple(sink.blocks), warnings=tuple(sink.hidden))


def _read(page: LexborHTMLParser, hides: Callable[[LexborNode], bool]) -> _Sink:
    sink = _Sink()
    known = words()
    title = page.css_first("head title")
    if title is not None:
        sink.put(title.text(), "meta")
    for meta in page.css("meta"):
        label = known.html_metas.get(meta.attributes.get("name") or "")
        if label and meta.attributes.get("content"):
            sink.put(f"{label}：{meta.attributes['content']}", "meta")
    if page.body is not None:
        unseen = _unseen(page, hides)
        body = _body(page, known.html_bodies, unseen)
        walk = _Walk(body.mem_id if body is not None else 0, sink, hides, not unlisted(page))
        walk.over(page.body)
    return sink


def _unseen(page: LexborHTMLParser, hides: Callable[[LexborNode], bool]) -> set[int]:
    """The ids of all elements that are hidden, or stand in one that is."""
    out: set[int] = set()
    for node in page.css("[style], [hidden]"):
        if node.mem_id not in out and hides(node):
            out |= {node.mem_id, *(part.mem_id for part in node.css("*"))}
    return out


@dataclass
class _Sink:
    """Collects text runs into blocks."""

    blocks: list[Block] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    hidden: list[Warning_] = field(default_factory=list)

    def hide(self, text: str) -> None:
        """Name text that the page does not show."""
        shown = _BLANK.sub(" ", text).strip(" \u00a0\u3000")
        if _HAN.search(shown):
            self.hidden.append(Warning_(code="hidden", message=_HIDDEN, quote=shown))

    def put(self, text: str, kind: BlockKind) -> None:
        lines = [_BLANK.sub(" ", line).strip(" ") for line in text.split("\x00")]
        kept = "\n".join(line for line in lines if line.strip(" \u00a0\u3000"))
        if kept:
            self.blocks.append(Block(index=len(self.blocks), kind=kind, text=kept))

    def close(self, kind: BlockKind) -> None:
        if self.run:
            self.put("".join(self.run), kind)
            self.run.clear()

    def table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        self.blocks.append(Block(index=len(self.blocks), kind="table", rows=rows))


def _body(
    page: LexborHTMLParser, selectors: tuple[str, ...], unseen: set[int]
) -> LexborNode | None:
    for selector in selectors:
        found = [(node, _han(node)) for node in page.css(selector) if node.mem_id not in unseen]
        if found:
            best, size = max(found, key=lambda pair: pair[1])
            if size >= ENOUGH:
                return best
    return _densest(page, unseen)


def _densest(page: LexborHTMLParser, unseen: set[int]) -> LexborNode | None:
    """The container whose own paragraphs hold most text outside links; the page's body when the
    text stands directly in it."""
    scores: dict[int, int] = {}
    nodes: dict[int, LexborNode] = {}
    for paragraph in page.css("p, br, pre"):
        parent = paragraph.parent
        if parent is None or paragraph.mem_id in unseen:
            continue
        if parent.mem_id in scores and paragraph.tag == "br":
            continue
        own = _han(parent) if paragraph.tag == "br" else _han(paragraph)
        linked = sum(_han(link) for link in paragraph.css("a"))
        scores[parent.mem_id] = scores.get(parent.mem_id, 0) + max(0, own - 2 * linked)
        nodes[parent.mem_id] = parent
    if scores:
        best = max(scores, key=lambda key: scores[key])
        if scores[best] >= ENOUGH:
            return nodes[best]
    return page.body


def _han(node: LexborNode) -> int:
    return len(_HAN.findall(node.text()))


@dataclass
class _Walk:
    """Depth first without recursion: a page may nest deeper than Python's stack."""

    body: int
    sink: _Sink
    hides: Callable[[LexborNode], bool]
    counted: bool
    """Whether the page shows the numbers of its lists."""
    inside: bool = False
    edge: tuple[int, BlockKind] | None = None
    """The header or footer that is walked: its id and kind."""
    numbers: dict[int, str] = field(default_factory=dict)
    number: str = ""
    """The number of an item whose text is still to come."""

    @property
    def kind(self) -> BlockKind:
        """What text that stands here is."""
        return self.edge[1] if self.edge else "paragraph" if self.inside else "meta"

    def over(self, root: LexborNode) -> None:
        """Every element below the root, and the root."""
        self.inside = root.mem_id == self.body
        stack: list[tuple[LexborNode, bool, bool]] = [(root, False, False)]
        while stack:
            node, leaving, lines = stack.pop()
            if leaving:
                self.leave(node)
            elif node.tag == "-text":
                self.text((node.text_content or "").replace("\x00", ""), lines)
            elif not self.whole(node):
                if self.enter(node):
                    stack.append((node, True, lines))
                lines = keeps_lines(node, lines)
                children = list(node.iter(include_text=True))
                stack.extend((child, False, lines) for child in reversed(children))

    def text(self, text: str, lines: bool) -> None:
        """A run of text, behind the number of its item."""
        if self.number and text.strip():
            text, self.number = self.number + text.lstrip(), ""
        self.sink.run.append(_END.sub("\x00", text) if lines else text)

    def whole(self, node: LexborNode) -> bool:
        """Whether an element was dealt with, so that nothing below it is looked at."""
        tag = node.tag or ""
        if tag == "br":
            self.sink.run.append("\x00")
        elif tag in _SILENT:
            return True
        elif self.hides(node):
            self.sink.hide(node.text())
        elif tag == "tr" and not self.inside and _plain(node):
            self.sink.close(self.kind)
            self.sink.put("　".join(cell for cell in self.cells(node) if cell), self.kind)
        elif tag == "table" and self.inside and (rows := _rows(node)):
            self.sink.close(self.kind)
            self.table(node, rows)
        else:
            return False
        return True

    def table(self, node: LexborNode, rows: tuple[tuple[str, ...], ...]) -> None:
        """A table of data; the 版记 as lines."""
        shown = tuple(tuple(self.cells(row)) for row in node.css("tr"))
        shown = tuple(row for row in shown if any(row))
        if frame_of(rows) != "foot":
            self.sink.table(shown)
            return
        for row in shown:
            self.sink.put(foot_line(row), self.kind)

    def cells(self, row: LexborNode) -> list[str]:
        """The text of each cell of a row as the page shows it."""
        out = []
        for cell in row.iter():
            if cell.tag in ("td", "th"):
                out.append(_BLANK.sub(" ", self.shown(cell)).strip(" \u00a0\u3000"))
        return out

    def shown(self, root: LexborNode) -> str:
        """The text below an element without what is hidden, which is told."""
        if not root.css("[style], [hidden], script, style"):
            return root.text()
        out: list[str] = []
        stack = [root]
        while stack:
            node = stack.pop()
            if node.tag == "-text":
                out.append(node.text_content or "")
            elif node.tag in _SILENT:
                continue
            elif self.hides(node):
                self.sink.hide(node.text())
            else:
                stack.extend(reversed(list(node.iter(include_text=True))))
        return "".join(out)

    def enter(self, node: LexborNode) -> bool:
        """Begin an element; whether its end matters too."""
        edge = _edge(node)
        if node.tag not in _BREAKING and node.mem_id != self.body and edge is None:
            return False
        self.sink.close(self.kind)
        self.inside = self.inside or node.mem_id == self.body
        if edge and self.edge is None:
            self.edge = (node.mem_id, edge)
        if node.tag == "ol" and self.inside and self.counted:
            self.numbers |= numbers_of(node)
        self.number = self.numbers.get(node.mem_id, self.number)
        return True

    def leave(self, node: LexborNode) -> None:
        """End an element."""
        self.sink.close(self.kind)
        if node.mem_id in self.numbers:
            self.number = ""
        self.inside = self.inside and node.mem_id != self.body
        if self.edge and self.edge[0] == node.mem_id:
            self.edge = None


def _edge(node: LexborNode) -> BlockKind | None:
    """Of a `div` that a word processor saved for it: header or footer."""
    if node.tag != "div":
        return None
    named = node.attributes.get("title") or style_of(node).get("mso-element")
    return "header" if named == "header" else "footer" if named == "footer" else None


def _plain(row: LexborNode) -> bool:
    """Whether a row holds words only: no rows or paragraphs inside (`css` counts the row itself)."""
    return len(row.css("tr")) <= 1 and not row.css("p, li")


def _cells(row: LexborNode) -> list[str]:
    return [
        _BLANK.sub(" ", cell.text()).strip(" \u00a0\u3000")
        for cell in row.iter()
        if cell.tag in ("td", "th")
    ]


def _rows(table: LexborNode) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of data or of a 版记; none for one that only lays out the page or lists
    fields."""
    if len(table.css("table")) > 1:
        return ()
    rows = [tuple(_cells(row)) for row in table.css("tr")]
    rows = [row for row in rows if any(row)]
    if not rows or any(len(cell) > CELL for row in rows for cell in row):
        return ()
    if frame_of(rows) == "foot" and max(len(row) for row in rows) > 1:
        return tuple(rows)
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return ()
    label = words().label
    labelled = sum(1 for row in rows if label.match(row[0] + "：") and label.match(row[0]))
    return () if labelled * 2 > len(rows) else tuple(rows)
