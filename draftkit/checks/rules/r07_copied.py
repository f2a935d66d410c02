"""R07: sentences that are another body's."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.copying import Shared, long_runs, nearest, shared_lines
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.past import Run


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Long runs of words that stand in a notice of another body, and paragraphs that are mostly
    another's. What the request gives, fixed wording and what several bodies write is let pass."""
    for row in shared_lines(ctx, rule):
        if not row.runs:
            continue
        long = False
        for run in long_runs(ctx, row, rule.data["least"]):
            long = True
            said = f"连续{run.end - run.start}字与{_named(ctx, run)}相同，疑为照搬。"
            yield _hit(ctx, row, run, row.places[run.start], row.places[run.end - 1] + 1, said)
        if long or len(row.others - row.own) < rule.data["least_paragraph"]:
            continue
        near = nearest(ctx, row)
        if near and near[0] >= rule.data["likeness"]:
            said = f"这一段大半与{_named(ctx, near[1])}相同，疑为照搬。"
            yield _hit(ctx, row, near[1], 0, len(row.line.text), said)


def _hit(ctx: Context, row: Shared, run: Run, start: int, end: int, said: str) -> Hit:
    return Hit(ctx.where(row.line, start, end), said, evidence=(ctx.past.quote_of(run),))


def _named(ctx: Context, run: Run) -> str:
    """The notice as a reader knows it: its body and its title."""
    past = ctx.past.notices[run.notice]
    return f"{past.issuer}的“{past.own_title}”" if past.own_title else f"{past.issuer}的往年公文"
