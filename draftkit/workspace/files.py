"""Which files an ingest reads: those named, and those that may be notices in the folders named."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from draftkit.word.package import CATEGORY

NOTICE_FILES = frozenset(
    {".txt", ".md", ".docx", ".html", ".htm", ".mht", ".doc", ".wps", ".pdf", ".rtf", ".ofd"}
)
"""Endings of the formats that notices are kept in, read by draftkit or not: for one it cannot read
the row says how to convert it. Other files of a folder are passed over."""

_CATEGORY = re.compile(rb"<(?:\w+:)?category>([^<]*)</")


@dataclass(frozen=True)
class Found:
    """A path to read, as given or walked to; `named` when it was given itself."""

    path: Path
    named: bool


def find(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Files in the order given, folders walked by name; a file met twice comes once."""
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        for one in _walk(path) if path.is_dir() else (Found(path, True),):
            key = os.path.abspath(one.path)
            if key not in seen:
                seen.add(key)
                yield one


def _walk(folder: Path) -> Iterator[Found]:
    """All files under a folder, without hidden folders, sorted within each folder."""
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Found(Path(top) / name, False) for name in sorted(files))


def may_be_notice(path: Path) -> bool:
    """Whether a file met in a folder is read at all: no hidden one, none of Word's lock files."""
    hidden = path.name.startswith((".", "~$"))
    return not hidden and path.suffix.lower() in NOTICE_FILES


def is_ours(path: Path) -> bool:
    """Whether a Word file says that draftkit wrote it (its category property)."""
    if path.suffix.lower() != ".docx":
        return False
    try:
        with zipfile.ZipFile(path) as package:
            info = package.getinfo("docProps/core.xml")
            core = package.read(info) if info.file_size < 1_000_000 else b""
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
    found = _CATEGORY.search(core)
    return found is not None and found.group(1).decode("utf-8", "replace").strip() == CATEGORY


def stored_path(path: Path, root: Path) -> str:
    """The path a file is known by: from the workspace where it lies inside, so that a workspace
    can be moved, else absolute; with forward slashes."""
    full = Path(os.path.abspath(path))
    base = Path(os.path.abspath(root))
    return full.relative_to(base).as_posix() if full.is_relative_to(base) else full.as_posix()
