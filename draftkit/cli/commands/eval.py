"""`draftkit eval`: the report that a reviewer reviews a paper against."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli import options
from draftkit.cli.reports import FAIL_ON, evaluate_all, form_of, mend, papers, show
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put
from draftkit.cli.together import Terms
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
    fail_on: options.FailOnOption = None,
    baseline: options.BaselineOption = None,
    write_baseline: options.WriteBaselineOption = None,
    no_archive: options.NoArchiveOption = False,
    model: options.PartsModelOption = None,
    fix: options.FixOption = False,
    unsafe: options.UnsafeOption = False,
) -> int:
    """Evaluate each file; 1 when a finding is at or over --fail-on, or some files failed."""
    from draftkit.api import model_here, office_here, policy_here
    from draftkit.reviewing import read_baseline
    from draftkit.reviewing import write_baseline as keep

    for name, value, allowed in (
        ("--fail-on", fail_on, tuple(FAIL_ON)),
        ("--stage", stage, options.STAGES),
    ):
        if value is not None:
            options.one_of(name, value, allowed)
    inputs = [*files, *([request] if request else [])]
    if output:
        options.output_file("-o", output, options.REPORT_SUFFIXES, inputs)
    if write_baseline:
        options.output_file("--write-baseline", write_baseline, (".json",), inputs)
    asked = form_of(form, common.json, output)
    policy = policy_here(common.workspace)
    archive = None if no_archive else common.standing_in()
    terms = Terms(
        request,
        stage,
        archive.root if archive else None,
        office_here(common.workspace),
        options.codes(select),
        options.codes(ignore),
        policy,
        read_baseline(baseline) if baseline else None,
        limited=write_baseline is None,
        model=model_here(model, common.workspace) if model else None,
    )
    reviewer = terms.reviewer()
    listed, several = papers(files)
    if fix:
        return mend(listed, reviewer, unsafe=unsafe, as_json=common.json)
    outcome = evaluate_all(listed, reviewer, terms)
    if write_baseline:
        keep(write_baseline, outcome.reports)
        put(printable(write_baseline))
        return outcome.exit_code("never")
    show(outcome, reviewer, asked, output, several=several, traces=common.verbose > 0)
    return outcome.exit_code(fail_on or (policy.fail_on if policy else None) or "error")
