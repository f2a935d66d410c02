"""Files into the archive, and the index after it. The caller holds the write lock."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from draftkit.archive import CHUNKING, Archive, read_from
from draftkit.archive.health import recut, unlinked
from draftkit.errors import (
    ArchiveError,
    ClassifiedFileError,
    DamagedFileError,
    DraftkitError,
    InputError,
    MissingFileError,
    UnsupportedFileError,
    WorkspaceError,
)
from draftkit.index import Embedder
from draftkit.index.remote import is_remote
from draftkit.messages import printable, say
from draftkit.parse import PARSER_VERSION, parse_path, secrecy_in_path
from draftkit.parse.files import contents
from draftkit.remarks import remark
from draftkit.settings import Office
from draftkit.values.notice import Notice
from draftkit.values.store import IngestedFile, IngestResult
from draftkit.workspace.files import Found, find, is_ours, stored_path
from draftkit.workspace.kinds import EXPORT, NOTICE, QUIET, content_kind, endings, kind_of, reason
from draftkit.workspace.locking import unwritable
from draftkit.workspace.regrouping import settle
from draftkit.workspace.removing import clear_traces
from draftkit.workspace.reparsing import Withdrawn, behind, reparse, vectors_of

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the path; raising from it cancels."""

_LINKED_AT_ONCE = 200
"""Notices that are sketched and linked in one transaction after an upgrade."""

_NO_ROOM = ("disk is full", "no space left")
"""How SQLite and the system say inside Chroma's errors that there is no room."""

_log = logging.getLogger(__name__)


