"""`draftkit notices`: what the archive holds, and how it is carried elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftkit.cli.commands.ingest import told
from draftkit.cli.layout import on_one_line, table
from draftkit.cli.options import one_of
from draftkit.cli.shell import Common
from draftkit.cli.terminal import put, put_items, put_json, tell
from draftkit.cli.titled import titled
from draftkit.errors import UsageError
from draftkit.messages import say

if TYPE_CHECKING:
    from draftkit.values.store import NoticeRow
    from draftkit.workspace import Workspace

ACTIONS = ("list", "show", "remove", "export", "import")
_WITH_FILE = ("export", "import")

Action = Annotated[str, typer.Argument(metavar="|".join(ACTIONS), help="help.arg.action")]
Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="help.arg.ids")]


def run(common: Common, action: Action = "list", ids: Ids = None) -> int | None:
    """List the notices, show one, remove some, or carry them in a file."""
    one_of("notices", action, ACTIONS)
    if action == "list":
        if ids:
            raise UsageError("cli.no_ids")
        _list(common)
        return None
    if not ids:
        key = "cli.file_needed" if action in _WITH_FILE else "cli.id_needed"
        raise UsageError(key, action=action)
    if len(ids) > 1 and action in ("show", "import"):
        raise UsageError("cli.one_file" if action == "import" else "cli.one_id")
    if action == "import":
        return _import(common, Path(ids[0]))
    if action == "export":
        _export(common, Path(ids[0]), ids[1:])
    elif action == "remove":
        _remove(common, ids)
    else:
        _show(common, ids[0])
    return None


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
        if common.json:
            put_json(notice)
            return
        put(tree(notice))
        _tell_about(workspace, notice.id)


def _tell_about(workspace: Workspace, notice_id: str) -> None:
    """The other versions of a paper, and the names its body goes by in the archive."""
    versions = workspace.versions(notice_id)
    if len(versions) > 1:
        put(say("cli.versions"))
        for row in versions:
            put(f"  {row.id}  {_stage(row)}  {on_one_line(row.path)}")
    own = next(row for row in versions if row.id == notice_id)
    rows_of_body = [row for row in workspace.rows() if own.body and row.body == own.body]
    names = sorted({row.issuer for row in rows_of_body if row.issuer})
    if own.body and names != [own.body]:
        put(say("cli.body", body=own.body, names="、".join(names)))


def _stage(row: NoticeRow) -> str:
    stage = row.stage or "—"
    return stage if row.superseded else say("cli.drafted_from", stage=stage)


def _remove(common: Common, ids: list[str]) -> None:
    removed: list[str] = []
    with common.open() as workspace:
        for notice_id in ids:
            versions = workspace.versions(notice_id)
            gone = workspace.remove(notice_id)
            removed.append(gone)
            left = [row.id for row in versions if row.id != gone]
            if left:
                best = workspace.versions(left[0])[0].id
                tell("cli.versions_left", id=gone, best=best, others=", ".join(left))
    rows = [{"notice_id": notice_id, "result": "removed"} for notice_id in removed]
    put_items(rows) if common.json else put("\n".join(removed))


def _export(common: Common, path: Path, ids: list[str]) -> None:
    with common.open() as workspace:
        carried = workspace.export_notices(path, ids)
    counts = {"notices": carried.notices, "sources": carried.sources}
    if common.json:
        put_items([{"path": str(path), **counts}])
    else:
        put(say("cli.exported", path=path, **counts))


def _import(common: Common, path: Path) -> int:
    with common.open(make=True) as workspace:
        result = workspace.import_notices(path)
    return told(result, as_json=common.json)
