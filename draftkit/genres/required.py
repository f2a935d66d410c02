"""Required parts of a genre, looked for in the lines of a paper: heading, then sentence.

A part found by its heading is present; one whose content stands in a sentence of the right zone
is merged, which is never a fault; else it is missing. Only what the lines show is judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from draftkit.genres.roles import heading_role
from draftkit.genres.specs import Requirement, shared, spec
from draftkit.text.marks import read_mark
from draftkit.text.sentences import sentence_spans
from draftkit.text.titles import parse_title
from draftkit.values.flow import flow
from draftkit.values.notice import Notice
from draftkit.values.report import RequirementResult, Where
from draftkit.values.source import Layer, Line

_INLINE = re.compile(
    r"(?:^|[：:；;。，,])\s*(?:[一二三四五六七八九]是|第[一二三四五六七八九]，|[（(][一二三四五六七八九\d][）)])"
)
_OPEN = re.compile(r"【待补[^】]*】")
_BODY = ("preamble", "heading", "paragraph")
_START = 40
"""How far into a paragraph a move of the zone `paragraph_start` may begin, in characters."""


class AnyLine(Protocol):
    """What a Line of a parse and a FlowLine of a draft have in common."""

    @property
    def text(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def layer(self) -> Layer: ...
    @property
    def level(self) -> int | None: ...
    @property
    def path(self) -> tuple[str, ...]: ...
    @property
    def number(self) -> str | None: ...
    @property
    def body_from(self) -> int: ...


@dataclass(frozen=True)
class _View:
    """The lines of one layer, each with its place among all lines."""

    rows: tuple[tuple[int, AnyLine], ...]
    has_payload: bool
    title: str | None = None

    @cached_property
    def body(self) -> tuple[tuple[int, AnyLine], ...]:
        return tuple(row for row in self.rows if row[1].part in _BODY)

    @cached_property
    def tops(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.path[0] for _, line in self.body if line.path))

    def zone(self, name: str) -> tuple[tuple[int, AnyLine], ...]:
        """The rows where a move counts."""
        if name == "opening":
            return self._opening()
        if name == "first_third":
            return self._first_third()
        if name == "last":
            last = self.tops[-1:] if self.tops else ()
            under = tuple(row for row in self.body if row[1].path[:1] == last)
            return under + tuple(row for row in self.body[-3:] if row not in under)
        return self.body

    def _opening(self) -> tuple[tuple[int, AnyLine], ...]:
        preamble = tuple(row for row in self.body if row[1].part == "preamble")
        first = tuple(row for row in self.body if row[1].path[:1] == self.tops[:1] and row[1].path)
        return preamble + (first[:4] if self.tops else self.body[:3])

    def _first_third(self) -> tuple[tuple[int, AnyLine], ...]:
        out: list[tuple[int, AnyLine]] = []
        limit, seen = sum(len(line.text) for _, line in self.body) / 3, 0
        for row in self.body:
            if seen > limit and out:
                break
            out.append(row)
            seen += len(row[1].text)
        return tuple(out)


def requirements_of(
    paper: Sequence[AnyLine] | Notice,
    genre: str,
    *,
    layer: Layer | None = None,
    title: str | None = None,
) -> tuple[RequirementResult, ...]:
    """Each required or usual part of `genre` with how it was found.

    paper: the lines of a parse or of a draft, or a Notice.
    layer: the lines to look at; by default the carrier's for a carrier genre, else the payload's,
    and whatever layer there is when the paper has only one.
    title: the paper's title where it stands in no line of its own (in its carrier's title only).
    """
    lines: Sequence[AnyLine] = tuple(flow(paper)) if isinstance(paper, Notice) else paper
    view = _view(lines, layer or ("carrier" if spec(genre).carrier else "payload"), title)
    return tuple(_check(req, view) for req in spec(genre).requirements)


def _view(lines: Sequence[AnyLine], layer: Layer, title: str | None) -> _View:
    layers = {line.layer for line in lines if line.part not in ("furniture", "metadata")}
    if layer not in layers:
        layer = "payload" if layer == "carrier" else "carrier"
    rows = tuple((at, line) for at, line in enumerate(lines) if line.layer == layer)
    return _View(rows, "payload" in layers and layer == "carrier", title)


def _check(req: Requirement, view: _View) -> RequirementResult:
    """Climb the ladder for one requirement."""
    if req.field:
        return _field(req, view)
    if req.count:
        return _count(req, view)
    found = _by_heading(req, view)
    if found:
        return RequirementResult(
            id=req.id, name=req.name, status="present", where=found, rung="heading"
        )
    found = _by_sentence(req, view)
    if found:
        status = "merged" if req.headings else "present"
        return RequirementResult.model_validate(
            {"id": req.id, "name": req.name, "status": status, "where": found, "rung": "sentence"}
        )
    return RequirementResult(id=req.id, name=req.name, status="missing")


def _where(at: int, line: AnyLine, start: int, end: int) -> Where:
    """The place of line.text[start:end]: in the file for a parsed line, else by line number."""
    quote = line.text[start:end] or None
    if isinstance(line, Line):
        block, first, last = line.locate(start, end)
        return Where(paragraph=block, start=first, end=last, heading_path=line.path, quote=quote)
    return Where(paragraph=at, start=start, end=end, heading_path=line.path, quote=quote)


def _by_heading(req: Requirement, view: _View) -> Where | None:
    patterns = [shared().headings[name] for name in req.headings]
    for at, line in view.body:
        named = line.path[-1] if line.part == "heading" and line.path else ""
        if named and any(pattern.search(named) for pattern in patterns):
            return _where(at, line, 0, line.body_from or len(line.text))
    return None


def _by_sentence(req: Requirement, view: _View) -> Where | None:
    patterns = [shared().moves[name] for name in req.moves]
    for at, line in view.zone(req.zone):
        for pattern in patterns:
            found = pattern.search(line.text)
            if found and (
                req.zone != "paragraph_start" or found.start() <= _START + line.body_from
            ):
                return _where(at, line, *_sentence(line.text, found.start()))
    return _blank(req, view)


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence around an offset."""
    spans = sentence_spans(text)
    return next(((start, end) for start, end in spans if start <= at < end), (at, len(text)))


