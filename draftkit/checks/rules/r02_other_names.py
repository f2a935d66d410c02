"""R02: a body, place, slogan or campaign of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.reading import known_place, strange_place
from draftkit.values.report import Evidence, Severity
from draftkit.values.source import Line
from draftkit.values.spans import Span

_VISIT = re.compile(r"(?:考察|视察|调研)([一-鿿]{2,12}?)(?:时的|的)?重要(?:讲话|指示|论述)")
_NAMED = {
    "body": "单位名称", "place": "地名", "slogan": "口号、品牌或活动名称",
    "person": "人名", "contact": "联系方式",
}  # fmt: skip


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Names that nobody vouches for.

    One that stands in a past notice of another body and in none of the own ones, and one with a
    province or city in it that the request does not name, is an error. One the body used itself
    in past years is to be confirmed (hint); any other may be this year's own (warning).
    """
    for line in ctx.lines:
        if line.part not in rule.data["parts"]:
            continue
        yield from _elsewhere(ctx, line)
        for row in ctx.judged(line):
            name = _NAMED.get(row.span.kind)
            if row.support != "unsupported" or not name:
                continue
            words = row.span.text.strip("“”")
            severity, why, evidence = _weigh(ctx, row.span)
            yield Hit(
                ctx.where(line, row.span.start, row.span.end),
                f"{name}“{words}”不见于起草要求，{why}。",
                severity=severity,
                evidence=evidence,
            )


def _weigh(ctx: Context, span: Span) -> tuple[Severity, str, tuple[Evidence, ...]]:
    own = ctx.quoted_in_archive(span.text, own=True)
    if own:
        return "hint", "本单位往年用过，请确认今年是否仍然使用", own
    others = ctx.quoted_in_archive(span.text, own=False)
    if others:
        return "error", "见于其他单位的公文，疑为照搬", others
    if known_place(span.text) and strange_place(span.text, _own(ctx)):
        return "error", "疑为其他地方的内容", ()
    return "warning", "疑为其他单位或旧稿的内容", ()


def _own(ctx: Context) -> tuple[str, ...]:
    """The body's names and all else that the request names."""
    grounds = ctx.grounds
    return (*grounds.own_names, *(item.text for item in grounds.given)) if grounds else ()


def _elsewhere(ctx: Context, line: Line) -> Iterator[Hit]:
    """A speech or visit that concerned another place: 习近平总书记考察云南重要讲话精神."""
    for found in _VISIT.finditer(line.text):
        place = strange_place(found.group(1), _own(ctx))
        if place:
            yield Hit(
                ctx.where(line, found.start(), found.end()),
                f"“{found.group(0)}”是对“{place}”的要求，疑为照搬其他地方的公文。",
                severity="error",
            )
