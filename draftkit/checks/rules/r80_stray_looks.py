"""R80: bold, colour, underline, highlight and shade left in the text; comments and tracked changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from draftkit.checks.layout import Para, Sheet, han, is_dark, sheet_of
from draftkit.checks.layout_faults import Fault, after_head, told
from draftkit.checks.model import BODY, Context, Hit, RuleInfo
from draftkit.text.marks import read_mark
from draftkit.values.formatting import RunFormat

_KINDS: dict[str, Callable[[RunFormat], bool]] = {
    "有彩色字": lambda look: not is_dark(look.colour),
    "有突出显示": lambda look: look.highlight,
    "有底纹": lambda look: bool(look.shade),
    "有下划线": lambda look: look.underline,
    "有删除线": lambda look: look.struck,
    "有斜体": lambda look: look.italic,
}
_PARTS = ("title", "recipients", *BODY, "annex_note", "signature", "date", "annotation")
_OPEN = re.compile(r"【待[补核][^【】]*】")
_STOPS = "。：；，"
_GIST = 40
"""Characters of a short paragraph in bold that is a heading without a mark."""


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Looks of stretches first, then what a review left in the file."""
    sheet = sheet_of(ctx)
    paras = list(sheet.own(*_PARTS))
    for said, is_so in _KINDS.items():
        faults = [fault for para in paras if (fault := _stray(para, said, is_so))]
        yield from told(ctx, faults, len(paras), "文字", "应删去这一格式，用黑色常规字")
    text = [para for para in sheet.text if after_head(para) < para.end]
    bold = [fault for para in text if (fault := _bold(para))]
    yield from told(ctx, bold, len(text), "正文", "正文一般不加粗")
    yield from _review(ctx, sheet, rule)


def _stray(para: Para, said: str, is_so: Callable[[RunFormat], bool]) -> Fault | None:
    """The first stretch of a look; not the shade of an open mark, not a line to be written on."""
    text = para.block.text
    opened = [found.span() for found in _OPEN.finditer(text)] if "【待" in text else []
    for start, end, look in para.words():
        if not is_so(look) or not _inked(text[start:end]):
            continue
        if any(first <= start and end <= last for first, last in opened):
            continue
        return Fault(para, said, start, end)
    if said == "有底纹" and para.look.shade:
        return Fault(para, said)
    return None


def _inked(text: str) -> bool:
    return any(not char.isspace() and char not in "_＿" for char in text)


def _bold(para: Para) -> Fault | None:
    """The first bold stretch of running text that is no opening of a paragraph or a series."""
    text, first = para.block.text, after_head(para)
    bold: list[tuple[int, int]] = []
    for start, end, look in para.words(first):
        if not look.bold:
            continue
        if bold and bold[-1][1] == start:
            bold[-1] = (bold[-1][0], end)
        else:
            bold.append((start, end))
    for start, end in bold:
        if han(text[start:end]) and not _opening(text, start, end, first, para.end):
            return Fault(para, "有加粗", start, end)
    return None


def _opening(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether bold words are the gist at the head of a paragraph, or a member of a series."""
    words = text[start:end].strip()
    begins = not text[first:start].strip("\u3000 —")
    stops = words[-1:] in _STOPS or text[end : end + 1] in _STOPS
    if begins and not text[end:last].strip():
        return len(words) < _GIST and words[-1:] not in "。；"
    marked = read_mark(words) is not None
    return (begins and stops) or (marked and text[start - 1 : start] in _STOPS)


def _review(ctx: Context, sheet: Sheet, rule: RuleInfo) -> Iterator[Hit]:
    """Comments and tracked changes: daily work in a draft, a leak in a paper that goes out."""
    severity = None if ctx.stage in rule.data["final"] else "hint"
    for found, what, todo in (
        (sheet.form.comments, "处批注", "逐条处理后删除"),
        (sheet.form.tracked, "段有没接受的修订", "逐处接受或拒绝后关闭修订"),
    ):
        if not found:
            continue
        block = ctx.blocks.get(found[0])
        yield Hit(
            ctx.at(found[0], 0, len(block.text) if block else 0),
            f"文件里还有{len(found)}{what}，印发前应{todo}。",
            severity=severity,  # type: ignore[arg-type]
        )
