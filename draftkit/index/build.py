"""Generations: when a new one is due, how it is built and checked, which folders may go.

A generation is a folder `index/gen-…`, never written again and its name never used again: the
segment's files, the Chroma collection under `chroma/`, and a manifest whose hash stands in
archive.db. It counts from the moment that one row says so. Killed before, it is a folder that
nobody names, which the next writer sweeps away; killed after, the older folder is.

One that is built only since something was taken out of a small archive has no Chroma collection:
no search of so few rows asks one, and loading Chroma is nearly all that such a build would cost. The
next one for any other reason has it again.

Writing only; the caller holds the workspace's lock. Chroma is loaded only when a collection is built.
"""

from __future__ import annotations

import logging
import shutil
import sys
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from draftkit.archive import CHUNKING, Archive
from draftkit.errors import ArchiveError
from draftkit.index import broken, manifest, segment, vectors
from draftkit.index.embedder import Embedder
from draftkit.index.segment import Segment
from draftkit.index.servers import standing
from draftkit.index.spare import clear_spare
from draftkit.index.vectors import encode
from draftkit.values.store import Generation

CHROMA = "chroma"
"""Folder of the collection in a generation's."""

_log = logging.getLogger(__name__)

_OURS = "served:"
"""Facts of archive.db that name the collections this workspace made on a server, and which."""

_LEAST_TAIL = 500
_TAIL_SHARE = 0.02
_SMALL = 2000
"""Up to this many passages a generation is built anew as soon as it holds one that is gone: what was
removed leaves nothing behind, and it takes a second, Chroma left out (`_REMOVED`)."""

_REMOVED = "removed"
"""The reason for such a build."""

CHECKED = 20
"""Rows that must find themselves before a generation is made current."""


def fault(made: Generation, embedder: Embedder, index: Path, *, mapped: bool = False) -> str | None:
    """Why a generation cannot be used, in a word or as whoever marked it said; None when it can.
    mapped: see `manifest.fault`."""
    if made.embedder != embedder.name or made.dim != embedder.dim:
        return "embedder"
    if made.chunking != CHUNKING:
        return "chunking"
    if why := broken.why(index, made.folder):
        return why
    return manifest.fault(index / made.folder, made.seal, _described(made), mapped=mapped)


def collection_torn(made: Generation, index: Path) -> str | None:
    """The first file of Chroma's that is not what was sealed; None for none, or where a server has
    them."""
    return None if made.server else manifest.torn(index / made.folder, made.seal, f"{CHROMA}/")


def unsound(made: Generation, embedder: Embedder, index: Path) -> str | None:
    """What is wrong with a generation when every file of it is read: a word or a file's name."""
    return fault(made, embedder, index) or manifest.torn(index / made.folder, made.seal)


def due(archive: Archive, embedder: Embedder, index: Path, server: str | None = None) -> str | None:
    """Why a new generation should be built, in a word; None when none is due. A server that does
    not answer may hold its collection still."""
    with archive.reading() as db:
        made = archive.generation()
        _, passages = archive.count()
        if made is None:
            return "first" if passages else None
        wrong = fault(made, embedder, index) or _misplaced(made, server)
        if wrong:
            return wrong
        tail = db.execute("SELECT count(*) FROM passages WHERE seq > ?", (made.upto,)).fetchone()[0]
        gone = db.execute("SELECT count(*) FROM gone WHERE seq > ?", (made.gone_upto,))
        gone = gone.fetchone()[0]
    if gone and passages <= _SMALL:
        return _REMOVED
    return "tail" if max(tail, gone) > max(_LEAST_TAIL, _TAIL_SHARE * passages) else None


def _misplaced(made: Generation, server: str | None) -> str | None:
    """What is wrong with where Chroma's part of a generation is, in a word."""
    if made.server != (server or ""):
        return "place"
    if not server:
        return None
    found = standing(server, made.collection)
    lost = found.state == "gone" or (found.state == "held" and found.count != made.count)
    return "server" if lost else None


def fill(archive: Archive, embedder: Embedder) -> int:
    """Make the vectors that passages lack (another embedder, an older archive); how many."""
    lacking = archive.without_vectors(embedder.name)
    if lacking:
        with archive.change() as change:
            change.put_vectors(embedder.name, encode(embedder, lacking))
    return len(lacking)


def build(
    archive: Archive,
    embedder: Embedder,
    index: Path,
    reason: str = "asked",
    server: str | None = None,
) -> Generation | None:
    """Build a generation of all passages, check it, make it current, clear older folders.

    None when there are no passages. Raises ArchiveError when it does not hold what was put in;
    what was current before then stays so. `reason` is what the archive's events will say.
    server: address of the Chroma server that gets the vectors; None: files in the folder.
    """
    folder = index / f"gen-{uuid.uuid4().hex[:12]}"
    with archive.reading():
        upto, gone_upto = archive.newest(), archive.newest_gone()
        if not archive.count()[1]:
            folder = index
        else:
            folder.mkdir(parents=True)
    if folder == index:
        with archive.change() as change:
            change.none_current()
        sweep(archive, index)
        if server:
            clear(archive, server)
        return None
    made = Generation(
        embedder=embedder.name,
        dim=embedder.dim,
        chunking=CHUNKING,
        folder=folder.name,
        count=0,
        upto=upto,
        gone_upto=gone_upto,
    )
    try:
        made = _written(archive, embedder, made, folder, server, plain=reason == _REMOVED)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    with archive.change() as change:
        made = change.make_current(made)
        change.note("index_built" if reason in _USUAL else "index_rebuilt", reason)
    sweep(archive, index)
    if server:
        clear(archive, server)
    return made


