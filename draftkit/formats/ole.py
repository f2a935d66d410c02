"""The container of old office files (OLE compound file): its streams, and what it holds.

Everything that shares the container is told apart here by the names of the streams.
"""

from __future__ import annotations

import io
import logging
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from draftkit.errors import DamagedFileError, UnsupportedFileError

_log = logging.getLogger(__name__)

_SECTOR = 512
_OTHERS = (
    ("workbook", "parse.old_excel"),
    ("book", "parse.old_excel"),
    ("powerpoint document", "parse.old_powerpoint"),
    ("__properties_version1.0", "parse.outlook"),
    ("__nameid_version1.0", "parse.outlook"),
)
_WORKS = ("matost", "contents", "wpsdoc", "wpsmain", "kingsoft wps")


@dataclass(frozen=True)
class Container:
    """A compound file that was opened."""

    ole: Any
    names: frozenset[str]
    size: int

    def has(self, name: str) -> bool:
        """Whether there is a stream of that name at the top, in any case."""
        return name.lower() in self.names

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, empty where there is none. Raises ValueError for one that is
        longer than the whole file, cut off, or whose sectors run in a circle."""
        entry = next((one for one in self.ole.root.kids if one.name.lower() == name.lower()), None)
        if entry is None:
            return b""
        if entry.size > self.size or self.ole.root.size > self.size:
            raise ValueError("stream longer than its file")
        with self.ole.openstream(entry.name) as file:
            data = bytes(file.read())
        small = entry.size < self.ole.minisectorcutoff
        table = self.ole.minifat if small else self.ole.fat
        _check_chain(table, entry.isectStart, -(-entry.size // (64 if small else _SECTOR)))
        if len(data) < entry.size:
            raise ValueError("stream cut off")
        return data


def _check_chain(table: Sequence[int], sector: int, most: int) -> None:
    """Raise ValueError for a chain that comes back to a sector: olefile reads on until it has as
    many bytes as the stream says."""
    seen: set[int] = set()
    while len(seen) < most and sector < len(table):
        if sector in seen:
            raise ValueError("sectors in a circle")
        seen.add(sector)
        sector = table[sector]


def open_container(data: bytes, name: str) -> Container:
    """The compound file in `data`. Raises DamagedFileError where it cannot be opened; olefile
    raises nearly anything on bytes that are not what they say."""
    import olefile

    try:
        _check_counts(data)
        ole = olefile.OleFileIO(io.BytesIO(data))
        names = frozenset(parts[0].lower() for parts in ole.listdir(streams=True))
    except Exception as error:  # noqa: BLE001 - the boundary of one input file
        _log.info("opening a compound file: %s", type(error).__name__, exc_info=True)
        raise DamagedFileError("parse.damaged", path=name) from None
    return Container(ole, names, len(data))


def is_word(data: bytes) -> bool:
    """Whether a file is a compound file that opens and has the stream of a Word file."""
    try:
        return open_container(data, "").has("WordDocument")
    except DamagedFileError:
        return False


def _check_counts(data: bytes) -> None:
    """Raise ValueError for a header that counts more sectors of tables than the file can have:
    olefile would read one sector over and over ([MS-CFB] 2.2)."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise ValueError("sector size")
    fats, small, more = (struct.unpack_from("<I", data, at)[0] for at in (44, 64, 72))
    sectors = (len(data) >> shift) + 1
    needed = sectors * 4 // (1 << shift) + 1
    if fats > 2 * needed + 8 or small > sectors or more > needed:
        raise ValueError("more tables than sectors")


def refuse_others(container: Container, name: str) -> None:
    """Raise UnsupportedFileError for a compound file that is no Word file: it says what the file
    is and what to do. A locked .docx is one too."""
    if container.has("EncryptedPackage"):
        raise UnsupportedFileError("parse.locked", path=name)
    if container.has("WordDocument"):
        return
    for stream, key in _OTHERS:
        if container.has(stream):
            raise UnsupportedFileError(key, path=name)
    if any(stream in container.names for stream in _WORKS):
        raise UnsupportedFileError("parse.old_wps", path=name)
    raise UnsupportedFileError("parse.other_ole", path=name)