def _blank(req: Requirement, view: _View) -> Where | None:
    """An open 待补 where the part belongs: its place is kept, so it is not missing."""
    if req.zone not in ("opening", "first_third", "last"):
        return None
    for at, line in view.zone(req.zone):
        found = _OPEN.search(line.text)
        if found:
            return _where(at, line, found.start(), found.end())
    return None


def _count(req: Requirement, view: _View) -> RequirementResult:
    """Numbered items outside the parts that are no tasks, else items numbered inside sentences."""
    heads = [(at, line) for at, line in view.body if line.part == "heading" and line.number]
    heads = [row for row in heads if _is_item(row[1], heads)]
    if len(heads) >= req.count:
        at, line = heads[0]
        place = _where(at, line, 0, line.body_from or len(line.text))
        return RequirementResult(
            id=req.id, name=req.name, status="present", where=place, rung="heading"
        )
    marks = [(at, line) for at, line in view.body for _ in _INLINE.findall(line.text)]
    marks += [row for row in view.body if row[1].part != "heading" and read_mark(row[1].text)]
    if len(heads) + len(marks) >= req.count:
        at, line = (heads + marks)[0]
        place = _where(at, line, 0, min(len(line.text), 40))
        return RequirementResult(
            id=req.id, name=req.name, status="merged", where=place, rung="sentence"
        )
    return RequirementResult(id=req.id, name=req.name, status="missing")


def _is_item(line: AnyLine, heads: Sequence[tuple[int, AnyLine]]) -> bool:
    """A numbered heading with none under it, outside 指导思想, 目标 and 问题. 保障 counts only
    where the whole paper has no deeper level (then every first-level part is a task)."""
    if any(other.path[:-1] == line.path and other.path != line.path for _, other in heads):
        return False
    role = heading_role(line.path[0]) if line.path else None
    return role not in ("guide", "problem", "guarantee") or len(line.path) > 2


def _field(req: Requirement, view: _View) -> RequirementResult:
    finders: dict[str, Callable[[], Where | None]] = {
        "title": lambda: _part(view, "title") or (Where() if view.title else None),
        "title_year": lambda: _title_year(req, view),
        "recipients": lambda: _part(view, "recipients"),
        "signature": lambda: _part(view, "signature"),
        "date": lambda: _part(view, "date"),
        "doc_number": lambda: _part(view, "doc_number"),
        "payload": lambda: Where() if view.has_payload else None,
    }
    found = finders[req.field or "title"]()
    if found is None:
        return RequirementResult(id=req.id, name=req.name, status="missing")
    place = found if found.quote else None
    return RequirementResult(id=req.id, name=req.name, status="present", where=place, rung="field")


def _part(view: _View, part: str) -> Where | None:
    for at, line in view.rows:
        if line.part == part:
            return _where(at, line, 0, len(line.text))
    return None


def _title_year(req: Requirement, view: _View) -> Where | None:
    """The title, when it shows as many years as the genre wants."""
    titles = [(at, line) for at, line in view.rows if line.part == "title"]
    whole = parse_title("".join(line.text for _, line in titles) or view.title or "")
    if whole.year is None or (req.years > 1 and whole.next_year is None):
        return None
    return _where(titles[0][0], titles[0][1], 0, len(titles[0][1].text)) if titles else Where()
