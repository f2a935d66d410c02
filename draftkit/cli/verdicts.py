"""What `draftkit review` asks, keeps and shows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from draftkit.cli.layout import clip, table
from draftkit.cli.terminal import ask_line, put, put_items, tell
from draftkit.errors import UsageError
from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.values.report import DocumentRef, EvalReport, Finding
    from draftkit.values.review import Review, ReviewRow, Said, Spoken

Given = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of --agree and those of --disagree."""

_ANSWERS: dict[str, Said] = {
    "y": "agree", "对": "agree", "是": "agree", "n": "disagree", "不对": "disagree", "否": "disagree",
}  # fmt: skip
_END = ("q", "结束")


class Book:
    """The verdicts of a workspace, and who adds to them."""

    def __init__(self, workspace: Path | None, by: str | None) -> None:
        self._workspace, self._by = workspace, by
        self.kept: list[ReviewRow] = []

    def add(self, document: DocumentRef, said: Sequence[Spoken]) -> None:
        """Keep verdicts on one paper at once."""
        from draftkit.recording import record

        self.kept += record(self._workspace, document, said, by=self._by)

    def before(self) -> dict[tuple[str, str], ReviewRow]:
        """What was said already, by path of the paper and fingerprint."""
        from draftkit.recording import said_before

        return said_before(self._workspace)


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def keep_saved(
    book: Book, saved: Iterable[Review], given: Given, note: str, *, as_json: bool
) -> None:
    """Keep what the page of a report saved. Raises UsageError for verdicts given beside it."""
    if any(given) or note:
        raise UsageError("cli.verdicts_twice")
    for one in saved:
        book.add(one.document, one.verdicts)
    _told(book, as_json=as_json)


def keep_named(
    book: Book, reports: Sequence[EvalReport], given: Given, note: str, *, as_json: bool
) -> None:
    """Keep verdicts on the findings that words of the command line name."""
    from draftkit.recording import verdicts

    for document, said in verdicts(reports, *given, note):
        book.add(document, said)
    _told(book, as_json=as_json)


def _told(book: Book, *, as_json: bool) -> None:
    if as_json:
        put_items([row.model_dump(mode="json") for row in book.kept])
        return
    agreed = sum(row.verdict == "agree" for row in book.kept)
    put(say("cli.verdicts", agreed=agreed, disagreed=len(book.kept) - agreed))


def show(book: Book, reports: Sequence[EvalReport], *, as_json: bool) -> None:
    """List the findings by number with what was said of each."""
    before = book.before()
    rows = [(at, report, row) for at, (report, row) in enumerate(_findings(reports), 1)]
    if as_json:
        put_items([_item(at, report, row, before) for at, report, row in rows])
        return
    listed = [
        (str(at), row.code, _word(before.get(_key(report, row))), clip(_shown(row), 60))
        for at, report, row in rows
    ]
    put("\n".join(table(("number", "code", "verdict", "finding"), listed)))
    tell("cli.how_to_say")


def _findings(reports: Iterable[EvalReport]) -> list[tuple[EvalReport, Finding]]:
    return [(report, row) for report in reports for row in report.findings]


def _key(report: EvalReport, row: Finding) -> tuple[str, str]:
    return PurePath(report.document.path).as_posix(), row.fingerprint


def _shown(row: Finding) -> str:
    return f"“{row.where.quote}” {row.message}" if row.where.quote else row.message


def _word(said: ReviewRow | None) -> str:
    return say(f"word.{said.verdict}") if said else "—"


def _item(
    at: int, report: EvalReport, row: Finding, before: dict[tuple[str, str], ReviewRow]
) -> dict[str, Any]:
    said = before.get(_key(report, row))
    return {
        "number": at,
        "document": report.document.path,
        "code": row.code,
        "fingerprint": row.fingerprint,
        "severity": row.severity,
        "quote": row.where.quote,
        "message": row.message,
        "verdict": said.verdict if said else None,
        "note": said.note if said else "",
        "by": said.by if said else None,
        "at": said.at if said else None,
    }


def ask(book: Book, reports: Sequence[EvalReport]) -> None:
    """Ask about each finding that nobody spoke of; each answer is kept before the next question."""
    from draftkit.recording import spoken

    before = book.before()
    rows = [(one, row) for one, row in _findings(reports) if _key(one, row) not in before]
    for at, (report, row) in enumerate(rows, 1):
        tell("cli.finding", at=at, of=len(rows), code=row.code, text=_shown(row))
        if row.suggestion:
            tell("cli.advice", text=row.suggestion)
        answer = _answer()
        if answer in _END:
            break
        if verdict := _ANSWERS.get(answer):
            note = ask_line("cli.ask_why") if verdict == "disagree" else ""
            book.add(report.document, [spoken(row, verdict, (note or "").strip()[:2000])])
    if not rows:
        tell("cli.all_said")
    _told(book, as_json=False)


def _answer() -> str:
    """What is answered: one of those known, or nothing for the next finding."""
    while True:
        line = ask_line("cli.ask_verdict")
        if line is None:
            return _END[0]
        word = line.strip().lower()
        if not word or word in _ANSWERS or word in _END:
            return word
