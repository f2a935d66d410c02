"""Workspace: a folder with an archive of past notices, and what can be done with it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from draftkit import assets
from draftkit.archive import Archive
from draftkit.errors import EmptyArchiveError, UsageError, WorkspaceError
from draftkit.index import Embedder, LsaEmbedder
from draftkit.settings import CONFIG, Settings
from draftkit.text.similar import bare
from draftkit.values.hits import Filters, Hits
from draftkit.values.notice import Notice
from draftkit.values.searching import SearchOptions
from draftkit.values.store import CheckRow, IngestResult, NoticeRow, Notices
from draftkit.workspace.config import CONFIG_TEXT, REQUEST_FORM, REQUEST_TEXT
from draftkit.workspace.locking import unwritable, writable, writing

if TYPE_CHECKING:
    from draftkit.retrieve import Retriever
    from draftkit.values.outline import Outline
    from draftkit.values.request import DraftRequest
    from draftkit.workspace.results import DraftRun

STATE = ".draftkit"
"""Folder of a workspace that holds what draftkit keeps."""

_SPAN = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")


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
        self._index: Any = None
        self._guard = threading.Lock()

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
        archive = Archive.open(database, read_only=not writable(database.parent))
        return cls(found, archive, embedder or LsaEmbedder())

    @classmethod
    def init(cls, folder: str | Path, *, form: bool = True) -> tuple[Path, ...]:
        """Make a workspace of a folder; what was written. Nothing that exists is touched.
        form: write a request form to fill in beside the settings.

        Raises ReadOnlyError, and WorkspaceError when the folder is a file.
        """
        root = Path(folder)
        if root.exists() and not root.is_dir():
            raise WorkspaceError("store.not_a_folder", folder=str(root))
        made: list[Path] = []
        try:
            (root / STATE / "runs").mkdir(parents=True, exist_ok=True)
            if not (root / CONFIG).exists():
                (root / CONFIG).write_text(CONFIG_TEXT, encoding="utf-8")
                made.append(root / CONFIG)
            if form and not (root / REQUEST_FORM).exists():
                (root / REQUEST_FORM).write_text(REQUEST_TEXT, encoding="utf-8")
                made.append(root / REQUEST_FORM)
            if not (root / STATE / "archive.db").exists():
                Archive.open(root / STATE / "archive.db").close()
                made.append(root / STATE)
        except OSError as error:
            raise unwritable(root, error) from None
        return tuple(made)

    def close(self) -> None:
        """Let go of all files."""
        with self._guard:
            if self._index is not None:
                self._index.close()
            self._index = None
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
        """Where the folders of drafting runs go."""
        return self.state / "runs"

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
        from draftkit.workspace.ingesting import Ingest

        with self._writing(wait):
            job = Ingest(
                self.archive,
                self.embedder,
                self.root,
                self.state / "index",
                self.settings.office,
            )
            return job.run(paths, ours=ours, progress=progress)

    def remove(self, notice_id: str, *, wait: float | None = None) -> str:
        """Take a notice out, by its id or a unique beginning of it; the full id. Its file is not
        touched. Raises NotFoundError, LockedError, ReadOnlyError."""
        from draftkit.workspace.ingesting import refresh

        with self._writing(wait):
            gone = self.archive.remove(notice_id)
            refresh(self.archive, self.embedder, self.state / "index")
        return gone

    def reindex(
        self,
        *,
        progress: Callable[[int, int, str], None] | None = None,
        wait: float | None = None,
    ) -> int:
        """Make everything derived anew from archive.db; how many passages there are.
        Raises LockedError, ReadOnlyError, ArchiveError."""
        from draftkit.index.build import build
        from draftkit.workspace.ingesting import catch_up

        with self._writing(wait):
            _, count = self.archive.count()
            if progress:
                progress(0, count, "")
            catch_up(self.archive, self.embedder)
            build(self.archive, self.embedder, self.state / "index")
            _, count = self.archive.count()
            if progress:
                progress(count, count, "")
        return count

    def _writing(self, wait: float | None) -> Any:
        return writing(self.state, self.settings.wait if wait is None else wait)

    # ---- finding

    def rows(self) -> tuple[NoticeRow, ...]:
        """One row a notice, newest year first."""
        return self.archive.rows()

    def notices(self) -> Notices:
        """What the archive holds."""
        return Notices(notices=self.rows())

    def notice(self, notice_id: str) -> Notice:
        """A notice by its id or a unique beginning of it. Raises NotFoundError."""
        return self.archive.notice(notice_id)

    @property
    def retriever(self) -> Retriever:
        """Retrieval over this archive; loaded with the first use."""
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
                )
            return HybridRetriever(self._index, options)

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
        """The past sections that answer a heading or a sentence best.

        issuer: in full, in part or abridged. year: 2024, "2019..2024", "2019..", "..2024".
        k: how many (None: the setting's). own: a body whose papers are preferred among hits of
        like relevance, then those of bodies like it. options: parts to switch off.
        Raises UsageError, EmptyArchiveError, ArchiveError.
        """
        if not bare(query):
            raise UsageError("store.empty_query")
        wanted = self.settings.k if k is None else k
        if wanted < 1:
            raise UsageError("store.bad_k", value=wanted)
        first, last = span_of(year)
        filters = Filters(genre=genre, issuer=issuer, year_from=first, year_to=last, topic=topic)
        if not self.archive.count()[0]:
            raise EmptyArchiveError("store.empty_archive")
        return self._retriever(options).retrieve(query, filters=filters, k=wanted, own=own)

    # ---- drafting

    def outline(self, request: DraftRequest) -> Outline:
        """The outline of a paper, drawn from the archive. Raises EmptyArchiveError."""
        from draftkit.workspace.drafting import make_outline

        with assets.overriding(self.root):
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

        with assets.overriding(self.root):
            return make_draft(self, request, outline)

    # ---- upkeep

    def doctor(self) -> tuple[CheckRow, ...]:
        """A check-up: a row a thing."""
        from draftkit.workspace.checkup import check_up

        return check_up(self.root, self.state, self.archive, self.embedder)


def span_of(year: int | str | None) -> tuple[int | None, int | None]:
    """First and last year of "2019..2024", "2024", "2019..", "..2024" or a number, both counted.
    Raises UsageError for anything else."""
    if year is None:
        return None, None
    text = re.sub(r"\s", "", str(year))
    found = _SPAN.fullmatch(text)
    if (
        not found
        or not (found.group(1) or found.group(3))
        or (found.group(1) and found.group(3) and not found.group(2))
    ):
        raise UsageError("store.bad_year", value=year)
    first = int(found.group(1)) if found.group(1) else None
    last = int(found.group(3)) if found.group(3) else None
    if not found.group(2):
        return (first or last), (first or last)
    if first and last and first > last:
        raise UsageError("store.bad_year", value=year)
    return first, last
