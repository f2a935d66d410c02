"""What `doctor` looks at in a workspace: folder, archive, vectors, index."""

from __future__ import annotations

from pathlib import Path

from draftkit.archive import Archive, parsed_by
from draftkit.errors import ArchiveError
from draftkit.index import Embedder
from draftkit.messages import say
from draftkit.values.store import CheckRow
from draftkit.workspace.locking import writable
from draftkit.workspace.reparsing import TRIED, behind


def check_up(root: Path, state: Path, archive: Archive, embedder: Embedder) -> tuple[CheckRow, ...]:
    """A row a thing. Only a damaged archive is an error: the rest is derived."""
    folder = _folder(root, state)
    try:
        rows = (
            _archive(archive),
            _parsed(archive),
            _vectors(archive, embedder),
            _index(archive, embedder, state),
        )
    except ArchiveError as error:
        return (
            folder,
            CheckRow(name=say("store.check.archive"), status="error", detail=str(error)),
        )
    return (folder, *rows)


def _folder(root: Path, state: Path) -> CheckRow:
    name = say("store.check.folder")
    if writable(state):
        return CheckRow(name=name, status="ok", detail=say("store.check.folder_ok", folder=root))
    detail = say("store.check.folder_read_only", folder=root)
    return CheckRow(name=name, status="warning", detail=detail)


def _archive(archive: Archive) -> CheckRow:
    name = say("store.check.archive")
    fault = archive.sound()
    if fault:
        detail = say("store.check.archive_bad", reason=fault)
        return CheckRow(name=name, status="error", detail=detail)
    notices, passages = archive.count()
    size = round(archive.path.stat().st_size / 1_000_000, 1)
    detail = say("store.check.archive_ok", notices=notices, passages=passages, size=size)
    return CheckRow(name=name, status="ok", detail=detail)


def _parsed(archive: Archive) -> CheckRow:
    """Whether all notices were read by this version's parser, and their versions linked."""
    name = say("store.check.parsed")
    waiting = behind(archive)
    if waiting or not archive.linked():
        detail = say("store.check.parsed_old", count=waiting)
        return CheckRow(name=name, status="warning", detail=detail)
    if kept := parsed_by(archive, TRIED):
        detail = say("store.check.parsed_kept", count=kept)
        return CheckRow(name=name, status="ok", detail=detail)
    return CheckRow(name=name, status="ok", detail=say("store.check.parsed_ok"))


def _vectors(archive: Archive, embedder: Embedder) -> CheckRow:
    name = say("store.check.vectors")
    _, passages = archive.count()
    missing = len(archive.without_vectors(embedder.name))
    if missing:
        detail = say("store.check.vectors_missing", missing=missing)
        return CheckRow(name=name, status="warning", detail=detail)
    detail = say("store.check.vectors_ok", count=passages, passages=passages)
    return CheckRow(name=name, status="ok", detail=detail)


def _index(archive: Archive, embedder: Embedder, state: Path) -> CheckRow:
    from draftkit.index.build import usable

    name = say("store.check.index")
    made = archive.generation()
    if made is None:
        return CheckRow(name=name, status="ok", detail=say("store.check.index_none"))
    if not usable(made, embedder, state / "index"):
        detail = say("store.check.index_missing", folder=made.folder)
        return CheckRow(name=name, status="warning", detail=detail)
    tail = len(archive.newer_than(made.upto))
    detail = say("store.check.index_current", folder=made.folder, count=made.count, tail=tail)
    return CheckRow(name=name, status="ok", detail=detail)