_USUAL = ("first", "tail", _REMOVED, "asked")
"""Reasons for a build that speak of no fault."""


def faults() -> tuple[type[Exception], ...]:
    """What building may raise beside our own errors; Chroma's, where that is loaded."""
    chroma = sys.modules.get("draftkit.index.chroma")
    return (OSError, ValueError, RuntimeError) if chroma is None else chroma.FAULTS


def _written(
    archive: Archive,
    embedder: Embedder,
    made: Generation,
    folder: Path,
    server: str | None,
    *,
    plain: bool,
) -> Generation:
    """Write all of a generation, check it as a reader would, and seal it. plain: without a
    collection, where that would be files of the folder."""
    held = segment.gather(archive, embedder, folder=folder)
    made = made.model_copy(update={"count": len(held)})
    if server:
        made = made.model_copy(update={"place": _serve(archive, held, made, server)})
    elif not plain:
        _collect(held, made, folder)
    del held
    read = segment.load(folder)
    if len(read) != made.count or not _finds_itself(read):
        raise _unsound(folder, len(read), made)
    made = made.model_copy(update={"seal": manifest.seal(folder, _described(made))})
    wrong = manifest.torn(folder, made.seal)
    if wrong:
        raise _unsound(folder / wrong, 0, made)
    return made


def _described(made: Generation) -> Mapping[str, Any]:
    """What the manifest says beside the files, and opening holds it to."""
    return {
        "embedder": made.embedder,
        "dim": made.dim,
        "chunking": made.chunking,
        "count": made.count,
        "upto": made.upto,
        "gone_upto": made.gone_upto,
        "vectors": vectors.VERSION,
        **segment.versions(),
    }


def _collect(held: Segment, made: Generation, folder: Path) -> None:
    """Put the vectors into a Chroma collection and check that it gives them back."""
    from draftkit.index.chroma import Collection

    ids = _ids(held)
    with Collection.build(folder / CHROMA, _said(made), ids, held.matrix) as collection:
        sample = _sample(held)
        there = collection.count()
        found = collection.finds_itself((ids[row] for row in sample), held.matrix[sample])
        if there != made.count or not found:
            raise _unsound(folder, there, made)
    clear_spare(folder / CHROMA, made.count)


def _serve(archive: Archive, held: Segment, made: Generation, server: str) -> str:
    """Put the vectors on a server; where they are now. A collection that is not there yet is noted
    as ours before it is made, so that what a killed builder leaves is cleared by the next."""
    from draftkit.index.served import ServedCollection, ServedFault, collection_name

    ids = _ids(held)
    name = collection_name(made.embedder, made.chunking, ids, held.matrix)
    if standing(server, name).state != "held":
        with archive.change() as change:
            change.put_fact(_OURS + name, server)
    try:
        ServedCollection.build(server, name, _said(made), ids, held.matrix).close()
    except ServedFault as error:
        raise ArchiveError("served.not_built", url=server, reason=str(error)) from None
    return f"{server}#{name}"


def clear(archive: Archive, server: str) -> None:
    """Delete from a server the collections that this workspace made and that are not current
    here. What cannot be deleted now stays noted for the next time."""
    from draftkit.index.served import ServedCollection, ServedFault

    made = archive.generation()
    current = made.collection if made is not None and made.server == server else ""
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


def _ids(held: Segment) -> list[str]:
    return [one.decode("ascii") for one in held.sections.id]


def _said(made: Generation) -> dict[str, str | int]:
    """What a collection says of itself."""
    return {"embedder": made.embedder, "dim": made.dim, "chunking": made.chunking}


def _finds_itself(held: Segment) -> bool:
    """Whether sampled rows, asked for by their own vectors, come first, or as near as what does."""
    for row in _sample(held):
        near = vectors.nearness(held.matrix, held.matrix[row])
        if near[row] < near.max() - 1e-3:
            return False
    return True


def _sample(held: Segment) -> list[int]:
    """Some rows that have a vector, evenly spread."""
    step = max(1, len(held) // CHECKED)
    return [row for row in range(0, len(held), step) if np.any(held.matrix[row])]


def _unsound(folder: Path, held: int, made: Generation) -> ArchiveError:
    return ArchiveError("store.index_unsound", folder=str(folder), held=held, wanted=made.count)


def sweep(archive: Archive, index: Path) -> None:
    """Delete what belongs to generations that are not current. A folder that is still open on a
    platform that forbids it stays until the next time."""
    made = archive.generation()
    if index.exists() and not index.is_dir():
        index.unlink()  # a stray file where the folder must be
    for path in index.glob("gen-*"):
        if made is not None and path.name.removesuffix(broken.SUFFIX) == made.folder:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
