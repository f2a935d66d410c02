"""R76: running text begins 2 字 in, 主送机关 flush left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.layout import Para, number, sheet_of
from draftkit.checks.layout_faults import Fault, told
from draftkit.checks.model import Context, Hit, RuleInfo

_LEAD = re.compile(r"[\s\u3000]*")
_SALUTE = re.compile(r"[^，。：]{2,20}：\s*$")
"""各位代表： and 同志们： stand flush left."""
_LONG = 26
"""Characters from which a paragraph wraps, so that its left edge is seen."""


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Indents as set, with white space typed before the text counted in. What Word numbers by
    itself is let pass: its indents are those of the list."""
    sheet = sheet_of(ctx)
    paras = [para for para in sheet.text if para.alone and not para.look.numbered]
    low, high = rule.data["chars"]
    faults = [
        Fault(para, said)
        for para in paras
        if not _SALUTE.match(para.text) and (said := _wrong(para, low, high))
    ]
    yield from told(ctx, faults, len(paras), "正文", "每段首行应空2字，回行顶格")
    heads = [para for para in sheet.own("recipients") if para.alone and not para.look.numbered]
    stray = [
        Fault(para, f"左边空了{number(round(para.look.first + para.look.left, 1))}字")
        for para in heads
        if para.look.align not in ("center", "right")
        and abs(para.look.first + para.look.left) > rule.data["flush"]
    ]
    yield from told(ctx, stray, len(heads), "主送机关", "应顶格")


def _wrong(para: Para, low: float, high: float) -> str | None:
    """What is wrong with the edges of a paragraph, None where nothing is."""
    look = para.look
    found = _LEAD.match(para.block.text)
    typed = found.group(0) if found else ""
    if "\t" in typed:
        return None
    width = sum(1.0 if char == "\u3000" else 0.5 for char in typed)
    first = look.left + look.first + width
    if not low <= first <= high:
        return f"首行空{number(max(0.0, round(first, 1)))}字"
    long = len(para.block.text) > _LONG
    return f"回行左边空{number(round(look.left, 1))}字" if long and look.left > 0.5 else None
