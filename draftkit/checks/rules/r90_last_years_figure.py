"""R90: a result that stands in the body's own past notice with the same words and the same figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.genres import role_of
from draftkit.reading import read
from draftkit.text.similar import bare
from draftkit.values.source import Line
from draftkit.values.spans import Judged, Span

_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Figures of parts that look back. One that the request gives is a hint, for it may well be so;
    one that it does not give is R03's."""
    mine = [ctx.past.notices[at] for at in sorted(ctx.past.own(ctx.own_names))]
    mine = [row for row in mine if row.id != ctx.notice.id]
    if not mine:
        return
    genre, around = ctx.paper.genre, rule.data["around"]
    for line in ctx.body("payload"):
        if role_of(genre, line.path, line.text) not in rule.data["roles"]:
            continue
        for row in _figures(ctx, line):
            span = row.span
            if (ctx.grounds and row.support == "unsupported") or not _tells(
                span, rule.data["least"]
            ):
                continue
            words = _with_around(line.text, span, around)
            held = next((past for past in mine if words and words in past.bare), None)
            if held:
                yield Hit(
                    ctx.where(line, span.start, span.end),
                    f"“{span.text}”与本单位{held.year or '往'}年的公文相同，请确认是不是今年的数。",
                    severity="hint" if ctx.grounds else None,
                    evidence=ctx.quoted_in_archive(span.text, own=True)[:1],
                )


def _figures(ctx: Context, line: Line) -> Iterator[Judged]:
    rows = ctx.judged(line) or (Judged(span, "unsupported") for span in read(line.text))
    return (row for row in rows if row.span.kind == "figure")


def _tells(span: Span, least: int) -> bool:
    """Whether a figure is more than a small number that is easily the same twice."""
    found = _DIGITS.search(span.text)
    if not found:
        return False
    return float(found.group(0)) >= least or "." in found.group(0) or "万" in span.text


def _with_around(text: str, span: Span, around: int) -> str:
    """The figure with the words before it and behind it in its clause; "" where these are too few."""
    before = re.split(r"[，。；：、]", text[: span.start])[-1]
    after = re.split(r"[，。；：、]", text[span.end :], maxsplit=1)[0]
    left, right = bare(before), bare(after)
    return f"{left}{bare(span.text)}{right}" if len(left) + len(right) >= around else ""
