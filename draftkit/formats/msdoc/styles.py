"""The style sheet and what formatting comes to: direct properties, then styles.

Lengths in the file are twips (1/20 pt) and half points; a Layout has points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from draftkit.formats.msdoc.binary import Plc, Properties, PropertyLists, i16, i32, u16
from draftkit.formats.msdoc.file import Part, WordFile, joined
from draftkit.values.source import Layout, Page

C_STYLE, C_BOLD, C_SIZE, C_FONT = 0x4A30, 0x0835, 0x4A43, 0x4A50
P_ALIGN, P_ALIGN_80, P_LINE = 0x2461, 0x2403, 0x6412
P_FIRST, P_FIRST_80, P_FIRST_CHARS = 0x8460, 0x8411, 0x4457
_ALIGN = {0: "left", 1: "center", 2: "right", 3: "justify", 4: "distribute"}
_PAGE = (0xB01F, 0xB020, 0x9023, 0x9024, 0xB021, 0xB022)
"""Width, height, top, bottom, left, right of a section."""
_PAGE_DEFAULT = (12240, 15840, 1440, 1440, 1800, 1800)
_TWIPS_MM = 25.4 / 1440
_DEEPEST = 30
_PARAGRAPH_STYLE, _CHARACTER_STYLE = 1, 2


@dataclass(frozen=True)
class Style:
    """One style: its name and its own properties, of paragraphs and of characters."""

    name: str = ""
    based_on: int = 0xFFF
    paragraph: Properties = field(default_factory=Properties)
    characters: Properties = field(default_factory=Properties)


class Styles:
    """Looks up properties through styles. A style sheet that contradicts itself counts as none."""

    def __init__(self, file: WordFile, lists: PropertyLists) -> None:
        self._styles = dict(_styles(file.part(Part.STYLES), lists))
        self._fonts = list(_fonts(file.part(Part.FONTS)))
        self._chains: dict[int, tuple[Style, ...]] = {}

    def font(self, number: int) -> str | None:
        """The name of a font, None for a number that names none."""
        return self._fonts[number] if 0 <= number < len(self._fonts) else None

    def chain(self, number: int) -> tuple[Style, ...]:
        """A style and those it is based on."""
        if number not in self._chains:
            found: list[Style] = []
            at = number
            while at in self._styles and len(found) < _DEEPEST:
                found.append(self._styles[at])
                at = self._styles[at].based_on
            self._chains[number] = tuple(found)
        return self._chains[number]

    def paragraph(self, opcode: int, own: Properties, style: int) -> bytes | None:
        """The operand of a paragraph property: the paragraph's own, else its style's."""
        if opcode in own.last:
            return own.last[opcode]
        for item in self.chain(style):
            if opcode in item.paragraph.last:
                return item.paragraph.last[opcode]
        return None

    def characters(self, opcode: int, own: Properties, style: int) -> bytes | None:
        """The operand of a character property: the run's own, its character style's, else that of
        the paragraph's style (by number)."""
        if opcode in own.last:
            return own.last[opcode]
        mark = own.last.get(C_STYLE)
        chains = (self.chain(u16(mark, 0)) if mark else (), self.chain(style))
        for chain in chains:
            for item in chain:
                if opcode in item.characters.last:
                    return item.characters.last[opcode]
        return None

    def on(self, opcode: int, own: Properties, style: int) -> bool:
        """Whether a toggle holds: 0x80 is as the style has it, 0x81 the opposite."""
        value = own.last.get(opcode, b"\x80")[0]
        if value < 0x80:
            return bool(value)
        rest = {key: operand for key, operand in own.last.items() if key == C_STYLE}
        inherited = self.characters(opcode, Properties(rest), style) or b"\0"
        return bool(inherited[0] & 1) != bool(value & 1)

    def layout(self, own: Properties, run: Properties, style: int) -> Layout:
        """The layout facts of a paragraph whose first text has the properties `run`."""
        chain = self.chain(style)
        size = self.characters(C_SIZE, run, style)
        points = u16(size, 0) / 2 if size else None
        font = self.characters(C_FONT, run, style)
        align = self.paragraph(P_ALIGN, own, style) or self.paragraph(P_ALIGN_80, own, style)
        line = self.paragraph(P_LINE, own, style)
        pitch, rule = _pitch(line) if line else (None, None)
        number = u16(font, 0) if font else -1
        return Layout(
            style=chain[0].name if chain else None,
            font=self.font(number),
            size=points,
            bold=self.on(C_BOLD, run, style),
            align=_ALIGN.get(align[0]) if align else None,
            first_line_chars=self._indent(own, style, points),
            line_pitch=pitch,
            line_rule=rule,
        )

    def _indent(self, own: Properties, style: int, points: float | None) -> float | None:
        chars = self.paragraph(P_FIRST_CHARS, own, style)
        if chars and i16(chars):
            return round(i16(chars) / 100, 2)
        twips = self.paragraph(P_FIRST, own, style) or self.paragraph(P_FIRST_80, own, style)
        if not twips or not points:
            return None
        return round(i16(twips) / 20 / points, 2)


