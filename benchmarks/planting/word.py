"""Plant a fault of layout in a Word file, as a person at the keyboard would make it (python-docx).

    plant(source, target, {"at": "落实学习制度", "face": "宋体", "whole": True})

Returns the words at which a finding must point, None for the page and its number. Imports nothing
of draftkit. What a fault may say:

    at: words; the fault is theirs, or with `whole` that of their paragraph. title: the title
    instead. every: all paragraphs. face, size (points), bold, colour, highlight, underline, shade,
    struck: the look of the characters. line, rule (auto: lines, exact: points), first, right (字),
    align: the paragraph. break: a new line in the title after these words. page: measures in
    millimetres. footer: none, dash (ASCII hyphens), one (odd and even pages alike). comment, tracked:
    what a review leaves behind.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

Fault = Mapping[str, Any]
_LOOKS = ("face", "size", "bold", "colour", "highlight", "underline", "shade", "struck")
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER,
          "right": WD_ALIGN_PARAGRAPH.RIGHT}  # fmt: skip


def plant(source: Path, target: Path, fault: Fault) -> str | None:
    """Write a copy of a Word file with one fault; the words it is planted at."""
    document = Document(str(source))
    if "page" in fault:
        for name, value in fault["page"].items():
            known = {"width": "page_width", "height": "page_height"}.get(name, f"{name}_margin")
            for section in document.sections:
                setattr(section, known, Mm(value))
        words = None
    elif "footer" in fault:
        _footer(document, fault["footer"])
        words = None
    else:
        words = _in_text(document, fault)
    document.save(str(target))
    return words


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def _in_text(document: Any, fault: Fault) -> str:
    places = list(_places(document, fault))
    if not places:
        raise ValueError(f"no place for {fault}")
    for paragraph in places:
        _set_paragraph(paragraph, fault)
        whole = fault.get("whole") or fault.get("title") or fault.get("every")
        for run in paragraph.runs if whole else [_run_of(paragraph, fault["at"])]:
            _set_run(document, run, fault)
    return places[0].text if whole or "at" not in fault else str(fault["at"])


def _places(document: Any, fault: Fault) -> Iterator[Paragraph]:
    every = [one for one in _paragraphs(document) if one.text.strip()]
    if fault.get("every"):
        yield from every
        return
    for paragraph in every:
        if is_title(paragraph) if fault.get("title") else fault["at"] in paragraph.text:
            yield paragraph
            return


def is_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph is centred in type of 20 to 24 points by its style."""
    style = paragraph.style
    size = style.font.size.pt if style is not None and style.font.size else 0
    return 20 <= size <= 24


def _run_of(paragraph: Paragraph, words: str) -> Run:
    """The words as a run of their own."""
    for run in paragraph.runs:
        at = run.text.find(words)
        if at < 0:
            continue
        before, after = run.text[:at], run.text[at + len(words) :]
        for text, put in ((before, run._r.addprevious), (after, run._r.addnext)):
            if text:
                other = deepcopy(run._r)
                put(other)
                Run(other, paragraph).text = text
        run.text = words
        return run
    raise ValueError(f"“{words}” runs over several looks")


def _set_run(document: Any, run: Run, fault: Fault) -> None:
    font = run.font
    if "face" in fault:
        font.name = fault["face"]
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), fault["face"])
    if "size" in fault:
        font.size = Pt(fault["size"])
    if "bold" in fault:
        font.bold = True
    if "underline" in fault:
        font.underline = True
    if "struck" in fault:
        font.strike = True
    if "colour" in fault:
        font.color.rgb = RGBColor.from_string(fault["colour"])
    if "highlight" in fault:
        font.highlight_color = WD_COLOR_INDEX.YELLOW
    if "shade" in fault:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fault["shade"])):
            shade.set(qn(f"w:{name}"), value)
        run._r.get_or_add_rPr().append(shade)
    if "comment" in fault:
        document.add_comment(run, text=fault["comment"], author="审稿人", initials="审")
    if "tracked" in fault:
        put = OxmlElement("w:ins")
        put.set(qn("w:id"), "9001")
        put.set(qn("w:author"), "审稿人")
        run._r.addprevious(put)
        put.append(run._r)


def _set_paragraph(paragraph: Paragraph, fault: Fault) -> None:
    layout = paragraph.paragraph_format
    if "line" in fault:
        exact = fault["rule"] == "exact"
        layout.line_spacing = Pt(fault["line"]) if exact else fault["line"]
        if exact:
            layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    if "first" in fault:
        layout.first_line_indent = Pt(16 * fault["first"])
    if "right" in fault:
        layout.right_indent = Pt(16 * fault["right"])
    if "align" in fault:
        layout.alignment = _ALIGN[fault["align"]]
    if "break" in fault:
        text = paragraph.text.replace("\n", "")
        at = text.index(fault["break"]) + len(fault["break"])
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = text[:at] + "\n" + text[at:]


