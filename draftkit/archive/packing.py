"""How values are kept in archive.db, and one boundary where they are read back: what stands there
may be another's doing, or a bad disk's, and is held to what we put in.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from pydantic import BaseModel

from draftkit.errors import ArchiveError, TooLargeError
from draftkit.values.source import MAX_BLOCKS, MAX_CHARACTERS

M = TypeVar("M", bound=BaseModel)

MOST = 32 * MAX_CHARACTERS + 1024 * MAX_BLOCKS
"""Bytes a kept text has at most. A character has up to four and may stand in a notice more than
once; the rest is for the names around them. No more is kept, and no more is unpacked: a value of
some kilobytes can be made to fill the memory."""


def packed(text: str, path: str = "") -> bytes:
    """A text as it is stored. Raises TooLargeError for one that could not be read back; `path` is
    the file it speaks of."""
    held = text.encode("utf-8")
    if len(held) > MOST:
        raise TooLargeError("parse.too_many_characters", path=path, limit=MAX_CHARACTERS)
    return zlib.compress(held, 6)


def unpacked(blob: bytes) -> str:
    """The text of a stored value. Raises ArchiveError for one that the disk did not keep."""
    try:
        reader = zlib.decompressobj()
        held = reader.decompress(blob, MOST)
        if not reader.eof:
            raise ValueError("not whole" if not reader.unconsumed_tail else "too large")
        return held.decode("utf-8")
    except (zlib.error, ValueError, TypeError) as error:
        raise ArchiveError("store.text_torn", reason=str(error)) from None


def thawed(kind: type[M], blob: bytes) -> M:
    """The value of a stored text. Raises ArchiveError for one that is no such value."""
    text = unpacked(blob)
    with decoding(kind.__name__):
        return kind.model_validate_json(text)


@contextmanager
def decoding(what: str) -> Iterator[None]:
    """Turns what goes wrong where rows are made into values into ArchiveError. Only code that does
    nothing else may stand inside."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        raise ArchiveError("store.row_torn", what=what, reason=type(error).__name__) from error
    except RecursionError:
        raise ArchiveError("store.row_torn", what=what, reason="RecursionError") from None
