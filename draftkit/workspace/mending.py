"""An index that a search found missing or broken: rebuilt after the answer where that is cheap.

Larger ones are rebuilt by the next writer, or by `draftkit reindex`; the user is told so.
"""

from __future__ import annotations

import logging
from pathlib import Path

from draftkit.archive import Archive
from draftkit.errors import DraftkitError
from draftkit.index import Embedder
from draftkit.remarks import remark
from draftkit.workspace.locking import writing
from draftkit.workspace.removing import clear_withdrawn

CHEAP = 3000
"""Passages up to which a generation is built after a search: five to ten seconds, most of it to load
Chroma, once."""

_log = logging.getLogger(__name__)


def cheap(archive: Archive) -> bool:
    """Whether this process may rebuild the index, and it takes no more than seconds."""
    return not archive.read_only and archive.count()[1] <= CHEAP


def mend(archive: Archive, embedder: Embedder, state: Path, server: str | None = None) -> bool:
    """Rebuild the index unless another process is writing; whether it was looked after."""
    from draftkit.workspace.ingesting import catch_up, renew

    try:
        if not cheap(archive):
            return False
        with writing(state, 0.0):
            gone = catch_up(archive, embedder)
            renew(archive, embedder, state / "index", server)
            for one in gone:
                remark(str(one))
            clear_withdrawn(archive, state, gone)
    except DraftkitError as error:
        _log.info("index not rebuilt: %s", error)
        return False
    return True
