"""R29: how the annexes are listed below the text: 附件：1.名称, no mark at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Fix
from draftkit.values.source import Line

_LABEL = re.compile(
    r"附\s*件\s*(\d{1,2}(?![\d年])|[一二三四五六七八九十](?=[：:.．、]))?\s*([：:.．、]?)\s*(?:（略）)?(?:(\d{1,2})\s*([.．、：:]))?"
)
_ITEM = re.compile(r"(\d{1,2})\s*([.．、：:])")
_END = re.compile(r"(?<!等)[。；，、;,]+$")
_SHORT = 60
"""Most characters of a line that names one annex."""
_NAMED = re.compile(r"《([^《》]{2,60})》([。；]?)$")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Lists above or below the signature; the labels above the annexes themselves are not meant."""
    for layer in ("carrier", "payload"):
        rows = [line for line in ctx.lines if line.layer == layer and _lists(line)]
        if not rows or not rows[0].text.startswith("附"):
            continue
        yield from _labels(ctx, rows)
        for line in rows:
            yield from _ends(ctx, line)


def _lists(line: Line) -> bool:
    """A line of a list of annexes; one that ends with a stop may have been read as text."""
    label = _LABEL.match(line.text)
    found = label or (_ITEM.match(line.text) if line.part == "annex_note" else None)
    if found is None or found.end() >= len(line.text):
        return False
    stopped = label and label.group(2) and len(line.text) <= _SHORT and line.text[-1] in "。；"
    return line.part == "annex_note" or (line.part in ("preamble", "paragraph") and bool(stopped))


def _labels(ctx: Context, rows: list[Line]) -> Iterator[Hit]:
    """The label and the numbers."""
    expected = 1
    for at, line in enumerate(rows):
        found = _LABEL.match(line.text)
        number = found.group(3) if found else None
        if found and found.group(1):
            good = ("附件：" if not at else "") + (f"{at + 1}." if len(rows) > 1 else "")
            yield _hit(ctx, line, 0, found.end(), good, "附件说明的写法不合规定")
            expected += 1
            continue
        if found and found.group(2) != "：" and (found.group(2) or number):
            good = "附件：" + (f"{number}." if number else "")
            yield _hit(ctx, line, 0, found.end(), good, "“附件”后面用全角冒号")
        mark = None if found else _ITEM.match(line.text)
        number = mark.group(1) if mark else number
        if number is None:
            continue
        start, end = mark.span() if mark else (found.start(3), found.end()) if found else (0, 0)
        sign = mark.group(2) if mark else found.group(4) if found else "."
        if int(number) != expected:
            yield _hit(ctx, line, start, end, None, f"附件的序号应从1起连续编，此处为“{number}”")
        elif sign not in ".．":
            yield _hit(ctx, line, start, end, f"{number}.", "附件序号后面用“.”")
        elif len(rows) == 1 and len(_ITEM.findall(line.text)) == 1 and ctx.being_written:
            yield _hit(ctx, line, start, end, None, "只有一个附件的，不编序号")
        expected = int(number) + 1


def _ends(ctx: Context, line: Line) -> Iterator[Hit]:
    """Marks behind a name and 《》 round it."""
    named = _NAMED.search(line.text)
    lead = _LABEL.match(line.text) or _ITEM.match(line.text)
    if named and lead and named.start() == lead.end():
        yield _hit(
            ctx,
            line,
            named.start(),
            named.end(),
            named.group(1),
            "附件名称不加书名号，末尾不加标点",
        )
        return
    found = _END.search(line.text)
    if found:
        yield _hit(ctx, line, found.start(), found.end(), "", "附件名称末尾不加标点")


def _hit(ctx: Context, line: Line, start: int, end: int, good: str | None, say: str) -> Hit:
    where = ctx.where(line, start, end)
    whole = where.start is not None and where.end is not None and where.quote
    return Hit(
        where,
        f"{say}。",
        advice=f"改为“{good}”。" if good else None,
        fix=Fix(safe=False, replacement=good) if good is not None and whole else None,
    )
