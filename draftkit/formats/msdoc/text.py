"""What a reader sees of a stretch of text: fields resolved to their results, hidden and deleted
text left out, special characters as what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from draftkit.formats.msdoc.binary import Properties, u16
from draftkit.formats.msdoc.file import WordFile, joined
from draftkit.formats.msdoc.runs import Runs
from draftkit.formats.msdoc.styles import Styles
from draftkit.text.symbols import symbol

_DELETED, _HIDDEN, _DATA, _SPECIAL, _SYMBOL = 0x0800, 0x083C, 0x0806, 0x0855, 0x6A09
_CONTROLS = re.compile("([\x13-\x15]|[\x00-\x08\x0a-\x12\x16-\x1f]+)")
_SAID = {code: None for code in range(32) if code != 9} | {0x0B: "\n", 0x1E: "-"}
_BEGIN, _MIDDLE, _END = "\x13", "\x14", "\x15"
_DRAWINGS = re.compile("[\x01\x08]")
_MOST_CODE = 1000
_DEEPEST_FIELD = 1000
_STEP = 65_536
MOST_NAMED = 20
"""Drawings and formulas that are named one by one."""
_PAGE_FIELD = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_FORMULA_FIELD = re.compile(r"^\s*EQ\s+(.*\S)\s*$", re.I | re.S)
_CIRCLED = re.compile(r"^\\o\s*\\ac\s*\(\s*[○◯]\s*[,;，；]\s*(\d{1,2})\s*\)$", re.I)


@dataclass
class Seen:
    """What the reader met and could not take in: how many drawings, where the first of them
    stand, and the codes of formulas."""

    count: int = 0
    drawings: list[int] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)

    def drawing(self, position: int) -> None:
        """Note a drawing."""
        self.count += 1
        if len(self.drawings) < MOST_NAMED:
            self.drawings.append(position)

    def formula(self, code: str) -> None:
        """Note a formula."""
        if len(self.formulas) < MOST_NAMED:
            self.formulas.append(code)


@dataclass
class _Field:
    """A field that has begun. `silent`: text here is its code, or the number of a page."""

    code: str = ""
    result: bool = False
    silent: bool = True


@dataclass
class TextReader:
    """Reads stretches of one sub-document in order; a field may run over several of them.

    `boxes` are positions of drawings that are text boxes and read as such.
    """

    file: WordFile
    runs: Runs
    styles: Styles
    seen: Seen
    boxes: frozenset[int] = frozenset()
    _fields: list[_Field] = field(default_factory=list)
    _silent: int = 0

    def read(self, start: int, end: int, style: int) -> tuple[str, Properties]:
        """(text, properties of its first run with words) of a paragraph in a style."""
        out: list[str] = []
        first: Properties | None = None
        for low, high, own in self.runs.characters(start, end):
            for at in range(low, high, _STEP):
                text = "".join(self._pieces(at, min(at + _STEP, high), own, style))
                if first is None and text.strip():
                    first = own
                out.append(text)
        return joined("".join(out)), first or Properties()

    def shown(self, position: int, style: int) -> bool:
        """Whether the character at a position is neither hidden nor deleted."""
        return all(
            self._visible(own, style) for *_, own in self.runs.characters(position, position + 1)
        )

    def _visible(self, own: Properties, style: int) -> bool:
        if own.last.get(_DELETED, b"\0")[0]:
            return False
        return not self.styles.on(_HIDDEN, own, style)

    def _pieces(self, low: int, high: int, own: Properties, style: int) -> list[str]:
        visible = self._visible(own, style)
        out: list[str] = []
        at = low
        for part in _CONTROLS.split(self.file.text[low:high]):
            if part in (_BEGIN, _MIDDLE, _END):
                said = self._field(part)
                if visible and not self._silent:
                    out.append(said)
            elif self._fields and not self._fields[-1].result:
                if len(self._fields[-1].code) < _MOST_CODE:
                    self._fields[-1].code += part[:_MOST_CODE]
            elif visible and not self._silent:
                out.append(self._said(part, at, own))
            at += len(part)
        return out

    def _said(self, part: str, at: int, own: Properties) -> str:
        if _CONTROLS.match(part):
            for mark in _DRAWINGS.finditer(part) if _DATA not in own.last else ():
                if at + mark.start() not in self.boxes:
                    self.seen.drawing(at + mark.start())
            return part.translate(_SAID)
        if _SYMBOL in own.last and own.last.get(_SPECIAL, b"\0")[0]:
            operand = own.last[_SYMBOL]
            return symbol(u16(operand, 2), self.styles.font(u16(operand, 0))) * len(part)
        return part

    def _field(self, mark: str) -> str:
        """Take in a mark of a field; what a field without a result says at its end."""
        if mark == _BEGIN:
            if len(self._fields) >= _DEEPEST_FIELD:
                raise ValueError("fields too deep")
            self._fields.append(_Field())
            self._silent += 1
        elif self._fields and mark == _MIDDLE:
            self._begin_result(self._fields[-1])
        elif self._fields and mark == _END:
            one = self._fields.pop()
            self._silent -= one.silent
            if not one.result and (formula := _FORMULA_FIELD.match(one.code)):
                return self._formula(formula.group(1))
        return ""

    def _begin_result(self, one: _Field) -> None:
        if not one.result:
            one.result = True
            one.silent = _PAGE_FIELD.match(one.code) is not None
            self._silent -= not one.silent

    def _formula(self, code: str) -> str:
        """A circled number as its character; other formulas are named as not read."""
        circled = _CIRCLED.match(code)
        if circled and 1 <= int(circled.group(1)) <= 20:
            return chr(0x2460 + int(circled.group(1)) - 1)
        self.seen.formula(joined(code))
        return ""
