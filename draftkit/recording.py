"""What people say of findings: read from a report or from what its page saved, kept, summed up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from draftkit.errors import DamagedFileError, InputError, UsageError
from draftkit.messages import printable
from draftkit.reviewing import text_of
from draftkit.values.report import DocumentRef, EvalReport, EvalReports, Finding
from draftkit.values.review import Review, ReviewRow, Said, Spoken, Stats


def read_reviewed(path: str | Path) -> tuple[EvalReport, ...] | tuple[Review, ...]:
    """The reports of a file that `eval` wrote as JSON, or the verdicts that a report's page saved.
    Raises an InputError for anything else."""
    try:
        data: Any = json.loads(text_of(path))
        kind = data["schema"]
        if kind == "draftkit.review/1":
            return (Review.model_validate(data),)
        if kind == "draftkit.reports/1":
            return EvalReports.model_validate(data).reports
        if kind == "draftkit.report/1":
            return (EvalReport.model_validate(data),)
    except (ValueError, KeyError, TypeError, RecursionError, DamagedFileError):
        pass
    raise InputError("checks.no_report", path=printable(path))


def verdicts(
    reports: Iterable[EvalReport], agree: Sequence[str], disagree: Sequence[str], note: str = ""
) -> tuple[tuple[DocumentRef, tuple[Spoken, ...]], ...]:
    """Verdicts on the findings of reports that are named by their number (1 is the first finding of
    the first report), by fingerprint, by how a code begins or by family; a number or fingerprint
    stands before the others. Raises UsageError for a finding that is agreed and disagreed with
    alike, and for words that name none."""
    listed = list(reports)
    rows = [(report, row) for report in listed for row in report.findings]
    for word in (*agree, *disagree):
        if not any(_meant(at, row, (word,)) for at, (_, row) in enumerate(rows, 1)):
            raise UsageError("checks.no_such_finding", word=printable(word), last=len(rows))
    said: dict[int, list[Spoken]] = {}
    for at, (report, row) in enumerate(rows, 1):
        for_it, against = _meant(at, row, agree), _meant(at, row, disagree)
        if for_it and for_it == against:
            raise UsageError("checks.both_verdicts", number=at, code=row.code)
        if for_it or against:
            verdict: Said = "agree" if for_it > against else "disagree"
            said.setdefault(id(report), []).append(spoken(row, verdict, note))
    return tuple((one.document, tuple(said[id(one)])) for one in listed if id(one) in said)


def spoken(row: Finding, verdict: Said, note: str = "") -> Spoken:
    """A verdict on a finding."""
    return Spoken(fingerprint=row.fingerprint, code=row.code, verdict=verdict, note=note)


def _meant(number: int, row: Finding, words: Sequence[str]) -> int:
    """2 for a number or fingerprint, 1 for a code or family, 0 where no word means the finding."""
    from draftkit.checks import codes, is_meant

    if str(number) in words or row.fingerprint in words:
        return 2
    named = [word for word in words if word and not word.isdecimal()]
    if row.code in codes():
        return int(any(is_meant(row.code, word) for word in named))
    return int(row.code in named)


def record(
    workspace: str | Path | None,
    document: DocumentRef,
    said: Sequence[Spoken],
    *,
    by: str | None = None,
) -> tuple[ReviewRow, ...]:
    """Keep verdicts in the workspace (None: the one that counts here). by: who speaks, by default
    the user of this computer. Raises WorkspaceError where there is no workspace or it cannot be
    written, LockedError."""
    from draftkit.settings import Settings
    from draftkit.workspace import reviews
    from draftkit.workspace.drives import refuse

    settings, state = Settings.load(workspace), _state(workspace)
    refuse(state, settings.network_drive)
    who = _user() if by is None else by
    return reviews.record(state, document, said, by=who, wait=settings.wait)


def rule_stats(workspace: str | Path | None) -> Stats:
    """What the verdicts kept in a workspace say of each rule. Raises WorkspaceError."""
    from draftkit.checks import rules
    from draftkit.workspace import reviews

    rows, unread = reviews.read(_state(workspace))
    return reviews.stats(rows, unread, {info.code: info.name for info in rules()})


def said_before(workspace: str | Path | None) -> dict[tuple[str, str], ReviewRow]:
    """The verdicts that count, by path of the paper and fingerprint. Raises WorkspaceError."""
    from draftkit.workspace import reviews

    rows, _ = reviews.read(_state(workspace))
    return {(row.document, row.fingerprint): row for row in rows}


def _state(workspace: str | Path | None) -> Path:
    """The folder of a workspace that verdicts are kept in."""
    from draftkit.api import need_archive
    from draftkit.settings import find_workspace
    from draftkit.workspace.workspace import STATE

    need_archive(workspace)
    return find_workspace(workspace)[0] / STATE


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
