"""R02: a body, place, slogan or campaign of somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.reading import known_place
from draftkit.values.report import Evidence, Severity
from draftkit.values.spans import Span

_NAMED = {"body": "单位名称", "place": "地名", "slogan": "口号、品牌或活动名称"}


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Names that nobody vouches for.

    One that stands in a past notice of another body and in none of the own ones, and one with a
    province or city in it that the request does not name, is an error. One the body used itself
    in past years is to be confirmed (hint); any other may be this year's own (warning).
    """
    for line in ctx.lines:
        if line.part not in rule.data["parts"]:
            continue
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
    place = known_place(span.text)
    mine = "".join(ctx.grounds.own_names) if ctx.grounds else ""
    if place and place not in mine:
        return "error", "疑为其他地方的内容", ()
    return "warning", "疑为其他单位或旧稿的内容", ()
