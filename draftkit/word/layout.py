"""Layout facts of a Word file as it will be shown: direct formatting, then styles, then defaults.

Lengths come in points, page measures in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from draftkit.values.source import Layout, Page
from draftkit.word.parts import qn

TWIPS_MM = 25.4 / 1440
_ALIGN = {"start": "left", "end": "right", "both": "justify", "distribute": "distribute"}
_OFF = ("0", "false", "off")


class LayoutReader:
    """Looks up what a paragraph's formatting comes to."""

    def __init__(self, styles: Any) -> None:
        """From the root of the styles part, None for a file without one."""
        known = styles.iter(qn("w:style")) if styles is not None else ()
        self._styles = {style.get(qn("w:styleId")): style for style in known}
        self._default = next(
            (
                style
                for style in self._styles.values()
                if style.get(qn("w:type")) == "paragraph"
                and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        self._defaults = styles.find(qn("w:docDefaults")) if styles is not None else None

    def paragraph(self, paragraph: Any) -> Layout:
        """The facts of one paragraph; None where neither it nor its styles say."""
        style = self._style_of(paragraph)
        run = _first_run(paragraph)
        runs = list(self._run_properties(run, style))
        rows = list(self._paragraph_properties(paragraph, style))
        size = _number(_first(runs, "w:sz", "w:val"))
        points = size / 2 if size else None
        name = style.find(qn("w:name")) if style is not None else None
        rule = _first(rows, "w:spacing", "w:lineRule")
        line = _number(_first(rows, "w:spacing", "w:line"))
        align = _first(rows, "w:jc", "w:val")
        return Layout(
            style=name.get(qn("w:val")) if name is not None else None,
            font=_first(runs, "w:rFonts", "w:eastAsia"),
            size=points,
            bold=_bold(runs),
            align=_ALIGN.get(align, align) if align else None,
            first_line_chars=_indent(rows, points),
            line_pitch=_pitch(line, rule),
            line_rule=rule or ("auto" if line else None),
        )

    def _style_of(self, paragraph: Any) -> Any:
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._styles.get(mark.get(qn("w:val"))) if mark is not None else self._default

    def _chain(self, style: Any) -> Iterator[Any]:
        for _ in range(20):
            if style is None:
                return
            yield style
            based = style.find(qn("w:basedOn"))
            style = self._styles.get(based.get(qn("w:val"))) if based is not None else None

    def _run_properties(self, run: Any, style: Any) -> Iterator[Any]:
        own = run.find(qn("w:rPr")) if run is not None else None
        if own is not None:
            yield own
            mark = own.find(qn("w:rStyle"))
            if mark is not None:
                for item in self._chain(self._styles.get(mark.get(qn("w:val")))):
                    yield from item.findall(qn("w:rPr"))
        for item in self._chain(style):
            yield from item.findall(qn("w:rPr"))
        if self._defaults is not None:
            yield from self._defaults.findall(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")

    def _paragraph_properties(self, paragraph: Any, style: Any) -> Iterator[Any]:
        yield from paragraph.findall(qn("w:pPr"))
        for item in self._chain(style):
            yield from item.findall(qn("w:pPr"))
        if self._defaults is not None:
            yield from self._defaults.findall(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")


def page_of(body: Any) -> Page | None:
    """Size and margins of the first section, None where the file does not say."""
    section = next(body.iter(qn("w:sectPr")), None)
    size = section.find(qn("w:pgSz")) if section is not None else None
    margin = section.find(qn("w:pgMar")) if section is not None else None
    if size is None or margin is None:
        return None
    page = [_number(size.get(qn(name))) for name in ("w:w", "w:h")]
    edges = [_number(margin.get(qn(f"w:{name}"))) for name in ("top", "bottom", "left", "right")]
    values = [round(abs(value) * TWIPS_MM, 1) for value in (*page, *edges) if value is not None]
    if len(values) != 6:
        return None
    width, height, top, bottom, left, right = values
    return Page(width=width, height=height, top=top, bottom=bottom, left=left, right=right)


def _first_run(paragraph: Any) -> Any:
    """The first run with text: its formatting stands for the paragraph's."""
    for run in paragraph.iter(qn("w:r")):
        if any((text.text or "").strip() for text in run.iter(qn("w:t"))):
            return run
    return None


def _first(properties: list[Any], tag: str, attribute: str) -> str | None:
    for item in properties:
        found = item.find(qn(tag))
        if found is not None and found.get(qn(attribute)) is not None:
            return str(found.get(qn(attribute)))
    return None


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def _bold(properties: list[Any]) -> bool | None:
    for item in properties:
        found = item.find(qn("w:b"))
        if found is not None:
            return found.get(qn("w:val")) not in _OFF
    return None


def _indent(properties: list[Any], size: float | None) -> float | None:
    """First-line indent in characters: as given, else from twips and the size of the type."""
    chars = _number(_first(properties, "w:ind", "w:firstLineChars"))
    if chars is not None:
        return round(chars / 100, 2)
    twips = _number(_first(properties, "w:ind", "w:firstLine"))
    if twips is None or not size:
        return None
    return round(twips / 20 / size, 2)


def _pitch(line: float | None, rule: str | None) -> float | None:
    """Line pitch in points; None for a multiple of the type's own."""
    if line is None or rule not in ("exact", "atLeast"):
        return None
    return line / 20
