"""Formulas (Office Math) on one line of plain text: a fraction as 1/2, a power as m^2.

Element names: ECMA-376 part 1, 22.1.
"""

from __future__ import annotations

from typing import Any

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
M_MATHS = f"{_M}oMath"

_BETWEEN = {"f": ("/",), "sSub": ("_",), "sSup": ("^",), "sSubSup": ("_", "^")}
"""What stands between the parts of an element, in their order."""

_LEFT_OUT = ("Pr", "del", "moveFrom", "delText")
"""How the names of elements end whose text is no part of the formula: properties, deletions."""


def linear(element: Any) -> str:
    """The text of a formula or of a part of it."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "Pr"
    if name.endswith(_LEFT_OUT):
        return ""
    if name == "t":
        return element.text or ""
    if name in _BETWEEN:
        parts = [linear(part) for part in element if not part.tag.endswith(_LEFT_OUT)]
        marks = ("", *_BETWEEN[name])
        return "".join(mark + _held(part) for mark, part in zip(marks, parts, strict=False))
    inside = "".join(linear(child) for child in element)
    if name == "rad":
        return f"√{_held(inside)}"
    if name == "d":
        return _mark(element, "dPr", "begChr", "(") + inside + _mark(element, "dPr", "endChr", ")")
    if name == "nary":
        return _mark(element, "naryPr", "chr", "∫") + inside
    return inside


def _held(text: str) -> str:
    """A part in brackets where it is more than one number or name."""
    return text if text.isalnum() or len(text) == 1 else f"({text})"


def _mark(element: Any, properties: str, name: str, default: str) -> str:
    found = element.find(f"{_M}{properties}/{_M}{name}")
    return default if found is None else str(found.get(f"{_M}val") or "")
