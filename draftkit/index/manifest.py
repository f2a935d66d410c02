"""The manifest of a generation: what it was made from and every file of it, sealed in archive.db.

The manifest's own hash, the seal, stands in archive.db: whoever can write the folder alone cannot
seal it anew. A writer's look checks the seal, the versions, that every file is there with its size,
and the hashes of the small ones. A search reads all that it maps, and what Chroma maps before Chroma
is asked; `torn` reads either, or everything.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "manifest.json"

FORMAT = 1
"""Of the folder as a whole; raise it when its layout changes."""

_SMALL = 1 << 22
"""Files up to this many bytes are read at every look: at 100,000 passages it is 20 ms for the rows,
words and offsets. All that a search maps (150 MB) is 80 ms more."""

_MOST = 1 << 20
"""Bytes a manifest has at most; ours have three thousand."""


def seal(folder: Path, described: Mapping[str, Any]) -> str:
    """Write the manifest of a finished folder and bring all of it to the disk; its seal."""
    files = {
        one.relative_to(folder).as_posix(): {"size": one.stat().st_size, "sha256": _hash(one)}
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }
    held = json.dumps(
        {"format": FORMAT, **described, "files": files}, ensure_ascii=False, indent=1
    ).encode("utf-8")
    (folder / NAME).write_bytes(held)
    for path in (*folder.rglob("*"), folder, folder.parent):
        _to_disk(path)
    return hashlib.sha256(held).hexdigest()


def fault(
    folder: Path, sealed: str, described: Mapping[str, Any], *, mapped: bool = False
) -> str | None:
    """What is wrong with a generation's folder, in a word; None when it may be opened. mapped: read
    every file that stands in the folder itself, however large."""
    held = _read(folder, sealed)
    if isinstance(held, str):
        return held
    there = _sizes(folder)
    if there is None:
        return "torn"
    for name, value in {"format": FORMAT, **described}.items():
        if held.get(name) != value:
            return name
    for name, said in held["files"].items():
        if name not in there:
            return "missing"
        if there[name] != said["size"]:
            return "torn"
        try:
            read = there[name] <= _SMALL or (mapped and "/" not in name)
            if read and _hash(folder / name) != said["sha256"]:
                return "torn"
        except OSError:
            return "missing"
    return None


def torn(folder: Path, sealed: str, under: str = "") -> str | None:
    """The first file that is not what the manifest says, or what is wrong with that; None for
    none. Reads all of it, or all whose names begin with `under`."""
    held = _read(folder, sealed)
    if isinstance(held, str):
        return NAME
    there = _sizes(folder) or {}
    for name, said in held["files"].items():
        if not name.startswith(under):
            continue
        try:
            if name not in there or _hash(folder / name) != said["sha256"]:
                return str(name)
        except OSError:
            return str(name)
    return None


def _read(folder: Path, sealed: str) -> dict[str, Any] | str:
    """The manifest, or what is wrong with it in a word. `files` has names, sizes and hashes."""
    try:
        if not stat.S_ISREG(os.lstat(folder / NAME).st_mode):
            return "torn"
        with (folder / NAME).open("rb") as stream:
            held = stream.read(_MOST + 1)
    except OSError:
        return "missing"
    if len(held) > _MOST:
        return "torn"
    if hashlib.sha256(held).hexdigest() != sealed:
        return "seal"
    try:
        read: dict[str, Any] = json.loads(held)
        for name, said in read["files"].items():
            if (type(name), type(said["size"]), type(said["sha256"])) != (str, int, str):
                return "torn"
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return "torn"
    return read


def _sizes(folder: Path) -> dict[str, int] | None:
    """The size of every file in a folder, by name; None where something in it is neither file nor
    folder. A link could lead anywhere, and a device or a pipe has no end: we made none of these."""
    out: dict[str, int] = {}
    waiting = [folder]
    try:
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for one in entries:
                    if one.is_dir(follow_symlinks=False):
                        waiting.append(Path(one.path))
                        continue
                    info = one.stat(follow_symlinks=False)
                    if not stat.S_ISREG(info.st_mode):
                        return None
                    out[Path(one.path).relative_to(folder).as_posix()] = info.st_size
    except FileNotFoundError:
        return out
    except OSError:
        return None
    return out


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    """fsync a file, or a folder where the system knows such a thing."""
    try:
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:
        if path.is_dir():
            return
        raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
