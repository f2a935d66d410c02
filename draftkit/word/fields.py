"""Fields of Word: which runs are code, which are shown, and what a field shows that keeps no
result (a circled number, a check box)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from draftkit.word.parts import qn

_PAGE = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_BUTTON = re.compile(r"^\s*MACROBUTTON\s+\S+\s+(.*)$", re.I | re.S)
_FORMULA = re.compile(r"^\s*EQ\s+(.*)$", re.I | re.S)
_SWITCH = re.compile(
    r"\\\*\s*\w+|\\(?:[abdfilorsx]|al|ac|ar|ad|up|do|ai|di|fo|ba|co|hs|vs)\d*", re.I
)
_FONT_SWITCH = re.compile(r"\\\*\s*(?:jc\d+|hps\d+|\"[^\"]*\")", re.I)
_OVER = re.compile(r"\\o\s*(?:\\a[a-z])?\s*\((.*)\)\s*$", re.I | re.S)
_FRACTION = re.compile(r"\\f\s*\(([^()]*)[,;，；]([^()]*)\)", re.I)
_RINGS = set("○〇◯□△◇Oo")


@dataclass
class _Field:
    code: str = ""
    shown: bool = False
    checked: str = ""
    """The box of a form field, "" for other fields."""


@dataclass
class Fields:
    """Where complex fields begin and end while the runs of a paragraph go by."""

    stack: list[_Field] = field(default_factory=list)

    def mark(self, element: Any) -> str:
        """Take in a w:fldChar; what the field shows in place of a result it does not keep."""
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            self.stack.append(_Field(checked=_box(element)))
        elif kind == "separate" and self.stack:
            self.stack[-1].shown = True
        elif kind == "end" and self.stack:
            ended = self.stack.pop()
            if not self.silent:
                return ended.checked or ("" if ended.shown else unshown(ended.code))
        return ""

    def code(self, text: str) -> None:
        """Take in a piece of a field's code."""
        if self.stack:
            self.stack[-1].code += text

    @property
    def silent(self) -> bool:
        """Whether text here is the code of a field or the number of a page."""
        return any(not one.shown or is_page_number(one.code) for one in self.stack)


def is_page_number(code: str) -> bool:
    """Whether a field shows the number of a page, or of pages."""
    return bool(_PAGE.match(code))


def unshown(code: str) -> str:
    """What a field without a kept result shows: the text of a button, a formula of an EQ field
    on one line (a ring round a number becomes the circled number)."""
    button = _BUTTON.match(code)
    if button:
        return button.group(1).strip()
    formula = _FORMULA.match(code)
    return _linear(_FONT_SWITCH.sub("", formula.group(1)).strip()) if formula else ""


def _linear(formula: str) -> str:
    over = _OVER.match(formula)
    if over:
        parts = _arguments(over.group(1))
        shown = [part for part in parts if not part.lstrip().startswith("\\")]
        inside = [part.strip() for part in shown if part.strip() not in _RINGS]
        ringed = len(inside) < len(shown)
        return "".join(_circled(part) if ringed else part for part in inside)
    text = _FRACTION.sub(r"\1/\2", formula)
    return _SWITCH.sub("", text).strip()


def _arguments(text: str) -> list[str]:
    """The arguments of a switch; commas inside brackets part nothing."""
    parts, depth = [""], 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char in ",;，；" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _circled(text: str) -> str:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if 36 <= number <= 50 else text


def _box(element: Any) -> str:
    """The check box of an old form field as a character."""
    box = element.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    if box is None:
        return ""
    for name in ("w:checked", "w:default"):
        state = box.find(qn(name))
        if state is not None:
            return "☐" if state.get(qn("w:val")) in ("0", "false", "off") else "☑"
    return "☐"
