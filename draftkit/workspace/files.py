"""Which files an ingest reads: those named, and those that may be notices in the folders named."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from draftkit.messages import printable
from draftkit.word.package import CATEGORY

NOTICE_FILES = frozenset(
    {
        ".txt",
        ".md",
        ".docx",
        ".html",
        ".htm",
        ".mht",
        ".mhtml",
        ".doc",
        ".wps",
        ".pdf",
        ".rtf",
        ".odt",
        ".ofd",
    }
)
"""Endings of the formats that notices are kept in, read by draftkit or not: for one it cannot read
the row says how to convert it. Other files of a folder are passed over."""

_CATEGORY = re.compile(rb"<(?:\w+:)?category>([^<]*)</")


@dataclass(frozen=True)
class Found:
    """A path to read, as given or walked to; `named` when it was given itself. fault: why a folder
    could not be looked into."""

    path: Path
    named: bool
    fault: str | None = None


def find(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Files in the order given, folders walked by name; a file met twice comes once."""
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        folder = os.path.isdir(path)  # noqa: PTH112 - never raises
        for one in _walk(path) if folder else (Found(path, True),):
            key = os.path.abspath(one.path)
            if key not in seen:
                seen.add(key)
                yield one


def _walk(folder: Path) -> Iterator[Found]:
    """All files under a folder, without hidden folders, sorted within each folder; a folder that
    cannot be looked into comes itself, with its fault."""
    faults: list[OSError] = []
    for top, folders, files in os.walk(folder, onerror=faults.append):
        yield from map(_closed, faults)
        faults.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Found(Path(top) / name, False) for name in sorted(files))
    yield from map(_closed, faults)


def _closed(error: OSError) -> Found:
    return Found(Path(error.filename), True, error.strerror or str(error))


def may_be_notice(path: Path) -> bool:
    """Whether a file met in a folder is read at all: no hidden one, none of Word's lock files."""
    hidden = path.name.startswith((".", "~$"))
    return not hidden and path.suffix.lower() in NOTICE_FILES


def is_ours(path: Path) -> bool:
    """Whether a Word file says that draftkit wrote it (its category property)."""
    if path.suffix.lower() != ".docx" or not os.path.isfile(path):  # noqa: PTH113 - never raises
        return False
    try:
        with zipfile.ZipFile(path) as package:
            info = package.getinfo("docProps/core.xml")
            core = package.read(info) if info.file_size < 1_000_000 else b""
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
