"""Evaluating several files in one run: a report or a reason each, and the exit code of it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from draftkit.cli import together
from draftkit.cli.layout import on_one_line
from draftkit.cli.options import one_of
from draftkit.cli.screen import show_lines
from draftkit.cli.terminal import put, put_items, put_raw, tell
from draftkit.errors import InputError, OutputError, UsageError
from draftkit.messages import printable, say

if TYPE_CHECKING:
    from draftkit.cli.together import Terms
    from draftkit.reviewing import ReportFormat, Reviewer
    from draftkit.values.edits import Fixed
    from draftkit.values.report import EvalReport, FailedFile

FORMATS = ("text", "json", "html", "md", "junit", "sarif", "docx", "summary")
FAIL_ON = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "hint": ("error", "warning", "hint"),
    "never": (),
}
"""What --fail-on counts as a failure."""


@dataclass
class Outcome:
    """What became of the files, in the order given."""

    reports: list[EvalReport] = field(default_factory=list)
    failed: list[FailedFile] = field(default_factory=list)

    def exit_code(self, fail_on: str) -> int:
        """2 when nothing could be read, 1 for findings that count or some unread files, else 0."""
        if not self.reports:
            return 2
        found = any(
            report.counts.get(kind, 0) for report in self.reports for kind in FAIL_ON[fail_on]
        )
        return 1 if found or self.failed else 0


def form_of(form: str | None, as_json: bool, output: Path | None) -> ReportFormat:
    """The format asked for: --format or --json, else the ending of the output file, else text."""
    from draftkit.reviewing import REPORT_FORMATS, format_of

    if as_json and form not in (None, "json"):
        raise UsageError("cli.json_or_format", form=form)
    asked = "json" if as_json else form
    if asked is None:
        return (format_of(output) if output else None) or "text"
    one_of("--format", asked, FORMATS)
    return {name: name for name in REPORT_FORMATS.values()}[asked]  # type: ignore[index]


def evaluate_all(files: Sequence[Path], reviewer: Reviewer, terms: Terms) -> Outcome:
    """Evaluate each file. One that cannot be read does not keep the others from it, nor does one
    that draftkit fails on; where it is the only one, its error is raised."""
    from draftkit.values.report import FailedFile

    outcome = Outcome()
    if len(files) == 1:
        outcome.reports.append(reviewer.review(files[0]))
        return outcome
    for file, told in zip(files, together.each(files, reviewer, terms), strict=True):
        if told.report:
            outcome.reports.append(told.report)
        else:
            outcome.failed.append(FailedFile(path=printable(file), reason=told.reason))
            tell("cli.error", text=told.reason)
    outcome.reports[:] = reviewer.compared(outcome.reports)
    return outcome


def papers(given: Sequence[Path]) -> tuple[list[Path], bool]:
    """The files named, and the papers in the folders named; whether they are to be reported as
    several. Raises InputError for folders without a paper."""
    from draftkit.api import papers_in

    found, others = papers_in(given)
    if others:
        tell("cli.passed_over", count=others)
    return found, len(found) > 1 or any(path.is_dir() for path in given)


def show(
    outcome: Outcome,
    reviewer: Reviewer,
    form: ReportFormat,
    output: Path | None,
    *,
    several: bool,
    traces: bool = False,
) -> None:
    """Print the report on one file, or those on several (`draftkit.reports/1`), or write them to a
    file and name it. traces: print where each figure comes from, too. Raises OutputError."""
    from draftkit.api import write_text
    from draftkit.values.report import EvalReports

    if not outcome.reports and (form != "json" or output):
        return
    if form in ("docx", "summary"):
        _write_word(outcome, reviewer, form, output, several=several)
        return
    together = EvalReports(reports=tuple(outcome.reports), failed=tuple(outcome.failed))
    report = together if several else outcome.reports[0]
    if form == "text" and not output:
        show_lines(reviewer.lines(report, traces=traces))
        return
    text = reviewer.text(report, form)
    if output:
        write_text(output, text)
        put(printable(output))
    elif form == "json":
        put_raw(text)
    else:
        put(text.rstrip("\n"))


def _write_word(
    outcome: Outcome, reviewer: Reviewer, form: ReportFormat, output: Path | None, *, several: bool
) -> None:
    """Write the paper with its findings as comments, or the summary to be signed. Raises UsageError
    without a Word file to write to, or for several papers: each has one of its own."""
    from draftkit.output import write_whole

    if output is None or several or output.suffix.lower() != ".docx":
        raise UsageError("cli.summary_of_one" if form == "summary" else "cli.comments_of_one")
    report = outcome.reports[0]
    data = reviewer.summary(report) if form == "summary" else reviewer.commented(report)
    write_whole(output, data)
    put(printable(output))


def mend(files: Sequence[Path], reviewer: Reviewer, *, unsafe: bool, as_json: bool) -> int:
    """Write a fixed copy of each file and list the changes; the exit code. A file that cannot be
    changed does not keep the others from it; where it is the only one, its error is raised."""
    done, failed = [], 0
    for file in files:
        try:
            done.append((file, reviewer.fix(file, unsafe=unsafe)))
        except (InputError, UsageError, OutputError) as error:
            if len(files) == 1:
                raise
            failed += 1
            tell("cli.error", text=str(error))
    if as_json:
        put_items([{"file": printable(file), **row.model_dump(mode="json")} for file, row in done])
    for file, row in () if as_json else done:
        _tell_fixed(file, row)
    return 1 if failed else 0


def _tell_fixed(file: Path, row: Fixed) -> None:
    """The changes made in a copy, each with the words around it, and those left to a person."""
    put(f"{printable(file)} → {row.path}")
    if not row.made and not row.left:
        put(say("cli.fixed_nothing"))
        return
    put(say("cli.fixed", made=len(row.made), left=len(row.left)))
    for edit in (*row.made, *row.left):
        around = f"{edit.before}〖{edit.was}〗{edit.after}"
        become = f"〖{edit.put}〗" if edit.put else say("cli.fixed_gone")
        if edit in row.left:
            become = say("cli.not_fixed")
        place = say("cli.paragraph", number=edit.paragraph + 1)
        put(on_one_line(f"  {edit.code}  {place}  {around} → {become}"))
