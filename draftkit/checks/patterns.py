"""Rules that are patterns: rows of eval/rules/*.yaml matched with the text of a paper."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    spared: list[tuple[int, int]] | None = None
    for found in compiled(row.pattern).finditer(page.text):
        start, end = found.span()
        if start == end or "\n" in found.group(0):
            continue
        if row.genres and page.genre(ctx, start) not in row.genres:
            continue
        if not row.inside and _in_title(page.text, start):
            continue
        if row.unless:
            if spared is None:
                spared = [one.span() for one in compiled(row.unless).finditer(page.text)]
            if any(first <= start and end <= last for first, last in spared):
                continue
        yield _hit(ctx, rule, row, page, found)


def _in_title(text: str, at: int) -> bool:
    """Whether a place lies between 《 and 》 of one line."""
    opened = text.rfind("《", text.rfind("\n", 0, at) + 1, at)
    return opened >= 0 and "》" not in text[opened:at]


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


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a data file, compiled once."""
    return re.compile(pattern)
