"""Papers evaluated against one request and one archive, and what is kept of it: a baseline."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from draftkit import assets
from draftkit.errors import DamagedFileError, InputError, MissingFileError, OutputError
from draftkit.messages import printable
from draftkit.values.draft import Draft
from draftkit.values.edits import Edit, Fixed
from draftkit.values.notice import Notice
from draftkit.values.report import EvalReport, EvalReports, Finding
from draftkit.values.request import DraftRequest

if TYPE_CHECKING:
    from draftkit.checks import Baseline, Past, Said
    from draftkit.llm import ChatModel
    from draftkit.report.lines import TextLine
    from draftkit.values.policy import EvalPolicy
    from draftkit.values.source import Parsed, Source
    from draftkit.workspace import Workspace

ReportFormat = Literal["text", "json", "html", "md", "junit", "sarif", "docx", "summary"]
REPORT_FORMATS: dict[str, ReportFormat] = {
    ".txt": "text", ".json": "json", ".html": "html", ".md": "md", ".xml": "junit",
    ".sarif": "sarif", ".docx": "docx", ".summary.docx": "summary",
}  # fmt: skip
"""The ending of a report's file and the format it asks for; "docx" is the paper with comments,
"summary" two pages to be printed and signed."""

_PASSES = 5
"""How often a file is fixed at most: a fix may uncover another, but two must not do so for ever."""
_AROUND = 8
"""Characters kept on each side of an edit, to show it by."""

_PAST_NOTICES = 24
"""How many notices of the same body an evaluation compares with."""

_SAVED: dict[str, type[Draft | Notice]] = {"draftkit.draft/1": Draft, "draftkit.notice/1": Notice}


def format_of(path: str | Path) -> ReportFormat | None:
    """The format that the name of a report's file asks for, by the longest ending that fits."""
    name = Path(path).name.lower()
    fitting = [ending for ending in REPORT_FORMATS if name.endswith(ending)]
    return REPORT_FORMATS[max(fitting, key=len)] if fitting else None


class Reviewer:
    """Evaluates papers against one request and one archive, and keeps what it read of them, so that
    a report can show each finding in its sentence."""

    def __init__(
        self,
        request: DraftRequest | str | Path | None = None,
        stage: str | None = None,
        *,
        archive: Workspace | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        policy: EvalPolicy | None = None,
        baseline: Baseline | None = None,
        limited: bool = True,
        office: Path | None = None,
        model: ChatModel | None = None,
    ) -> None:
        """office: the folder whose eval/ stands before what ships, by default the archive's.
        policy: what the office has settled, by default what the archive's workspace has in its
        draftkit.toml. baseline: findings known before. limited: False keeps all findings, for a
        baseline. model: asked for required parts that nothing else shows. Raises a RequestError for a request that cannot be used."""
        own = archive.settings.judging if archive else None
        self._policy = policy or own
        self._baseline, self._limited = baseline, limited
        self._model = model
        self._asked = DraftRequest.load(request) if isinstance(request, str | Path) else request
        self._stage = stage
        self._archive = archive
        self._office = office or (archive.root if archive else None)
        self._select, self._ignore = select, ignore
        self._sources: list[Source] = []
        self._read_as: dict[str, Parsed] = {}
        self._drafts: list[Draft] = []
        self._said: list[Said] = []
        self._pasts: dict[tuple[str, ...], Past] = {}

    def review(self, document: str | Path | Notice | Draft) -> EvalReport:
        """The report on one paper; see `evaluate`."""
        from draftkit.checks import evaluate_parsed, said_in

        with assets.overriding(self._office):
            parsed = self._read(document)
            self._sources.append(parsed.source)
            self._read_as[parsed.source.path] = parsed
            self._said += said_in(parsed)
            return evaluate_parsed(
                parsed,
                request=self._asked,
                archive_notices=self._past(parsed.notice.paper),
                stage=self._stage,
                select=self._select,
                ignore=self._ignore,
                policy=self._policy,
                known=self._baseline.of(parsed.source.path) if self._baseline else frozenset(),
                today=date.today(),
                limited=self._limited,
                model=self._model,
            )

    def take_read(self) -> tuple[tuple[Source, ...], tuple[Said, ...]]:
        """What was read of the papers reviewed so far, given away: their reports are then compared
        and rendered by the Reviewer that it is handed to."""
        taken = tuple(self._sources), tuple(self._said)
        self._sources.clear()
        self._said.clear()
        self._read_as.clear()
        return taken

    def add_read(self, sources: Iterable[Source], said: Iterable[Said]) -> None:
        """Papers that another Reviewer of the same terms read."""
        self._sources += sources
        self._said += said

    def compared(self, reports: Sequence[EvalReport]) -> tuple[EvalReport, ...]:
        """The reports on papers reviewed here, with what only all of them together tell: one
        indicator with two values in two of them. A single report stays as it is."""
        from draftkit.checks import compared

        with assets.overriding(self._office):
            return compared(reports, self._said) if len(reports) > 1 else tuple(reports)

    def text(self, report: EvalReport | EvalReports, form: ReportFormat) -> str:
        """A report on papers reviewed here, in one of its forms."""
        from draftkit.report import render

        return render(report, form, draft=self._draft(), sources=self._sources)

    def _draft(self) -> Draft | None:
        """The draft reviewed here, where it is all there is."""
        return self._drafts[0] if len(self._drafts) == 1 == len(self._sources) else None

    def lines(self, report: EvalReport | EvalReports, *, traces: bool = False) -> list[TextLine]:
        """A report on papers reviewed here as lines for a terminal. traces: also where each year,
        figure and name comes from."""
        from draftkit.report.plain import text_lines
        from draftkit.report.words import Context

        return text_lines(report, Context(self._draft(), self._sources), traces=traces)

    def summary(self, report: EvalReport) -> bytes:
        """What the office signs: two pages as a Word file, on a paper reviewed here."""
        from draftkit.report.printed import render_summary
        from draftkit.report.words import Context

        with assets.overriding(self._office):
            return render_summary(report, Context(self._draft(), self._sources))

    def commented(self, report: EvalReport) -> bytes:
        """A Word copy of a paper reviewed here, the findings of its report as comments."""
        from draftkit.output import commented
        from draftkit.report.notes import notes_of

        return commented(self._read_as[report.document.path], notes_of(report))

    def fix(self, path: str | Path, *, unsafe: bool = False) -> Fixed:
        """Write NAME.fixed.EXT beside a .docx, .txt or .md with every safe fix made (unsafe: every
        fix), and again while one uncovers another. Raises an InputError for a file that cannot be
        read, a UsageError for another format, OutputError where that file is there already or
        cannot be written."""
        from draftkit.output import fixed, fixed_path, write_whole
        from draftkit.parse import parse_bytes

        target = fixed_path(Path(path))
        if os.path.lexists(target):
            raise OutputError("output.fixed_exists", path=printable(target))
        made: list[Edit] = []
        lost: list[Edit] = []
        with assets.overriding(self._office):
            parsed, data = self._read(path), Path(path).read_bytes()
            for _ in range(_PASSES):
                edits = self._edits(parsed, unsafe)
                data, lost = fixed(data, parsed.source, edits)
                done = [edit for edit in edits if edit not in lost]
                made += done
                if not done:
                    break
                parsed = parse_bytes(data, path)
        write_whole(target, data)
        return Fixed(path=printable(target), made=tuple(made), left=tuple(lost))

    def _edits(self, parsed: Parsed, unsafe: bool) -> list[Edit]:
        """What there is to mend in a paper, in the order of the text."""
        from draftkit.checks import all_fixes

        found = all_fixes(
            parsed, request=self._asked, stage=self._stage, select=self._select,
            ignore=self._ignore, policy=self._policy, today=date.today(), unsafe=unsafe,
        )  # fmt: skip
        return [edit for row in reversed(found) if (edit := _edit(row, parsed.source))]

    def _past(self, paper: Notice) -> Past:
        """Past notices to compare with, made ready once for all papers that have the same: the
        newest of the body that issues the paper or asks for it, and as many of others."""
        from draftkit.checks import Past
        from draftkit.reading import one_of

        if self._archive is None:
            return Past()
        asked = self._asked
        names = tuple(name for name in (paper.issuer, asked.issuer if asked else None) if name)
        mine: dict[bool, list[str]] = {True: [], False: []}
        for row in self._archive.rows():
            mine[one_of(row.issuer, names)].append(row.id)
        key = (*mine[True][:_PAST_NOTICES], *mine[False][:_PAST_NOTICES])
        if key not in self._pasts:
            self._pasts[key] = Past(self._archive.notice(one) for one in key)
        return self._pasts[key]

    def _read(self, document: str | Path | Notice | Draft) -> Parsed:
        from draftkit.parse import from_notice, parse_path

        path = printable(document) if isinstance(document, str | Path) else ""
        if isinstance(document, str | Path):
            if Path(document).suffix.lower() != ".json":
                return parse_path(document)
            document = read_draft(document)
        if isinstance(document, Draft):
            self._drafts.append(document)
            document = document.notice
        return from_notice(document, path)


