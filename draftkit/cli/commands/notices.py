"""`draftkit notices`: what the archive holds."""

from __future__ import annotations

from typing import Annotated

import typer

from draftkit.cli.layout import table
from draftkit.cli.options import one_of
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items, put_json, tell
from draftkit.cli.titled import titled
from draftkit.errors import UsageError

Action = Annotated[str, typer.Argument(metavar="list|show|remove", help="help.arg.action")]
Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="help.arg.ids")]


def run(common: Common, action: Action = "list", ids: Ids = None) -> None:
    """List the notices, show one, or remove some."""
    one_of("notices", action, ("list", "show", "remove"))
    if action == "list":
        if ids:
            raise UsageError("cli.no_ids")
        _list(common)
    elif not ids:
        raise UsageError("cli.id_needed", action=action)
    elif action == "remove":
        _remove(common, ids)
    elif len(ids) > 1:
        raise UsageError("cli.one_id")
    else:
        _show(common, ids[0])


def _list(common: Common) -> None:
    with common.open() as workspace:
        held = workspace.notices()
    if common.json:
        put_json(held)
        return
    rows = [(n.id, str(n.year or ""), n.genre, n.issuer or "", titled(n)) for n in held.notices]
    put("\n".join(table(("id", "year", "genre", "issuer", "title"), rows))) if rows else None
    tell("cli.notices_held", count=len(rows))


def _show(common: Common, notice_id: str) -> None:
    from draftkit.api import tree

    with common.open() as workspace:
        notice = workspace.notice(notice_id)
    put_json(notice) if common.json else put(tree(notice))


def _remove(common: Common, ids: list[str]) -> None:
    with common.open() as workspace:
        removed = [workspace.remove(notice_id) for notice_id in ids]
    rows = [{"notice_id": notice_id, "result": "removed"} for notice_id in removed]
    put_items(rows) if common.json else put("\n".join(removed))
