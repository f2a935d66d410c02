"""A saved web page into blocks: the text of the paper as paragraphs and tables, all the rest of
the page (menus, field tables, feet) as blocks of kind `meta`.

The body is found by the selectors of government content systems, else as the container with the
densest text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from draftkit.parse.data import words
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
ENOUGH = 60
"""Han characters that a body found by a selector must hold."""
CELL = 200
"""A table with a cell of more characters, or with one column, lays out a page."""


def read_html(markup: str) -> Content:
    """The blocks of a page in document order; what the page hides from its readers is no block,
    but is told."""
    page = LexborHTMLParser(markup)
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
        body = _body(page, known.html_bodies)
        _walk(page.body, body.mem_id if body is not None else 0, sink)
    return Content(tuple(sink.blocks), warnings=tuple(sink.hidden))


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


def _body(page: LexborHTMLParser, selectors: tuple[str, ...]) -> LexborNode | None:
    for selector in selectors:
        found = [(node, _han(node)) for node in page.css(selector)]
        if found:
            best, size = max(found, key=lambda pair: pair[1])
            if size >= ENOUGH:
                return best
    return _densest(page)


def _densest(page: LexborHTMLParser) -> LexborNode | None:
    """The container whose own paragraphs hold most text outside links; the page's body when the
    text stands directly in it."""
    scores: dict[int, int] = {}
    nodes: dict[int, LexborNode] = {}
    for paragraph in page.css("p, br"):
        parent = paragraph.parent
        if parent is None or (parent.mem_id in scores and paragraph.tag == "br"):
            continue
        own = _han(paragraph) if paragraph.tag == "p" else _han(parent)
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


def _walk(root: LexborNode, body: int, sink: _Sink) -> None:
    """Depth first without recursion: a page may nest deeper than Python's stack."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    inside = root.mem_id == body
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        kind: BlockKind = "paragraph" if inside else "meta"
        if leaving:
            sink.close(kind)
            inside = inside and node.mem_id != body
            continue
        if tag == "-text":
            sink.run.append((node.text_content or "").replace("\x00", ""))
        elif tag == "br":
            sink.run.append("\x00")
        elif tag in _SILENT:
            continue
        elif _hidden(node):
            sink.hide(node.text())
        elif tag == "tr" and not inside and _plain(node):
            sink.close(kind)
            sink.put("　".join(cell for cell in _cells(node) if cell), kind)
        elif tag == "table" and inside and (rows := _rows(node)):
            sink.close(kind)
            sink.table(rows)
        else:
            if tag in _BREAKING:
                sink.close(kind)
                stack.append((node, True))
                inside = inside or node.mem_id == body
            elif node.mem_id == body:
                sink.close(kind)
                stack.append((node, True))
                inside = True
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))


def _hidden(node: LexborNode) -> bool:
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style


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
    """The rows of a table of data; none for one that only lays out the page or lists fields."""
    if len(table.css("table")) > 1:
        return ()
    rows = [tuple(_cells(row)) for row in table.css("tr")]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return ()
    if any(len(cell) > CELL for row in rows for cell in row):
        return ()
    label = words().label
    labelled = sum(1 for row in rows if label.match(row[0] + "：") and label.match(row[0]))
    return () if labelled * 2 > len(rows) else tuple(rows)
