"""Open marks of a draft: 【待补：…】, 【待核：…】 and what is given later: number and day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context
from draftkit.values.report import OpenMark
from draftkit.values.source import Line

_MARK = re.compile(r"【待(补|核)[：:]?([^【】]*)】")
_REGISTRY = {
    "doc_number": re.compile(r"[〔\[（【(]20\d{2}[〕\]）】)][\s　]*号"),
    "date": re.compile(r"^[\s　]*(?:20\d{2})?[\s　]*年[\s　]*月[\s　]*日$"),
}
_ASKED = {"doc_number": "发文字号由办公室编号", "date": "成文日期在签发时填写"}


def read_open(ctx: Context) -> Iterator[tuple[str, Line, int, int]]:
    """(kind, line, start, end) of every open mark, kind being fill, confirm or registry."""
    for line in ctx.lines:
        for found in _MARK.finditer(line.text):
            kind = "fill" if found.group(1) == "补" else "confirm"
            yield kind, line, found.start(), found.end()
        blank = _REGISTRY.get(line.part)
        if blank:
            for found in blank.finditer(line.text):
                yield "registry", line, found.start(), found.end()


def open_marks(ctx: Context) -> tuple[OpenMark, ...]:
    """The open marks as the report lists them."""
    out = []
    for kind, line, start, end in read_open(ctx):
        found = _MARK.match(line.text, start)
        question = found.group(2) if found else _ASKED[line.part]
        out.append(
            OpenMark.model_validate(
                {"kind": kind, "question": question, "where": ctx.where(line, start, end)}
            )
        )
    return tuple(out)
