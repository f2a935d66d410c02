"""What a rule is, what it may look at, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from draftkit.reading import judge, one_of
from draftkit.values.base import StrictValue
from draftkit.values.flow import flow
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Notice
from draftkit.values.report import Evidence, Fix, RequirementResult, Severity, Where
from draftkit.values.request import DraftRequest, Stage
from draftkit.values.source import Block, Layer, Line, Parsed
from draftkit.values.spans import Judged

Need = Literal["request", "archive", "title", "carrier", "plain_text"]
OURS = ("docx", "md")
"""Formats of a paper being written; the others may be copies of an issued one."""

_SKIPPED = ("furniture", "metadata")
BODY = ("preamble", "heading", "paragraph")


class Example(StrictValue):
    """A wrong wording and the right one; `setup` is what the paper around it must be."""

    wrong: str
    right: str
    setup: dict[str, Any] = Field(default_factory=dict)


class RuleInfo(StrictValue):
    """A rule as eval/rules/CODE.yaml describes it.

    strength: how binding its basis is (规定, 一般, 推荐, 惯例, 算术, 事实). owner: who mends it.
    needs: what must be there for it to be judged. limit: findings a paper at most, limit_copy: in
    a text that may be a copy. data: the patterns and word lists of the rule.
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
    limit: int = 10
    limit_copy: int | None = None
    examples: tuple[Example, ...] = ()
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
    """One paper under review, with what is known around it. Read only."""

    parsed: Parsed
    stage: Stage
    request: DraftRequest | None = None
    grounds: Grounds | None = None
    archive: tuple[Notice, ...] = ()
    requirements: tuple[RequirementResult, ...] = ()
    _seen: dict[str, tuple[Judged, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def notice(self) -> Notice:
        return self.parsed.notice

    @property
    def paper(self) -> Notice:
        return self.parsed.notice.paper

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
        text = line.text[start:]
        if text not in self._seen:
            self._seen[text] = judge(text, self.grounds)
        if not start:
            return self._seen[text]
        return tuple(
            replace(
                row, span=replace(row.span, start=row.span.start + start, end=row.span.end + start)
            )
            for row in self._seen[text]
        )

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
            for block in dict.fromkeys(place[0] for place in line.at):
                if block not in seen and block in self.blocks:
                    seen.add(block)
                    yield self.blocks[block], line

    def quoted_in_archive(self, text: str, *, own: bool | None = None) -> tuple[Evidence, ...]:
        """Up to two past notices in which the words stand, each with its sentence. `own`: True
        looks at those of the requester's body, False at those of other bodies, None at all."""
        found = []
        for notice_id, mine, lines in self._past:
            if own is not None and mine != own:
                continue
            for line in lines:
                at = line.find(text)
                if at >= 0:
                    quote = line[max(0, at - 20) : at + len(text) + 20]
                    found.append(Evidence(notice_id=notice_id, quote=quote))
                    break
            if len(found) == 2:
                break
        return tuple(found)

    @cached_property
    def _past(self) -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
        """Past notices: id, whether the requester's body issued it, and its lines."""
        names = self.grounds.own_names if self.grounds else ()
        return tuple(
            (notice.id, _is_own(notice, names), tuple(line.text for line in flow(notice)))
            for notice in self.archive
            if notice.id != self.notice.id
        )


def _is_own(notice: Notice, names: Sequence[str]) -> bool:
    """Whether a past notice is of a body with one of these names."""
    issuer = notice.paper.issuer or notice.issuer
    return one_of(issuer or notice.paper.title, names)
