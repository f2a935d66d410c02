"""`draftkit rules`: what an evaluation looks for, and how often people agree with it."""

from __future__ import annotations

from typing import Annotated

import typer

from draftkit.cli.layout import table
from draftkit.cli.options import FamilyOption, family_key, one_of
from draftkit.cli.shell import Common
from draftkit.cli.stats import show_stats
from draftkit.cli.terminal import put, put_items
from draftkit.errors import UsageError


def run(
    common: Common,
    action: Annotated[
        str, typer.Argument(metavar="list|show|stats", help="help.arg.rules")
    ] = "list",
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="help.arg.code")] = None,
    family: FamilyOption = None,
) -> None:
    """List the rules, tell all about one, or what people said of each."""
    from draftkit import api
    from draftkit.report.rules import plain_page

    one_of("rules", action, ("list", "show", "stats"))
    if (action == "show") != (code is not None):
        raise UsageError("cli.code_needed")
    if action == "stats":
        show_stats(common)
        return
    here = common.workspace
    if code is None:
        listed = api.rules(family_key(family), here)
    else:
        listed = (api.rule(code.upper(), here),)
    if common.json:
        put_items([rule.model_dump(mode="json") for rule in listed])
    elif code is not None:
        put(plain_page(listed[0]))
    else:
        rows = [(rule.code, rule.severity, rule.family, rule.name) for rule in listed]
        put("\n".join(table(("code", "severity", "family", "rule"), rows)))
