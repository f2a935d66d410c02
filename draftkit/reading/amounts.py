"""Amounts: what a figure says as a number and a unit, so that 1.2万人 and 12000人 are one amount."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

from draftkit import assets
from draftkit.text.numerals import to_int

_WIDE = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_SPACES = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_MULTIPLES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_DIGITS = re.compile(r"(\d+(?:\.\d+)?)([百千万亿]{0,2})[余多]?(%|‰|[一-鿿]{0,4})$")
_HAN = re.compile(r"([一二两三四五六七八九十百千零〇]+)([万亿]{0,2})[余多]?([一-鿿]{0,4})$")
_PERCENT = re.compile(r"百分之([一二两三四五六七八九十百零]+)(?:点([一二三四五六七八九零]+))?$")
_APPROX = re.compile(r"^(?:近|约|逾|超过|超|上|不少于|不低于|达到|达)")


class Amount(NamedTuple):
    """A number of a base unit (米 for 公里, 元 for 万元) and how many decimals it was written with."""

    value: Decimal
    unit: str
    decimals: int = 0


class Cues(NamedTuple):
    """Words beside a figure that tell how it comes from others."""

    sum: re.Pattern[str]
    difference: re.Pattern[str]
    share: re.Pattern[str]
    growth: re.Pattern[str]


def plain(text: str) -> str:
    """A text with its numbers in one form: no spaces, no thousands marks, half-width digits."""
    return _THOUSANDS.sub("", _SPACES.sub("", text)).translate(_WIDE)


@cache
def amount(text: str) -> Amount | None:
    """The amount that a figure such as 31次, 1.2万人, 百分之三十 or 三十场 says; None for any other."""
    words = _APPROX.sub("", plain(text))
    percent = _PERCENT.match(words)
    if percent:
        whole, part = to_int(percent.group(1)), percent.group(2)
        digits = "".join(str(to_int(char)) for char in part or "")
        return Amount(Decimal(f"{whole}.{digits or '0'}"), "%", len(digits))
    found = _DIGITS.match(words)
    if found:
        try:
            value = Decimal(found.group(1))
        except InvalidOperation:
            return None
        decimals = len(found.group(1).partition(".")[2])
        return _based(value, found.group(2), found.group(3), decimals)
    han = _HAN.match(words)
    number = to_int(han.group(1)) if han else None
    return _based(Decimal(number), han.group(2), han.group(3), 0) if han and number else None


def _based(value: Decimal, multiples: str, unit: str, decimals: int) -> Amount:
    for char in multiples:
        value *= _MULTIPLES[char]
    base, factor = _units().get(unit, (unit, 1))
    return Amount(value * factor, base, decimals)


@assets.cached
def _units() -> dict[str, tuple[str, int]]:
    rows = assets.load_yaml("eval", "lexicon/figures.yaml")["units"]
    return {unit: (str(base), int(factor)) for unit, (base, factor) in rows.items()}


@assets.cached
def _counters() -> dict[str, int]:
    rows = assets.load_yaml("eval", "lexicon/figures.yaml")["counters"]
    return {word: at for at, row in enumerate(rows) for word in row}


@assets.cached
def cues() -> Cues:
    """The words that say how a figure comes from others."""
    rows = assets.load_yaml("eval", "lexicon/figures.yaml")["cues"]
    return Cues(*(re.compile(rows[name]) for name in Cues._fields))


def alike(left: str, right: str) -> bool:
    """Whether two units count the same things beside one number (3个单位, 3家单位)."""
    table = _counters()
    return left == right or (left in table and table[left] == table.get(right))
