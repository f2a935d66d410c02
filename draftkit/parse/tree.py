"""Lines of a body → opening paragraphs and a tree of sections.

Level by the mark, nesting by what stands above; run-on and restarting numbers are both fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from draftkit.parse.decimals import decimal_marks
from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import mark_of
from draftkit.text.marks import Mark
from draftkit.text.sentences import sentence_spans

HEADING = 40
"""Most characters of a heading that its paragraph runs on from."""
ALONE = 60
"""Most characters of a heading that stands alone in its line."""
CLAUSES = 24
"""A first sentence of three clauses is a heading up to so many characters."""
LABEL = 20
"""Most characters of a heading closed by a colon."""
SURE_LABEL = 12
"""A label so short is one even in a short line."""
_COUNT = re.compile(r"（共(?:\d{1,4}|[一二三四五六七八九十百]{1,4})[项条个类件]）$")
"""How many things a heading announces: this year's number, no part of its name."""
_SPOKEN = ("shi", "first")
_COMMANDS = re.compile("不得|不应|不宜|应当|必须|禁止|严禁")
"""Words of a rule: a sentence with one of them says what to do, it names nothing."""
_RANKS = {
    "chapter": 0.1, "part": 0.2, "article": 0.3, "bracketed": 4.0, "paren": 4.5, "circled": 5.0,
}  # fmt: skip
"""Where marks beside the standard's four levels nest: chapters above 一、, ① below （1）."""


@dataclass
class Node:
    """A section in the making; `line` is its whole first line."""

    level: int
    line: Piece | None = None
    number: str | None = None
    heading: str = ""
    stop: str = ""
    body_from: int = 0
    paragraphs: list[Piece] = field(default_factory=list)
    tables: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    rank: float = 1.0

    @property
    def run_in(self) -> bool:
        """Whether text follows the heading in the same line."""
        return self.line is not None and self.body_from < len(self.line.text)

    @property
    def leaf(self) -> bool:
        """Whether nothing stands below the heading, neither in its line nor in others."""
        return not (self.run_in or self.paragraphs or self.tables or self.children)

    def unhead(self) -> None:
        """Make the heading the beginning of the text that runs on from it."""
        mark = mark_of(self.line.text) if self.line is not None else None
        if mark is not None:
            self.heading, self.stop, self.body_from = "", "", mark.end

    def walk(self, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Node]]:
        """This node and those below in reading order, with their heading paths."""
        path = (*above, self.heading)
        yield path, self
        for child in self.children:
            yield from child.walk(path)


@dataclass
class Body:
    """A body read: what stands before the first section, and the sections."""

    preamble: list[Piece] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


def read_body(pieces: list[Piece], *, headed: bool = True) -> Body:
    """The tree of a body's lines. `headed` False: the paper numbers its paragraphs (a 批复, a 函),
    so that a first sentence is no heading."""
    spoken = _spoken_heads(pieces)
    body = Body()
    stack: list[Node] = []
    decimal = decimal_marks(pieces)
    for at, piece in enumerate(pieces):
        mark = decimal.get(at) or (None if piece.rows else mark_of(piece.text))
        if mark is not None and (mark.style in _SPOKEN) != spoken:
            mark = None
        if mark is not None:
            _open(body, stack, node_of(piece, mark, headed=headed))
        elif piece.rows:
            if not stack:
                _open(body, stack, Node(level=1))
            stack[-1].tables.append(piece)
        elif stack:
            stack[-1].paragraphs.append(piece)
        else:
            body.preamble.append(piece)
    _settle(body.nodes)
    return body


def _settle(nodes: list[Node]) -> None:
    """Where most of the marked paragraphs side by side have no heading, they are numbered
    paragraphs, and the short first sentence of one is none either. The items of an article of
    rules are text."""
    plain = sum(1 for node in nodes if node.number and not node.heading)
    if plain > len(nodes) - plain:
        for node in nodes:
            if node.run_in or node.stop == "。":
                node.unhead()
    for node in _items(nodes):
        node.unhead()
    for node in nodes:
        if node.rank == _RANKS["article"]:
            for _, item in node.walk():
                item.unhead()
        _settle(node.children)


