"""`draftkit config`: each setting, its value and where that came from."""

from __future__ import annotations

from typing import Annotated

import typer

from draftkit.cli.layout import table
from draftkit.cli.options import one_of
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items, tell
from draftkit.errors import UsageError

Action = Annotated[str, typer.Argument(metavar="list|trust", help="help.arg.config")]


def run(common: Common, action: Action = "list") -> None:
    """Print the settings; keys are only said to be set. trust: let draftkit.toml name a model's
    address and prompts."""
    from draftkit.settings import Settings, trust

    one_of("config", action, ("list", "trust"))
    settings = Settings.load(common.workspace)
    if action == "trust":
        if settings.config is None:
            raise UsageError("cli.nothing_to_trust", folder=str(settings.workspace))
        trust(settings.config)
        tell("cli.trusted", path=settings.config)
        settings = Settings.load(common.workspace)
    rows = settings.rows()
    if common.json:
        put_items([row.model_dump(mode="json") for row in rows])
    else:
        shown = [(row.name, row.value, row.origin) for row in rows]
        put("\n".join(table(("setting", "value", "origin"), shown)))
