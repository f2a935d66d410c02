"""Which files an ingest meets: those named, and those in the folders named, links followed."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from draftkit.messages import printable
from draftkit.parse.files import MAX_BYTES
from draftkit.word.package import CATEGORY
from draftkit.workspace.kinds import enters

_CATEGORY = re.compile(rb"<(?:\w+:)?category>([^<]*)</")
_CORE = 1_000_000
"""Most bytes of a part of properties: ours have a few hundred."""


@dataclass(frozen=True)
class Found:
    """A path to read, as given or walked to; `named` when it was given itself. fault: why a folder
    could not be looked into."""

    path: Path
    named: bool
    fault: str | None = None


def find(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Files in the order given, folders walked by name; a file met twice comes once.

    A link to a file is that file. A link to a folder is followed after all real folders, so that
    a file stands under its own folder's name; each folder is walked once, whatever leads to it.
    """
    walk = _Walk()
    for given in paths:
        path = Path(given)
        if os.path.isdir(path):  # noqa: PTH112 - never raises
            yield from walk.folders([path])
        else:
            yield from walk.once(Found(path, True))
    while walk.links:
        yield from walk.folders([walk.links.pop(0)])


@dataclass
class _Walk:
    """What was met so far: files by path, folders by what they are on the disk."""

    files: set[str] = field(default_factory=set)
    entered: set[object] = field(default_factory=set)
    links: list[Path] = field(default_factory=list)

    def once(self, found: Found) -> Iterator[Found]:
        key = os.path.abspath(found.path)
        if key not in self.files:
            self.files.add(key)
            yield found

    def folders(self, waiting: list[Path]) -> Iterator[Found]:
        """All files under folders, sorted within each, its own before those below; a folder that
        cannot be looked into comes itself, with its fault. No recursion: folders can be deep."""
        while waiting:
            folder = waiting.pop()
            try:
                identity = _identity(folder)
                if identity in self.entered:
                    continue
                self.entered.add(identity)
                with os.scandir(folder) as entries:
                    inside = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                yield from self.once(Found(folder, True, error.strerror or str(error)))
                continue
            below: list[Path] = []
            for entry in inside:
                if not _is_folder(entry):
                    yield from self.once(Found(Path(entry.path), False))
                elif enters(entry.name):
                    (self.links if entry.is_symlink() else below).append(Path(entry.path))
            waiting += reversed(below)


def _identity(folder: Path) -> object:
    """What tells a folder from all others: device and number, else (some network drives number
    nothing) its path with links resolved. Raises OSError."""
    status = folder.stat()
    return (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(folder)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry leads to a folder; a link in a circle leads to none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_ours(path: Path) -> bool:
    """Whether a Word file says that draftkit wrote it (its category property)."""
    if path.suffix.lower() != ".docx" or not os.path.isfile(path):  # noqa: PTH113 - never raises
        return False
    try:
        if path.stat().st_size > MAX_BYTES:
            return False
        with zipfile.ZipFile(path) as package, package.open("docProps/core.xml") as part:
            core = part.read(_CORE)
    except (OSError, KeyError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error):
        return False
    found = _CATEGORY.search(core)
    return found is not None and found.group(1).decode("utf-8", "replace").strip() == CATEGORY


def stored_path(path: Path, root: Path) -> str:
    """The path a file is known by: from the workspace where it lies inside, so that a workspace
    can be moved, else absolute; with forward slashes, and printable."""
    full = Path(os.path.abspath(path))
    base = Path(os.path.abspath(root))
    inside = full.is_relative_to(base)
    return printable(full.relative_to(base).as_posix() if inside else full.as_posix())
