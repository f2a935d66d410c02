"""Characters of symbol fonts (Wingdings, Symbol) as the Unicode characters they look like.

Office files keep them by their place in the font, mostly moved to U+F000–U+F0FF. The tables hold
what stands in papers and their forms: boxes, ticks, bullets, circled digits, comparison signs.
"""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖",
    0x77: "◆", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA2: "○", 0xA4: "◉", 0xA7: "▪",
    0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + at: chr(0x2460 + at) for at in range(10)},
    **{0x8C + at: chr(0x2776 + at) for at in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x2A: "□", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "●",
    0x98: "●", 0xA2: "■", 0xA3: "□", **{0x6A + at: chr(0x2460 + at) for at in range(10)},
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√",
    0xE5: "∑", 0xD7: "·", **{place: chr(place) for place in range(0x30, 0x3A)},
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def is_symbol_font(font: str | None) -> bool:
    """Whether a font has signs where others have letters."""
    return (font or "").strip().lower() in _FONTS


def symbol(code: int, font: str | None) -> str:
    """The character at a place of a font; one no table holds is kept as it is in the file."""
    table = _FONTS.get((font or "").strip().lower(), {})
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    known = table.get(place)
    if known is not None:
        return known
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def readable(text: str, font: str | None) -> str:
    """Text in which the private places of a symbol font are replaced by what they look like."""
    if not is_symbol_font(font):
        return text
    return "".join(symbol(ord(c), font) if "\uf000" <= c <= "\uf0ff" else c for c in text)
