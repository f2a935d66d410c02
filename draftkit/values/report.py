"""EvalReport: what a reviewer reviews a paper against (`draftkit.report/1`)."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from draftkit.values.base import Value

Severity = Literal["error", "warning", "hint"]
Verdict = Literal["fail", "review", "pass"]


class DocumentRef(Value):
    """The paper a report is about; `path` as given."""

    path: str
    title: str | None = None
    genre: str | None = None
    stage: str = "初稿"


class Where(Value):
    """A place: `paragraph` indexes the blocks of the file as read, offsets count characters in
    that block as it stands in the file; `quote` is verbatim text, None for what is missing."""

    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    heading_path: tuple[str, ...] = ()
    quote: str | None = None


class Evidence(Value):
    """A past notice's words that a finding rests on."""

    notice_id: str
    quote: str


class Fix(Value):
    """A replacement for the span of a finding; `safe` ones cannot change the meaning."""

    safe: bool
    replacement: str


class Finding(Value):
    """One fault: what rule, how bad, why, where, and what to do. fingerprint: what it is called by
    in a baseline and in a person's verdict; it stays when paragraphs move."""

    code: str
    fingerprint: str = ""
    severity: Severity
    message: str
    basis: str = ""
    owner: str | None = None
    evidence: tuple[Evidence, ...] = ()
    where: Where
    suggestion: str = ""
    fix: Fix | None = None


class Trace(Value):
    """Where a year, figure, name … of the paper comes from. kind: a SpanKind; support: who vouches
    for it (given, computed, national, common, unsupported …); why: in Chinese, for a computation the
    computation itself (12+8=20); facts: ids of the facts or other given texts it rests on."""

    text: str
    kind: str
    support: str
    why: str = ""
    where: Where
    facts: tuple[str, ...] = ()


class RequirementResult(Value):
    """A required part: `rung` says how it was found (heading, sentence, a field of the head; model
    where only a model found it), `where` in which place."""

    id: str
    name: str
    status: Literal["present", "merged", "missing"]
    where: Where | None = None
    rung: Literal["heading", "sentence", "field", "model"] | None = None


class OpenMark(Value):
    """An open 【待补】 or 【待核】 in the text."""

    kind: Literal["fill", "confirm", "registry"]
    question: str
    where: Where


class Unscored(Value):
    """What was not looked at, and what it lacked."""

    what: str
    why: str


class Waived(Value):
    """A finding that does not count, and why: a waiver with its last day, or a baseline."""

    finding: Finding
    reason: str
    until: date | None = None


class EvalReport(Value):
    """The report on one paper. fail = any error; review = warnings or open marks; else pass.
    traces: where each year, figure and name comes from (with a request only). waived: findings
    that an office let pass. notes: what was settled otherwise than it ships."""

    schema_: Literal["draftkit.report/1"] = Field(default="draftkit.report/1", alias="schema")
    document: DocumentRef
    verdict: Verdict
    requirements: tuple[RequirementResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    open: tuple[OpenMark, ...] = ()
    traces: tuple[Trace, ...] = ()
    scores: dict[str, Any] = Field(default_factory=dict)
    counts: dict[str, int] = Field(default_factory=dict)
    rules_run: tuple[str, ...] = ()
    unscored: tuple[Unscored, ...] = ()
    waived: tuple[Waived, ...] = ()
    notes: tuple[str, ...] = ()


class FailedFile(Value):
    """A file that could not be evaluated."""

    path: str
    reason: str


class EvalReports(Value):
    """Reports on several files, in the order given."""

    schema_: Literal["draftkit.reports/1"] = Field(default="draftkit.reports/1", alias="schema")
    reports: tuple[EvalReport, ...] = ()
    failed: tuple[FailedFile, ...] = ()
