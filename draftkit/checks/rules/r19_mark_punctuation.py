"""R19: the punctuation of a structure mark: 一、 （一） 1. （1）, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.marks import Mark, read_mark, write_mark
from draftkit.values.report import Fix
from draftkit.values.source import Line

_BAD = {
    "han": re.compile(r"[，．.]"),
    "bracket": re.compile(r"[）)]、"),
    "digit": re.compile(r"、"),
    "bracket_digit": re.compile(r"[）)][、.．]"),
}
_HALF = re.compile(r"(\d{1,2})[)）](?=[一-鿿])")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Marks with the wrong sign after them, and `1)`."""
    for line in ctx.body():
        mark = read_mark(line.text)
        if mark and wrong_sign(mark):
            yield _hit(ctx, line, len(mark.text), write_mark(mark.level, mark.value))
            continue
        half = _HALF.match(line.text)
        if half:
            yield _hit(ctx, line, half.end(), f"（{half.group(1)}）")


def wrong_sign(mark: Mark) -> bool:
    """Whether a mark is closed by a sign that its kind does not take."""
    return mark.style in _BAD and bool(_BAD[mark.style].search(mark.text))


def _hit(ctx: Context, line: Line, end: int, good: str) -> Hit:
    where = ctx.where(line, 0, end)
    return Hit(
        where,
        f"序号“{where.quote or line.text[:end]}”的写法不合规定。",
        advice=f"改为“{good}”。",
        fix=Fix(safe=True, replacement=good),
    )