def _footer(document: Any, how: str) -> None:
    for section in document.sections:
        for footer in (section.footer, section.even_page_footer):
            for paragraph in footer.paragraphs:
                if how == "none":
                    paragraph.clear()
                for text in paragraph._p.iter(qn("w:t")):
                    if how == "dash" and text.text:
                        text.text = text.text.replace("—", "-")
    if how == "one":
        document.settings.odd_and_even_pages_header_footer = False


def cases(code: str, source: Path, chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """Faults of a rule for a paper: drawn places, drawn values."""
    every = [one for one in _paragraphs(Document(str(source))) if one.text.strip()]
    long = [
        one.text
        for one in every
        if len(one.text) > 60 and len(one.runs) == 1 and "\n" not in one.text
    ]
    for _ in range(count):
        made = MAKERS[code](every, long, chance)
        if made and (not made.get("title") or any(map(is_title, every))):
            yield made


def _words(every: list[Paragraph], long: list[str], chance: random.Random) -> str | None:
    """Some Han characters from the middle of a paragraph that stand nowhere else."""
    whole = "\n".join(one.text for one in every)
    for _ in range(20):
        text = chance.choice(long)
        at = chance.randrange(12, len(text) - 12)
        words = text[at : at + chance.randrange(3, 9)]
        if all("一" <= char <= "鿿" for char in words) and whole.count(words) == 1:
            return words
    return None


def _starting(every: list[Paragraph], marks: tuple[str, ...], chance: random.Random) -> str | None:
    heads = [one.text for one in every if one.text.startswith(marks) and len(one.text) < 40]
    return chance.choice(heads) if heads else None


def _body(key: str, values: tuple[Any, ...]) -> Callable[..., dict[str, Any] | None]:
    def make(
        every: list[Paragraph], long: list[str], chance: random.Random
    ) -> dict[str, Any] | None:
        if not long:
            return None
        whole = chance.random() < 0.5
        words = chance.choice(long) if whole else _words(every, long, chance)
        return {"at": words, key: chance.choice(values), "whole": whole} if words else None

    return make


def _paragraph(*faults: dict[str, Any]) -> Callable[..., dict[str, Any] | None]:
    def make(_: Any, long: list[str], chance: random.Random) -> dict[str, Any] | None:
        return {"at": chance.choice(long), "whole": True, **chance.choice(faults)} if long else None

    return make


def _heading(every: list[Paragraph], _: Any, chance: random.Random) -> dict[str, Any] | None:
    at = _starting(every, ("一、", "二、", "三、", "（一）", "（二）"), chance)
    return (
        {"at": at, "whole": True, "face": chance.choice(("宋体", "微软雅黑", "隶书"))}
        if at
        else None
    )


def _date(every: list[Paragraph], _: Any, chance: random.Random) -> dict[str, Any] | None:
    days = [one.text for one in every if len(one.text) < 12 and one.text.endswith("日")]
    fault = chance.choice(({"right": 0}, {"align": "center"}, {"align": "left"}))
    return {"at": days[0], **fault} if days else None


def _imprint(every: list[Paragraph], _: Any, chance: random.Random) -> dict[str, Any] | None:
    lines = [one.text for one in every if one.text.startswith("抄送") or one.text.endswith("印发")]
    return (
        {"at": chance.choice(lines), "whole": True, "size": chance.choice((16, 12))}
        if lines
        else None
    )


def _any(*faults: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    return lambda _every, _long, chance: dict(chance.choice(faults))


def _stray(every: Any, long: list[str], chance: random.Random) -> dict[str, Any] | None:
    key, value = chance.choice(
        (("bold", True), ("colour", "FF0000"), ("colour", "0070C0"), ("highlight", "yellow"),
         ("underline", True), ("shade", "FFFF00"), ("struck", True))
    )  # fmt: skip
    return _body(key, (value,))(every, long, chance)


MAKERS: dict[str, Callable[..., dict[str, Any] | None]] = {
    "R69": _any(
        {"page": {"width": 215.9, "height": 279.4}}, {"page": {"width": 184, "height": 260}},
        {"page": {"width": 297, "height": 420}},
    ),
    "R70": _any(
        {"page": {"top": 25.4, "bottom": 25.4, "left": 31.8, "right": 31.8}},
        {"page": {"top": 30, "bottom": 30}}, {"page": {"left": 25}}, {"page": {"right": 30}},
    ),
    "R71": _body("face", ("宋体", "微软雅黑", "等线")),
    "R72": _body("size", (14, 12, 18, 10.5)),
    "R73": _paragraph(
        {"line": 1.5, "rule": "auto"}, {"line": 20, "rule": "exact"}, {"line": 36, "rule": "exact"}
    ),
    "R74": _heading,
    "R75": _any(
        {"title": True, "size": 16}, {"title": True, "align": "left"}, {"title": True, "face": "黑体"},
        {"title": True, "size": 26},
    ),
    "R76": _paragraph({"first": 0}, {"first": 1}, {"first": 4}),
    "R77": _date,
    "R78": _any({"footer": "none"}, {"footer": "dash"}, {"footer": "one"}),
    "R79": _imprint,
    "R80": _stray,
}  # fmt: skip
"""For each rule, how a fault is drawn."""
