"""Figures that follow from given ones: sum, difference, share, growth, another unit.

A result is only taken for a computation where the words beside it say so (共, 占, 同比增长 …) and
the figures it rests on are about the same matter, for with many figures at hand nearly every
number is the sum of some two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import NamedTuple

from draftkit.reading.amounts import Amount, alike, amount, cues, plain
from draftkit.reading.vouched import Item, Vouched
from draftkit.text.similar import bigrams
from draftkit.values.spans import Span

_BEFORE, _AFTER = 18, 14
"""Characters beside a figure that tell what it counts and how it came about."""
_CUE_BEFORE, _CUE_AFTER = 12, 5
_ABOUT = 0.2
_MOST = 10
"""Figures of one unit that are tried together."""


class Reckoned(NamedTuple):
    """How a figure was computed, as it is shown, and the facts it rests on."""

    why: str
    facts: tuple[str, ...]


class _Part(NamedTuple):
    text: str
    amount: Amount
    fact: str


def reckon(span: Span, text: str, vouched: Vouched) -> Reckoned | None:
    """How a figure follows from given ones, None when it does not."""
    wanted = amount(span.text)
    if wanted is None:
        return None
    start, end = span.start, span.end
    around = f"{text[max(0, start - _BEFORE) : start]}。{text[end : end + _AFTER]}"
    grams = frozenset(bigrams(around))
    near = [item for item in vouched.items if item.amounts and item.about(grams) >= _ABOUT]
    if not near:
        return None
    beside = f"{text[max(0, start - _CUE_BEFORE) : start]}。{text[end : end + _CUE_AFTER]}"
    return (
        _same(span, wanted, near)
        or _from_parts(span, wanted, near, beside)
        or _ratio(span, wanted, near, beside)
    )


def _same(span: Span, wanted: Amount, near: Sequence[Item]) -> Reckoned | None:
    """The same amount in another unit or with another counter."""
    for item in near:
        for said, has in item.amounts:
            if has.value == wanted.value and alike(has.unit, wanted.unit):
                return Reckoned(f"{said}={plain(span.text)}", (item.id,))
    return None


def _parts(near: Sequence[Item], unit: str) -> list[_Part]:
    rows = [
        _Part(said, has, item.id)
        for item in near
        for said, has in item.amounts
        if alike(has.unit, unit) and has.value
    ]
    return rows[:_MOST]


def _from_parts(span: Span, wanted: Amount, near: Sequence[Item], beside: str) -> Reckoned | None:
    """A sum of two or three figures or of all of one fact; a difference of two."""
    words = cues()
    if words.sum.search(beside):
        for rows in _groups(near, wanted.unit):
            if sum(row.amount.value for row in rows) == wanted.value:
                shown = "+".join(_number(row, span) for row in rows)
                return _told(f"{shown}={_shown(span)}", rows)
    if words.difference.search(beside):
        parts = _parts(near, "%" if wanted.unit == "个百分点" else wanted.unit)
        for one, other in combinations(parts, 2):
            high, low = (one, other) if one.amount.value >= other.amount.value else (other, one)
            if high.amount.value - low.amount.value == wanted.value:
                return _told(
                    f"{_number(high, span)}-{_number(low, span)}={_shown(span)}", (high, low)
                )
    return None


def _groups(near: Sequence[Item], unit: str) -> Iterator[Sequence[_Part]]:
    for item in near:
        rows = _parts([item], unit)
        if len(rows) > 1:
            yield rows
    every = _parts(near, unit)
    for size in (2, 3):
        yield from combinations(every, size)
    if len(every) > 3:
        yield every


def _ratio(span: Span, wanted: Amount, near: Sequence[Item], beside: str) -> Reckoned | None:
    """A share or a growth, in per cent, of two figures of one unit."""
    if wanted.unit != "%":
        return None
    words = cues()
    share, growth = words.share.search(beside), words.growth.search(beside)
    if not (share or growth):
        return None
    for one, other in combinations(_of_any_unit(near), 2):
        if not alike(one.amount.unit, other.amount.unit):
            continue
        high, low = (one, other) if one.amount.value >= other.amount.value else (other, one)
        for up, down, grown in ((low, high, False), (high, low, True), (low, high, True)):
            if not (growth if grown else share):
                continue
            top = abs(up.amount.value - down.amount.value) if grown else up.amount.value
            if _rounded(top / down.amount.value * 100, wanted.decimals) == wanted.value:
                over = (
                    f"({_number(up, span)}-{_number(down, span)})" if grown else _number(up, span)
                )
                return _told(f"{over}÷{_number(down, span)}={_shown(span)}", (up, down))
    return None


def _of_any_unit(near: Sequence[Item]) -> list[_Part]:
    rows = [
        _Part(said, has, item.id)
        for item in near
        for said, has in item.amounts
        if has.unit not in ("%", "‰", "年", "月", "日") and has.value
    ]
    return rows[:_MOST]


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _number(row: _Part, span: Span) -> str:
    """An operand without the unit that the result shows too."""
    unit = plain(span.text).lstrip("0123456789.")
    return row.text.removesuffix(unit) if unit and "%" not in unit else row.text.rstrip("%")


def _shown(span: Span) -> str:
    return plain(span.text)


def _told(why: str, rows: Sequence[_Part]) -> Reckoned:
    return Reckoned(why, tuple(dict.fromkeys(row.fact for row in rows)))
