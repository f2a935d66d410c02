"""R23: who a paper is addressed to: there, flush left, closed by a full-width colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import compiled
from draftkit.values.report import Fix, Severity
from draftkit.values.source import Layer, Line

_SPEAKS = re.compile(r"(?:给|发)你们|(?:通知|函告|通报)如下|特此|请(?:认真|遵照|结合|各)")
_NEAR = 3
"""Lines below the title in which a line of recipients without its colon is looked for."""


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """In the carrier, or in a paper without one. In what may be a copy, whose head pages cut off,
    that nobody is addressed is a warning."""
    layer: Layer = "carrier" if ctx.notice.payload is not None else "payload"
    rows = [row for row in ctx.lines if row.layer == layer]
    lines = [row for row in rows if row.part == "recipients"]
    if lines:
        yield from _form(ctx, lines)
    elif ctx.notice.genre in rule.data["kinds"]:
        yield from _absent(ctx, rule, rows)


def _form(ctx: Context, lines: list[Line]) -> Iterator[Hit]:
    last = lines[-1]
    block = ctx.blocks.get(last.at[-1][0]) if last.at else None
    if block is None:
        return
    raw, at = block.text, last.at[-1][1]
    if raw[at : at + 1] == ":":
        yield Hit(
            ctx.at(block.index, at, at + 1),
            "主送机关后面用了半角冒号。",
            severity="warning",
            advice="改为“：”。",
            fix=Fix(safe=True, replacement="："),
        )
    elif raw[at : at + 1] not in "：":
        where = ctx.at(block.index, last.at[0][1], at + 1)
        yield Hit(where, _mark_said(raw[at : at + 1]), severity=_graded(ctx))
    layout = block.layout
    if layout is not None and layout.first_line_chars:
        yield Hit(
            ctx.at(block.index, 0, len(raw)), "主送机关应当顶格，不缩进。", severity="warning",
            advice="去掉首行缩进。",
        )  # fmt: skip


def _graded(ctx: Context) -> Severity:
    return "error" if ctx.being_written else "warning"


def _is_named(names: re.Pattern[str], text: str) -> bool:
    """Whether a line lists bodies and nothing else, whatever mark it ends in."""
    return not text.startswith(("《", "现", "为", "经")) and bool(
        names.match(text.rstrip("，、；"))
    )


def _mark_said(mark: str) -> str:
    if mark and mark in "，。；、":
        return f"主送机关后面的标点是“{mark}”，应为冒号。"
    return "主送机关后面没有冒号。"


def _absent(ctx: Context, rule: RuleInfo, rows: list[Line]) -> Iterator[Hit]:
    titles = [at for at, row in enumerate(rows) if row.part == "title"]
    if not titles:
        return
    names = compiled(rule.data["names"])
    for row in rows[titles[-1] + 1 : titles[-1] + 1 + _NEAR]:
        block = ctx.blocks.get(row.at[0][0]) if row.at else None
        if row.part not in ("preamble", "paragraph", "heading") or block is None:
            continue
        text = block.text.strip()  # a line that ends in a comma is read with the one below it
        if _is_named(names, text):
            start = block.text.index(text)
            where = ctx.at(block.index, start, start + len(text))
            yield Hit(where, _mark_said(text[-1:]), severity=_graded(ctx))
            return
        break
    if not ctx.being_written and not any(_SPEAKS.search(row.text) for row in rows):
        return  # a page under the title of a carrier that shows nothing of it
    title = rows[titles[-1]]
    yield Hit(
        ctx.where(title, 0, len(title.text)),
        "标题下面没有主送机关。",
        severity=_graded(ctx),
    )
