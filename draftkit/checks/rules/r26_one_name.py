"""R26: the issuing body under one name in its letterhead, its title and its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.reading import one_of
from draftkit.values.source import Layer, Line

_TITLED = re.compile(r"^([一-鿿]{3,30}?(?:办公室|办公厅)?)关于")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Two forms of one body's name. Names of several bodies (joint papers, an office that signs for
    its government) are not compared."""
    layer: Layer = "carrier" if ctx.notice.payload is not None else "payload"
    first: str | None = None
    for line, start, name in _names(ctx, layer):
        if first is None:
            first = name
        elif name != first and one_of(name, (first,)):
            yield Hit(
                ctx.where(line, start, start + len(name)),
                f"前面称“{first}”，这里称“{name}”，写法不一。",
            )
            return


def _names(ctx: Context, layer: Layer) -> Iterator[tuple[Line, int, str]]:
    for line in ctx.lines:
        if line.layer != layer:
            continue
        if line.part == "letterhead":
            yield line, 0, line.text.removesuffix("文件")
        elif line.part == "title" and (found := _TITLED.match(line.text)):
            yield line, 0, found.group(1)
        elif line.part == "signature" and 3 < len(line.text) <= 30:
            yield line, 0, line.text
