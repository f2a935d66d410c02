"""What `doctor` looks at: folder, lock, archive, texts, vectors, index, leftovers, tools, repairs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from draftkit.archive import Archive, parsed_by
from draftkit.archive.health import readable, unlinked, worn
from draftkit.errors import ArchiveError
from draftkit.index import Embedder
from draftkit.messages import say
from draftkit.values.store import CheckRow
from draftkit.workspace import leftovers
from draftkit.workspace.locking import writable
from draftkit.workspace.reparsing import TRIED, behind
from draftkit.workspace.whys import why

_NAMED = 10
"""Damaged notices that are named; more are only counted by the names' end."""


def check_up(
    root: Path, state: Path, archive: Archive, embedder: Embedder, server: str | None = None
) -> tuple[CheckRow, ...]:
    """A row a thing; a server is not asked here (`checkup_remote`). Only a damaged archive is an
    error: the rest is derived, or optional."""
    rows = list(_around(root, state))
    current = None
    try:
        rows += _of_archive(state, archive, embedder, server)
        made = archive.generation()
        current = made.folder if made else None
    except ArchiveError as error:
        rows = [row for row in rows if row.name != say("store.check.archive")]
        rows.append(_damaged(state, _unread(error), readable(archive)))
    rows += [leftovers.leftovers_row(state, current), leftovers.tools_row()]
    return tuple(rows)


def check_unopened(root: Path, state: Path, error: ArchiveError) -> tuple[CheckRow, ...]:
    """A row a thing where the archive cannot be opened at all."""
    newer = error.key in ("store.archive_newer", "store.archive_older")
    broken = CheckRow(name=say("store.check.archive"), status="error", detail=str(error))
    return (
        *_around(root, state),
        broken if newer else _damaged(state, _unread(error), (0, 0)),
        leftovers.leftovers_row(state, None, known=False),
        leftovers.tools_row(),
    )


def check_missing(root: Path, state: Path) -> tuple[CheckRow, ...]:
    """A row a thing where a folder held an archive and there is none any more."""
    detail = say("health.missing", path=state / "archive.db", copies=leftovers.copies_named(state))
    return (
        *_around(root, state),
        CheckRow(name=say("store.check.archive"), status="error", detail=detail),
        leftovers.leftovers_row(state, None, known=False),
        leftovers.tools_row(),
    )


def _around(root: Path, state: Path) -> Iterator[CheckRow]:
    yield _folder(root, state)
    yield leftovers.room_row(state)
    yield leftovers.lock_row(state)


def _of_archive(
    state: Path, archive: Archive, embedder: Embedder, server: str | None
) -> Iterator[CheckRow]:
    """Raises ArchiveError where the archive cannot be read on."""
    fault = archive.sound()
    if fault:
        reason = say("store.check.archive_bad", reason=fault)
        yield _damaged(state, reason, readable(archive))
        return
    yield _archive(archive)
    if not archive.is_empty():
        yield _texts(archive)
        yield _parsed(archive)
        yield _vectors(archive, embedder)
        yield _index(archive, embedder, state, server)
    yield from leftovers.repair_rows(archive)


def _unread(error: ArchiveError) -> str:
    """What is wrong with an archive, without the advice that a row gives itself."""
    if error.key == "store.archive_broken":
        return say("store.check.archive_unread", **error.values)
    return str(error)


def _damaged(state: Path, reason: str, held: tuple[int, int]) -> CheckRow:
    """A damaged archive, and what of it can be saved."""
    told = {"readable": held[0], "listed": held[1]}
    key = "health.way_out" if held[0] else "health.way_out_unread"
    copies = leftovers.copies_named(state)
    detail = say(key, reason=reason, copies=copies, **(told if held[0] else {}))
    return CheckRow(name=say("store.check.archive"), status="error", detail=detail)


def _texts(archive: Archive) -> CheckRow:
    name = say("health.texts")
    found = worn(archive)
    if not found:
        return CheckRow(name=name, status="ok", detail=say("health.texts_ok"))
    ids = ", ".join((*found[:_NAMED], *(("…",) if len(found) > _NAMED else ())))
    return CheckRow(name=name, status="error", detail=say("health.texts_worn", ids=ids))


def _folder(root: Path, state: Path) -> CheckRow:
    name = say("store.check.folder")
    if writable(state):
        return CheckRow(name=name, status="ok", detail=say("store.check.folder_ok", folder=root))
    detail = say("store.check.folder_read_only", folder=root)
    return CheckRow(name=name, status="warning", detail=detail)


def _archive(archive: Archive) -> CheckRow:
    name = say("store.check.archive")
    notices, passages = archive.count()
    if not notices:
        return CheckRow(name=name, status="ok", detail=say("health.nothing_yet"))
    size = round(archive.path.stat().st_size / 1_000_000, 1)
    detail = say("store.check.archive_ok", notices=notices, passages=passages, size=size)
    return CheckRow(name=name, status="ok", detail=detail)


def _parsed(archive: Archive) -> CheckRow:
    """Whether all notices were read by this version's parser, and their versions linked."""
    name = say("store.check.parsed")
    waiting = behind(archive)
    if lost := unlinked(archive):
        detail = say("store.check.unlinked", count=lost)
        return CheckRow(name=name, status="warning", detail=detail)
    if waiting:
        detail = say("store.check.parsed_old", count=waiting)
        return CheckRow(name=name, status="warning", detail=detail)
    if not archive.linked():
        detail = say("store.check.links_old")
        return CheckRow(name=name, status="warning", detail=detail)
    if kept := parsed_by(archive, TRIED):
        detail = say("store.check.parsed_kept", count=kept)
        return CheckRow(name=name, status="ok", detail=detail)
    return CheckRow(name=name, status="ok", detail=say("store.check.parsed_ok"))


def _vectors(archive: Archive, embedder: Embedder) -> CheckRow:
    from draftkit.index import vectors

    name = say("store.check.vectors")
    _, passages = archive.count()
    missing = len(archive.without_vectors(embedder.name))
    if missing:
        detail = say("store.check.vectors_missing", missing=missing)
        return CheckRow(name=name, status="warning", detail=detail)
    if wrong := len(vectors.worn(archive, embedder)):
        detail = say("store.check.vectors_worn", wrong=wrong)
        return CheckRow(name=name, status="warning", detail=detail)
    detail = say("store.check.vectors_ok", passages=passages)
    return CheckRow(name=name, status="ok", detail=detail)


def _index(archive: Archive, embedder: Embedder, state: Path, server: str | None) -> CheckRow:
    """Whether the index in use is what was built; every file of it is read."""
    from draftkit.index.build import unsound

    name, index = say("store.check.index"), state / "index"
    made = archive.generation()
    if made is None:
        return CheckRow(name=name, status="ok", detail=say("store.check.index_none"))
    wrong = "place" if made.server != (server or "") else unsound(made, embedder, index)
    if wrong:
        detail = say("store.check.index_missing", folder=made.folder, reason=why(wrong))
        return CheckRow(name=name, status="warning", detail=detail)
    tail = len(archive.newer_than(made.upto))
    key = "store.check.index_tail" if tail else "store.check.index_current"
    told = {"tail": tail} if tail else {}
    detail = say(key, folder=made.folder, count=made.count, **told)
    return CheckRow(name=name, status="ok", detail=detail)
