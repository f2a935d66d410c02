"""VectorIndex: which passages are near a query vector, by the cheapest way that is right.

Few passages: every one is compared. Many, but few allowed by the filters: those are. Many: Chroma
proposes candidates, passages newer than its generation join them, and all are compared by their
own vectors from archive.db, so the order never depends on how a graph was built. When Chroma
cannot answer, every passage is compared. Reading writes nothing in the workspace.

Imports numpy; loaded only by what searches.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from draftkit.archive import Archive
from draftkit.index.build import usable
from draftkit.index.embedder import Embedder
from draftkit.index.pausing import Pause
from draftkit.index.remote import Asker
from draftkit.index.snapshot import Snapshot, of_rows, take
from draftkit.index.vectors import nearness
from draftkit.remarks import remark_on

if TYPE_CHECKING:
    from draftkit.index.chroma import Collection
    from draftkit.index.embedder import Matrix
    from draftkit.index.served import ServedCollection
    from draftkit.values.store import Generation

    View = Collection | ServedCollection

EXACT_BELOW = 20_000
"""Passages up to which comparing all costs less than loading Chroma (docs/decisions/0002)."""

_OVERFETCH = 5
_SLICE = 2000
"""Vectors held at a time while comparing more passages than fit the snapshot."""

_log = logging.getLogger(__name__)


class VectorIndex:
    """Nearness over one archive. Safe for many threads; close it to drop Chroma's files."""

    def __init__(
        self,
        archive: Archive,
        embedder: Embedder,
        folder: Path,
        *,
        exact_below: int = EXACT_BELOW,
        server: str | None = None,
        pause: Pause | None = None,
    ) -> None:
        self.archive = archive
        self.embedder = embedder
        self.folder = folder
        self.exact_below = exact_below
        self._guard = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._view: View | None = None
        self._view_of = 0
        self._broken = 0
        self.server = server
        self._pause = pause or Pause()
        self._asker = Asker(embedder)

    def snapshot(self) -> Snapshot:
        """The newest state of the archive, read again only when it has changed."""
        with self._guard:
            held = self._snapshot
            if held is None or held.changes != self.archive.changes():
                held = self._snapshot = take(self.archive, self.embedder, self.exact_below)
            return held

    def scores(self, state: Snapshot, query: str, allowed: Any, count: int) -> Any:
        """Nearness of the rows of a snapshot to a query: right for at least the `count` nearest
        of those allowed (a boolean a row), 0 for rows not looked at."""
        vector = self._asker.vector(query, state.generation)
        if vector is None or not vector.any() or not allowed.any():
            return np.zeros(len(state.rows), dtype=np.float32)
        if state.matrix is not None:
            return nearness(state.matrix, vector)
        places = np.nonzero(allowed)[0]
        if len(places) >= self.exact_below:
            proposed = self._proposed(state, vector, allowed, count)
            places = places if proposed is None else proposed
        return self._compared(state, vector, places)

    def _proposed(self, state: Snapshot, vector: Matrix, allowed: Any, count: int) -> Any:
        """Rows that Chroma and the tail put forward; None when Chroma cannot answer."""
        view = self._open(state.generation)
        if view is None or state.generation is None:
            return None
        share = float(allowed.mean())
        wanted = min(state.generation.count, int(count * _OVERFETCH / share) + 1)
        with self._guard:
            ids = self._asked(view, state.generation, vector, wanted)
        if ids is None:
            return None
        places = {part: place for place, row in enumerate(state.rows) for part in row.parts}
        if state.generation.place and sum(one in places for one in ids) < len(ids) / 2:
            with self._guard:  # a server that answers for other rows than ours
                self._give_up(state.generation, RuntimeError("foreign"))
            return None
        near = {places[one] for one in {*ids, *state.tail} if one in places}
        return np.array(sorted(place for place in near if allowed[place]), dtype=np.int64)

    def _asked(self, view: View, made: Generation, vector: Matrix, wanted: int) -> list[str] | None:
        from draftkit.index.chroma import FAULTS

        try:
            ids = view.nearest(vector, wanted)
        except FAULTS as error:
            self._give_up(made, error)
            return None
        self._pause.worked()
        return ids

    def _open(self, made: Generation | None) -> View | None:
        """A view of the generation, kept open; None when it is of another embedder or broken, or
        its server failed a moment ago."""
        if made is None or not usable(made, self.embedder, self.folder, self.server):
            return None
        if made.place and not self._pause.over():
            return None
        from draftkit.index.chroma import FAULTS
        from draftkit.index.served import open_collection

        with self._guard:
            if made.id == self._broken:
                return None
            if self._view is None or self._view_of != made.id:
                self._drop()
                try:
                    self._view = open_collection(made, self.folder)
                except FAULTS as error:
                    self._give_up(made, error)
                    return None
                self._view_of = made.id
            return self._view

    def _give_up(self, made: Generation, error: Exception) -> None:
        """Ask this generation no more; every passage is compared until it is rebuilt, or its
        server has had a pause."""
        _log.warning("vector index of generation %d: %s", made.id, type(error).__name__)
        if made.place:
            self._pause.failed()
            gone = type(error).__name__ == "CollectionGone"
            key = "served.gone" if gone else "served.down"
            remark_on(key, url=made.place, reason=str(error))
        else:
            self._broken = made.id
        self._drop()

    def _drop(self) -> None:
        if self._view is not None:
            self._view.close()
        self._view = None

    def _compared(self, state: Snapshot, vector: Matrix, places: Iterable[int]) -> Any:
        """Nearness of these rows by their own vectors, a slice at a time."""
        out = np.zeros(len(state.rows), dtype=np.float32)
        order = list(places)
        for at in range(0, len(order), _SLICE):
            rows = [state.rows[place] for place in order[at : at + _SLICE]]
            held = self.archive.vectors(
                self.embedder.name, [part for row in rows for part in row.parts]
            )
            matrix = of_rows(rows, held, self.embedder.dim)
            out[order[at : at + _SLICE]] = nearness(matrix, vector)
        return out

    def close(self) -> None:
        """Close the view of Chroma's files, if one is open."""
        with self._guard:
            self._drop()
