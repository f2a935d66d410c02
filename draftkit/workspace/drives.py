"""Whether a folder is on a network drive, where file locks and a database are not safe.

Linux: the type of the mount in /proc/self/mountinfo that the folder is under. macOS: the same from
what `mount` prints. Windows: the kind of the drive, and names like \\\\server\\share.
The tables of types, and what is refused, allowed with a word or simply allowed, are reasoned in
docs/decisions/0008-elsewhere.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from draftkit.errors import WorkspaceError
from draftkit.messages import say
from draftkit.remarks import remark_on
from draftkit.settings import NetworkDrive
from draftkit.values.store import CheckRow

NETWORK = frozenset(
    {
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs"),
        *("ceph", "glusterfs", "lustre", "beegfs", "davfs", "webdav", "sshfs", "rclone", "s3fs"),
        *("curlftpfs", "smbnetfs", "gvfsd-fuse", "davfs2", "goofys", "gcsfuse", "juicefs", "coda"),
    }
)
"""Types that are another machine's disk; `fuse.` and `osxfuse_` before them are left off."""

SHARED = frozenset(
    {
        *("9p", "virtiofs", "vboxsf", "vmhgfs", "vmhgfs-fuse", "prl_fs", "drvfs", "grpcfuse"),
        *("osxfs", "fakeowner"),
    }
)
"""Types by which a container or a virtual machine sees a disk of its own host: mostly local and
often all there is, so they are allowed."""

Kind = Literal["local", "shared", "network"]

_ESCAPE = re.compile(r"\\([0-7]{3})")
_MAC_LINE = re.compile(r"^(?P<what>.*) on (?P<where>/.*) \((?P<type>[\w.-]+)[,)]")
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""


@dataclass(frozen=True)
class Drive:
    """What a folder is on; `type` is the name the system gives it, "" where it gives none."""

    kind: Kind
    type: str = ""


Mount = tuple[str, str, str]
"""Where something is mounted, its type, and the options of its file system."""


def mounts_of_linux(table: str) -> tuple[Mount, ...]:
    """The mounts of a /proc/self/mountinfo, in its order (proc(5)); lines it cannot read are
    left out."""
    found: list[Mount] = []
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        places, rest = before.split(" "), after.split(" ")
        if dash and len(places) >= 5:
            where = _ESCAPE.sub(lambda one: chr(int(one[1], 8)), places[4])
            found.append((where, rest[0], rest[-1]))
    return tuple(found)


def mounts_of_mac(printed: str) -> tuple[Mount, ...]:
    """The mounts of what `mount` prints on macOS."""
    lines = (_MAC_LINE.match(line) for line in printed.splitlines())
    return tuple((line["where"], line["type"], "") for line in lines if line)


def drive_of(folder: str, mounts: Iterable[Mount]) -> Drive:
    """What an absolute POSIX path is on: the last of the deepest mounts it is under."""
    path = PurePosixPath(folder)
    best: tuple[int, str, str] = (-1, "", "")
    for where, kind, options in mounts:
        place = PurePosixPath(where)
        if path.is_relative_to(place) and len(place.parts) >= best[0]:
            best = (len(place.parts), kind, options)
    return _judged(best[1], best[2])


def _judged(kind: str, options: str) -> Drive:
    bare = re.sub(r"^(fuse\.|osxfuse_|macfuse_)", "", kind.lower())
    far = bare == "9p" and re.search(r"\btrans=(tcp|rdma)\b", options)
    if bare in NETWORK or far:
        return Drive("network", kind)
    return Drive("shared" if bare in SHARED else "local", kind)


def is_share(folder: str) -> bool:
    """Whether a Windows path names a share of another machine, in long form too."""
    drive = PureWindowsPath(folder).drive
    upper = drive.upper()
    if upper.startswith("\\\\?\\UNC\\"):
        return True
    return drive.startswith("\\\\") and not upper.startswith(("\\\\?\\", "\\\\.\\"))


def look(folder: Path) -> Drive:
    """What a folder is on; local where the system does not tell. The folder need not exist."""
    place = folder.expanduser().absolute()
    while not place.exists() and place.parent != place:
        place = place.parent
    try:
        if sys.platform == "win32":
            return _on_windows(str(place))
        resolved = str(place.resolve())
        if sys.platform == "darwin":
            printed = subprocess.run(
                ["/sbin/mount"], capture_output=True, encoding="utf-8", errors="replace",
                timeout=5, check=False,
            ).stdout  # fmt: skip
            return drive_of(resolved, mounts_of_mac(printed))
        table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        return drive_of(resolved, mounts_of_linux(table))
    except (OSError, subprocess.SubprocessError):
        return Drive("local")


def _on_windows(folder: str) -> Drive:
    import ctypes

    if is_share(folder):
        return Drive("network", "UNC")
    root = PureWindowsPath(folder).anchor
    library = getattr(ctypes, "windll").kernel32  # noqa: B009  there on Windows only
    remote = library.GetDriveTypeW(ctypes.c_wchar_p(root)) == _REMOTE_DRIVE
    return Drive("network", root) if remote else Drive("local", root)


def refuse(folder: Path, setting: NetworkDrive) -> None:
    """Raises WorkspaceError for a folder on a network drive, unless the setting allows writing."""
    drive = look(folder) if setting == "refuse" else Drive("local")
    if drive.kind == "network":
        raise WorkspaceError("drive.refused", folder=str(folder), kind=drive.type)


def only_reading(folder: Path, setting: NetworkDrive) -> bool:
    """Whether a folder is on a network drive and may not be written; one line says so."""
    drive = look(folder) if setting == "refuse" else Drive("local")
    if drive.kind == "network":
        remark_on("drive.reading", folder=str(folder), kind=drive.type)
    return drive.kind == "network"


def drive_row(state: Path) -> CheckRow | None:
    """The row of `doctor` about a disk that is not simply local."""
    drive = look(state)
    if drive.kind == "local":
        return None
    key = "check.drive_network" if drive.kind == "network" else "check.drive_shared"
    status: Literal["ok", "warning"] = "warning" if drive.kind == "network" else "ok"
    return CheckRow(name=say("check.drive"), status=status, detail=say(key, kind=drive.type))
