"""`draftkit rules`: what an evaluation looks for, and how often people agree with it."""

from __future__ import annotations

from typing import Annotated

import typer

from draftkit.cli.layout import table
from draftkit.cli.options import FamilyOption, family_key, one_of
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items, put_json, tell
from draftkit.errors import UsageError
from draftkit.messages import say


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
        _stats(common)
        return
    listed = api.rules(family_key(family)) if code is None else (api.rule(code.upper()),)
    if common.json:
        put_items([rule.model_dump(mode="json") for rule in listed])
    elif code is not None:
        put(plain_page(listed[0]))
    else:
        rows = [(rule.code, rule.severity, rule.family, rule.name) for rule in listed]
        put("\n".join(table(("code", "severity", "family", "rule"), rows)))


def _stats(common: Common) -> None:
    """What the verdicts of the workspace say of each rule, the least agreed with first."""
    from draftkit.recording import rule_stats

    stats = rule_stats(common.workspace)
    if common.json:
        put_json(stats)
        return
    if stats.unread:
        tell("cli.stats_unread", unread=stats.unread)
    if not stats.rules:
        put(say("cli.no_stats"))
        return
    rows = [
        (
            one.code,
            str(one.reviewed),
            str(one.agreed),
            f"{one.precision:.0%}",
            f"{one.low:.0%}–{one.high:.0%}",
            one.name,
        )
        for one in stats.rules
    ]
    head = ("code", "reviewed", "agreed", "precision", "interval", "rule")
    put("\n".join(table(head, rows)))
    put(say("cli.stats", reviewed=stats.reviewed, papers=stats.papers))
