"""`draftkit rules`: what an evaluation looks for."""

from __future__ import annotations

from typing import Annotated

import typer

from draftkit.cli.layout import table
from draftkit.cli.options import one_of
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items
from draftkit.errors import UsageError


def run(
    common: Common,
    action: Annotated[str, typer.Argument(metavar="list|show", help="help.arg.rules")] = "list",
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="help.arg.code")] = None,
) -> None:
    """List the rules, or tell all about one."""
    from draftkit import api
    from draftkit.report.rules import plain_page

    one_of("rules", action, ("list", "show"))
    if (action == "show") != (code is not None):
        raise UsageError("cli.code_needed")
    listed = api.rules() if code is None else (api.rule(code.upper()),)
    if common.json:
        put_items([rule.model_dump(mode="json") for rule in listed])
    elif code is not None:
        put(plain_page(listed[0]))
    else:
        rows = [(rule.code, rule.severity, rule.name) for rule in listed]
        put("\n".join(table(("code", "severity", "rule"), rows)))
