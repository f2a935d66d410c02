"""R32: half-width punctuation in Chinese text, as it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Fix

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HAN = r"一-鿿“”《》（）、。，；：】【"
_MARK = re.compile(rf"(?<=[{_HAN}])[,;:?!()]|[,;:?!()](?=[{_HAN}])")
_STRAIGHT = re.compile(r'"([^"\n]{1,40})"')


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Half-width marks beside Chinese characters, and straight quotes round Chinese words."""
    for block, line in ctx.raw():
        if block.kind == "table":
            continue
        for found in _MARK.finditer(block.text):
            if _in_number(block.text, found.start()):
                continue
            good = _WIDE[found.group(0)]
            yield Hit(
                ctx.at(block.index, found.start(), found.end(), line.path),
                f"“{_near(block.text, found.start())}”处用了半角标点。",
                advice=f"“{found.group(0)}”改为“{good}”。",
                fix=Fix(safe=True, replacement=good),
            )
        for found in _STRAIGHT.finditer(block.text):
            if re.search(r"[一-鿿]", found.group(1)):
                yield Hit(
                    ctx.at(block.index, found.start(), found.end(), line.path),
                    "引号用了直引号。",
                    advice="改为“ ”。",
                    fix=Fix(safe=True, replacement=f"“{found.group(1)}”"),
                )


def _in_number(text: str, at: int) -> bool:
    """Whether the mark stands between two digits or letters (12:30, 1,200, http://)."""
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _near(text: str, at: int) -> str:
    return text[max(0, at - 6) : at + 7].strip()
