"""`draftkit rules`: what an evaluation looks for, and how often people agree with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from draftkit.cli.layout import table
from draftkit.cli.options import FamilyOption, one_of
from draftkit.cli.shell import Common
from draftkit.cli.stats import show_stats
from draftkit.cli.terminal import put, put_items
from draftkit.errors import UsageError

if TYPE_CHECKING:
    from draftkit.checks import RuleInfo


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
    listed = (
        _of_family(api.rules(here), family) if code is None else (api.rule(code.upper(), here),)
    )
    if common.json:
        put_items([rule.model_dump(mode="json") for rule in listed])
    elif code is not None:
        put(plain_page(listed[0]))
    else:
        rows = [(rule.code, rule.severity, rule.family, rule.name) for rule in listed]
        put("\n".join(table(("code", "severity", "family", "rule"), rows)))


def _of_family(rules: tuple[RuleInfo, ...], family: str | None) -> tuple[RuleInfo, ...]:
    """The rules of a family, called as `--select` calls it or by its Chinese name; all for None."""
    from draftkit.api import rule_families

    if family is None:
        return rules
    keys = {name: key for key, name in rule_families().items()}
    wanted = keys.get(family) or one_of("--family", family.lower(), tuple(keys.values()))
    return tuple(rule for rule in rules if rule.family == wanted)
