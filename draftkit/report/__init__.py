"""An EvalReport for people and programs: text, JSON, Markdown, one
self-contained HTML file, JUnit XML, SARIF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from draftkit.errors import UsageError
from draftkit.report.words import Context
from draftkit.values.draft import Draft
from draftkit.values.report import EvalReport, EvalReports
from draftkit.values.source import Source

Format = Literal["text", "json", "html", "md", "junit", "sarif"]
FORMATS: tuple[str, ...] = get_args(Format)

__all__ = ["FORMATS", "Format", "render"]


def render(
    report: EvalReport | EvalReports,
    format: str = "text",  # noqa: A002 - the word of the command line
    *,
    draft: Draft | None = None,
    sources: Iterable[Source] = (),
) -> str:
    """A report, or the reports of several files, in one of FORMATS.

    draft: adds to the HTML the paper's text with the origin of each sentence.
    sources: the files as read; with them quotes are shown in their sentence.
    Raises UsageError for an unknown format.
    """
    if format == "json":
        return report.model_dump_json(indent=2) + "\n"
    context = Context(draft, sources)
    if format == "text":
        from draftkit.report.plain import render_text

        return render_text(report, context)
    if format == "md":
        from draftkit.report.markdown import render_markdown

        return render_markdown(report, context)
    if format == "html":
        from draftkit.report.page import render_html

        return render_html(report, context)
    if format == "junit":
        from draftkit.report.junit import render_junit

        return render_junit(report, context)
    if format == "sarif":
        from draftkit.report.sarif import render_sarif

        return render_sarif(report, context)
    raise UsageError("report.unknown_format", format=format, known="、".join(FORMATS))
