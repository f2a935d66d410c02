"""VectorIndex: the state of the archive that searches read, and nearness to a query vector.

The rows of the current generation are mapped from its files and kept while it is current; what came
after it is read again with every change. A generation that is missing, of another make or torn is
not used: all rows are then read from archive.db, to the same answers, and the next writer builds
anew.

Nearness compares every row while that is cheap, and the rows that filters allow where they are few.
Beyond `exact_below`, once a process has asked often enough to pay for loading it, Chroma proposes
candidates and their own vectors decide, so the order never depends on how a graph was built. When
Chroma cannot answer, every row is compared. Asking changes nothing in the workspace; only a fault
met by asking leaves a mark for the next writer.

Imports numpy; loaded only by what searches.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from draftkit.archive import Archive
from draftkit.archive.versioned import versions as versions_in
from draftkit.index import broken, segment
from draftkit.index.build import CHROMA, collection_torn, fault, unsound
from draftkit.index.embedder import Embedder
from draftkit.index.pausing import Pause
from draftkit.index.remote import Asker
from draftkit.index.segment import Segment
from draftkit.index.snapshot import Snapshot
from draftkit.index.soundness import ASTRAY
from draftkit.index.vectors import whole
from draftkit.messages import say
from draftkit.remarks import remark_on, tell_how
from draftkit.settings import EXACT_BELOW

if TYPE_CHECKING:
    from draftkit.index.chroma import Collection
    from draftkit.index.served import ServedCollection
    from draftkit.values.store import Generation

    View = Collection | ServedCollection

_DIM = 2048
"""Numbers of a row that `exact_below` counts; of shorter vectors it is as many more rows (128,000 of
the 320 numbers of `LsaEmbedder` for 20,000)."""

_PATIENCE = 32
"""Questions beyond the limit that are answered by comparing all before Chroma, which takes seconds
to load, is loaded."""

_OVERFETCH = 5

_MANY = 0.25
"""Share of all rows from which all are compared: picking out more of them takes longer."""

_log = logging.getLogger(__name__)


class VectorIndex:
    """Search over one archive. Safe for many threads; close it to drop Chroma's files.

    folder: where generations are. exact_below: rows up to which all are compared (`_DIM`); 0 asks
    Chroma always. server: address of the only Chroma server that is asked; one that failed gets a
    pause.
    """

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
        self._faults: dict[int, str] = {}
        self._view: View | None = None
        self._view_of = 0
        self._unanswered = 0
        self._asked_in_vain = 0
        self.server = server or ""
        self._pause = pause or Pause()
        self._asker = Asker(embedder)
        self._closed = False

    def snapshot(self) -> Snapshot:
        """The newest state of the archive, read again only when it has changed."""
        with self._guard:
            held = self._snapshot
            if held is None or held.changes != self.archive.changes():
                held = self._snapshot = self._taken(held)
            return held

    @property
    def fault(self) -> str | None:
        """Why the archive's generation was not used by the last search, in a word; None where it
        was, or nothing was searched."""
        held = self._snapshot
        if held is None:
            return None
        made = held.generation
        silent = made is not None and made.id == self._unanswered
        return held.fault or (broken.why(self.folder, made.folder) if made and silent else None)

    def _taken(self, before: Snapshot | None) -> Snapshot:
        """Read a state in one transaction; while it lasts no writer can make another generation
        current, so the folder of this one stays."""
        with self.archive.reading():
            changes, made = self.archive.changes(), self.archive.generation()
            wrong = self._faults.get(made.id) if made else None
            base: Segment | None = None
            parts: tuple[Segment, ...]
            if made and not wrong:
                base, wrong = self._base(made, before)
            if made is None and self.archive.count()[1]:
                wrong = "first"
            if made is None or base is None:
                parts = (segment.gather(self.archive, self.embedder),)
                gone: tuple[str, ...] = ()
            else:
                parts = (base, segment.gather(self.archive, self.embedder, made.upto))
                gone = self.archive.gone_after(made.gone_upto)
            versions = versions_in(self.archive)
        if wrong and made and made.id not in self._faults:
            self._faults[made.id] = wrong
            _log.warning("index of generation %d is not used: %s", made.id, wrong)
        alive = np.concatenate([np.ones(len(part), dtype=bool) for part in parts])
        if gone:
            alive[: len(parts[0])] = _staying(parts[0], gone)
        held = made if base is not None else None
        _tell_read(held, parts, wrong)
        return Snapshot(changes, held, wrong, parts, alive, versions)

    def _base(self, made: Generation, before: Snapshot | None) -> tuple[Segment | None, str | None]:
        """The segment of a generation, or why it cannot be used."""
        if before and before.generation and before.generation.id == made.id:
            return before.parts[0], None
        wrong = fault(made, self.embedder, self.folder, mapped=True)
        if wrong:
            if wrong == "torn":  # a writer, who reads less of it, might not see that
                broken.put(self.folder, made.folder, wrong)
            return None, wrong
        try:
            base = segment.load(self.folder / made.folder)
            if base.matrix.shape != (made.count, self.embedder.dim):
                raise ValueError("vectors")
        except OSError:
            return None, "torn"
        except ASTRAY as error:  # its seal is whole: nothing else would tell the writer
            why = broken.reason_of(error)
            if broken.recurs(self.archive, why):
                raise
            broken.put(self.folder, made.folder, why)
            return None, why
        return base, None

    def distrust(self, error: Exception) -> Generation | None:
        """Use a generation no more that led a search astray: the next snapshot is read from the
        archive. None where there is none to blame: it was not used, or it was itself built since
        the one before led astray in the same way, so the fault is ours."""
        with self._guard:
            made = self._snapshot.generation if self._snapshot else None
            if made is None:
                return None
            torn = unsound(made, self.embedder, self.folder)
            why = "torn" if torn else broken.reason_of(error)
            if not torn and broken.recurs(self.archive, why):
                return None
            self._faults[made.id] = why
            self._snapshot = None
        return made

    def blame(self, made: Generation) -> None:
        """Tell the next writer of a generation that is distrusted, once the archive has answered in
        its place; what fails without the index too is not the index's fault."""
        why = self._faults[made.id]
        broken.put(self.folder, made.folder, why)
        _log.warning("index of generation %d is not used: %s", made.id, why)

    # ---- nearness

    def scores(self, state: Snapshot, query: str, allowed: Any, count: int) -> Any:
        """Nearness of the rows of a snapshot to a query: right for at least the `count` nearest
        of those allowed (a boolean a row), 0 for rows not looked at."""
        out = np.zeros(len(state), dtype=np.float32)
        found = self._vector(state, query)
        rows = np.flatnonzero(allowed)
        if found is None or not found.any() or not len(rows):
            tell_how(_log, "search.no_vector")
            return out
        vector = whole(found)
        proposed = None
        if len(rows) * self.embedder.dim >= self.exact_below * _DIM:
            proposed = self._proposed(state, vector, allowed, count)
            rows = rows if proposed is None else proposed
        how = "search.compared" if proposed is None else "search.proposed"
        tell_how(_log, how, rows=len(rows), place=_place(state.generation))
        if len(rows) > len(out) * _MANY:
            return state.nearness(vector)
        out[rows] = state.nearness(vector, rows)
        return out

    def nearness(self, state: Snapshot, query: str, rows: Any) -> Any:
        """Nearness of some rows (ascending) to a query; 0 for all other rows."""
        out = np.zeros(len(state), dtype=np.float32)
        found = self._vector(state, query)
        if found is not None and found.any():
            out[rows] = state.nearness(whole(found), rows)
        return out

    def moved(self, state: Snapshot, query: str, first: Any, share: float, rows: Any) -> Any:
        """Nearness of some rows (ascending) to a query that is moved towards the mean of its first
        hits (`first`), which counts `share` where the query counts 1; 0 for all other rows."""
        out = np.zeros(len(state), dtype=np.float32)
        found = self._vector(state, query)
        if found is not None and found.any():
            mean = whole(state.vectors(first).sum(axis=0, dtype=np.int64))
            vector = whole(whole(found) + share * mean.astype(np.float64))
            out[rows] = state.nearness(vector, rows)
        return out

    def _vector(self, state: Snapshot, query: str) -> Any:
        """The vector of a query; None where there is none to compare with these rows."""
        meant = state.generation or (self.archive.generation() if state.fault else None)
        return self._asker.vector(query, meant)

    def _proposed(self, state: Snapshot, vector: Any, allowed: Any, count: int) -> Any:
        """Rows that Chroma and the tail put forward; None when Chroma cannot answer."""
        view = self._open(state.generation)
        if view is None or state.generation is None:
            return None
        base = len(state.parts[0])
        share = max(float(allowed[:base].mean()), 1 / max(1, base))
        wanted = min(state.generation.count, int(count * _OVERFETCH / share) + 1)
        made = state.generation
        with self._guard:
            if view is not self._view:  # closed by a thread that met a newer generation
                return None
            ids = self._asked(view, made, vector, wanted)
            if ids is None:
                return None
            found = state.rows_of(ids)
            if made.server and len(found) < len(ids) / 2:  # it answers for other rows than ours
                self._give_up(made, RuntimeError("foreign"))
                return None
        near = np.union1d(found, np.arange(base, len(state)))
        return near[allowed[near]].astype(np.int64)

    def _asked(self, view: View, made: Generation, vector: Any, wanted: int) -> list[str] | None:
        from draftkit.index.chroma import FAULTS

        try:
            ids = view.nearest(vector, wanted)
        except FAULTS as error:
            self._give_up(made, error)
            return None
        self._pause.worked()
        return ids

    def _open(self, made: Generation | None) -> View | None:
        """A view of the generation, kept open; None when Chroma does not pay yet, has no part in it,
        is broken, is not where the setting says, or its server failed a moment ago."""
        if made is None or made.server != self.server:
            return None
        with self._guard:
            if self._closed or made.id == self._unanswered or not self._pause.over():
                return None
            if self._view is not None and self._view_of == made.id:
                return self._view
            if not made.server and not (self.folder / made.folder / CHROMA).is_dir():
                return None
            self._asked_in_vain += 1
            if self.exact_below and self._asked_in_vain <= _PATIENCE:
                return None
            from draftkit.index.chroma import FAULTS
            from draftkit.index.served import open_collection

            self._drop()
            try:
                if torn := collection_torn(made, self.folder):
                    raise ValueError(torn)
                self._view = open_collection(made, self.folder)
            except FAULTS as error:
                self._give_up(made, error)
                return None
            self._view_of = made.id
            return self._view

    def _give_up(self, made: Generation, error: Exception) -> None:
        """Ask this generation no more, every row is compared: until it is rebuilt, or its server
        has had a pause. A folder that cannot be copied (no room, no right) is no fault of the
        generation."""
        _log.warning("Chroma of generation %d: %s", made.id, type(error).__name__)
        if made.server:
            self._pause.failed()
            gone = type(error).__name__ == "CollectionGone"
            remark_on("served.gone" if gone else "served.down", url=made.server, reason=str(error))
        else:
            self._unanswered = made.id
            why = broken.reason_of(error)
            if not isinstance(error, OSError) and not broken.recurs(self.archive, why):
                broken.put(self.folder, made.folder, why)
        self._drop()

    def _drop(self) -> None:
        if self._view is not None:
            self._view.close()
        self._view = None

    def close(self) -> None:
        """Close the view of Chroma's files, if one is open, and let go of mapped files. A thread
        that still searches compares all; it opens none again."""
        with self._guard:
            self._closed = True
            self._drop()
            self._snapshot = None


def _place(made: Generation | None) -> str:
    """Where the collection of a generation is, for people."""
    return (made.server if made else "") or say("search.place_files")


def _tell_read(made: Generation | None, parts: tuple[Segment, ...], wrong: str | None) -> None:
    """Say where the rows of a snapshot were read from."""
    if made is None:
        rows = sum(map(len, parts))
        tell_how(_log, "search.from_archive", rows=rows, reason=wrong or "none")
        return
    base, tail = map(len, parts)
    told = {"folder": made.folder, "place": _place(made)}
    tell_how(_log, "search.from_index", base=base, tail=tail, **told)


def _staying(base: Segment, gone: tuple[str, ...]) -> Any:
    """A boolean a row: whether none of its passages is among those gone."""
    held = base.sections
    taken = np.isin(held.parts, np.array(gone, dtype="S16"))
    before = np.append(0, np.cumsum(taken))
    return before[held.first[1:]] == before[held.first[:-1]]
