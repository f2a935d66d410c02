"""Workspace: a folder with an archive of past notices, and what can be done with it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from draftkit import assets
from draftkit.archive import Archive
from draftkit.errors import EmptyArchiveError, LockedError, UsageError, WorkspaceError
from draftkit.index import Embedder
from draftkit.index.remote import is_remote
from draftkit.reading import fold
from draftkit.remarks import tell_how
from draftkit.settings import CONFIG, Settings, user_data
from draftkit.text.similar import bare
from draftkit.values.hits import Filters, Hits
from draftkit.values.notice import Notice
from draftkit.values.searching import SearchOptions
from draftkit.values.store import CheckRow, IngestResult, NoticeRow, Notices
from draftkit.workspace.config import CONFIG_TEXT, REQUEST_FORM, REQUEST_TEXT
from draftkit.workspace.drives import only_reading, refuse
from draftkit.workspace.embedding import embedder_of, fill_or_tell, make_anew
from draftkit.workspace.issuers import of_issuer
from draftkit.workspace.locking import unwritable, writable, writing
from draftkit.workspace.naming import full_id
from draftkit.workspace.regrouping import SameBodies, settle
from draftkit.workspace.removing import clear_traces, clear_withdrawn
from draftkit.workspace.years import span_of

if TYPE_CHECKING:
    from draftkit.retrieve import Retriever
    from draftkit.values.outline import Outline
    from draftkit.values.request import DraftRequest
    from draftkit.workspace.carrying import Carried
    from draftkit.workspace.results import DraftRun

STATE = ".draftkit"
"""Folder of a workspace that holds what draftkit keeps."""

_log = logging.getLogger(__name__)


class Workspace:
    """A workspace that is open; a context manager. Many threads may read, one process writes.

    root: the folder. state: `.draftkit` in it. settings: see `Settings`.
    """

    def __init__(self, settings: Settings, archive: Archive, embedder: Embedder) -> None:
        self.settings = settings
        self.root = settings.workspace
        self.state = self.root / STATE
        self.archive = archive
        self.embedder = embedder
        self.withdrawn: tuple[str, ...] = ()
        """Why the last `reindex` took notices out, a line each."""
        self._index: Any = None
        self._guard = threading.Lock()
        self._bodies = SameBodies(archive, self.state, settings.same_body)

    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        *,
        settings: Settings | None = None,
        embedder: Embedder | None = None,
    ) -> Workspace:
        """Open what `init` made, or make it. Without a folder: see `Settings.load`.

        Raises SettingsError, ArchiveError, and ReadOnlyError when it has to be made and cannot.
        """
        found = settings or Settings.load(folder)
        root = found.workspace
        database = root / STATE / "archive.db"
        if not database.exists():
            cls.init(root, form=False)
        far = only_reading(database.parent, found.network_drive)
        archive = Archive.open(database, read_only=far or not writable(database.parent))
        return cls(found, archive, embedder or embedder_of(found, archive))

    @classmethod
    def init(cls, folder: str | Path, *, form: bool = True) -> tuple[Path, ...]:
        """Make a workspace of a folder; what was written. Nothing that exists is touched.
        form: write a request form to fill in beside the settings.

        Raises ReadOnlyError, SettingsError, and WorkspaceError when the folder is a file or on a
        network drive.
        """
        root = Path(folder)
        if root.exists() and not root.is_dir():
            raise WorkspaceError("store.not_a_folder", folder=str(root))
        refuse(root, Settings.load(root).network_drive)
        made: list[Path] = []
        try:
            (root / STATE / "runs").mkdir(parents=True, exist_ok=True)
            wanted = {CONFIG: CONFIG_TEXT, **({REQUEST_FORM: REQUEST_TEXT} if form else {})}
            for name, text in wanted.items():
                # "x": a link that leads nowhere is something that exists, not a place to write to.
                with suppress(FileExistsError), (root / name).open("x", encoding="utf-8") as file:
                    file.write(text)
                    made.append(root / name)
            if not (root / STATE / "archive.db").exists():
                Archive.open(root / STATE / "archive.db").close()
                made.append(root / STATE)
        except OSError as error:
            raise unwritable(root, error) from None
        return tuple(made)

    def close(self) -> None:
        """Let go of all files. An index that a search found missing or broken is rebuilt first,
        where that takes seconds and nobody else is writing."""
        with self._guard:
            index, self._index = self._index, None
        if index is not None:
            fault = index.fault
            index.close()
            if fault and fault != "embedder":  # to change embedders takes a reindex
                from draftkit.workspace.mending import mend

                with self._bodies.named():
                    mend(self.archive, self.embedder, self.state, self.settings.chroma)
        self.archive.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ---- keeping

    @property
    def runs_folder(self) -> Path:
        """Where the folders of drafting runs go: with the user's own data where the workspace is
        read-only."""
        own = self.state / "runs"
        return own if writable(own if own.is_dir() else self.state) else user_data() / "runs"

    def ingest(
        self,
        *paths: str | Path,
        progress: Callable[[int, int, str], None] | None = None,
        wait: float | None = None,
        ours: bool = False,
    ) -> IngestResult:
        """Take notices in, files and whole folders; a row a file, failures among them.

        progress: called with files done, files in all and the path; what it raises cancels, what
        was taken in by then stays. wait: seconds to wait for another writer (None: the
        setting's). ours: take in Word files that draftkit made.
        Raises LockedError, ReadOnlyError, ArchiveError.
        """
        from draftkit.workspace.ingesting import Ingest, refresh

        with self._writing(wait):
            job = Ingest(
                self.archive,
                self.embedder,
                self.root,
                self.state / "index",
                self.settings.office,
                self.settings.chroma,
            )
            result = job.run(paths, ours=ours, progress=progress)
        if is_remote(self.embedder):
            fill_or_tell(self.archive, self.embedder, lambda: self._writing(wait), progress)
            with suppress(LockedError), self._writing(wait):
                refresh(self.archive, self.embedder, self.state / "index", self.settings.chroma)
        return result

    def remove(self, notice_id: str, *, wait: float | None = None) -> str:
        """Take a notice out, called as for `full_id`; its id. Its file is not touched. Raises
        NotFoundError, LockedError, ReadOnlyError."""
        from draftkit.workspace.ingesting import refresh

        with self._writing(wait):
            settle(self.archive)
            gone = self.archive.remove(self.full_id(notice_id))
            refresh(self.archive, self.embedder, self.state / "index", self.settings.chroma)
            clear_traces(self.archive, self.state, [gone])
        return gone

    def export_notices(self, path: str | Path, ids: Iterable[str] = ()) -> Carried:
        """Write notices, all or those called so (`full_id`), with their sources into one file for
        `import_notices`. Raises NotFoundError, OutputError, WorkspaceError."""
        from draftkit.workspace.carrying import export

        wanted = [self.full_id(one) for one in ids]
        return export(self.archive, Path(path), wanted, self.settings.same_body)

    def import_notices(self, path: str | Path, *, wait: float | None = None) -> IngestResult:
        """Take in what `export_notices` wrote; a row a source. The file is checked whole before
        anything is changed. Raises InputError, LockedError, ReadOnlyError, ArchiveError."""
        from draftkit.workspace.carrying import bring_in
        from draftkit.workspace.ingesting import catch_up, refresh, rows_of

        with self._writing(wait):
            gone = catch_up(self.archive, self.embedder)
            result = bring_in(self.archive, self.embedder, Path(path), rows_of(gone))
            refresh(self.archive, self.embedder, self.state / "index", self.settings.chroma)
            clear_withdrawn(self.archive, self.state, gone)
        fill_or_tell(self.archive, self.embedder, lambda: self._writing(wait))
        return result

    def versions(self, notice_id: str) -> tuple[NoticeRow, ...]:
        """All versions of the paper that a notice is one of, itself among them, the one that is
        drafted from first. Raises NotFoundError."""
        wanted = self.full_id(notice_id)
        rows = self.rows()
        here = next(row for row in rows if row.id == wanted)
        found = [row for row in rows if row.id == wanted or (row.best and row.best == here.best)]
        return tuple(sorted(found, key=lambda row: (row.superseded, row.id)))

    def reindex(
        self,
        *,
        progress: Callable[[int, int, str], None] | None = None,
        wait: float | None = None,
    ) -> int:
        """Make everything derived anew from archive.db; how many passages there are. Vectors of
        other embedders than the setting's are dropped, once there are its own.
        Raises LockedError, ReadOnlyError, ArchiveError, EmbedderError."""
        from draftkit.index.remote import forget_others
        from draftkit.workspace.ingesting import catch_up, rebuild, renew_worn

        with self._writing(wait):
            _, count = self.archive.count()
            if progress:
                progress(0, count, "")
            renew_worn(self.archive, self.embedder)
            gone = catch_up(self.archive, self.embedder)
            self.withdrawn = tuple(map(str, gone))
        make_anew(self.archive, self.embedder, lambda: self._writing(wait), progress)
        with self._writing(wait):
            rebuild(self.archive, self.embedder, self.state / "index", server=self.settings.chroma)
            with self.archive.change() as change:
                forget_others(change, self.embedder)
            clear_withdrawn(self.archive, self.state, gone)
            _, count = self.archive.count()
            if progress:
                progress(count, count, "")
        return count

    @contextmanager
    def _writing(self, wait: float | None) -> Iterator[None]:
        refuse(self.state, self.settings.network_drive)
        patience = self.settings.wait if wait is None else wait
        with writing(self.state, patience), self._bodies.named():
            yield

    # ---- finding

    def rows(self) -> tuple[NoticeRow, ...]:
        """One row a notice, newest year first."""
        with self._bodies():
            return self.archive.rows()

    def notices(self) -> Notices:
        """What the archive holds."""
        return Notices(notices=self.rows())

    def notice(self, notice_id: str) -> Notice:
        """A notice, called as for `full_id`. Raises NotFoundError."""
        return self.archive.notice(self.full_id(notice_id))

    def full_id(self, name: str) -> str:
        """The id of the notice that is called so: by its id or how that begins, its document
        number, or a file it was read from. Raises NotFoundError, AmbiguousError."""
        with self._bodies():
            return full_id(self.archive, self.root, name)

    @property
    def retriever(self) -> Retriever:
        """Retrieval over this archive; loaded with the first use."""
        with self._bodies():
            return self._retriever(None)

    def _retriever(self, options: SearchOptions | None) -> Retriever:
        from draftkit.index.nearest import VectorIndex
        from draftkit.retrieve.hybrid import HybridRetriever

        with self._guard:
            if self._index is None:
                self._index = VectorIndex(
                    self.archive,
                    self.embedder,
                    self.state / "index",
                    exact_below=self.settings.exact_below,
                    server=self.settings.chroma,
                )
            return HybridRetriever(self._index, options, self.settings.same_body)

    @property
    def index_fault(self) -> str | None:
        """Why searches so far did without the index, in a word, where it is not rebuilt by itself
        when the workspace is closed; None where all is well."""
        from draftkit.workspace.mending import cheap

        with self._guard:
            fault: str | None = self._index.fault if self._index is not None else None
        return None if fault is None or cheap(self.archive) else fault

    def search(
        self,
        query: str,
        *,
        genre: str | None = None,
        issuer: str | None = None,
        year: int | str | None = None,
        topic: str | None = None,
        k: int | None = None,
        own: str | None = None,
        options: SearchOptions | None = None,
    ) -> Hits:
        """The past sections that answer a heading or a sentence best; to a document number
        (示科〔2025〕18号) the papers that bear it come first.

        issuer: in full, in part or abridged; who fits is told where several bodies do. year: 2024, "2019..2024", "2019..", "..2024".
        k: how many (None: the setting's). own: a body whose papers are preferred among hits of
        like relevance, then those of bodies like it (None: the setting's). options: parts to switch off.
        Raises UsageError, EmptyArchiveError, ArchiveError.
        """
        if not bare(query):
            raise UsageError("store.empty_query")
        wanted = self.settings.k if k is None else k
        if wanted < 1:
            raise UsageError("store.bad_k", value=wanted)
        first, last = span_of(year)
        if self.archive.is_empty():
            raise EmptyArchiveError("store.empty_archive")
        filters = Filters(genre=genre and fold(genre), year_from=first, year_to=last, topic=topic)
        with self._bodies():
            filters = of_issuer(self.archive, issuer, filters)
        from draftkit.retrieve.numbers import bearing_first

        began = time.perf_counter()
        found = self._retriever(options).retrieve(
            query, filters=filters, k=wanted, own=own or self.settings.own
        )
        as_one = options is None or options.versions_as_one
        hits = bearing_first(self.archive, filters, found, wanted, as_one=as_one)
        seconds = round(time.perf_counter() - began, 3)
        tell_how(_log, "search.took", hits=len(hits.hits), seconds=seconds)
        return hits

    # ---- drafting

    def outline(self, request: DraftRequest) -> Outline:
        """The outline of a paper, drawn from the archive. Raises EmptyArchiveError."""
        from draftkit.workspace.drafting import make_outline

        with self._bodies(), assets.overriding(self.root):
            return make_outline(self, request)

    def draft(
        self,
        request: DraftRequest,
        model: Literal[False] | None = None,  # noqa: ARG002  no model drafts yet
        outline: Outline | None = None,
    ) -> DraftRun:
        """A draft with its report and run folder, written without a model.

        outline: one to follow instead of drawing it. Raises EmptyArchiveError, RequestError and
        ReadOnlyError.
        """
        from draftkit.workspace.drafting import make_draft

        with self._bodies(), assets.overriding(self.root):
            return make_draft(self, request, outline)

    # ---- upkeep

    def doctor(self, *, offline: bool = False) -> tuple[CheckRow, ...]:
        """A check-up: a row a thing. offline: ask no server."""
        from draftkit.workspace.checkup import check_up
        from draftkit.workspace.checkup_remote import check_elsewhere

        server = self.settings.chroma
        with self._bodies.named():
            rows = check_up(self.root, self.state, self.archive, self.embedder, server)
        if any(row.status == "error" for row in rows):
            return rows
        given = (self.state, self.settings, self.archive, self.embedder)
        return (*rows, *check_elsewhere(*given, offline=offline))