class Ingest:
    """One ingest into one archive."""

    def __init__(
        self,
        archive: Archive,
        embedder: Embedder,
        root: Path,
        index: Path,
        office: Office | None = None,
        server: str | None = None,
    ) -> None:
        self.archive = archive
        self.embedder = embedder
        self.root = root
        self.index = index
        self.office = office
        self.server = server
        self._forgot: list[str] = []  # secret notices that were taken out

    def run(
        self, paths: Iterable[str | Path], *, ours: bool = False, progress: Progress | None = None
    ) -> IngestResult:
        """Take in files and folders. A file that fails is a row and stops nothing; what was taken
        in before an interruption stays."""
        found = list(find(paths))
        withdrawn = catch_up(self.archive, self.embedder)
        self._forgot = [one.notice_id for one in withdrawn]
        rows = list(rows_of(withdrawn))
        given = len(rows)
        for at, one in enumerate(found):
            if progress:
                progress(at, len(found), printable(one.path))
            row = self._one(one, ours)
            if row is not None:
                rows.append(row)
        if progress and found:
            progress(len(found), len(found), "")
        refresh(self.archive, self.embedder, self.index, self.server)
        if self._forgot:
            clear_traces(self.archive, self.index.parent, self._forgot)
        return IngestResult.of(rows, passed_over=len(found) - (len(rows) - given))

    def _one(self, found: Found, ours: bool) -> IngestedFile | None:
        """The boundary of one input file: a fault of ours in it is that file's failure, never the
        end of the others. What stops the archive itself (disk full, read-only) ends them all. None
        for what a system left in a folder."""
        shown = printable(found.path)
        try:
            kind = NOTICE if found.named else self._kind(found.path, ours)
            if kind == QUIET:
                return None
            if kind != NOTICE:
                return IngestedFile(path=shown, result="skipped", reason=reason(kind))
            return self._taken(found, shown, ours)
        except ClassifiedFileError as error:
            why = f"{error}{self._kept_before(found.path)}"
        except InputError as error:
            why = str(_told_better(found.path, error))
        except DraftkitError:
            raise
        except RecursionError:
            why = say("store.too_deep", path=shown)
        except Exception as error:  # noqa: BLE001 - the boundary of one input file
            _log.exception("taking in %s", shown)
            why = say("store.fault", path=shown, reason=type(error).__name__)
        return IngestedFile(path=shown, result="failed", reason=why)

    def _kind(self, path: Path, ours: bool) -> str:
        """What a file met in a folder is. Raises InputError for a link that leads nowhere, a file
        that is gone by now and one that may not be looked into."""
        try:
            kind = kind_of(path)
        except FileNotFoundError:
            key = "store.dead_link" if path.is_symlink() else "store.gone"
            raise MissingFileError(key, path=str(path)) from None
        except OSError as error:
            cause = error.strerror or str(error)
            raise InputError("store.cannot_read", path=str(path), reason=cause) from None
        return "ours" if kind == NOTICE and not ours and is_ours(path) else kind

    def _taken(self, found: Found, shown: str, ours: bool) -> IngestedFile:
        path = stored_path(found.path, self.root)
        if mark := secrecy_in_path(path):
            raise ClassifiedFileError("parse.classified_name", path=shown, mark=mark)
        if found.fault:
            raise InputError("store.cannot_read", path=shown, reason=found.fault)
        if not ours and is_ours(found.path):
            raise InputError("store.ours", path=shown)
        sha256 = _sha256(found)
        known = self.archive.known(path, sha256, PARSER_VERSION)
        if known:
            return IngestedFile(path=shown, result="unchanged", notice_id=known)
        parsed = parse_path(found.path, self.office)
        if parsed.notice.secrecy:
            mark = parsed.notice.secrecy
            raise ClassifiedFileError("parse.classified", path=shown, mark=mark)
        outcome = self.archive.add(
            parsed,
            sha256=parsed.source.sha256,
            path=path,
            parser=PARSER_VERSION,
            vectors=None
            if is_remote(self.embedder)
            else (self.embedder.name, partial(vectors_of, self.embedder)),
        )
        why = remarks(parsed.notice)
        if outcome.result == "unchanged":
            why = self._twin(outcome.notice_id, path)
        return IngestedFile(
            path=shown, result=outcome.result, notice_id=outcome.notice_id, reason=why
        )

    def _twin(self, notice_id: str, path: str) -> str | None:
        """What is said of a file whose content another one brought in."""
        others = [one for one in read_from(self.archive, notice_id) if one != path]
        return say("store.twin", path=others[0]) if others else None

    def _kept_before(self, path: Path) -> str:
        """What the archive holds of a file that is refused now. The same bytes, taken in before
        their mark was known, are taken out; an earlier text without a mark was rightly kept and is
        named."""
        held = self.archive.at(stored_path(path, self.root))
        if held is None:
            return ""
        with suppress(InputError):
            if hashlib.sha256(contents(path)).hexdigest() == held[0]:
                with self.archive.change() as change:
                    change.remove(held[1])
                    change.none_current()  # no index may hold its words, nor wait for a merge
                self._forgot.append(held[1])
                return say("store.secret_removed", id=held[1])
        return say("store.secret_before", id=held[1])


def rows_of(withdrawn: Iterable[Withdrawn]) -> Iterator[IngestedFile]:
    """A row for each notice that had to be taken out before anything was taken in."""
    for one in withdrawn:
        yield IngestedFile(path=printable(one.path), result="failed", reason=str(one))


def remarks(notice: Notice) -> str | None:
    """What whoever took a notice in should know: fields that are not there, and why it serves no
    draft as a model; None for nothing."""
    unfit = None if notice.fit else say("store.unfit", reason=notice.unfit_because or "")
    return "; ".join(part for part in (unread(notice), unfit) if part) or None


def unread(notice: Notice) -> str | None:
    """What a notice is listed by and nobody could tell from it; None when all is there."""
    paper = notice.paper
    there = {
        "issuer": paper.issuer or notice.issuer,
        "title": paper.title or notice.title,
        "year": paper.year or notice.year,
    }
    missing = [say(f"store.no_{name}") for name, value in there.items() if not value]
    return "; ".join(missing) or None


