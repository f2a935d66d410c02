"""Where each year, figure, name and document number of a paper comes from, for a reader to see."""

from __future__ import annotations

from draftkit.checks.model import Context
from draftkit.values.report import Trace

_PARTS = ("title", "recipients", "preamble", "heading", "paragraph", "annex_note")


def traces(ctx: Context) -> tuple[Trace, ...]:
    """Every typed stretch of the text with who vouches for it, in the order of the paper; empty
    without a request, for then nobody does. Open marks are listed in `open`."""
    return tuple(
        Trace(
            text=row.span.text,
            kind=row.span.kind,
            support=row.support,
            why=row.why,
            where=ctx.where(line, row.span.start, row.span.end),
            facts=row.facts,
        )
        for line in ctx.lines
        if line.part in _PARTS
        for row in ctx.judged(line)
        if row.support != "open"
    )
