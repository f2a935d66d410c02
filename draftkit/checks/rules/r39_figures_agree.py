"""R39: figures of one paper that cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from draftkit.checks.indicators import UNIT, N, sums_in, value_of
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.source import Line

_PART = re.compile(
    rf"(?<!其)(?<!\d)(?P<whole>{N})(?P<unit>{UNIT})[^。；，\d]{{0,8}}[，（(]其中[^。；\d]{{0,20}}(?P<part>{N})(?P=unit)"
)
_RATE = re.compile(
    rf"(?<![\d.])(?P<whole>{N})(?P<unit>{UNIT})[^。；\d]{{0,14}}?(?P<verb>[一-鿿]{{2}})(?:了|完毕|完成|到位)?"
    rf"(?P<part>{N})(?P=unit)[，、；（]?(?P=verb)(?:完成)?率(?:为|达到?|是)?(?P<rate>\d{{1,3}}(?:\.\d{{1,4}})?)[%％]"
)
"""发现14个，整改13个，整改率92.86%: the rate is of what was done with the part."""
_SHARE = r"[一-鿿]{1,8}?(?:人员|干部)?(?:分别)?占(?!比)(?:总数的?)?(\d{1,3}(?:\.\d{1,2})?)[%％]"
_SHARES = re.compile(rf"{_SHARE}(?:[，、；和]{_SHARE}){{1,12}}")
_ONE_SHARE = re.compile(r"占(?:总数的?)?(\d{1,3}(?:\.\d{1,2})?)[%％]")
_RISES = re.compile(r"增加|减少|新增|增长|提高|超收|下降|净增|安排|赤字|发放")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Within a sentence: parts, rates and shares; through the paper: two sums of one thing."""
    lines = list(ctx.body("payload"))
    for line in lines:
        if not any(char.isdigit() for char in line.text):
            continue
        yield from _parts(ctx, line)
        yield from _rates(ctx, line)
        yield from _shares(ctx, line)
    yield from _sums(ctx, lines)


def _parts(ctx: Context, line: Line) -> Iterator[Hit]:
    for found in _PART.finditer(line.text):
        before = line.text[max(0, found.start() - 14) : found.end()]
        if _RISES.search(before):
            continue
        if value_of(found.group("part")) > value_of(found.group("whole")):
            yield Hit(
                ctx.where(line, found.start(), found.end()),
                f"部分（{found.group('part')}{found.group('unit')}）大于总数"
                f"（{found.group('whole')}{found.group('unit')}）。",
            )


def _rates(ctx: Context, line: Line) -> Iterator[Hit]:
    for found in _RATE.finditer(line.text):
        whole, part = value_of(found.group("whole")), value_of(found.group("part"))
        told = Decimal(found.group("rate"))
        if not whole or not part or part > whole:
            continue
        counted = part * 100 / whole
        places = len(found.group("rate").partition(".")[2])
        if abs(counted - told) > Decimal(6) / 10 ** (places + 1) and abs(counted - told) > Decimal(
            "0.06"
        ):
            shown = f"{counted:.{max(places, 1)}f}".rstrip("0").rstrip(".")
            yield Hit(
                ctx.where(line, found.start(), found.end()),
                f"{found.group('part')}÷{found.group('whole')}＝{shown}%，文中写{told}%。",
                advice=f"核对后写{shown}%，或者改正两个数。",
            )


def _shares(ctx: Context, line: Line) -> Iterator[Hit]:
    for found in _SHARES.finditer(line.text) if line.text.count("占") > 1 else ():
        total = sum((Decimal(one) for one in _ONE_SHARE.findall(found.group(0))), Decimal(0))
        if total > Decimal("100.5"):
            yield Hit(
                ctx.where(line, found.start(), found.end()),
                f"各部分占比之和为{total}%，超过了100%。",
            )


def _sums(ctx: Context, lines: list[Line]) -> Iterator[Hit]:
    """Two different sums under the same words and unit."""
    known: dict[tuple[str, str], str] = {}
    for row in sums_in(lines):
        before = known.setdefault((row.what, row.unit), row.number)
        if value_of(before) != value_of(row.number):
            yield Hit(
                ctx.where(row.line, row.start, row.end),
                f"“{row.what}”前面写{before}{row.unit}，这里写{row.number}{row.unit}。",
            )
