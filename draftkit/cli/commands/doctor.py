"""`draftkit doctor`: whether everything draftkit needs is there and sound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from draftkit.cli.layout import table
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items, tell
from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.values.store import CheckRow


def run(
    common: Common,
    offline: Annotated[bool, typer.Option("--offline", help="help.opt.offline")] = False,
) -> int:
    """A row a check. 1 when one failed; what is missing but optional is a warning. Servers
    that the settings name are asked whether they answer, unless `offline`."""
    from draftkit.api import check_up

    rows = check_up(common.workspace, offline=offline)
    if common.json:
        put_items([row.model_dump(mode="json") for row in rows])
    else:
        shown = [(say(f"word.{row.status}"), row.name, row.detail) for row in rows]
        put("\n".join(table(("status", "check", "detail"), shown)))
        _sum_up(rows)
    return 1 if any(row.status == "error" for row in rows) else 0


def _sum_up(rows: Sequence[CheckRow]) -> None:
    """A last line for people: whether there is anything to do."""
    for kind, key in (("error", "cli.doctor_errors"), ("warning", "cli.doctor_warnings")):
        if count := sum(row.status == kind for row in rows):
            tell(key, count=count)
            return
    tell("cli.doctor_well")
