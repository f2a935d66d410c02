"""What people say of findings: verdicts, the file that carries them, and what they say of rules."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from draftkit.values.base import Value
from draftkit.values.report import DocumentRef

Said = Literal["agree", "disagree"]


class Spoken(Value):
    """One person's verdict on one finding, which is called by its fingerprint."""

    fingerprint: str = Field(min_length=1, max_length=64)
    code: str = Field(min_length=1, max_length=40)
    verdict: Said
    note: str = Field("", max_length=2000)


class Review(Value):
    """Verdicts on the findings of one paper, as the page of a report saves them."""

    schema_: Literal["draftkit.review/1"] = Field(alias="schema")
    document: DocumentRef
    verdicts: tuple[Spoken, ...] = ()


class ReviewRow(Spoken):
    """A line of `.draftkit/reviews.jsonl`: a verdict, on which paper, by whom and when (ISO 8601)."""

    document: str
    title: str | None = None
    by: str = ""
    at: str = ""


class RuleStats(Value):
    """What people said of a rule's findings. precision: share agreed with; low, high: its interval
    of Wilson at 95 %. papers: how many papers those findings are from."""

    code: str
    name: str
    reviewed: int
    agreed: int
    disagreed: int
    precision: float
    low: float
    high: float
    papers: int


class Stats(Value):
    """All that was reviewed (`draftkit.stats/1`); the rules people agreed with least come first.
    unread: lines of the file that could not be read."""

    schema_: Literal["draftkit.stats/1"] = Field(default="draftkit.stats/1", alias="schema")
    reviewed: int
    papers: int
    unread: int = 0
    rules: tuple[RuleStats, ...] = ()