def _pitch(operand: bytes) -> tuple[float | None, str]:
    """(points, rule) of a line spacing; no points for a multiple of the type's own."""
    height, multiple = i16(operand), i16(operand, 2)
    if multiple:
        return None, "auto"
    return abs(height) / 20, "exact" if height < 0 else "atLeast"


def page_of(file: WordFile, lists: PropertyLists) -> Page | None:
    """Size and margins of the first section, None for a file without sections."""
    plc = Plc.read(file.part(Part.SECTIONS), 12)
    if not plc.records:
        return None
    at = i32(plc.records[0], 2)
    sepx = file.main[at + 2 : at + 2 + u16(file.main, at)] if at >= 0 else b""
    own = lists.read(sepx)
    twips = [
        u16(own.last[opcode], 0) if opcode in own.last else default
        for opcode, default in zip(_PAGE, _PAGE_DEFAULT, strict=True)
    ]
    signed = [abs(value - 0x10000) if value >= 0x8000 else value for value in twips]
    width, height, top, bottom, left, right = (round(one * _TWIPS_MM, 1) for one in signed)
    return Page(width=width, height=height, top=top, bottom=bottom, left=left, right=right)


def _styles(data: bytes, lists: PropertyLists) -> Iterator[tuple[int, Style]]:
    """(number, style) of a STSH ([MS-DOC] 2.9.271)."""
    if len(data) < 6:
        return
    head = u16(data, 0)
    count, base = u16(data, 2), u16(data, 4)
    at = 2 + head
    for number in range(count):
        if at + 2 > len(data):
            return
        size = u16(data, at)
        if size:
            yield number, _style(data[at + 2 : at + 2 + size], base, lists)
        at += 2 + size + (size & 1)


def _style(std: bytes, base: int, lists: PropertyLists) -> Style:
    kind, based_on = u16(std, 2) & 0xF, u16(std, 2) >> 4
    count = u16(std, 4) & 0xF
    length = u16(std, base)
    name = joined(std[base + 2 : base + 2 + 2 * length].decode("utf-16-le", "surrogatepass"))
    at = base + 2 + 2 * length + 2
    parts: list[bytes] = []
    for _ in range(count):
        if at + 2 > len(std):
            break
        size = u16(std, at)
        parts.append(std[at + 2 : at + 2 + size])
        at += 2 + size + (size & 1)
    paragraph = characters = b""
    if kind == _PARAGRAPH_STYLE:
        paragraph, characters = (*parts, b"", b"")[:2]
    elif kind == _CHARACTER_STYLE:
        characters = parts[0] if parts else b""
    return Style(name, based_on, lists.read(paragraph[2:]), lists.read(characters))


def _fonts(data: bytes) -> Iterator[str]:
    """Names of the fonts, in order ([MS-DOC] 2.9.286 SttbfFfn)."""
    at = 4
    for _ in range(u16(data, 0) if len(data) >= 4 else 0):
        if at >= len(data):
            return
        entry = data[at + 1 : at + 1 + data[at]]
        yield entry[39:].decode("utf-16-le", "replace").split("\0")[0]
        at += 1 + data[at]
