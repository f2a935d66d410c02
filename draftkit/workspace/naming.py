"""How a notice is called: by its id, its document number or its file; and what tells papers of one
title apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path, PurePath

from draftkit.archive import Archive, ending_in, normal_number
from draftkit.errors import AmbiguousError, NotFoundError
from draftkit.messages import printable
from draftkit.values.store import NoticeRow
from draftkit.workspace.files import stored_path

_NAMED = 20
"""Candidates that are listed where a name is that of many."""


def full_id(archive: Archive, root: Path, name: str) -> str:
    """The id of the notice that a user calls so: by its id, or how that begins; its document number;
    a file it was read from, or the end of that file's path. Raises NotFoundError, and AmbiguousError
    with the candidates."""
    try:
        return archive.full_id(name)
    except NotFoundError as error:
        rows = archive.rows()
        if error.key == "store.ambiguous":
            raise _ambiguous(
                name, [row for row in rows if row.id.startswith(name.lower())]
            ) from None
        found = _called(archive, root, name, rows) if name.strip() else []
        if not found:
            raise
    if len(found) > 1:
        raise _ambiguous(name, found)
    return found[0].id


def _called(archive: Archive, root: Path, name: str, rows: Sequence[NoticeRow]) -> list[NoticeRow]:
    """The notices that bear a document number, or, where none does, were read from a file."""
    number = normal_number(name)
    bearing = [row for row in rows if number and normal_number(row.doc_number) == number]
    if bearing:
        return bearing
    here = archive.at(stored_path(Path(name), root))
    ids = [here[1]] if here else ending_in(archive, PurePath(printable(name)).as_posix())
    return [row for row in rows if row.id in ids]


def _ambiguous(name: str, rows: Sequence[NoticeRow]) -> AmbiguousError:
    labels = apart(rows, lambda _: None)
    told = [(row.id, _told(row, labels[row.id])) for row in rows[:_NAMED]]
    return AmbiguousError("store.ambiguous", candidates=told, id=name, count=len(rows))


def _told(row: NoticeRow, label: str) -> str:
    title = row.title or PurePath(row.path).name
    said = (str(row.year or ""), title, *([] if label == title else [label]))
    return "  ".join(part for part in said if part)


def apart(rows: Iterable[NoticeRow], shown: Callable[[NoticeRow], Hashable]) -> dict[str, str]:
    """For each notice that is shown as another one is, by its id: the document number, the stage or
    the end of the path, the first of them that no other of these has."""
    alike: dict[Hashable, list[NoticeRow]] = defaultdict(list)
    for row in rows:
        alike[shown(row)].append(row)
    return {
        row.id: _label(row, [one for one in group if one is not row])
        for group in alike.values()
        if len(group) > 1
        for row in group
    }


def _label(row: NoticeRow, others: Sequence[NoticeRow]) -> str:
    if row.doc_number and all(one.doc_number != row.doc_number for one in others):
        return row.doc_number
    if row.stage and all(one.stage != row.stage for one in others):
        return row.stage
    parts = row.path.split("/")
    for length in range(1, len(parts)):
        tail = "/".join(parts[-length:])
        if not any(f"/{one.path}".endswith(f"/{tail}") for one in others):
            return tail
    return row.path