def _items(nodes: list[Node]) -> list[Node]:
    """Of sections side by side, those whose heading is a whole sentence with nothing below it:
    where their neighbours are numbered paragraphs, or the sentence commands, they are the short
    ones among the items of a list. ① and 1） need no stop for it."""
    plain = [node for node in nodes if node.number and not node.heading]
    leaves = [node for node in nodes if node.heading and node.leaf]
    if len(nodes) - len(plain) - len(leaves) >= len(plain) + len(leaves):
        return []
    return [
        node
        for node in leaves
        if (node.stop == "。" and (plain or _COMMANDS.search(node.heading)))
        or (plain and node.rank > _RANKS["bracketed"])
    ]


def _open(body: Body, stack: list[Node], node: Node) -> None:
    while stack and stack[-1].rank >= node.rank:
        stack.pop()
    (stack[-1].children if stack else body.nodes).append(node)
    stack.append(node)


def _spoken_heads(pieces: list[Piece]) -> bool:
    """Whether 一是, 二是 … at the start of paragraphs are the heads: only where there are no
    written marks, at least two of them, beginning with one."""
    marks = [mark for piece in pieces if not piece.rows and (mark := mark_of(piece.text))]
    spoken = [mark for mark in marks if mark.style in _SPOKEN]
    return len(spoken) >= 2 and len(spoken) == len(marks) and spoken[0].value == 1


def node_of(piece: Piece, mark: Mark, *, headed: bool = True) -> Node:
    """The section that a marked line opens: mark, heading, stop, and where running text begins."""
    text = piece.text
    start, end, stop = _heading(text, mark)
    alone = end + len(stop) >= len(text)
    if mark.style == "article" or (mark.style in ("circled", "paren") and alone and stop):
        start, end, stop = mark.end, mark.end, ""
    counted = _COUNT.search(text[start:end])
    if counted:
        end -= len(counted.group(0))
        stop = counted.group(0) + stop
    if not headed and (stop in ("。", "！", "？") or end + len(stop) < len(text)):
        start, end, stop = mark.end, mark.end, ""
    number = mark.text
    return Node(
        level=mark.level,
        line=piece,
        number=number,
        heading=text[start:end],
        stop=text[end : end + len(stop)],
        body_from=end + len(stop),
        rank=_RANKS.get(mark.style, float(mark.level)),
    )


def _heading(text: str, mark: Mark) -> tuple[int, int, str]:
    """(start, end, stop) of the heading in a marked line; empty where the line is a numbered
    paragraph or an item of a list."""
    start = mark.end
    spans = sentence_spans(text[start:])
    nothing = (start, start, "")
    if not spans:
        return nothing
    first = text[start : start + spans[0][1]]
    alone = len(spans) == 1
    label = _label(first)
    if label and (label <= SURE_LABEL or len(first) > HEADING):
        return start, start + label, "："
    stop = first[-1] if first[-1] in ("。！？；：，、" if alone else "。！？") else ""
    length = len(first) - len(stop)
    if first.endswith(("…", "...")):
        return nothing
    if alone and (stop in ("；", "，", "、") or (stop == "。" and first.count("，") >= 2)):
        return nothing
    if length > (ALONE if alone and not stop else HEADING):
        return nothing
    if not alone and length > CLAUSES and first.count("，") >= 2:
        return nothing
    return start, start + length, stop


def _label(sentence: str) -> int:
    """The length of a short label before a colon with text behind it (职责分工：…), else 0."""
    found = re.match(r"[^：，。；、“”《》（）]+(?=：.)", sentence)
    return found.end() if found and found.end() <= LABEL else 0
