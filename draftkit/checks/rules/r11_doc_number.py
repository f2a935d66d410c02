"""R11: the form of a 发文字号: 代字〔年份〕序号号, no 第, no leading zero, 六角括号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Fix

_ANY = re.compile(
    r"(?P<code>[一-鿿]{2,14}?(?:字|函|发|办|令|规|文|科|组|委|党)?)\s*"
    r"(?P<open>[\[【（(〔])\s*(?P<year>(?:19|20)?\d{2})\s*(?P<close>[\]】）)〕])"
    r"(?P<mid>\s*第?\s*0*)(?P<number>\d{1,5})\s*号"
)


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """The paper's own number must be right; a cited one is worth a warning."""
    for line in ctx.lines:
        if line.part not in rule.data["parts"] or "号" not in line.text:
            continue
        own = line.part == "doc_number"
        for found in _ANY.finditer(line.text):
            faults = _faults(found)
            if not faults or (not own and found.group("open") in "（(" and faults == ["括号"]):
                continue
            start, good = found.start("open"), _good(found)
            yield Hit(
                ctx.where(line, start, found.end()),
                f"发文字号“{line.text[start : found.end()]}”的{'、'.join(faults)}不合规定。",
                severity="error" if own and ctx.being_written else "warning",
                advice=f"改为“{good}”。" if good else None,
                fix=Fix(safe=True, replacement=good) if good else None,
            )


def _faults(found: re.Match[str]) -> list[str]:
    out = []
    if (found.group("open"), found.group("close")) != ("〔", "〕"):
        out.append("括号")
    if len(found.group("year")) != 4:
        out.append("年份")
    if found.group("mid").strip():
        out.append("序号")
    return out


def _good(found: re.Match[str]) -> str | None:
    if len(found.group("year")) != 4:
        return None
    return f"〔{found.group('year')}〕{int(found.group('number'))}号"
