"""Draft: the paper as it stands, and where each sentence comes from (`draftkit.draft/1`)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from draftkit.values.base import Value
from draftkit.values.notice import Notice

Origin = Literal["fact", "basis", "past", "table", "template", "model", "user"]
"""Where words come from: the request's facts, a paper from above, a past notice, the dated
tables, a template of the genre, a model, a person."""

BlankKind = Literal["fill", "confirm", "registry"]
"""fill = 【待补】 nobody knows; confirm = 【待核】 an offered value to tick; registry = given later
by the registry (the number of a document)."""


class SourceQuote(Value):
    """A place in a past notice, with the words that stand there."""

    notice_id: str
    title: str = ""
    year: int | None = None
    issuer: str | None = None
    heading_path: tuple[str, ...] = ()
    quote: str = ""


class Change(Value):
    """One edit made on the way from a source to the draft; `rule` names why."""

    rule: str
    from_: str = Field("", alias="from")
    to: str = ""


class SpanOrigin(Value):
    """The origin of one stretch of a sentence, offsets in its text."""

    start: int
    end: int
    origin: Origin
    sources: tuple[SourceQuote, ...] = ()
    changes: tuple[Change, ...] = ()


class Sentence(Value):
    """One sentence of the draft in order; `section` is its heading path, `part` its place
    (title, recipients, opening, heading, body, signature, date, carrier …)."""

    id: str
    section: tuple[str, ...] = ()
    part: str = "body"
    text: str
    origin: Origin
    spans: tuple[SpanOrigin, ...] = ()
    sources: tuple[SourceQuote, ...] = ()
    facts: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


class Blank(Value):
    """An open mark. `offered` is the old value shown to be ticked, `was` where it stood."""

    id: str
    sentence: str
    kind: BlankKind
    question: str
    offered: str | None = None
    was: SourceQuote | None = None
    owner: str | None = None


class LeftOut(Value):
    """Past text that was not carried over, and the rule that kept it out."""

    notice_id: str
    quote: str
    rule: str
    last_seen: int | None = None


class TaskAnswer(Value):
    """One task of last year's or of the superior's paper, and what this year's says of it."""

    superior: str | None = None
    last_year: str | None = None
    last_seen: int | None = None
    this_year: str | None = None
    status: str = ""


class Run(Value):
    """The only part of a draft that may differ between two runs on the same input."""

    version: str = ""
    model: str | None = None
    prompts: dict[str, str] = Field(default_factory=dict)
    index: dict[str, Any] = Field(default_factory=dict)
    request_sha256: str = ""
    started: str = ""
    seconds: float = 0.0
    usage: dict[str, Any] = Field(default_factory=dict)


class Draft(Value):
    """A draft: the notice, its sentences with their origins, its open marks, what was left out."""

    schema_: Literal["draftkit.draft/1"] = Field(default="draftkit.draft/1", alias="schema")
    notice: Notice
    sentences: tuple[Sentence, ...] = ()
    blanks: tuple[Blank, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unused_facts: tuple[str, ...] = ()
    tasks: tuple[TaskAnswer, ...] = ()
    run: Run = Field(default_factory=Run)
