"""What `doctor` looks at around the archive: the lock, free space, leftovers, tools, repairs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from draftkit.archive import Archive
from draftkit.archive.health import events
from draftkit.index.copies import left_behind
from draftkit.messages import say
from draftkit.render import find_soffice
from draftkit.values.store import CheckRow
from draftkit.workspace.locking import lock_now
from draftkit.workspace.whys import why

_REPAIRS = ("index_rebuilt", "archive_migrated", "reparsed")
_TOLD = 5
"""Repairs that are told, the last ones."""

_MB = 1_000_000
_LEAST_ROOM = 50 * _MB
"""Room for a small archive to grow and its index to be built beside the older one."""


def lock_row(state: Path) -> CheckRow:
    """Whether another process writes."""
    stands, holder = lock_now(state)
    detail = say(f"health.lock_{stands}", **holder)
    return CheckRow(name=say("health.lock"), status="ok", detail=detail)


def room_row(state: Path) -> CheckRow:
    """Whether a new index would fit beside the one there is."""
    free = shutil.disk_usage(state).free
    wanted = _LEAST_ROOM + size_of([state / "index"])
    name = say("health.room")
    if free >= wanted:
        return CheckRow(name=name, status="ok", detail=say("health.room_ok", wanted=wanted // _MB))
    detail = say("health.room_little", free=free // _MB, wanted=wanted // _MB)
    return CheckRow(name=name, status="warning", detail=detail)


def leftovers_row(state: Path, current: str | None, *, known: bool = True) -> CheckRow:
    """What killed processes and upgrades left. `current`: the folder of the index in use; known:
    whether the archive could be asked for it, else no folder of an index counts as left over."""
    found = list(_leftovers(state, current, known))
    detail = "; ".join(found) or say("health.leftovers_none")
    return CheckRow(name=say("health.leftovers"), status="ok", detail=detail)


def _leftovers(state: Path, current: str | None, known: bool) -> Iterator[str]:
    index = state / "index"
    older = [one for one in index.glob("gen-*") if one.is_dir() and one.name != current]
    if older and known:
        yield say("health.leftover_generations", count=len(older), size=_mb(older))
    copies = [folder for folder, _ in left_behind()]
    if copies:
        yield say("health.leftover_copies", count=len(copies), size=_mb(copies))
    kept = backups(state)
    if kept:
        yield say("health.leftover_backups", names=_names(kept), size=_mb(kept))
    if (state / "archive.db-journal").exists() and lock_now(state)[0] != "held":
        yield say("health.leftover_journal")


def backups(state: Path) -> list[Path]:
    """Copies of the archive that an upgrade made."""
    return sorted(state.glob("archive.db.*.bak"))


def copies_named(state: Path) -> str:
    """The backups in words, empty where there are none."""
    kept = backups(state)
    return say("health.copies", names=_names(kept)) if kept else ""


def tools_row() -> CheckRow:
    """The one program beside Python that is ever called; it may be missing."""
    found = find_soffice()
    if found:
        return CheckRow(name=say("health.tools"), status="ok", detail=found)
    return CheckRow(name=say("health.tools"), status="warning", detail=say("health.tools_none"))


def repair_rows(archive: Archive) -> Iterator[CheckRow]:
    """What draftkit mended without being asked, newest first."""
    for at, what, detail in events(archive, _REPAIRS, _TOLD):
        told = say(f"health.event_{what}", at=_when(at), detail=why(detail))
        yield CheckRow(name=say("health.event"), status="ok", detail=told)


def _when(at: str) -> str:
    """A moment as the clock of this machine shows it."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return at


def size_of(paths: Iterable[Path]) -> int:
    """Bytes of files and folders; what goes away meanwhile counts for nothing."""
    total = 0
    for path in paths:
        for one in (path, *path.rglob("*")):
            try:
                total += one.stat().st_size if one.is_file() else 0
            except OSError:
                continue
    return total


def _mb(paths: Iterable[Path]) -> float:
    return round(size_of(paths) / _MB, 1)


def _names(paths: Iterable[Path]) -> str:
    return ", ".join(path.name for path in paths)
