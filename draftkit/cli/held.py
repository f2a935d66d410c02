"""What `draftkit notices` prints of the archive: the list, one notice, what was removed, carried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from draftkit.cli.layout import middle, on_one_line, table
from draftkit.cli.shell import Common
from draftkit.cli.taken import told
from draftkit.cli.terminal import put, put_items, put_json, tell
from draftkit.cli.titled import file_name, titled
from draftkit.errors import UsageError
from draftkit.messages import printable, say

if TYPE_CHECKING:
    from draftkit.values.store import NoticeRow
    from draftkit.workspace import Workspace

_LABEL = 44
"""Most columns of what tells papers of one title apart."""


def list_all(common: Common) -> None:
    """All notices, a line each."""
    with common.open() as workspace:
        held = workspace.notices()
    if common.json:
        put_json(held)
        return
    rows = list(_listed(held.notices))
    put("\n".join(table(("id", "year", "genre", "issuer", "title"), rows))) if rows else None
    tell("cli.notices_held", count=len(rows))


def _listed(held: Sequence[NoticeRow]) -> Iterator[tuple[str, ...]]:
    """The rows of the list; papers that would look the same are told apart behind their titles."""
    from draftkit.api import apart

    shown = {n.id: (str(n.year or ""), n.genre, n.issuer or "", titled(n)) for n in held}
    labels = apart(held, lambda row: shown[row.id])
    for ident, (*cells, title) in shown.items():
        if label := labels.get(ident):
            title = say("cli.apart", title=title, what=middle(on_one_line(label), _LABEL))
        yield ident, *cells, title


def show(common: Common, notice_id: str) -> None:
    """One notice, its other versions and the names of its body."""
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


def remove(common: Common, ids: list[str], wait: float | None) -> None:
    """Take notices out; what of their papers remains is said."""
    removed: dict[str, str] = {}
    with common.open() as workspace:
        for notice_id in dict.fromkeys([workspace.full_id(one) for one in ids]):
            versions = workspace.versions(notice_id)
            gone = workspace.remove(notice_id, wait=wait)
            removed[gone] = next(row.title or file_name(row) for row in versions if row.id == gone)
            left = [row.id for row in versions if row.id != gone]
            if left:
                best = workspace.versions(left[0])[0].id
                tell("cli.versions_left", id=gone, best=best, others=", ".join(left))
    tell("cli.removed_not_file")
    rows = [{"notice_id": notice_id, "result": "removed"} for notice_id in removed]
    if common.json:
        put_items(rows)
        return
    for notice_id, title in removed.items():
        put(f"{notice_id}  {on_one_line(title)}")


def carry_out(common: Common, path: Path, ids: list[str]) -> int:
    """Write notices into a file; the exit code: 1 where the disk did not keep some of them. A name
    without an ending that begins an id is an id whose file was forgotten."""
    with common.open() as workspace:
        if not path.suffix and any(row.id.startswith(path.name) for row in workspace.rows()):
            raise UsageError("cli.file_forgotten", id=printable(path))
        carried = workspace.export_notices(path, ids)
    counts = {"notices": carried.notices, "sources": carried.sources}
    if common.json:
        put_items([{"path": str(path), **counts, "left_out": list(carried.left_out)}])
    else:
        put(say("cli.exported", path=path, **counts))
    for one in carried.left_out:
        tell("cli.left_out", name=printable(one))
    return 1 if carried.left_out else 0


def carry_in(common: Common, path: Path, wait: float | None) -> int:
    """Take in a file of notices; the exit code. For a file that cannot be taken in no workspace is made."""
    from draftkit.api import check_export, has_archive

    if not path.exists() or not has_archive(common.workspace):
        check_export(path)
    with common.open(make=True) as workspace:
        result = workspace.import_notices(path, wait=wait)
    return told(result, as_json=common.json)
