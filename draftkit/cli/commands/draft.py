"""`draftkit draft`: this year's paper from past ones."""

from __future__ import annotations

from draftkit.cli import options
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_json, tell
from draftkit.errors import UsageError
from draftkit.messages import printable, say


def run(
    common: Common,
    request: options.RequestOption = None,
    genre: options.GenreOption = None,
    issuer: options.IssuerOption = None,
    year: options.YearOption = None,
    topic: options.TopicOption = None,
    output: options.DraftFiles = None,
    outline: options.OutlineOption = None,
    report: options.ReportOption = None,
    model: options.ModelOption = None,
    no_model: options.NoModelOption = False,
) -> None:
    """Draft, write what was asked for, and say what it is: 0 whenever a draft was written."""
    from draftkit.api import read_outline

    if model is not None:
        raise UsageError("cli.no_model_yet")
    inputs = [path for path in (request, outline) if path]
    for path in output or ():
        options.output_file("-o", path, options.DRAFT_SUFFIXES, inputs)
    if report:
        options.output_file("--report", report, options.REPORT_SUFFIXES, inputs)
    asked = options.request_of(request, genre=genre, issuer=issuer, year=year, topic=topic)
    planned = read_outline(outline) if outline else None
    with common.open() as workspace:
        if workspace.settings.model and not no_model:
            tell("cli.model_unused", model=workspace.settings.model)
        made = workspace.draft(asked, model=False, outline=planned)
    written = [made.save(path) for path in output or (made.folder / "draft.docx",)]
    if report:
        written.append(made.report.save(report))
    if common.json:
        kept = {"draft": made.draft, "report": made.report}
        values = {name: value.model_dump(mode="json") for name, value in kept.items()}
        put_json({"schema": "draftkit.run/1", "folder": printable(made.folder), **values})
    else:
        put("\n".join(map(printable, written)))
    for note in made.notes:
        tell("cli.note", text=note)
    tell(
        "cli.drafted",
        sections=sum(1 for _ in made.draft.notice.paper.walk()),
        sentences=len(made.draft.sentences),
        blanks=len(made.draft.blanks),
        verdict=say(f"word.{made.report.verdict}"),
        folder=made.folder,
    )
