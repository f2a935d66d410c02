"""Counters of lists as the text a reader sees, by the names ECMA-376 gives their styles
(part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

from draftkit.text.numerals import to_han

_HAN = {"chineseCounting", "chineseCountingThousand", "japaneseCounting",
        "taiwaneseCountingThousand", "taiwaneseCounting"}  # fmt: skip
_LEGAL = {
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟"),
}
_DIGITS = {"ideographDigital": "〇一二三四五六七八九", "taiwaneseDigital": "○一二三四五六七八九",
           "japaneseDigitalTenThousand": "〇一二三四五六七八九",
           "decimalFullWidth": "０１２３４５６７８９",
           "decimalFullWidth2": "０１２３４５６７８９"}  # fmt: skip
_ROWS = {
    "decimalEnclosedCircle": "".join(map(chr, range(0x2460, 0x2474))),
    "decimalEnclosedCircleChinese": "".join(map(chr, range(0x2460, 0x2474))),
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
    "ideographEnclosedCircle": "".join(map(chr, range(0x3220, 0x322A))),
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
"""Styles with a character for each number, from 1 on."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 9999
"""The largest number written in anything but digits."""


def write_number(number: int, style: str) -> str:
    """A counter in the style of a numbering level; nothing for "none", decimal for styles not known
    and for numbers that a style has no sign for."""
    if style == "none":
        return ""
    if style in _ROWS:
        return _ROWS[style][number - 1] if 1 <= number <= len(_ROWS[style]) else str(number)
    if style in _DIGITS:
        return "".join(
            _DIGITS[style][int(char)] if char.isdigit() else char for char in str(number)
        )
    written = _WRITERS.get(style)
    if written is not None and 1 <= number <= _MOST:
        return written(number)
    return f"{number:02d}" if style == "decimalZero" else str(number)


def _legal(style: str) -> Callable[[int], str]:
    digits, units = _LEGAL[style]
    table = str.maketrans("零一二三四五六七八九十百千", digits + units)

    def written(number: int) -> str:
        text = to_han(number)
        return (f"一{text}" if text.startswith("十") else text).translate(table)

    return written


def _roman(number: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (number // worth)
        number %= worth
    return out


def _letters(number: int) -> str:
    """a to z, then aa to zz: the letter is doubled, as Word does."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


_WRITERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_HAN, to_han),
    **{style: _legal(style) for style in _LEGAL},
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
}
