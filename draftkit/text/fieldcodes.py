"""Codes of Word's fields, in .docx, .doc and .rtf alike: which show the number of a page, and what a
field shows that keeps no result (a circled number, the text of a button)."""

from __future__ import annotations

import re

from draftkit.text.symbols import symbol

_PAGE = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_BUTTON = re.compile(r"^\s*MACROBUTTON\s+\S+\s+(.*)$", re.I | re.S)
_SYMBOL = re.compile(
    r'^\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*?\\f\s*"?([^"\\]+))?', re.I | re.S
)
_FORMULA = re.compile(r"^\s*EQ\s+(.*)$", re.I | re.S)
_SWITCH = re.compile(
    r"\\\*\s*\w+|\\(?:[abdfilorsx]|al|ac|ar|ad|up|do|ai|di|fo|ba|co|hs|vs)\d*", re.I
)
_FONT_SWITCH = re.compile(r"\\\*\s*(?:jc\d+|hps\d+|\"[^\"]*\")", re.I)
_OVER = re.compile(r"\\o\s*(?:\\a[a-z])?\s*\((.*)\)\s*$", re.I | re.S)
_FRACTION = re.compile(r"\\f\s*\(([^()]*)[,;，；]([^()]*)\)", re.I)
MOST = 2_000
"""Characters of a code that somebody may have written."""
_RINGS = set("○〇◯□△◇Oo")


def is_page_number(code: str) -> bool:
    """Whether a field shows the number of a page, or of pages."""
    return bool(_PAGE.match(code))


def unshown(code: str) -> str:
    """What a field without a kept result shows: the text of a button, a sign, a formula of an EQ field
    on one line (a ring round a number becomes the circled number)."""
    if len(code) > MOST:
        return ""
    button = _BUTTON.match(code)
    if button:
        return button.group(1).strip()
    sign = _SYMBOL.match(code)
    if sign:
        return symbol(int(sign.group(1), 16 if "x" in sign.group(1).lower() else 10), sign.group(2))
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
