"""R66: the line of those who get a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Fix
from draftkit.values.source import Line

_SPLIT = re.compile(r"[、，；。：:\s]+")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Its colon and its stop, in the file as it stands; and bodies that are addressed already."""
    lines = [row for row in ctx.lines if row.part == "cc"]
    if not lines:
        return
    head = re.compile(r"抄\s*送\s*:")
    for line in lines:
        block = ctx.blocks.get(line.at[0][0]) if line.at else None
        found = head.search(block.text) if block else None
        if block and found:
            at = found.end() - 1
            yield Hit(
                ctx.at(block.index, at, at + 1), "“抄送”后面用了半角冒号。", advice="改为“：”。",
                fix=Fix(safe=True, replacement="："),
            )  # fmt: skip
    last = lines[-1]
    if not last.text.endswith("。"):
        at = len(last.text)
        yield Hit(
            ctx.where(last, max(0, at - 1), at), "抄送机关的末尾没有句号。", advice="末尾加“。”。",
            fix=Fix(safe=True, replacement=last.text[-1:].rstrip("，、；.") + "。"),
        )  # fmt: skip
    yield from _twice(ctx, lines)


def _twice(ctx: Context, lines: list[Line]) -> Iterator[Hit]:
    addressed = {
        name
        for row in ctx.lines
        if row.part == "recipients"
        for name in _SPLIT.split(row.text)
        if len(name) > 2
    }
    for line in lines:
        for name in _SPLIT.split(line.text):
            if name in addressed:
                at = line.text.find(name)
                yield Hit(
                    ctx.where(line, at, at + len(name)), f"“{name}”已经是主送机关，不再抄送。",
                    advice="从抄送中去掉。",
                )  # fmt: skip
