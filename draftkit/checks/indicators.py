"""Sums that a paper gives: what was counted, how much, in which unit, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from draftkit.checks.patterns import compiled
from draftkit.checks.registry import rule
from draftkit.values.source import Line

N = r"\d{1,9}(?:\.\d{1,4})?万?亿?"
UNIT = r"(?:人次|场次|[个家项次场名人天篇件处条期户所支套台辆亩起份宗批例元吨])"
_FILLED = re.compile(r"(?:达到|达|为|有|了|约|近|超过|[\s：:])+$")
_FACTOR = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_LEAST = 4
"""Characters that name what is counted; shorter words are said of many things."""


class Sum(NamedTuple):
    """One sum in a line, at line.text[start:end]."""

    what: str
    unit: str
    number: str
    line: Line
    start: int
    end: int


def sums_in(lines: Iterable[Line]) -> Iterator[Sum]:
    """The sums of some lines (全年共立项科技项目13项), those of a part, a month, another year left
    out: such differ without a fault."""
    data = rule("R39").data
    pattern = compiled(
        rf"(?:{data['sums']})(?P<what>[一-鿿“”]{{2,14}}?)(?P<n>{N})(?P<unit>{UNIT})(?![以左])"
    )
    apart = compiled(data["apart"])
    for line in lines:
        for found in pattern.finditer(line.text):
            what = _FILLED.sub("", found.group("what"))
            clause = max(line.text.rfind(mark, 0, found.start()) for mark in "，。；：") + 1
            if len(what) >= _LEAST and not apart.search(line.text, clause, found.end()):
                yield Sum(
                    what, found.group("unit"), found.group("n"), line, found.start("what"),
                    found.end(),
                )  # fmt: skip


def value_of(text: str) -> Decimal:
    """A figure as printed (1.2万) as a number."""
    bare = text.rstrip("万亿")
    made = Decimal(bare)
    for sign in text[len(bare) :]:
        made *= _FACTOR[sign]
    return made
