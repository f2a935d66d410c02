"""Marks beside a generation: a reader, who may not change archive.db, tells the next writer why it
could not use a generation whose files are what was sealed.

A mark leads to one rebuild. Where the new generation fails for the reason the older one was given up
for, the files are not to blame: no mark is left, so nothing is rebuilt for ever, and a failure of a
search is told as what it is, a fault of ours.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from draftkit.archive import Archive
from draftkit.archive.health import events

SUFFIX = ".broken"

_NAMELESS = "broken"
"""What a mark says that does not say why."""

_SAID = re.compile(r"[A-Za-z]\w{0,80}(?: in [a-z_0-9.]{1,120})?")
"""A reason: what was raised and where, or a word. A mark that says anything else is not ours."""

_BUILT = ("index_built", "index_rebuilt")

_OURS = __name__.partition(".")[0]


def reason_of(error: BaseException) -> str:
    """What was raised, and the innermost of our functions it was raised in."""
    place, trace = "", error.__traceback__
    while trace is not None:
        place = _place(trace) or place
        trace = trace.tb_next
    name = type(error).__name__
    return f"{name} in {place}" if place else name


def _place(trace: TracebackType) -> str | None:
    module = str(trace.tb_frame.f_globals.get("__name__", ""))
    if module.partition(".")[0] != _OURS:
        return None
    name = re.sub(r"[^a-z_0-9]", "", trace.tb_frame.f_code.co_name.lower())
    return f"{module.rpartition('.')[2]}.{name}"


def put(index: Path, folder: str, why: str) -> None:
    """Mark a generation, where this process may write. What stands there already stays."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with suppress(OSError):
        handle = os.open(index / f"{folder}{SUFFIX}", flags, 0o666)
        with os.fdopen(handle, "w", encoding="ascii", errors="replace") as file:
            file.write(why)


def why(index: Path, folder: str) -> str | None:
    """Why a generation was marked; None where it was not."""
    path = index / f"{folder}{SUFFIX}"
    if not os.path.lexists(path):  # Path.exists raises for want of rights
        return None
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return _NAMELESS
        with path.open("rb") as file:
            said = file.read(300).decode("ascii", "replace")
    except OSError:
        return _NAMELESS
    return said if _SAID.fullmatch(said) else _NAMELESS


def recurs(archive: Archive, reason: str) -> bool:
    """Whether the current generation was built because the one before failed for this reason."""
    return any(detail == reason for _, _, detail in events(archive, _BUILT, 1))
