"""Files into the archive, and the index after it. The caller holds the write lock."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from draftkit.archive import CHUNKING, Archive
from draftkit.errors import ArchiveError, DraftkitError, InputError, MissingFileError
from draftkit.index import Embedder
from draftkit.parse import PARSER_VERSION, parse_path
from draftkit.values.hits import Passage
from draftkit.values.source import Parsed
from draftkit.values.store import IngestedFile, IngestResult
from draftkit.workspace.files import Found, find, is_ours, may_be_notice, stored_path

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the path; raising from it cancels."""

_log = logging.getLogger(__name__)


class Ingest:
    """One ingest into one archive."""

    def __init__(self, archive: Archive, embedder: Embedder, root: Path, index: Path) -> None:
        self.archive = archive
        self.embedder = embedder
        self.root = root
        self.index = index

    def run(
        self, paths: Iterable[str | Path], *, ours: bool = False, progress: Progress | None = None
    ) -> IngestResult:
        """Take in files and folders. A file that fails is a row and stops nothing; what was taken
        in before an interruption stays."""
        wanted, skipped = self._wanted(paths, ours)
        catch_up(self.archive, self.embedder)
        rows: list[IngestedFile] = []
        for found in wanted:
            if progress:
                progress(len(rows), len(wanted), str(found.path))
            rows.append(self._one(found, ours))
        if progress and wanted:
            progress(len(rows), len(wanted), "")
        refresh(self.archive, self.embedder, self.index)
        counts = {"added": 0, "updated": 0, "unchanged": 0, "failed": 0, "skipped": skipped}
        for row in rows:
            counts[row.result] += 1
        return IngestResult(files=tuple(rows), counts=counts)

    def _wanted(self, paths: Iterable[str | Path], ours: bool) -> tuple[list[Found], int]:
        """The files to read, and how many of the folders' files are passed over."""
        found = list(find(paths))
        wanted = [
            one
            for one in found
            if one.named or (may_be_notice(one.path) and (ours or not is_ours(one.path)))
        ]
        return wanted, len(found) - len(wanted)

    def _one(self, found: Found, ours: bool) -> IngestedFile:
        shown, path = str(found.path), stored_path(found.path, self.root)
        try:
            if not ours and is_ours(found.path):
                raise InputError("store.ours", path=shown)
            sha256 = _sha256(found.path)
            known = self.archive.known(path, sha256, PARSER_VERSION)
            if known:
                return IngestedFile(path=shown, result="unchanged", notice_id=known)
            parsed = _parsed(found.path)
        except InputError as error:
            return IngestedFile(path=shown, result="failed", reason=str(error))
        outcome = self.archive.add(
            parsed,
            sha256=sha256,
            path=path,
            parser=PARSER_VERSION,
            vectors=(self.embedder.name, self._vectors),
        )
        return IngestedFile(path=shown, result=outcome.result, notice_id=outcome.notice_id)

    def _vectors(self, passages: Sequence[Passage]) -> Iterator[tuple[str, bytes]]:
        from draftkit.index.vectors import encode

        return iter(encode(self.embedder, passages))


def _sha256(path: Path) -> str:
    """The hash of a file's bytes. Raises an InputError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise MissingFileError("store.missing_path", path=str(path)) from None
    except OSError as error:
        raise InputError(
            "store.cannot_read", path=str(path), reason=error.strerror or str(error)
        ) from None


def _parsed(path: Path) -> Parsed:
    """The file parsed. The boundary of one input file: a fault of ours in it is that file's
    failure, never the end of the others."""
    try:
        return parse_path(path)
    except DraftkitError:
        raise
    except Exception as error:
        _log.exception("parsing %s", path)
        raise InputError("store.fault", path=str(path), reason=type(error).__name__) from error


def catch_up(archive: Archive, embedder: Embedder) -> None:
    """Bring passages and vectors up to this version's way of making them."""
    from draftkit.index.build import fill

    if archive.chunking() != CHUNKING:
        with archive.change() as change:
            change.rechunk()
    fill(archive, embedder)


def refresh(archive: Archive, embedder: Embedder, index: Path) -> None:
    """Build a new generation when one is due. What was archived is found without it, so a build
    that fails is logged and tried again by the next ingest."""
    from draftkit.index.build import build, due

    if not due(archive, embedder, index):
        return
    from draftkit.index.chroma import FAULTS

    faults: tuple[type[Exception], ...] = (ArchiveError, *FAULTS)
    try:
        build(archive, embedder, index)
    except faults as error:
        _log.warning("vector index not built: %s", error)
