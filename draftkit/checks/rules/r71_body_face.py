"""R71: the face of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.layout import Para, face_class, joined, sheet_of
from draftkit.checks.layout_faults import after_head, running, runs_unlike, told
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.formatting import RunFormat

_STOP = re.compile(r"[。：；]")


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Han characters in another class of face. What opens a paragraph up to its first stop may be
    in 楷体 or 黑体: many bodies set the gist of a paragraph so."""
    sheet = sheet_of(ctx)
    right = sheet.classes(lambda one: one.faces.body)
    opening = frozenset(rule.data["opening"])

    def unlike(look: RunFormat) -> str | None:
        found = face_class(look.face)
        return None if look.face is None or found in right else f"用了{look.face}"

    paras = running(sheet)
    faults = list(runs_unlike(paras, unlike, lambda para: _start(para, opening)))
    yield from told(ctx, faults, len(paras), "正文", f"一般应用{joined(right)}")


def _start(para: Para, opening: frozenset[str]) -> int:
    """Where the text proper begins: after an opening sentence in a face of its own."""
    start = after_head(para)
    end = start
    for first, last, look in para.words(start):
        if face_class(look.face) not in opening or first > end:
            break
        end = last
    gist = para.block.text[start:end]
    if not gist or end >= para.end:
        return start
    stop = _STOP.search(gist)
    whole = stop is None or stop.end() == len(gist)
    follows = para.block.text[end : end + 1]
    return end if whole and (stop or _STOP.match(follows)) else start