def _sha256(found: Found) -> str:
    """The hash of a file's bytes. Raises an InputError when it cannot be read."""
    try:
        return hashlib.sha256(contents(found.path)).hexdigest()
    except MissingFileError:
        named = "store.missing_path" if found.named else "store.gone"
        key = "store.dead_link" if found.path.is_symlink() else named
        raise MissingFileError(key, path=str(found.path)) from None


def _told_better(path: Path, error: InputError) -> InputError:
    """The error, or one that names what the file is where it is only named like a paper."""
    if not isinstance(error, DamagedFileError | UnsupportedFileError):
        return error
    try:
        kind = content_kind(path) if path.is_file() else None
    except OSError:
        return error
    if kind in (None, NOTICE, "text", "page"):
        return error
    if kind == "locked":
        return UnsupportedFileError("parse.locked", path=str(path))
    if kind == EXPORT:
        return UnsupportedFileError("store.is_export", path=str(path))
    named = endings().kinds.get(path.suffix.lower().removeprefix("."))
    key = "store.other_kind" if named == NOTICE else "store.is_kind"
    return UnsupportedFileError(key, path=str(path), kind=reason(kind))


def catch_up(archive: Archive, embedder: Embedder) -> tuple[Withdrawn, ...]:
    """Bring notices, passages, links and vectors up to this version's way of making them, but for
    the vectors of a server, which are made outside the lock (`embedding`); the notices that had to
    be taken out."""
    from draftkit.index.build import fill

    withdrawn = reparse(archive, embedder) if behind(archive) else ()
    if archive.linked() and unlinked(archive):
        with archive.change() as change:
            change.link_anew()
    if archive.chunking() != CHUNKING:
        with archive.change() as change:
            change.rechunk()
    while not archive.linked():
        with archive.change() as change:
            change.relink_some(_LINKED_AT_ONCE)
    settle(archive)
    if not is_remote(embedder):
        fill(archive, embedder)
    return withdrawn


def renew_worn(archive: Archive, embedder: Embedder) -> None:
    """Take out what is derived and was not kept by the disk as it was made: passages are cut anew,
    vectors are made by whatever fills in those that are lacking."""
    from draftkit.index.vectors import worn

    recut(archive)
    if wrong := worn(archive, embedder):
        with archive.change() as change:
            change.drop_vectors_of(embedder.name, wrong)
            change.none_current()


def rebuild(
    archive: Archive,
    embedder: Embedder,
    index: Path,
    reason: str = "asked",
    server: str | None = None,
) -> None:
    """Build a new generation now. Raises ArchiveError, ReadOnlyError, and WorkspaceError when the
    disk is full; what was current before stays so."""
    from draftkit.index.build import build, faults, sweep

    sweep(archive, index)
    try:
        build(archive, embedder, index, reason, server)
    except faults() as error:
        raise _unbuilt(index.parent, error) from error


def _unbuilt(state: Path, error: Exception) -> DraftkitError:
    """Why there is no new generation, in our words; Chroma has no kind of its own for a full disk."""
    if isinstance(error, OSError):
        return unwritable(state, error)
    if any(words in str(error).lower() for words in _NO_ROOM):
        return WorkspaceError("store.disk_full", folder=str(state))
    return ArchiveError("store.index_not_built", reason=type(error).__name__)


def renew(archive: Archive, embedder: Embedder, index: Path, server: str | None = None) -> None:
    """Build a new generation when one is due; none of some vectors while others wait for a server.
    Raises as `rebuild` does."""
    from draftkit.index.build import due, sweep

    sweep(archive, index)  # what a writer that was killed left
    if is_remote(embedder) and archive.without_vectors(embedder.name):
        return
    reason = due(archive, embedder, index, server)
    if reason is not None:
        rebuild(archive, embedder, index, reason, server)


def refresh(archive: Archive, embedder: Embedder, index: Path, server: str | None = None) -> None:
    """`renew`; what was archived is found without it, so a build that fails is one line and is
    tried again by the next ingest."""
    try:
        renew(archive, embedder, index, server)
    except DraftkitError as error:
        _log.warning("index not built: %s", error)
        remark(str(error))
