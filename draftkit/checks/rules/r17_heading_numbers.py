"""R17: heading numbers run 1, 2, 3 …, afresh under some heading above or on over the whole paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.marks import Mark, read_mark
from draftkit.text.numerals import to_han
from draftkit.values.source import Line

_TITLE_LIKE = 30
"""A line of at most this many characters without a closing mark may be an unnumbered heading."""


_FIRST = 3
"""A group of a copy that begins at a higher number has lost its beginning with the page it was on."""

_ARTICLE = re.compile(
    r"第[一二三四五六七八九十百零]{1,7}[条章节]|附(?:件|表|录)\s?[\d一二三四五六七八九十]{0,3}"
)


@dataclass(frozen=True)
class _Head:
    """A numbered heading: its mark, its line with its place, and the headings it stands under."""

    line: Line
    at: int
    mark: Mark
    above: tuple[int, ...]


@dataclass(frozen=True)
class _Break:
    """A number that is not the one expected after `before`; `since` is where that one stands."""

    head: _Head
    before: int
    since: int


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Numbers that fit no way of counting are wrong: afresh under the heading right above, under a
    higher one, or on over the paper. The way with the fewest breaks counts. Papers in articles
    (第一条) number their items under each article."""
    in_articles = ctx.paper.genre in rule.data["in_articles"]
    for layer in ("carrier", "payload", "attachment"):
        groups: dict[tuple[int, str], list[_Head]] = defaultdict(list)
        for head in _heads(ctx, layer, in_articles):
            groups[head.mark.level, head.mark.style].append(head)
        for heads in groups.values():
            for fault in _faults(ctx, heads):
                yield _hit(ctx, fault)


def _heads(ctx: Context, layer: str, in_articles: bool) -> Iterator[_Head]:
    stack: list[tuple[int, int]] = []
    for at, line in enumerate(ctx.lines):
        if line.layer == layer and (in_articles or layer == "attachment") and _opens(line):
            stack = [(0, at)]
        if line.part != "heading" or line.layer != layer:
            continue
        mark = read_mark(line.text)
        level = line.level or (mark.level if mark else 1)
        while stack and stack[-1][0] >= level:
            stack.pop()
        above = tuple(place for _, place in stack)
        stack.append((level, at))
        if mark:
            yield _Head(line, at, mark, above)


def _opens(line: Line) -> bool:
    """Whether a line begins an article or an annex, in which items are numbered afresh."""
    return bool(_ARTICLE.match(line.text))


def _faults(ctx: Context, heads: Sequence[_Head]) -> list[_Break]:
    deepest = max(len(head.above) for head in heads)
    ways = [_breaks(ctx, heads, depth) for depth in range(deepest, -1, -1)]
    return min(ways, key=len)


def _breaks(ctx: Context, heads: Sequence[_Head], depth: int) -> list[_Break]:
    """Breaks when counting starts afresh with each change of the first `depth` headings above."""
    out: list[_Break] = []
    before, since, group = 0, 0, heads[0].above[:depth]
    for at, head in enumerate(heads):
        if head.above[:depth] != group:
            before, since, group = 0, (head.above[:depth] or (0,))[-1], head.above[:depth]
        fault = _Break(head, before, since)
        after = heads[at + 1].mark.value if at + 1 < len(heads) else 0
        goes_on = before > 0 and after == before + 2 and head.mark.value != before + 1
        if head.mark.value != before + 1 and not _excused(ctx, fault, goes_on):
            out.append(fault)
        before, since = before + 1 if goes_on else head.mark.value, head.at
    return out


def _excused(ctx: Context, fault: _Break, goes_on: bool) -> bool:
    """A new series after an unnumbered heading, and numbers that stand inside the text between.
    In what may be a copy any new series is let pass, since headings get lost there; a one that
    goes on where the series before it would (一、一、三) begins none."""
    value, mark = fault.head.mark.value, fault.head.mark
    between = ctx.lines[fault.since : fault.head.at]
    if value == 1:
        again = goes_on or fault.before == 1
        return not (ctx.being_written or again) or any(_title_like(line) for line in between[1:])
    if value <= fault.before or goes_on:
        return False
    if not fault.before and value > _FIRST and not ctx.being_written:
        return True
    text = "\n".join(line.text for line in between)
    return all(_stands(number, mark.style, text) for number in range(fault.before + 1, value))


def _title_like(line: Line) -> bool:
    if line.part == "heading":
        return line.number is None
    return len(line.text) <= _TITLE_LIKE and not re.search(r"[。；：，！？]$", line.text)


def _stands(number: int, style: str, text: str) -> bool:
    """Whether the mark of a number stands anywhere in a text."""
    han = to_han(number)
    patterns = {
        "han": rf"{han}[、，．.]",
        "bracket": rf"[（(]{han}[）)]",
        "digit": rf"(?<![\d.]){number}[.．、]",
        "bracket_digit": rf"[（(]?{number}[）)]",
        "shi": rf"{han}(是|要)",
        "first": rf"第{han}",
    }
    return bool(re.search(patterns[style], text))


def _hit(ctx: Context, fault: _Break) -> Hit:
    mark, value, before = fault.head.mark, fault.head.mark.value, fault.before
    if before == 0:
        say = f"这一组标题从“{mark.text}”开始，前面没有第一条。"
    elif value == before:
        say = f"序号“{mark.text}”重复。"
    elif value > before:
        say = f"序号从第{before}条跳到“{mark.text}”，中间有缺。"
    else:
        say = f"序号“{mark.text}”排在第{before}条之后，次序颠倒。"
    return Hit(ctx.where(fault.head.line, 0, len(mark.text)), say)
