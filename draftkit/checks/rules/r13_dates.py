"""R13: dates that do not exist or are not written as the standard has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.dates import make_date, write_date
from draftkit.values.report import Fix
from draftkit.values.source import Line

_FULL = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*([日号])(?![楼线码台])")
_SHORT = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})([日号])(?![楼线码台])")
_DOTS = re.compile(r"(?<![\dA-Za-z./-])((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})(?![\d.-])")
_HAN = re.compile(
    r"[二一][〇○零OＯ0o][一二三四五六七八九〇○零OＯ0o]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_MASK = re.compile(r"二[○OＯ0o][一二三四五六七八九〇○零OＯ0o]{2}年")


_MAY = re.compile(r"[月年]|[12]\d{3}[-./]")
"""What every date has in it."""


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Impossible days first; then padding, 号 for 日, dots, Chinese numerals, letters for 〇."""
    for line in ctx.lines:
        if line.part in rule.data["parts"] and _MAY.search(line.text):
            yield from _full(ctx, line)
            yield from _others(ctx, line)


def _full(ctx: Context, line: Line) -> Iterator[Hit]:
    for found in _FULL.finditer(line.text):
        where = ctx.where(line, found.start(), found.end())
        day = make_date(*(int(part) for part in found.groups()[:3]))
        if day is None:
            yield Hit(where, f"“{found.group(0)}”不是实有的日期。", advice="核对后改正。")
        elif found.group(4) == "号" or re.search(r"[年月]\s*0", found.group(0)):
            good = write_date(day)
            yield Hit(
                where,
                f"日期“{found.group(0)}”写法不合规定。",
                severity="error" if line.part == "date" and ctx.being_written else "warning",
                advice=f"改为“{good}”，月、日不编虚位，用“日”。",
                fix=Fix(safe=True, replacement=good),
            )


def _others(ctx: Context, line: Line) -> Iterator[Hit]:
    for found in _SHORT.finditer(line.text):
        month, day = int(found.group(1)), int(found.group(2))
        where = ctx.where(line, found.start(), found.end())
        if make_date(2024, month, day) is None:
            yield Hit(where, f"“{found.group(0)}”不是实有的日期。", advice="核对后改正。")
        elif found.group(3) == "号" or found.group(0)[0] == "0":
            good = f"{month}月{day}日"
            yield Hit(
                where, f"日期“{found.group(0)}”写法不合规定。", severity="warning",
                advice=f"改为“{good}”。", fix=Fix(safe=True, replacement=good),
            )  # fmt: skip
    for found in _DOTS.finditer(line.text):
        dotted = make_date(*(int(found.group(at)) for at in (1, 3, 4)))
        if dotted:
            yield Hit(
                ctx.where(line, found.start(), found.end()),
                f"日期“{found.group(0)}”应写明年、月、日。", severity="warning",
                advice=f"改为“{write_date(dotted)}”。",
                fix=Fix(safe=True, replacement=write_date(dotted)),
            )  # fmt: skip
    for pattern in (_HAN, _MASK):
        for found in pattern.finditer(line.text):
            if pattern is _HAN and line.part != "date":
                continue
            yield Hit(
                ctx.where(line, found.start(), found.end()),
                f"“{found.group(0)}”应用阿拉伯数字写。",
                severity="warning",
                advice="成文日期用阿拉伯数字；年份中的零写作“〇”，不用字母或圆圈。",
            )
            break
