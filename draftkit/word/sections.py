"""The sections of a Word file: page, margins, grid, and where the number of the page stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from draftkit.text.fieldcodes import is_page_number
from draftkit.values.formatting import PageNumber, SectionFormat
from draftkit.word.cascade import Cascade
from draftkit.word.layout import TWIPS_MM
from draftkit.word.parts import MAX_LINKED, Parts, qn
from draftkit.word.runs import FALLBACK, GONE, OFF, W_P, W_PPR, W_R, W_T, W_VAL

_SECT, _TYPE, _ID = qn("w:sectPr"), qn("w:type"), qn("r:id")
_CHAR, _CHAR_TYPE = qn("w:fldChar"), qn("w:fldCharType")
_CODE, _SIMPLE, _INSTR, _NUMBER = (
    qn("w:instrText"), qn("w:fldSimple"), qn("w:instr"), qn("w:pgNum"),
)  # fmt: skip
_FRAME, _X_ALIGN = qn("w:framePr"), qn("w:xAlign")
_BOXES = (qn("wp:anchor"), qn("v:shape"), qn("v:rect"))
_MARK = "\0"
"""Stands for the number of the page in the words of a footer."""


def sections_of(parts: Parts, body: Any, cascade: Cascade) -> Iterator[SectionFormat]:
    """The sections in order; one without a footer of its own has that of the one before."""
    numbers: dict[tuple[str, str], PageNumber | None] = {}
    read: dict[str, PageNumber | None] = {}
    targets = {link.id: link for link in parts.links}
    for section in (one for one in body.iter(_SECT) if one.getparent().tag != qn("w:sectPrChange")):
        for place in ("footer", "header"):
            for reference in section.findall(qn(f"w:{place}Reference")):
                link = targets.get(reference.get(_ID) or "")
                if link is None:
                    continue
                if link.part not in read and len(read) < MAX_LINKED:
                    read[link.part] = page_number(parts.tree(link.part), cascade, place)
                numbers[place, reference.get(_TYPE) or "default"] = read.get(link.part)
        yield _section(section, numbers)


def _section(section: Any, numbers: dict[tuple[str, str], PageNumber | None]) -> SectionFormat:
    def said(kind: str) -> PageNumber | None:
        return numbers.get(("footer", kind)) or numbers.get(("header", kind))

    size, margin, grid = (section.find(qn(name)) for name in ("w:pgSz", "w:pgMar", "w:docGrid"))
    first = section.find(qn("w:titlePg"))
    gutter = _mm(margin, "gutter") or 0.0
    left = _mm(margin, "left")
    kind = grid.get(_TYPE) if grid is not None else None
    pitch = _twips(grid, "linePitch") if kind not in (None, "default") else None
    return SectionFormat(
        width=_mm(size, "w"), height=_mm(size, "h"),
        top=_mm(margin, "top"), bottom=_mm(margin, "bottom"),
        left=round(left + gutter, 2) if left is not None else None, right=_mm(margin, "right"),
        grid=kind if pitch else None, pitch=pitch / 20 if pitch else None,
        odd=said("default"), even=said("even"), first=said("first"),
        own_first=first is not None and first.get(W_VAL) not in OFF,
    )  # fmt: skip


def _twips(element: Any, name: str) -> float | None:
    said = element.get(qn(f"w:{name}")) if element is not None else None
    try:
        return abs(float(said)) if said else None
    except ValueError:
        return None


def _mm(element: Any, name: str) -> float | None:
    twips = _twips(element, name)
    return round(twips * TWIPS_MM, 2) if twips is not None else None


def page_number(root: Any, cascade: Cascade, place: str) -> PageNumber | None:
    """The number of the page in a footer or header, None where there is none."""
    if root is None:
        return None
    words: dict[Any, list[str]] = {}
    _collect(root, None, words, [])
    for paragraph, said in words.items():
        text = "".join(said)
        if _MARK in text:
            before, _, after = text.partition(_MARK)
            run = next(paragraph.iter(W_R), None)
            look = cascade.run(run, paragraph) if run is not None else None
            return PageNumber(
                before.strip(), after.strip(), _align(paragraph, cascade),
                look.size if look else None, place == "header",
            )  # fmt: skip
    return None


def _collect(element: Any, paragraph: Any, words: dict[Any, list[str]], fields: list[str]) -> None:
    """The words of each paragraph, a mark where the page is numbered; results of fields left out.
    `fields` are the parts of the fields that are open: code, then result."""
    for child in element:
        tag = child.tag
        if tag in GONE or tag in (FALLBACK, W_PPR):
            continue
        if tag == W_P:
            words.setdefault(child, [])
            _collect(child, child, words, [])
            continue
        mine = words.get(paragraph, [])
        if tag == _CHAR:
            _turn(child.get(_CHAR_TYPE), fields)
        elif tag == _CODE and fields:
            mine += _shown(child.text or "")
        elif tag == _NUMBER:
            mine.append(_MARK)
        elif tag == _SIMPLE:
            mine += _shown(child.get(_INSTR) or "")
        elif tag == W_T:
            if not fields:
                mine.append(child.text or "")
        else:
            _collect(child, paragraph, words, fields)


def _shown(code: str) -> list[str]:
    """A mark for a field that shows the number of the page, not the count of pages."""
    return [_MARK] if is_page_number(code) and "PAGES" not in code.upper() else []


def _turn(kind: str | None, fields: list[str]) -> None:
    if kind == "begin":
        fields.append("code")
    elif kind == "end" and fields:
        fields.pop()


def _align(paragraph: Any, cascade: Cascade) -> str | None:
    """left, right, center or outside, by the frame or box that it stands in, else by its own."""
    frame = paragraph.find(f"{W_PPR}/{_FRAME}")
    if frame is not None:
        said: str | None = frame.get(_X_ALIGN)
        return said
    box = paragraph.getparent()
    while box is not None and box.tag not in _BOXES:
        box = box.getparent()
    if box is None:
        return cascade.paragraph(paragraph).align or "left"
    place = box.find(f"{qn('wp:positionH')}/{qn('wp:align')}")
    return place.text if place is not None else None
