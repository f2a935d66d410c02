"""`draftkit eval`: the report that a reviewer reviews a paper against."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli import options
from draftkit.cli.reports import FAIL_ON, evaluate_all, form_of, together
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_raw
from draftkit.messages import printable


def run(
    common: Common,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="help.arg.eval_files")],
    request: options.RequestOption = None,
    form: options.FormatOption = None,
    output: options.ReportFile = None,
    stage: options.StageOption = None,
    select: options.SelectOption = None,
    ignore: options.IgnoreOption = None,
    fail_on: options.FailOnOption = "error",
    no_archive: options.NoArchiveOption = False,
) -> int:
    """Evaluate each file; 1 when a finding is at or over --fail-on, or some files failed."""
    from draftkit.api import Reviewer, write_text

    options.one_of("--fail-on", fail_on, tuple(FAIL_ON))
    if stage is not None:
        options.one_of("--stage", stage, options.STAGES)
    if output:
        inputs = [*files, *([request] if request else [])]
        options.output_file("-o", output, options.REPORT_SUFFIXES, inputs)
    asked = form_of(form, common.json, output)
    reviewer = Reviewer(
        request,
        stage,
        archive=None if no_archive else common.standing_in(),
        select=options.codes(select),
        ignore=options.codes(ignore),
    )
    outcome = evaluate_all(files, reviewer.review)
    report = together(outcome, len(files) > 1)
    if outcome.reports or (asked == "json" and not output):
        text = reviewer.text(report, asked)
        if output:
            write_text(output, text)
            put(printable(output))
        elif asked == "json":
            put_raw(text)
        else:
            put(text.rstrip("\n"))
    return outcome.exit_code(fail_on)
