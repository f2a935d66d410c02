"""Where each year, figure, name and document number of a paper comes from, for a reader to see."""

from __future__ import annotations

from draftkit.checks.model import Context
from draftkit.text.similar import bare
from draftkit.values.report import Trace
from draftkit.values.source import Line
from draftkit.values.spans import Judged

_PARTS = ("title", "recipients", "preamble", "heading", "paragraph", "annex_note")


def traces(ctx: Context) -> tuple[Trace, ...]:
    """Every typed stretch of the text with who vouches for it, in the order of the paper; empty
    without a request, for then nobody does. Open marks are listed in `open`."""
    title = bare(ctx.paper.title or "")
    return tuple(
        _trace(
            ctx,
            line,
            _own_title(row) if row.span.kind == "work" and bare(row.span.value) == title else row,
        )
        for line in ctx.lines
        if line.part in _PARTS
        for row in ctx.judged(line)
        if row.support != "open"
    )


def _own_title(row: Judged) -> Judged:
    """The paper's own title in 《》 needs nobody to vouch for it."""
    return row if row.support != "unsupported" else Judged(row.span, "cited", "本文件的标题")


def _trace(ctx: Context, line: Line, row: Judged) -> Trace:
    span = row.span
    return Trace(
        text=span.text,
        kind=span.kind,
        support=row.support,
        why=row.why,
        where=ctx.where(line, span.start, span.end),
        facts=row.facts,
    )
