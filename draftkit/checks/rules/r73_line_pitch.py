"""R73: an exact line pitch that lets 22 lines stand on a page."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import Para, Sheet, number, sheet_of
from draftkit.checks.layout_faults import Fault, told
from draftkit.checks.model import Context, Hit, RuleInfo

_POINT = 25.4 / 72


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Running text and headings: exactly 28 to 30 points, or what a profile has; single lines on a
    grid of that pitch come to the same."""
    sheet = sheet_of(ctx)
    (low, high), slack = rule.data["points"], rule.data["slack"]
    ours = sheet.accepted(lambda one: one.grid.line)
    paras = [para for para in sheet.text if para.alone]
    faults = []
    for para in paras:
        pitch = _pitch(sheet, para)
        if pitch is None or not (
            low - slack <= pitch <= high + slack or any(abs(pitch - o) < 0.06 for o in ours)
        ):
            faults.append(Fault(para, _said(sheet, para)))
    ought = f"一般应设固定值{number(low)}至{number(high)}磅（每页22行宜用28.9磅）"
    yield from told(ctx, faults, len(paras), "正文", ought)


def _pitch(sheet: Sheet, para: Para) -> float | None:
    """Points from line to line, None where it hangs on the type."""
    look = para.look
    if look.rule == "exact":
        return look.line
    sections = sheet.form.sections
    pitch = sections[look.section].pitch if look.section < len(sections) else None
    if pitch is None or not look.on_grid:
        return None
    if look.rule == "auto":
        return pitch * look.line
    return pitch if look.line <= pitch else None


def _said(sheet: Sheet, para: Para) -> str:
    look = para.look
    if look.rule == "auto":
        return f"行距是{number(look.line)}倍"
    kind = "固定值" if look.rule == "exact" else "最小值"
    return f"行距是{kind}{number(look.line)}磅{_lines(sheet, para)}"


def _lines(sheet: Sheet, para: Para) -> str:
    look, sections = para.look, sheet.form.sections
    section = sections[look.section] if look.section < len(sections) else None
    if look.rule != "exact" or section is None or not section.height or look.line <= 0:
        return ""
    height = section.height - (section.top or 0) - (section.bottom or 0)
    return f"（每页{int(height / (look.line * _POINT) + 0.001)}行）"
