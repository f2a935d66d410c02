"""One writer at a time: `write.lock` in the state folder, and beside it a file that says who."""

from __future__ import annotations

import errno
import json
import os
import secrets
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from draftkit.errors import LockedError, ReadOnlyError, WorkspaceError
from draftkit.messages import say
from draftkit.remarks import remark_on

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOCK = "write.lock"
_HOLDER = "write.lock.json"
_FELT = 1.0
"""Seconds of waiting that nobody needs to be told of."""
_MOST_SAID = 4096
"""Bytes of a signature that are read."""


def writable(folder: Path) -> bool:
    """Whether this process, with the rights it has now, may write in a folder."""
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def unwritable(folder: Path, error: OSError) -> WorkspaceError:
    """Why a folder could not be written in: the disk is full, or it is read-only to us."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WorkspaceError("store.disk_full", folder=str(folder))
    reason = error.strerror or str(error)
    return ReadOnlyError("store.read_only", path=str(folder), reason=reason)


@contextmanager
def writing(state: Path, wait: float) -> Iterator[None]:
    """Hold the write lock of a state folder, waiting up to `wait` seconds for it; a wait that is
    felt is told in a line.

    Raises LockedError, naming the holder, and ReadOnlyError when the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(state / _LOCK)
    try:
        _acquire(lock, state, max(0.0, wait))
    except Timeout:
        raise _locked(state) from None
    except OSError as error:
        raise unwritable(state, error) from None
    try:
        _sign(state)
        yield
    finally:
        with suppress(OSError):
            (state / _HOLDER).unlink()
        lock.release()


def _acquire(lock: BaseFileLock, state: Path, wait: float) -> None:
    from filelock import Timeout

    with suppress(Timeout):
        lock.acquire(timeout=min(wait, _FELT))
        return
    if wait > _FELT:
        remark_on("store.waiting", folder=str(state), seconds=round(wait))
    lock.acquire(timeout=max(0.0, wait - _FELT))


def _locked(state: Path) -> LockedError:
    holder = _holder(state)
    who = "" if holder["pid"] == "?" else say("store.locker", **holder)
    return LockedError("store.locked", folder=str(state), who=who)


def _sign(state: Path) -> None:
    """Say who holds the lock. In a shared folder anyone may have put a link in the file's place: it
    is replaced, never written through."""
    me = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    beside = state / f".{_HOLDER}.{secrets.token_hex(4)}.tmp"
    try:
        with beside.open("x", encoding="utf-8") as file:
            file.write(json.dumps(me, ensure_ascii=False))
        beside.replace(state / _HOLDER)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise unwritable(state, error) from None


def _holder(state: Path) -> dict[str, Any]:
    """Who holds the lock; question marks when the holder has not signed yet, and where the one who
    signed last is dead and another has not."""
    unknown = {"pid": "?", "host": "?", "since": "?"}
    try:
        said = json.loads(_signature(state / _HOLDER))
    except (OSError, ValueError, RecursionError):
        return unknown
    if not isinstance(said, dict) or (said.get("host") == socket.gethostname() and _dead(said)):
        return unknown
    return {key: said.get(key, "?") for key in unknown}


def _signature(path: Path) -> bytes:
    """How a signature file begins; of a plain file only, since a link or a pipe is nobody's
    signature and reading it might never end. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return file.read(_MOST_SAID)


def _dead(said: dict[str, Any]) -> bool:
    """Whether the process of this machine that signed is gone. Not asked on Windows, where asking
    (signal 0) would interrupt it."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(int(said["pid"]), 0)
    except ProcessLookupError:
        return True
    except (OSError, KeyError, ValueError, TypeError, OverflowError):
        return False
    return False


def lock_now(state: Path) -> tuple[Literal["free", "held", "left", "unknown"], dict[str, Any]]:
    """How the write lock stands, and who signed: free; held; left by a process that was killed, so
    that the next writer has it; unknown where this process may not try it."""
    from filelock import FileLock, Timeout

    if not (state / _LOCK).exists():
        return "free", {}
    lock = FileLock(state / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return "held", _holder(state)
    except OSError:
        return "unknown", {}
    try:
        return ("left" if (state / _HOLDER).exists() else "free"), {}
    finally:
        lock.release()
