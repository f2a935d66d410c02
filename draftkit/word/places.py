"""Places in an open Word file: which runs hold the characters of a block, cut so that a stretch is
whole runs."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from draftkit.word.parts import qn
from draftkit.word.runs import GONE, W_P, W_R, W_T, W_TXBX, RunReader

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ASIDE = GONE | {W_TXBX, qn("mc:Fallback")}


@dataclass(frozen=True)
class Piece:
    """A w:t and where its text begins and ends in the block."""

    node: Any
    start: int
    end: int


def pieces(paragraph: Any, text: str, reader: RunReader) -> list[Piece]:
    """The text nodes of a paragraph by their place in the block's text, in order.

    What a reader sees may hold more than the nodes (automatic numbers, tabs, symbols) and the nodes
    more than is seen (hidden text, codes of fields): a node is placed where its text stands next,
    and left out where it does not stand.
    """
    own = reader.text(paragraph)
    at = len(text) - len(own) if text.endswith(own) else 0
    out = []
    for node in _nodes(paragraph):
        words = node.text or ""
        found = text.find(words, at) if words else -1
        if found >= 0:
            out.append(Piece(node, found, found + len(words)))
            at = found + len(words)
    return out


def _nodes(element: Any) -> list[Any]:
    found: list[Any] = []
    for child in element:
        if child.tag in _ASIDE:
            continue
        if child.tag == W_T:
            found.append(child)
        elif len(child):
            found += _nodes(child)
    return found


def runs_of(placed: list[Piece], start: int, end: int) -> list[Any]:
    """The runs (w:r) that hold the characters from `start` to `end`, cut at both ends so that they
    hold no others. Empty where no run holds any. The pieces are of no use afterwards."""
    touched = [one for one in placed if one.start < end and start < one.end]
    out: list[Any] = []
    for one in touched:
        run = _run_above(one.node)
        if run is None:
            continue
        run = _cut(run, one.node, max(0, start - one.start), min(end, one.end) - one.start)
        if run not in out:
            out.append(run)
    return out


def _run_above(node: Any) -> Any:
    above = node.getparent()
    return above if above is not None and above.tag == W_R else None


def _cut(run: Any, node: Any, first: int, last: int) -> Any:
    """The run that holds characters first … last of a text node alone; what stood around them in
    the run goes into runs of the same properties before and after."""
    words = node.text or ""
    children = [child for child in run if child.tag != qn("w:rPr")]
    at = children.index(node)
    before, after = children[:at], children[at + 1 :]
    if first > 0:
        before.append(_text(node, words[:first]))
    if last < len(words):
        after.insert(0, _text(node, words[last:]))
    if before:
        run.addprevious(_like(run, before))
    if after:
        run.addnext(_like(run, after))
    node.text = words[first:last]
    node.set(SPACE, "preserve")
    return run


def _text(node: Any, words: str) -> Any:
    made = deepcopy(node)
    made.text, made.tail = words, None
    made.set(SPACE, "preserve")
    return made


def _like(run: Any, children: list[Any]) -> Any:
    """A run of the same properties with other contents."""
    made = run.makeelement(W_R, dict(run.attrib))
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    made.extend(children)
    return made


def first_run(paragraph: Any) -> Any:
    """A run of the paragraph to hang a comment on: the first with text, else any, else a new one."""
    nodes = [run for node in _nodes(paragraph) if (run := _run_above(node)) is not None]
    if nodes:
        return nodes[0]
    made = paragraph.makeelement(W_R, {})
    paragraph.append(made)
    return made


def anchor(element: Any) -> Any:
    """The paragraph of the body that an element belongs to: Word takes no comments in text boxes;
    for a table its first paragraph."""
    if element.tag != W_P:
        return next(element.iter(W_P), None)
    box = next(element.iterancestors(W_TXBX), None)
    if box is None:
        return element
    return next(box.iterancestors(W_P), None)
