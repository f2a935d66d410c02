"""What a PDF unpacks to, counted before PDFium opens it: a small file can hold a stream of
gigabytes, and PDFium unpacks all that a page names."""

from __future__ import annotations

import re
import zlib

from draftkit.errors import TooLargeError

MEGABYTE = 1024 * 1024
MOST_PLAIN = 32 * MEGABYTE
"""Bytes of page contents and tables of objects; pictures and fonts, which reading text does not
unpack, or bounds by itself, are not counted."""
_STREAM = re.compile(rb"stream\r?\n")
_UNCOUNTED = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length1\b")
_HEAD = 1_000
"""Bytes before a stream in which its description stands."""
_PIECE = 4 * MEGABYTE


def refuse_bomb(data: bytes, name: str) -> None:
    """Raise TooLargeError for a file whose streams unpack to more than the bound."""
    total = 0
    for found in _STREAM.finditer(data):
        start = found.end()
        described = data.rfind(b"obj", max(0, start - _HEAD), start)
        head = data[described if described >= 0 else max(0, start - _HEAD) : found.start()]
        if data[start : start + 1] not in (b"\x78", b"\x68", b"\x58", b"\x48"):
            continue
        if _UNCOUNTED.search(head):
            continue
        total += _unpacked(data, start, MOST_PLAIN - total)
        if total >= MOST_PLAIN:
            limit = MOST_PLAIN // MEGABYTE
            raise TooLargeError("parse.pdf_too_large_inside", path=name, limit=limit)


def _unpacked(data: bytes, start: int, most: int) -> int:
    """How many bytes a stream unpacks to, at most `most`; what is broken counts as far as it goes."""
    unpacker = zlib.decompressobj()
    view = memoryview(data)
    size, at, waiting = 0, start, b""
    try:
        while size < most and not unpacker.eof and (waiting or at < len(data)):
            fed = waiting or bytes(view[at : at + 65_536])
            at += 0 if waiting else 65_536
            size += len(unpacker.decompress(fed, _PIECE))
            waiting = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return size
