"""R02: a place, body, person, slogan or campaign of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.reading import known_place, strange_place
from draftkit.text.similar import bare
from draftkit.values.report import Evidence, Severity
from draftkit.values.source import Line
from draftkit.values.spans import Judged, Span

_VISIT = re.compile(r"(?:考察|视察|调研)([一-鿿]{2,12}?)(?:时的|的)?重要(?:讲话|指示|论述)")
_NAMED = {
    "body": "单位名称", "place": "地名", "slogan": "口号、品牌或活动名称",
    "person": "人名", "contact": "联系方式", "work": "文件名",
}  # fmt: skip
_MANY = 3
"""Bodies from which on a name that all of them use is a shared one (省委组织部)."""


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
        judged = ctx.judged(line)
        for row in judged:
            name = _NAMED.get(row.span.kind)
            if row.support == "unsupported" and name:
                yield from _hit(ctx, line, row.span, name)
        yield from _of_others(ctx, line, judged)


def _hit(ctx: Context, line: Line, span: Span, name: str) -> Iterator[Hit]:
    weighed = _weigh_work(ctx, span) if span.kind == "work" else _weigh(ctx, span)
    if weighed:
        severity, why, evidence = weighed
        words = span.text.strip("“”")
        shown = words if "《" in words else f"“{words}”"
        yield Hit(
            ctx.where(line, span.start, span.end),
            f"{name}{shown}不见于起草要求，{why}。",
            severity=severity,
            evidence=evidence,
        )


_Weighed = tuple[Severity, str, tuple[Evidence, ...]]


def _weigh(ctx: Context, span: Span) -> _Weighed:
    words = span.text.strip("“”‘’「」『』")
    own = ctx.quoted_in_archive(words, own=True)
    if own:
        return "hint", "本单位往年用过，请确认今年是否仍然使用", own
    others = ctx.quoted_in_archive(words, own=False)
    if others and ctx.past.bodies_with(bare(words)) < _MANY:
        return "error", "见于其他单位的公文，疑为照搬", others
    place = span.kind != "contact" and strange_place(span.text, _own(ctx))
    if place and (known_place(span.text) or (span.kind == "body" and span.text.startswith(place))):
        return "error", f"疑为“{place}”的内容", others
    return "warning", "疑为其他单位或旧稿的内容", others


def _weigh_work(ctx: Context, span: Span) -> _Weighed | None:
    """A paper that is named is flagged where it is another place's or only other bodies name it;
    else who reads the sources of the text sees that nobody vouches for it."""
    if bare(span.value) == bare(ctx.paper.title or ""):
        return None
    place = strange_place(span.value, _own(ctx))
    if place and span.value.startswith(place):
        return "error", f"疑为“{place}”的文件", ctx.quoted_in_archive(span.value)
    others = ctx.quoted_in_archive(span.value, own=False)
    known = ctx.quoted_in_archive(span.value, own=True)
    if others and not known and ctx.past.bodies_with(bare(span.value)) < _MANY:
        return "warning", "见于其他单位的公文，请核对是否适用于本单位", others
    return None


def _own(ctx: Context) -> tuple[str, ...]:
    """The body's names and all else that the request names."""
    grounds = ctx.grounds
    return (*grounds.own_names, *(item.text for item in grounds.given)) if grounds else ()


def _of_others(ctx: Context, line: Line, judged: Sequence[Judged]) -> Iterator[Hit]:
    """Names that past notices of other bodies hold and that the reading of this line did not take
    for names, or took for a part of something else."""
    taken = [(row.span.start, row.span.end) for row in judged]
    for at, name, seen in ctx.past.names_in(line.text):
        end = at + len(name)
        if any(start < end and at < last for start, last in taken) or _known(ctx, name):
            continue
        mine = ctx.past.own(ctx.own_names)
        if any(one in mine for one in seen.notices) or ctx.quoted_in_archive(name, own=True):
            continue
        if ctx.past.bodies_with(bare(name)) >= _MANY:
            continue
        yield Hit(
            ctx.where(line, at, end),
            f"{_NAMED[seen.kind]}“{name}”不见于起草要求，见于其他单位的公文，疑为照搬。",
            severity="error",
            evidence=ctx.quoted_in_archive(name, own=False),
        )


def _known(ctx: Context, name: str) -> bool:
    """Whether the request or the body's own names hold a name."""
    plain = bare(name)
    return any(plain in bare(text) for text in _own(ctx))


def _elsewhere(ctx: Context, line: Line) -> Iterator[Hit]:
    """A speech or visit that concerned another place: 习近平总书记考察云南重要讲话精神."""
    if "重要" not in line.text:
        return
    for found in _VISIT.finditer(line.text):
        place = strange_place(found.group(1), _own(ctx))
        if place:
            yield Hit(
                ctx.where(line, found.start(), found.end()),
                f"“{found.group(0)}”是对“{place}”的要求，疑为照搬其他地方的公文。",
                severity="error",
            )
