"""Rules that are patterns: rows of eval/rules/*.yaml matched with the text of a paper."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from draftkit.checks.model import Context, Hit, Row, RuleInfo
from draftkit.values.report import Fix, Where
from draftkit.values.source import Block, Line


@dataclass(frozen=True)
class Page:
    """Lines of a paper joined by line ends, so that a pattern runs once over all of them."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...] = ()

    @cached_property
    def titles(self) -> Within:
        """What stands after a 《 up to its 》 or the end of the line."""
        return Within(r"《[^》\n]*", self.text)

    def genre(self, ctx: Context, at: int) -> str:
        """The genre of what stands at a place: of the carrier or of the paper it carries."""
        layer = self.lines[bisect_right(self.starts, at) - 1].layer
        return ctx.notice.genre if layer == "carrier" else ctx.paper.genre

    def where(self, ctx: Context, start: int, end: int) -> Where:
        """The place of text[start:end] in the file."""
        at = bisect_right(self.starts, start) - 1
        first = self.starts[at]
        if self.blocks:
            return ctx.at(self.blocks[at].index, start - first, end - first, self.lines[at].path)
        return ctx.where(self.lines[at], start - first, end - first)


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """The matches of every row, in the order of the rows."""
    page = page_of(ctx, rule)
    for row in rule.rows:
        if _counts(ctx, row) and (not row.has or any(word in page.text for word in row.has)):
            yield from _hits(ctx, rule, row, page)


def page_of(ctx: Context, rule: RuleInfo) -> Page:
    """What the rows of a rule are matched with."""
    key = ("raw" if rule.raw else "read", rule.parts)
    if key not in ctx.pages:
        ctx.pages[key] = _raw(ctx, rule.parts) if rule.raw else _read(ctx, rule.parts)
    made: Page = ctx.pages[key]
    return made


def _read(ctx: Context, parts: tuple[str, ...]) -> Page:
    lines = tuple(line for line in ctx.lines if line.part in parts)
    return _joined([line.text for line in lines], lines)


def _raw(ctx: Context, parts: tuple[str, ...]) -> Page:
    rows = [
        (block, line) for block, line in ctx.raw() if line.part in parts and block.kind != "table"
    ]
    return _joined(
        [block.text for block, _ in rows],
        tuple(line for _, line in rows),
        tuple(block for block, _ in rows),
    )


def _joined(texts: list[str], lines: tuple[Line, ...], blocks: tuple[Block, ...] = ()) -> Page:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    return Page("\n".join(texts), tuple(starts), lines, blocks)


def _counts(ctx: Context, row: Row) -> bool:
    """Whether a row counts for a paper of this genre, on the day it speaks from."""
    if row.genres and not {ctx.notice.genre, ctx.paper.genre} & set(row.genres):
        return False
    if row.since is None and row.until is None:
        return True
    days = ctx.spoken
    return (
        days is not None
        and (row.since is None or row.since <= days[0])
        and (row.until is None or days[1] <= row.until)
    )


def _hits(ctx: Context, rule: RuleInfo, row: Row, page: Page) -> Iterator[Hit]:
    spared = Within(row.unless, page.text) if row.unless else None
    for found in finder(row.pattern).all(page.text):
        start, end = found.span()
        if start == end or "\n" in found.group(0):
            continue
        if row.genres and page.genre(ctx, start) not in row.genres:
            continue
        if row.but and page.genre(ctx, start) in row.but:
            continue
        if not row.inside and page.titles.holds(start, start):
            continue
        if spared and spared.holds(start, end):
            continue
        yield _hit(ctx, rule, row, page, found)


def _hit(ctx: Context, rule: RuleInfo, row: Row, page: Page, found: re.Match[str]) -> Hit:
    where = page.where(ctx, *found.span())
    good = found.expand(row.to) if row.to is not None else None
    usual = "“{text}”应为“{to}”。" if good else "“{text}”：" + rule.what
    advice = row.advice or (f"改为“{good}”。" if good else None)
    whole = where.quote == found.group(0)  # a stretch broken over two paragraphs is not replaced
    return Hit(
        where,
        _filled(row.say or usual, found, good),
        severity=row.severity,
        advice=_filled(advice, found, good) if advice else None,
        fix=Fix(safe=row.safe, replacement=good) if good is not None and whole else None,
    )


def _filled(words: str, found: re.Match[str], good: str | None) -> str:
    """A message with {text}, {to} and {1} … put in."""
    for at in range(1, (found.re.groups or 0) + 1):
        words = words.replace(f"{{{at}}}", found.group(at) or "")
    return words.replace("{text}", found.group(0)).replace("{to}", good or "")


_BEHIND = re.compile(r"\(\?<[!=](?:\[(?:\\.|[^\]\\])+\]|\\d|[^\\\[().|])\)")
"""A look at the character before, in the place of which nothing else may stand."""


class Finder:
    """A pattern that is found as its expression says, but faster: where it begins by looking back,
    `re` would try it at every character of the text; so what follows is sought, which `re` does by
    its first characters, and then the character before is looked at."""

    def __init__(self, pattern: str) -> None:
        behind, at = [], 0
        while found := _BEHIND.match(pattern, at):
            behind.append(found.group(0))
            at = found.end()
        alone = not _top_level_or(pattern)
        self._behind = re.compile("".join(behind)) if behind and alone else None
        self._sought = re.compile(pattern[at:] if self._behind else pattern)

    def all(self, text: str) -> Iterator[re.Match[str]]:
        """The matches that `re.finditer` gives for the whole pattern."""
        if self._behind is None:
            yield from self._sought.finditer(text)
            return
        at = 0
        while at <= len(text) and (found := self._sought.search(text, at)):
            start, end = found.span()
            if self._behind.match(text, start):
                yield found
                at = end if end > start else start + 1
            else:
                at = start + 1


class Within:
    """The matches of a pattern in a text, looked for when they are first asked about."""

    def __init__(self, pattern: str, text: str) -> None:
        self._pattern, self._text = pattern, text
        self._spans: list[tuple[int, int]] | None = None

    def holds(self, start: int, end: int) -> bool:
        """Whether text[start:end] lies within one of them."""
        if self._spans is None:
            self._spans = [found.span() for found in finder(self._pattern).all(self._text)]
        at = bisect_right(self._spans, (start, len(self._text))) - 1
        return at >= 0 and end <= self._spans[at][1]


def _top_level_or(pattern: str) -> bool:
    """Whether a pattern has an | outside all groups and classes."""
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])+\]", "", pattern)
    depth = 0
    for char in bare:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            return True
    return False


@lru_cache(maxsize=4096)
def finder(pattern: str) -> Finder:
    """The finder of a pattern of a data file, made once."""
    return Finder(pattern)


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a data file, compiled once."""
    return re.compile(pattern)
