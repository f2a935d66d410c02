"""How wide text is, in 字: the width of one Han character."""

from __future__ import annotations


def width(text: str) -> float:
    """Width in 字: a half-width character is half a one."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
