"""Open marks of a draft: 【待补：…】, 【待核：…】 and the number that the registry gives later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context
from draftkit.values.report import OpenMark
from draftkit.values.source import Line

_MARK = re.compile(r"【待(补|核)[：:]?([^【】]*)】")
_NUMBER = re.compile(r"[〔\[（【(]20\d{2}[〕\]）】)][\s　]*号")


def read_open(ctx: Context) -> Iterator[tuple[str, Line, int, int]]:
    """(kind, line, start, end) of every open mark, kind being fill, confirm or registry."""
    for line in ctx.lines:
        for found in _MARK.finditer(line.text):
            kind = "fill" if found.group(1) == "补" else "confirm"
            yield kind, line, found.start(), found.end()
        if line.part == "doc_number":
            for found in _NUMBER.finditer(line.text):
                yield "registry", line, found.start(), found.end()


def open_marks(ctx: Context) -> tuple[OpenMark, ...]:
    """The open marks as the report lists them."""
    out = []
    for kind, line, start, end in read_open(ctx):
        found = _MARK.match(line.text, start)
        question = found.group(2) if found else "发文字号由办公室编号"
        out.append(
            OpenMark.model_validate(
                {"kind": kind, "question": question, "where": ctx.where(line, start, end)}
            )
        )
    return tuple(out)
