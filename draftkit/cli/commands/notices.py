"""`draftkit notices`: what the archive holds, and how it is carried elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftkit.cli import held
from draftkit.cli.options import WaitOption, one_of
from draftkit.cli.shell import Common
from draftkit.errors import UsageError

ACTIONS = ("list", "show", "remove", "export", "import")
_WITH_FILE = ("export", "import")

Action = Annotated[str, typer.Argument(metavar="|".join(ACTIONS), help="help.arg.action")]
Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="help.arg.ids")]


def run(
    common: Common, action: Action = "list", ids: Ids = None, wait: WaitOption = None
) -> int | None:
    """List the notices, show one, remove some, or carry them in a file."""
    one_of("notices", action, ACTIONS)
    if action == "list":
        if ids:
            raise UsageError("cli.no_ids")
        held.list_all(common)
        return None
    if not ids:
        key = "cli.file_needed" if action in _WITH_FILE else "cli.id_needed"
        raise UsageError(key, action=action)
    if len(ids) > 1 and action in ("show", "import"):
        raise UsageError("cli.one_file" if action == "import" else "cli.one_id")
    if action == "import":
        return held.carry_in(common, Path(ids[0]), wait)
    if action == "export":
        return held.carry_out(common, Path(ids[0]), ids[1:])
    if action == "remove":
        held.remove(common, ids, wait)
    else:
        held.show(common, ids[0])
    return None
