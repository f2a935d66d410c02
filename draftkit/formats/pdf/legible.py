"""Which pages of a PDF can be read: pictures of paper and letters without meaning are named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from draftkit.errors import UnsupportedFileError
from draftkit.formats.pdf.shapes import Glyph, Sheet, State
from draftkit.text.sentences import is_han
from draftkit.values.notice import Warning_

PICTURED = 0.5
"""A page under pictures to this share, with next to no text, is a scan."""
FEW = 60
"""Most characters that a scanning program prints on each page by itself."""
STAMP = 12
"""So few characters on a picture are a mark on it, even on one page alone."""
OUTLINES = 40
"""A page without text and with so many drawn shapes has its letters drawn."""
LEGIBLE = 0.7
"""A page is not read when fewer of its characters than this share are known ones."""
STRANGE = 0.04
"""In a page that is hardly Chinese, so many codes without a meaning, or accented letters, say that
its face has an order of its own."""
HAN = 0.2
"""A page with fewer Han characters than this share is hardly Chinese."""
AROUND = 10
_KNOWN = re.compile(
    "[\t\x20-\x7e\u00a0-\u024f\u0370-\u052f\u2000-\u27bf\u2b00-\u2bff\u2e80-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\ufe10-\ufe6f\uff00-\uffef\U0001f000-\U0001faff"
    "\U00020000-\U0003ffff]"
)
"""Writing that a paper in Chinese may hold; codes of a face that stand for themselves fall on
letters of all the world."""
_ACCENTED = re.compile("[\u00a1-\u00a6\u00a8-\u00af\u00b4\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u024f]")


def judge(sheets: Sequence[Sheet], name: str) -> None:
    """Set the state of each sheet. Raises UnsupportedFileError when there is no page to read but
    there are pages that cannot be read."""
    seen = Counter(sheet.text for sheet in sheets)
    for sheet in sheets:
        sheet.state = _state(sheet, seen)
    if any(sheet.state == "garbled" for sheet in sheets):
        for sheet in sheets:
            if sheet.state == "text" and _foreign(sheet.text) and len(sheet.text) > STAMP:
                sheet.state = "garbled"
    states = {sheet.state for sheet in sheets}
    if "text" in states or states == {"blank"}:
        return
    if "garbled" in states:
        raise UnsupportedFileError("parse.pdf_garbled", path=name, pages=_named(sheets, "garbled"))
    raise UnsupportedFileError("parse.pdf_scan", path=name, pages=_named(sheets, "scan"))


def warnings_of(sheets: Sequence[Sheet]) -> tuple[Warning_, ...]:
    """A warning for each run of pages that was not read, and one for characters unknown."""
    out = []
    for state, code, why in (
        (
            "scan",
            "page_unread",
            "是扫描图像，没有文字层，未读入；请先做文字识别（OCR）或改用原文件",
        ),
        (
            "garbled",
            "page_garbled",
            "的文字层是乱码，未读入；请改用Word原文件或先做文字识别（OCR）",
        ),
    ):
        for first, last in _runs([sheet.number + 1 for sheet in sheets if sheet.state == state]):
            pages = f"第{first}页" if first == last else f"第{first}页至第{last}页"
            out.append(Warning_(code=code, message=f"{pages}{why}。", quote=pages))
    unknown = [
        (sheet, at)
        for sheet in sheets
        if sheet.state == "text"
        for at, glyph in enumerate(sheet.glyphs)
        if glyph.lost
    ]
    if unknown:
        sheet, at = unknown[0]
        near = sheet.glyphs[max(0, at - AROUND) : at + AROUND]
        message = (
            f"有{len(unknown)}个字符文件没有说明是什么字，首处在第{sheet.number + 1}页，请核对。"
        )
        quote = "".join(glyph.char for glyph in near).strip()
        out.append(Warning_(code="glyph_unknown", message=message, quote=quote))
    return tuple(out)


def _state(sheet: Sheet, seen: Counter[str]) -> State:
    text = sheet.text
    if not text and sheet.pictured < PICTURED:
        return "scan" if sheet.drawn >= OUTLINES or not sheet.width else "blank"
    few = len(text) <= STAMP or (len(text) <= FEW and seen[text] > 1)
    if few and sheet.pictured >= PICTURED:
        return "scan"
    known = sum(1 for glyph in sheet.glyphs if not glyph.char.isspace() and _known(glyph))
    if known < LEGIBLE * len(text):
        return "garbled"
    strange = sum(1 for glyph in sheet.glyphs if glyph.lost or _ACCENTED.match(glyph.char))
    return "garbled" if strange > STRANGE * len(text) and _foreign(text) else "text"


def _foreign(text: str) -> bool:
    return sum(map(is_han, text)) < HAN * len(text)


def _known(glyph: Glyph) -> bool:
    return not glyph.lost and bool(_KNOWN.match(glyph.char))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in order as (first, last) of what follows one another."""
    out: list[tuple[int, int]] = []
    for number in numbers:
        if out and out[-1][1] == number - 1:
            out[-1] = (out[-1][0], number)
        else:
            out.append((number, number))
    return out


def _named(sheets: Sequence[Sheet], state: State) -> str:
    """Page numbers as said in an error: 1-8, 10."""
    runs = _runs([sheet.number + 1 for sheet in sheets if sheet.state == state])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
