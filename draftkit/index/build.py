"""Generations: when a new one is due, how it is built and checked, which folders may go.

Writing only; the caller holds the workspace's lock. Chroma is loaded only when one is built.
"""

from __future__ import annotations

import logging
import shutil
import uuid
from pathlib import Path

from draftkit.archive import CHUNKING, Archive
from draftkit.errors import ArchiveError
from draftkit.index.embedder import Embedder
from draftkit.index.servers import standing
from draftkit.index.vectors import decode, encode
from draftkit.values.store import Generation

_log = logging.getLogger(__name__)

_OURS = "served:"
"""Facts of archive.db that name the collections this workspace made on a server, and which."""

_LEAST_TAIL = 500
_TAIL_SHARE = 0.02
_SMALL = 2000
"""Up to this many passages a generation is built anew as soon as it holds one that is gone: what was
removed leaves nothing behind, and it takes a second or two."""

_CHECKED = 20
"""Rows that must find themselves before a generation is made current."""


def usable(
    made: Generation | None, embedder: Embedder, index: Path, server: str | None = None
) -> bool:
    """Whether a generation is of this embedder and chunking and where the setting says: on that
    Chroma server, which is not asked here, or in files that are there."""
    return (
        made is not None
        and made.embedder == embedder.name
        and made.dim == embedder.dim
        and made.chunking == CHUNKING
        and made.place == (server or "")
        and (bool(server) or (index / made.folder / "chroma.sqlite3").is_file())
    )


def due(archive: Archive, embedder: Embedder, index: Path, server: str | None = None) -> bool:
    """Whether a new generation should be built: none usable, a long tail, many rows gone, or a
    server that answers and no longer holds it. One that does not answer may hold it still."""
    with archive.reading():
        made = archive.generation()
        _, passages = archive.count()
        if made is None or not usable(made, embedder, index, server):
            return passages > 0
        tail = len(archive.newer_than(made.upto))
    if server:
        found = standing(server, made.folder)
        if found.state == "gone" or (found.state == "held" and found.count != made.count):
            return True
    gone = made.count - (passages - tail)
    if gone > 0 and passages <= _SMALL:
        return True
    return max(tail, gone) > max(_LEAST_TAIL, _TAIL_SHARE * passages)


def fill(archive: Archive, embedder: Embedder) -> int:
    """Make the vectors that passages lack (another embedder, an older archive); how many."""
    lacking = archive.without_vectors(embedder.name)
    if lacking:
        with archive.change() as change:
            change.put_vectors(embedder.name, encode(embedder, lacking))
    return len(lacking)


def build(
    archive: Archive, embedder: Embedder, index: Path, server: str | None = None
) -> Generation | None:
    """Build a generation of all passages, check it, make it current, clear older folders.

    None when there are no passages. Raises ArchiveError when it does not hold what was put in;
    what was current before then stays so.
    """
    with archive.reading():
        vectors = archive.vectors(embedder.name)
        upto = archive.newest()
    if not vectors:
        with archive.change() as change:
            change.none_current()
        sweep(archive, index)
        return None
    made = Generation(
        embedder=embedder.name,
        dim=embedder.dim,
        chunking=CHUNKING,
        folder=f"gen-{uuid.uuid4().hex[:12]}",
        count=len(vectors),
        upto=upto,
    )
    try:
        if server:
            made = _serve(archive, made, server, vectors)
        else:
            _write(made, index / made.folder, vectors)
    except BaseException:
        shutil.rmtree(index / made.folder, ignore_errors=True)
        raise
    with archive.change() as change:
        made = change.make_current(made)
    sweep(archive, index)
    if server:
        clear(archive, server)
    return made


def _serve(
    archive: Archive, made: Generation, server: str, vectors: dict[str, bytes]
) -> Generation:
    """The generation as a collection on a server. One that is not there yet is noted as ours
    before it is made, so that what a killed builder leaves is cleared by the next."""
    from draftkit.index.served import ServedCollection, ServedFault, collection_name

    name = collection_name(made.embedder, made.chunking, vectors)
    if standing(server, name).state != "held":
        with archive.change() as change:
            change.put_fact(_OURS + name, server)
    ids = sorted(vectors)
    matrix = decode((vectors[one] for one in ids), made.dim)
    manifest: dict[str, str | int] = {
        "embedder": made.embedder,
        "dim": made.dim,
        "chunking": made.chunking,
        "count": made.count,
    }
    try:
        ServedCollection.build(server, name, manifest, ids, matrix).close()
    except ServedFault as error:
        raise ArchiveError("served.not_built", url=server, reason=str(error)) from None
    return made.model_copy(update={"folder": name, "place": server})


def clear(archive: Archive, server: str) -> None:
    """Delete from a server the collections that this workspace made and that are not current
    here. What cannot be deleted now stays noted for the next time."""
    from draftkit.index.served import ServedCollection, ServedFault

    made = archive.generation()
    current = made.folder if made is not None and made.place == server else ""
    for fact, place in archive.facts(_OURS).items():
        name = fact.removeprefix(_OURS)
        if place != server or name == current:
            continue
        try:
            with ServedCollection(server, name) as collection:
                collection.delete()
        except ServedFault as error:
            _log.warning("collection %s not deleted: %s", name, error)
            return
        with archive.change() as change:
            change.put_fact(fact, None)


def _write(made: Generation, folder: Path, vectors: dict[str, bytes]) -> None:
    from draftkit.index.chroma import Collection

    ids = sorted(vectors)
    matrix = decode((vectors[one] for one in ids), made.dim)
    manifest: dict[str, str | int] = {
        "embedder": made.embedder,
        "dim": made.dim,
        "chunking": made.chunking,
    }
    with Collection.build(folder, manifest, ids, matrix) as collection:
        said = [row for row in range(len(ids)) if matrix[row].any()]
        sample = said[:: max(1, len(said) // _CHECKED)]
        held = collection.count()
        if held != made.count or not collection.finds_itself(
            (ids[row] for row in sample), matrix[sample]
        ):
            raise ArchiveError(
                "store.index_unsound", folder=str(folder), held=held, wanted=made.count
            )


def sweep(archive: Archive, index: Path) -> None:
    """Delete the folders of generations that are not current. One that is still open on a
    platform that forbids it stays until the next time."""
    made = archive.generation()
    for folder in index.glob("gen-*"):
        if made is None or folder.name != made.folder:
            shutil.rmtree(folder, ignore_errors=True)
