"""`draftkit review`: whether a person agrees with the findings of a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli import options, verdicts
from draftkit.cli.shell import Common

Words = Annotated[options.Codes, typer.Option("--agree", metavar="N|CODE", help="help.opt.agree")]
Against = Annotated[
    options.Codes, typer.Option("--disagree", metavar="N|CODE", help="help.opt.disagree")
]


def run(
    common: Common,
    file: Annotated[Path, typer.Argument(metavar="REPORT", help="help.arg.report")],
    agree: Words = None,
    disagree: Against = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="help.opt.note")] = "",
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="help.opt.by")] = None,
) -> None:
    """Keep verdicts on the findings of a report; without any, ask for them, or list what was said."""
    from draftkit.recording import read_reviewed
    from draftkit.values.report import EvalReport

    book = verdicts.Book(common.workspace, by)
    read = read_reviewed(file)
    reports = [one for one in read if isinstance(one, EvalReport)]
    saved = [one for one in read if not isinstance(one, EvalReport)]
    given = (options.codes(agree), options.codes(disagree))
    if saved:
        verdicts.keep_saved(book, saved, given, note, as_json=common.json)
    elif any(given):
        verdicts.keep_named(book, reports, given, note, as_json=common.json)
    elif common.json or not verdicts.can_ask():
        verdicts.show(book, reports, as_json=common.json)
    else:
        verdicts.ask(book, reports)
