"""The manifest of a generation: what it was made from and every file of it, sealed in archive.db.

Opening a generation checks the seal, the versions, that every file is there with its size, and the
hashes of the small ones; `torn` reads them all.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "manifest.json"

FORMAT = 1
"""Of the folder as a whole; raise it when its layout changes."""

_HASHED_ON_OPENING = 1 << 22
"""Files up to this many bytes are read again on opening: at 100,000 passages it is 20 ms for the
rows, words and offsets, where a wrong byte could lead anywhere."""


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


def fault(folder: Path, sealed: str, described: Mapping[str, Any]) -> str | None:
    """What is wrong with a generation's folder, in a word; None when it may be opened."""
    held = _read(folder, sealed)
    if isinstance(held, str):
        return held
    for name, value in {"format": FORMAT, **described}.items():
        if held.get(name) != value:
            return name
    for name, said in held["files"].items():
        try:
            size = (folder / name).stat().st_size
            if size != said["size"]:
                return "torn"
            if size <= _HASHED_ON_OPENING and _hash(folder / name) != said["sha256"]:
                return "torn"
        except OSError:
            return "missing"
    return None


def torn(folder: Path, sealed: str) -> str | None:
    """The first file that is not what the manifest says, or what is wrong with that; None for
    none. Reads all of it."""
    held = _read(folder, sealed)
    if isinstance(held, str):
        return NAME
    for name, said in held["files"].items():
        try:
            if _hash(folder / name) != said["sha256"]:
                return str(name)
        except OSError:
            return str(name)
    return None


def _read(folder: Path, sealed: str) -> dict[str, Any] | str:
    try:
        held = (folder / NAME).read_bytes()
    except OSError:
        return "missing"
    if hashlib.sha256(held).hexdigest() != sealed:
        return "seal"
    read: dict[str, Any] = json.loads(held)
    return read


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
