"""Private copies of a generation, in the system's folder for temporary files.

A reader that is killed cannot delete its own. Each copy holds a lock that ends with its process, so
whoever makes the next one can tell which are nobody's and delete them.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

_PREFIX = "draftkit-index-"
_LOCK = "reader.lock"

_WORTH_LINKING = 4_000_000
"""Bytes from which a file is linked rather than copied."""

_NEW = 60.0
"""Seconds in which a copy may not have taken its lock yet."""


class Copy:
    """A folder of this process's own; `close` deletes it. Raises OSError where none can be made."""

    def __init__(self) -> None:
        clear()
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = FileLock(self.folder / _LOCK)
        self._lock.acquire(timeout=0)

    def fill(self, source: Path) -> None:
        """Bring in a generation, to be written in even where the generation is read-only. The
        graph, which asking does not write, is linked where the file system can. Raises OSError."""
        for one in sorted(source.rglob("*")):
            target = self.folder / one.relative_to(source)
            if one.is_dir():
                target.mkdir()
            else:
                _link_or_copy(one, target)

    def close(self) -> None:
        """Delete the folder. What cannot be deleted yet is deleted by the next copy."""
        self._lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)


def _link_or_copy(source: Path, target: Path) -> None:
    """A hard link for a big file of the graph, a copy of anything else."""
    if source.suffix == ".bin" and source.stat().st_size > _WORTH_LINKING:
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copyfile(source, target)


def left_behind() -> Iterator[tuple[Path, BaseFileLock]]:
    """Copies that no living process holds, each with its lock, which is held meanwhile."""
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")):
        lock = FileLock(folder / _LOCK)
        try:
            if not _ours(folder) or time.time() - folder.stat().st_mtime < _NEW:
                continue
            lock.acquire(timeout=0)
        except (OSError, Timeout):  # another user's, or gone by now, or held
            continue
        try:
            yield folder, lock
        finally:
            lock.release()


def _ours(folder: Path) -> bool:
    """Whether this is a folder that this user's process made: in a folder that all may write in, a
    name is no proof, and a link may lead into anyone's. Raises OSError."""
    here = folder.lstat()
    return stat.S_ISDIR(here.st_mode) and (sys.platform == "win32" or here.st_uid == os.geteuid())


def clear() -> None:
    """Delete the copies of processes that were killed."""
    for folder, lock in left_behind():
        lock.release()
        with suppress(OSError):
            shutil.rmtree(folder)
