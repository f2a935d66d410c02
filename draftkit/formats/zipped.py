"""Zip packages from strangers: what they unpack to is counted before anything reads them.

A directory may lie about sizes, and a reader that trusts it inflates without end; so every member
is inflated here once, a small stretch at a time and kept nowhere (APPNOTE.TXT 4.3.7, 4.3.12).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from draftkit.errors import DamagedFileError, TooLargeError, UnsupportedFileError

MEGABYTE = 1024 * 1024
MAX_DIRECTORY = 4 * MEGABYTE
"""Bytes of the directory: about 50,000 members, far more than any document has."""
STRETCH = 4 * 1024
"""Packed bytes inflated at a time: deflate makes at most 1,032 times as many of them."""
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Bounds:
    """Most bytes that a package may unpack to; above `start` also `ratio` times its own size."""

    limit: int
    ratio: int
    start: int

    def of(self, packed: int) -> int:
        """The bound for a package of that many bytes."""
        return min(self.limit, max(self.start, self.ratio * packed))


def members(data: bytes, name: str, bounds: Bounds) -> frozenset[str]:
    """The names of a package's members. Raises TooLargeError when they are more than the bounds
    allow, UnsupportedFileError for one under a password, DamagedFileError for one that is no zip
    or whose directory is not true. `name` is the path for the message."""
    allowed = bounds.of(len(data))
    entries = _entries(data, name)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked <= allowed:
        try:
            unpacked = sum(_inflated(data, entry, name, allowed) for entry in entries)
        except (struct.error, zlib.error, ValueError):
            raise DamagedFileError("parse.damaged", path=name) from None
    if unpacked > allowed:
        raise TooLargeError(
            "parse.too_large_inside",
            path=name,
            limit=bounds.limit // MEGABYTE,
            ratio=bounds.ratio,
        )
    return frozenset(entry.filename for entry in entries)


def _entries(data: bytes, name: str) -> list[zipfile.ZipInfo]:
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 22:
        raise DamagedFileError("parse.damaged", path=name)
    if struct.unpack_from("<L", data, end + 12)[0] > MAX_DIRECTORY:
        raise DamagedFileError("parse.damaged", path=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error):
        raise DamagedFileError("parse.damaged", path=name) from None


def _inflated(data: bytes, entry: zipfile.ZipInfo, name: str, allowed: int) -> int:
    """Bytes that a member really holds, at most a stretch past what its entry says or past
    `allowed`. Raises DamagedFileError when they are more than the entry says."""
    if entry.flag_bits & _ENCRYPTED:
        raise UnsupportedFileError("parse.locked", path=name)
    lengths = struct.unpack_from("<HH", data, entry.header_offset + 26)
    start = entry.header_offset + _LOCAL_HEADER + sum(lengths)
    end = start + entry.compress_size
    if entry.compress_type == zipfile.ZIP_STORED:
        size = entry.compress_size
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        size, stream = 0, zlib.decompressobj(-zlib.MAX_WBITS)
        while start < end and not stream.eof and size <= min(entry.file_size, allowed):
            size += len(stream.decompress(data[start : min(end, start + STRETCH)]))
            start += STRETCH
    else:
        raise DamagedFileError("parse.damaged", path=name)
    if size > entry.file_size:
        raise DamagedFileError("parse.damaged", path=name)
    return size