def _edit(row: Finding, source: Source) -> Edit | None:
    where = row.where
    if where.paragraph is None or where.start is None or where.end is None or row.fix is None:
        return None
    text = source.blocks[where.paragraph].text
    return Edit(
        code=row.code, paragraph=where.paragraph, start=where.start, end=where.end,
        was=text[where.start : where.end], put=row.fix.replacement,
        before=text[max(0, where.start - _AROUND) : where.start],
        after=text[where.end : where.end + _AROUND],
    )  # fmt: skip


def read_baseline(path: str | Path) -> Baseline:
    """Findings known before, from a file that `write_baseline` wrote. Raises InputError."""
    from draftkit.checks import read_baseline as read

    return read(text_of(path), printable(path))


def write_baseline(path: str | Path, reports: Iterable[EvalReport]) -> None:
    """Keep the findings of reports that a Reviewer made without limits. Raises OutputError."""
    from draftkit.checks import baseline_of
    from draftkit.output import write_whole

    made = baseline_of(reports).model_dump_json(indent=1) + "\n"
    write_whole(Path(path), made.encode("utf-8"))


def read_draft(path: str | Path) -> Draft | Notice:
    """A draft.json, or a Notice as JSON. Raises an InputError."""
    try:
        data = json.loads(text_of(path))
        kind = _SAVED[data["schema"]]
        return kind.model_validate(data)
    except (ValueError, KeyError, TypeError):
        raise DamagedFileError("file.no_draft", path=str(path)) from None


def text_of(path: str | Path) -> str:
    """A UTF-8 text file. Raises an InputError."""
    from draftkit.parse.files import refuse_special

    try:
        if not Path(path).is_dir():
            refuse_special(Path(path))
        return Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MissingFileError("file.missing", path=str(path)) from None
    except IsADirectoryError:
        raise InputError("file.is_folder", path=str(path)) from None
    except UnicodeDecodeError:
        raise DamagedFileError("file.not_utf8", path=str(path)) from None
    except OSError as error:
        raise InputError(
            "file.unreadable", path=str(path), reason=error.strerror or str(error)
        ) from None
