"""R18: the order of the levels: 一、 （一） 1. （1） ①; no sign above one that ranks over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.marks import read_mark
from draftkit.values.source import Line

_RANKS = {"han": 1, "bracket": 2, "digit": 3, "bracket_digit": 4}
_CIRCLED = re.compile(r"[①-⑳]")
_FOREIGN = re.compile(
    r"(\d{1,2}\.\d{1,2}(?:\.\d{1,2}){0,2})[.．、\s]{0,2}(?=[一-鿿]{2})(?![个万亿元人家次倍度年月日号级条米吨亩公千多余版分以])"
    r"|([A-Za-z][.．、)）])\s?(?=[一-鿿])"
)


@dataclass(frozen=True)
class _Sign:
    line: Line
    rank: int
    value: int
    text: str


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Signs that are none of the levels'; and a level under one that ranks below it, which is
    certain when the lower one goes on counting behind it. Papers in articles are not judged."""
    if ctx.paper.genre in rule.data["in_articles"]:
        return
    for layer in ("carrier", "payload"):
        lines = [line for line in ctx.body() if line.layer == layer]
        for line in lines:
            found = _FOREIGN.match(line.text)
            if found:
                yield Hit(
                    ctx.where(line, 0, found.end()),
                    f"“{found.group(0).strip()}”不是公文的层次序号。",
                )
        signs = [sign for line in lines for sign in _signs(line)]
        for at in _misplaced(signs):
            sign = signs[at]
            yield Hit(
                ctx.where(sign.line, 0, len(sign.text)),
                f"层次序号“{sign.text}”用得不合顺序：上一级的序号比它低，或者越过了几级。",
            )


def _signs(line: Line) -> Iterator[_Sign]:
    found = _CIRCLED.match(line.text)
    if found:
        yield _Sign(line, 5, ord(found.group(0)) - ord("①") + 1, found.group(0))
        return
    mark = read_mark(line.text)
    if mark and mark.style in _RANKS:
        yield _Sign(line, _RANKS[mark.style], mark.value, mark.text)


def _misplaced(signs: Sequence[_Sign]) -> Iterator[int]:
    """Where a series begins with 1 under a sign that ranks below it and then goes on, or where the
    first level below 一、 or （一） is ①."""
    opened: list[_Sign] = []
    for at, sign in enumerate(signs):
        ranks = [one.rank for one in opened]
        if sign.rank in ranks:
            del opened[ranks.index(sign.rank) :]
        elif sign.value == 1 and opened:
            above = opened[-1]
            if sign.rank == 5 and above.rank <= 2:
                yield at
            if sign.rank < above.rank and _goes_on(signs, at, above):
                yield at
        opened.append(sign)


def _goes_on(signs: Sequence[_Sign], at: int, above: _Sign) -> bool:
    """Whether the lower sign counts on behind the series that begins at `at`, no sign that ranks
    over both between."""
    for later in signs[at + 1 :]:
        if later.rank < signs[at].rank:
            return False
        if later.rank == above.rank:
            return later.value == above.value + 1
    return False
