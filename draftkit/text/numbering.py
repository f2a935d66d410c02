"""Counters of automatic numbering written as a reader sees them.

Styles go by the names of WordprocessingML (ST_NumberFormat); other formats are mapped to these.
"""

from __future__ import annotations

from draftkit.text.numerals import to_han

_HAN = {"chineseCounting", "chineseCountingThousand", "japaneseCounting",
        "taiwaneseCountingThousand", "taiwaneseCounting"}  # fmt: skip
_LEGAL = {"chineseLegalSimplified": "零壹贰叁肆伍陆柒捌玖拾佰仟",
          "ideographLegalTraditional": "零壹貳參肆伍陸柒捌玖拾佰仟"}  # fmt: skip
_PLAIN = "零一二三四五六七八九十百千"
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_CYCLES = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
           "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}  # fmt: skip
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_ENCLOSED = {
    "decimalEnclosedCircle": 0x2460,
    "decimalEnclosedCircleChinese": 0x2460,
    "decimalEnclosedParen": 0x2474,
    "decimalEnclosedFullstop": 0x2488,
}
_ENCLOSED_HAN = {"ideographEnclosedCircle": 0x3280}
_FULL_WIDTH = ("decimalFullWidth", "decimalFullWidth2")


def write_number(number: int, style: str) -> str:
    """A counter in the style of a numbering level; nothing for "none", decimal for what a style
    has no sign for and for styles not known."""
    if style == "none":
        return ""
    if number < 1:
        return str(number)
    if style in _HAN:
        return to_han(number) if number <= 9999 else str(number)
    if style == "ideographDigital":
        return str(number).translate(_DIGITS)
    if style in _LEGAL and number <= 9999:
        return to_han(number).translate(str.maketrans(_PLAIN, _LEGAL[style]))
    if style in _CYCLES and number <= len(_CYCLES[style]):
        return _CYCLES[style][number - 1]
    if style in _ENCLOSED and number <= 20:
        return chr(_ENCLOSED[style] + number - 1)
    if style in _ENCLOSED_HAN and number <= 10:
        return chr(_ENCLOSED_HAN[style] + number - 1)
    if style in _FULL_WIDTH:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return _latin(number, style)


def _latin(number: int, style: str) -> str:
    """Letters (aa after z, as Word counts), Roman numerals and the forms of plain digits."""
    if style in ("lowerLetter", "upperLetter") and number <= 26 * 30:
        letter = chr((ord("a") if style == "lowerLetter" else ord("A")) + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1)
    if style in ("lowerRoman", "upperRoman") and number < 4000:
        roman = _roman(number)
        return roman.lower() if style == "lowerRoman" else roman
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "numberInDash":
        return f"- {number} -"
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        out += sign * times
    return out
