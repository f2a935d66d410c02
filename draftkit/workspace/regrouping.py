"""A changed `same_body` takes effect with the next command, in the bodies and versions stored."""

from __future__ import annotations

import logging
import threading
from contextlib import AbstractContextManager
from pathlib import Path

from draftkit.archive import Archive, grouped, misplaced, regroup
from draftkit.errors import DraftkitError
from draftkit.reading import same_bodies
from draftkit.reading.bodies import Groups
from draftkit.remarks import remark_on
from draftkit.workspace.locking import writing

_AT_ONCE = 200
"""Notices that are linked in one transaction."""
_CHEAP = 2000
"""Notices that a command which only reads links again: seconds."""

_log = logging.getLogger(__name__)


def settle(archive: Archive) -> None:
    """Group papers by the names set now (within `same_bodies`), where that is not done. The caller
    holds the write lock. What a newer draftkit links otherwise is left to `catch_up`."""
    if not grouped(archive) and archive.linked():
        regroup(archive, _AT_ONCE)


def settle_or_tell(archive: Archive, state: Path) -> None:
    """`settle` for a command that only reads: where another process is writing, the workspace is
    read-only or there is much to do, one line says when the change shows. A fault of the archive is
    left to be told by what the command reads."""
    waiting = 0
    try:
        if grouped(archive):
            return
        waiting = len(misplaced(archive))
        if not archive.read_only and waiting <= _CHEAP:
            with writing(state, 0.0):
                settle(archive)
            waiting = len(misplaced(archive))
    except DraftkitError as error:
        _log.info("papers not grouped anew: %s", error)
    if waiting:
        remark_on("store.names_later", count=waiting)


class SameBodies:
    """The names that the settings of one workspace group as one body's. Threads may share it."""

    def __init__(self, archive: Archive, state: Path, groups: Groups) -> None:
        self._archive = archive
        self._state = state
        self._groups = groups
        self._guard = threading.Lock()
        self._looked = False

    def named(self) -> AbstractContextManager[None]:
        """Within it the names of each group are one body's."""
        return same_bodies(self._groups)

    def __call__(self) -> AbstractContextManager[None]:
        """`named`, and what is stored goes by these names too (`settle_or_tell`, once)."""
        with self._guard, self.named():
            if not self._looked:
                settle_or_tell(self._archive, self._state)
                self._looked = True
        return self.named()
