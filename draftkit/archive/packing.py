"""Texts as they are kept: compressed, with a checksum that tells what the disk did not keep."""

from __future__ import annotations

import zlib

from draftkit.errors import ArchiveError


def packed(text: str) -> bytes:
    """A text as it is stored."""
    return zlib.compress(text.encode("utf-8"), 6)


def unpacked(blob: bytes) -> str:
    """The text of a stored value. Raises ArchiveError for one that the disk did not keep."""
    try:
        return zlib.decompress(blob).decode("utf-8")
    except (zlib.error, ValueError, TypeError) as error:
        raise ArchiveError("store.text_torn", reason=str(error)) from None
