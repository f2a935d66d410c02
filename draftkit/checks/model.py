"""What a rule is, what it may look at, and what it hands back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from draftkit.checks.past import Past
from draftkit.reading import judge
from draftkit.values.base import StrictValue
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Notice
from draftkit.values.report import Evidence, Fix, RequirementResult, Severity, Where
from draftkit.values.request import DraftRequest, Stage
from draftkit.values.source import Block, Layer, Line, Parsed
from draftkit.values.spans import Judged, Span

Need = Literal[
    "request",
    "archive",
    "issuer",
    "title",
    "carrier",
    "plain_text",
    "level",
    "layout",
    "date",
    "others",
]
FAMILIES = {
    "required": "必备部分",
    "residue": "残留",
    "grounding": "出处",
    "numbering": "序号",
    "dates": "日期和算术",
    "formulations": "提法",
    "punctuation": "标点和数字",
    "wording": "用语",
    "header": "版头和主送",
    "layout": "版面",
}
"""The families of rules: what `--select` calls them, and what a reader does."""

OURS = ("docx", "md")
"""Formats of a paper being written; the others may be copies of an issued one."""

_SKIPPED = ("furniture", "metadata")
BODY = ("preamble", "heading", "paragraph")


class Example(StrictValue):
    """A wrong wording and the right one. `setup` is what the paper around it must be: `request`,
    `whole` (the text is the whole paper), `title` (it is the paper's title), `archive` (past
    notices: issuer, year and text of each), `layout` (what is wrong with a Word file; the wording
    describes it)."""

    wrong: str
    right: str
    setup: dict[str, Any] = Field(default_factory=dict)


class Row(StrictValue):
    """One pattern of a rule and what stands in its place; its examples are its test and its page.

    pattern: a regular expression that stays within one line. to: the replacement (`\\1` for a
    group), None where a person must find the words. safe: whether the replacement may be made
    without asking. say, advice: the message and the advice instead of the usual ones, in which
    {text}, {to} and {1} … (groups) stand for what was found. has: words of which one must stand in
    the paper for the pattern to be tried at all. unless: a match within a match of this is let
    pass. inside: look inside 《》 too, where names of papers are quoted as they are. since, until:
    days of issue between which the row counts. genres: only papers of these. but: only papers of none
    of these.
    wrong, right: an example of each. passes: wording that looks alike and is right. setup: what
    the paper around an example must be, as in Example.
    """

    pattern: str
    to: str | None = None
    safe: bool = False
    say: str | None = None
    advice: str | None = None
    severity: Severity | None = None
    has: tuple[str, ...] = ()
    unless: str | None = None
    inside: bool = False
    since: date | None = None
    until: date | None = None
    genres: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    wrong: str
    right: str
    passes: tuple[str, ...] = ()
    setup: dict[str, Any] = Field(default_factory=dict)


class RuleInfo(StrictValue):
    """A rule as eval/rules/CODE.yaml describes it.

    family: a key of FAMILIES. strength: how binding its basis is (规定, 一般, 推荐, 惯例, 算术,
    事实). owner: who mends it. needs: what must be there for it to be judged. on: whether it is
    looked at unasked (hints of style are not). limit: findings a paper at most, limit_copy: in a
    text that may be a copy. rows: patterns that need no code; a rule without a module consists of
    them. raw: whether they are matched with the file as it stands rather than with cleaned lines.
    parts: the parts of the paper they are matched with. data: what else the rule's module needs.
    """

    code: str
    name: str
    family: str
    severity: Severity
    strength: str
    basis: str
    owner: str
    needs: tuple[Need, ...] = ()
    what: str
    advice: str
    fix: Literal["none", "safe", "unsafe"] = "none"
    on: bool = True
    limit: int = 10
    limit_copy: int | None = None
    examples: tuple[Example, ...] = ()
    rows: tuple[Row, ...] = ()
    raw: bool = False
    parts: tuple[str, ...] = ("title", "preamble", "heading", "paragraph")
    data: dict[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """What a rule found. `severity` and `advice` None: as the rule says."""

    where: Where
    message: str
    severity: Severity | None = None
    advice: str | None = None
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()
    owner: str | None = None


Check = Callable[["Context", RuleInfo], Iterator[Hit]]


@dataclass(frozen=True)
class Context:
    """One paper under review, with what is known around it. Read only. words: those the office does
    not use, and what it uses instead."""

    parsed: Parsed
    stage: Stage
    request: DraftRequest | None = None
    grounds: Grounds | None = None
    past: Past = field(default_factory=Past)
    requirements: tuple[RequirementResult, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    pages: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    _seen: dict[str, tuple[Judged, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def notice(self) -> Notice:
        return self.parsed.notice

    @property
    def paper(self) -> Notice:
        return self.parsed.notice.paper

    @property
    def issued_on(self) -> date | None:
        """The day on the paper or its carrier, else the day the request gives."""
        given = self.request.issued_on if self.request else None
        return self.paper.issued_on or self.notice.issued_on or given

    @property
    def spoken(self) -> tuple[date, date] | None:
        """The first and the last day the paper may speak from: its day, else its year or that of
        its number; None where it shows none."""
        day = self.issued_on
        if day:
            return day, day
        asked = self.request.year if self.request else None
        year = self.paper.year or asked or self._numbered_in
        return (date(year, 1, 1), date(year, 12, 31)) if year else None

    @property
    def _numbered_in(self) -> int | None:
        """The year in the paper's own number."""
        found = re.search(r"(?:19|20)\d{2}", self.notice.doc_number or "")
        return int(found.group()) if found else None

    @property
    def being_written(self) -> bool:
        """Whether this is a paper in the making, so that what its head lacks is a fault."""
        if self.request is not None or self.parsed.source.format in OURS:
            return True
        read_from = self.notice.source
        return self.parsed.source.format == "notice" and (
            read_from is None or read_from.format in OURS
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the paper without page furniture."""
        return tuple(line for line in self.parsed.lines if line.part not in _SKIPPED)

    @cached_property
    def blocks(self) -> Mapping[int, Block]:
        return {block.index: block for block in self.parsed.source.blocks}

    def body(self, *layers: Layer) -> Iterator[Line]:
        """Running text and headings of the carrier and the paper, or of the layers named."""
        wanted = layers or ("carrier", "payload")
        return (line for line in self.lines if line.part in BODY and line.layer in wanted)

    def judged(self, line: Line) -> tuple[Judged, ...]:
        """The typed stretches of a line (its mark not read) with their support."""
        if self.grounds is None:
            return ()
        start = len(line.number or "") if line.part == "heading" else 0
        key = line.text if not start else f"{start}\n{line.text}"
        if key not in self._seen:
            rows = judge(line.text[start:], self.grounds)
            self._seen[key] = tuple(_moved(row, start) for row in rows) if start else rows
        return self._seen[key]

    def where(self, line: Line, start: int, end: int) -> Where:
        """The place of line.text[start:end] in the file, with the words that stand there."""
        block, first, last = line.locate(start, end)
        return self.at(block, first, last, line.path)

    def at(self, block: int, start: int, end: int, path: tuple[str, ...] = ()) -> Where:
        """A place in a block of the file; a long stretch is quoted by its beginning."""
        found = self.blocks.get(block)
        quote = found.text[start : min(end, start + 120)] if found else None
        return Where(paragraph=block, start=start, end=end, heading_path=path, quote=quote or None)

    def raw(self) -> Iterator[tuple[Block, Line]]:
        """Each block that the paper's own text stands in, with the first of its lines."""
        seen: set[int] = set()
        for line in self.lines:
            for block in _blocks_of(line):
                if block not in seen and block in self.blocks:
                    seen.add(block)
                    yield self.blocks[block], line

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """Names of the body whose paper this is: the request's, else the paper's own."""
        if self.grounds:
            return self.grounds.own_names
        shown = (self.paper.issuer, self.notice.issuer)
        return tuple(dict.fromkeys(name for name in shown if name))

    def quoted_in_archive(self, text: str, *, own: bool | None = None) -> tuple[Evidence, ...]:
        """Up to two past notices in which the words stand, each with its sentence. `own`: True
        looks at those of the requester's body, False at those of other bodies, None at all."""
        return self.past.quotes(text, self.own_names, but=self.notice.id, own=own)


def _blocks_of(line: Line) -> Iterable[int]:
    """The blocks of the file that a line stands in, in order."""
    if line.at and line.at[0][0] == line.at[-1][0]:
        return (line.at[0][0],)
    return dict.fromkeys(place[0] for place in line.at)


def _moved(row: Judged, by: int) -> Judged:
    """A judged stretch of what follows a mark, with its place in the whole line."""
    span = row.span
    moved = Span(span.kind, span.start + by, span.end + by, span.text, span.value)
    return Judged(moved, row.support, row.why, row.by, row.facts)
