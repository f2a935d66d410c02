"""Formulas (MathML) on one line of plain text, as the Word reader writes them."""

from __future__ import annotations

from typing import Any

from draftkit.formats.odf_names import name_of

_BETWEEN = {"mfrac": ("/",), "msup": ("^",), "msub": ("_",), "msubsup": ("_", "^")}


def linear(element: Any) -> str:
    """The text of a formula or of a part of it."""
    name = name_of(element)
    if name in ("annotation", "annotation-xml"):
        return ""
    if name in _BETWEEN:
        marks = ("", *_BETWEEN[name])
        parts = [linear(part) for part in element]
        return "".join(mark + _held(part) for mark, part in zip(marks, parts, strict=False))
    inside = (element.text or "").strip() + "".join(linear(child) for child in element)
    return f"√{_held(inside)}" if name == "msqrt" else inside


def _held(text: str) -> str:
    return text if text.isalnum() or len(text) == 1 else f"({text})"
