"""Counters of lists as text."""

from __future__ import annotations

import pytest

from draftkit.text.counters import write_number


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (12, "chineseCountingThousand", "十二"), (105, "chineseCounting", "一百零五"),
        (10, "chineseLegalSimplified", "壹拾"), (23, "ideographLegalTraditional", "貳拾參"),
        (10, "ideographDigital", "一〇"), (14, "lowerRoman", "xiv"), (1999, "upperRoman", "MCMXCIX"),
        (28, "lowerLetter", "bb"), (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"), (11, "ideographTraditional", "11"),
        (7, "decimalZero", "07"), (12, "decimalFullWidth", "１２"), (3, "numberInDash", "- 3 -"),
        (11, "ordinal", "11th"), (22, "ordinal", "22nd"), (10_000, "chineseCounting", "10000"),
        (0, "chineseCounting", "0"), (-1, "decimalFullWidth", "-１"), (5, "no such style", "5"),
    ],
)  # fmt: skip
def test_write_number(number: int, style: str, text: str) -> None:
    assert write_number(number, style) == text
