"""Formatting of a Word file as it will be shown: direct formatting over character style over
paragraph style over defaults, theme faces looked up (ECMA-376 part 1, 17.7.2 and 17.3.2.26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from draftkit.values.formatting import (
    Formatting,
    ParagraphFormat,
    Standing,
    Stretch,
)
from draftkit.values.source import Block
from draftkit.word.cascade import Cascade, Settings
from draftkit.word.parts import Parts, qn
from draftkit.word.runs import ALTERNATE, W_P, W_R, W_T, W_TXBX, choice
from draftkit.word.sections import sections_of

_W_TBL, _W_TR, _BODY, _SECT = qn("w:tbl"), qn("w:tr"), qn("w:body"), qn("w:sectPr")
_THROUGH = frozenset(
    qn(name)
    for name in (
        "w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple",
        "w:customXml",
    )
)  # fmt: skip
"""What stands between a paragraph and its runs."""
_TRACKED = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_COMMENT = qn("w:commentReference")
_FAR = 200
"""Characters that may lie between a run and the place where its words are looked for."""


def formatting_of(parts: Parts, body: Any, blocks: Sequence[Block], elements: Mapping[int, Any]
                  ) -> Formatting:  # fmt: skip
    """The formatting of a file whose body was read into blocks; `elements` has for the number of
    each block its w:p, or the w:tr or w:tbl that it is."""
    cascade = Cascade(parts)
    placed = _placed(body)
    known = {
        at: _paragraph(cascade, blocks[at].text, element, placed)
        for at, element in elements.items()
        if element is not None
    }
    owners = {element: at for at, element in elements.items() if element is not None}
    settings = Settings(parts)
    return Formatting(
        sections=tuple(sections_of(parts, body, cascade)),
        paragraphs=known,
        two_sided=settings.two_sided,
        comments=tuple(_blocks_with(body, owners, _COMMENT)),
        tracked=tuple(dict.fromkeys(_blocks_with(body, owners, *_TRACKED))),
    )


def _placed(body: Any) -> dict[Any, int]:
    """The number of the section of each child of the body."""
    at, out = 0, {}
    for child in body:
        out[child] = at
        if child.tag != _SECT and next(child.iter(_SECT), None) is not None:
            at += 1
    return out


def _blocks_with(body: Any, owners: Mapping[Any, int], *tags: str) -> Iterator[int]:
    """The blocks in which these elements stand, a run or a mark of a paragraph being in them."""
    for found in body.iter(*tags):
        if found.tag != _COMMENT and next(found.iter(W_R), None) is None:
            continue
        element = found.getparent()
        while element is not None and element not in owners:
            element = element.getparent()
        if element is not None:
            yield owners[element]


def _paragraph(
    cascade: Cascade, text: str, element: Any, placed: Mapping[Any, int]
) -> ParagraphFormat:
    """The format of a block: of its first paragraph with words where it is a row or a table."""
    standing, section = _standing(element, placed)
    if element.tag != W_P:
        rows = [one for one in element.iter(W_P) if next(one.iter(W_T), None) is not None]
        if not rows:
            return ParagraphFormat("table", section)
        element, standing = rows[0], "table"
    looks = cascade.paragraph(element)
    stretches = tuple(_stretches(cascade, element, text))
    size = next((one.look.size for one in stretches if one.look.size), None)
    first, left, right = (looks.indent(side, size) for side in ("first", "left", "right"))
    line, rule = looks.line()
    return ParagraphFormat(
        standing, section, looks.align, first, left, right, line, rule, looks.numbered,
        looks.on_grid, looks.shade, stretches,
    )  # fmt: skip


def _standing(element: Any, placed: Mapping[Any, int]) -> tuple[Standing, int]:
    """Whether a paragraph stands in the text, a cell or a box, and its section."""
    standing: Standing = "table" if element.tag in (_W_TBL, _W_TR) else "body"
    while element is not None and element not in placed:
        if element.tag == W_TXBX:
            standing = "textbox"
        elif element.tag == _W_TBL and standing == "body":
            standing = "table"
        element = element.getparent()
    if element is not None and element.tag == _W_TBL and standing == "body":
        standing = "table"
    return standing, placed.get(element, 0)


def _runs(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == W_R:
            yield child
        elif child.tag in _THROUGH:
            yield from _runs(child)
        elif child.tag == ALTERNATE:
            chosen = choice(child)
            if chosen is not None:
                yield from _runs(chosen)


def _stretches(cascade: Cascade, element: Any, text: str) -> Iterator[Stretch]:
    """The looks of a paragraph's text, neighbours of one look joined."""
    at, start, last = 0, 0, None
    for run, words in ((one, part.text) for one in _runs(element) for part in one.findall(W_T)):
        found = text.find(words, at, at + len(words) + _FAR) if words else -1
        if found < 0:
            continue
        look = cascade.run(run, element)
        if last is not None and look != last:
            yield Stretch(start, at, last)
            start = found
        elif last is None:
            start = found
        at, last = found + len(words), look
    if last is not None:
        yield Stretch(start, at, last)
