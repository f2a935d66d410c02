"""R77: the place of the 成文日期."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import Para, Sheet, number, sheet_of, where
from draftkit.checks.model import BODY, Context, Hit, RuleInfo
from draftkit.text.width import width

_POINT = 25.4 / 72
_EXACT = 0.45
_FAR = 12


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """4 字 from the right edge under a seal; without one 2 字, or 2 字 right of where the name
    begins (7.3.5). A place made with spaces is judged loosely."""
    sheet = sheet_of(ctx)
    begun: set[str] = set()
    name = 0.0
    for para in sheet.own("signature", "date", *BODY):
        part, layer = para.line.part, para.line.layer
        if part == "signature":
            name = width(para.text.strip().split("\u3000")[-1])
        elif part != "date":
            begun.add(layer)
        elif _own_line(para) and layer in begun and "\t" not in para.block.text:
            gap, sure = _gap(sheet, para)
            if gap is not None and not _right(gap, sure, name, para, rule):
                yield Hit(where(ctx, para), _said(gap, para))


def _own_line(para: Para) -> bool:
    """Whether a date stands by itself: one in brackets under a title says when something was said."""
    return para.alone and not para.text.startswith(("（", "("))


def _gap(sheet: Sheet, para: Para) -> tuple[float | None, bool]:
    """字 between the date and the right edge, and whether that is exact."""
    look, text = para.look, para.block.text.rstrip("\n")
    trailing = len(text) - len(text.rstrip("\u3000 "))
    if look.align == "right":
        return look.right + text[len(text) - trailing :].count("\u3000"), not trailing
    at = look.section
    section = sheet.form.sections[at] if at < len(sheet.form.sections) else None
    if section is None or section.width is None:
        return None, False
    size = next((one.look.size for one in look.stretches if one.look.size), None) or 16.0
    wide = (section.width - (section.left or 0) - (section.right or 0)) / _POINT / size
    if look.align == "center":
        return (wide - width(text.strip())) / 2, False
    return wide - look.left - look.first - width(text.rstrip()), False


def _right(gap: float, sure: bool, name: float, para: Para, rule: RuleInfo) -> bool:
    own = name - width(para.text.strip()) if name else 0.0
    if sure:
        wanted = [*rule.data["chars"], *([own] if own >= 0 else [])]
        return any(abs(gap - one) <= _EXACT for one in wanted)
    low, high = rule.data["loosely"]
    return para.look.align != "center" and bool(low <= gap <= max(high, own + 1))


def _said(gap: float, para: Para) -> str:
    if para.look.align == "center":
        return "成文日期居中排了，应靠右：右空4字（加盖印章），或按署名首字右移2字（不盖章）。"
    if para.look.align != "right" and gap > _FAR:
        return "成文日期靠左排了，应靠右：右空4字（加盖印章），或按署名首字右移2字（不盖章）。"
    if gap < _EXACT:
        return "成文日期顶到了版心右边，应右空4字（加盖印章），或按署名首字右移2字（不盖章）。"
    return f"成文日期右空{number(round(gap, 1))}字，应右空4字（加盖印章），或按署名首字右移2字（不盖章）。"
