"""Bytes to text: byte-order mark, strict UTF-8, then what charset-normalizer and a look at the
characters agree on. GB18030 decodes nearly anything, so a guess counts only when the result is
made of characters that people use."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from draftkit.errors import DamagedFileError, EncodingError, UnsupportedFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_HAN = re.compile(r"[㐀-䶿一-鿿]")
_RARE = re.compile("[\u3400-\u4dbf\U00020000-\U000323af]")
COMMON = 0.97
"""Share of the characters beyond ASCII that must stand in the everyday set of an encoding."""
SAMPLE = 200_000


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text and the name of its encoding. Raises EncodingError, or for bytes that are no
    text at all DamagedFileError (a file named .docx) or UnsupportedFileError."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _whole(data, encoding)
            if text is None:
                raise EncodingError("parse.encoding", path=str(path))
            return text.lstrip("\ufeff"), encoding
    if b"\x00" in data[:SAMPLE]:
        wide = _wide(data)
        if wide:
            return wide
        raise _not_text(path)
    text = _whole(data, "utf-8")
    if text is not None:
        if len(_CONTROL.findall(text[:SAMPLE])) > max(2, len(text[:SAMPLE]) // 200):
            raise _not_text(path)
        return _unmangled(text), "utf-8"
    return _guessed(data, path)


def _not_text(path: Path) -> Exception:
    if path.suffix.lower() in (".docx", ".docm", ".wps"):
        return DamagedFileError("parse.damaged", path=str(path))
    return UnsupportedFileError("parse.binary", path=str(path))


def _whole(data: bytes, encoding: str) -> str | None:
    """The text in an encoding, strictly; a last character cut off by a download does not make it
    something else. None when it is not in that encoding."""
    for cut in range(4):
        try:
            return data[: len(data) - cut].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(data) - 4:
                return None
    return None


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark, when it gives Chinese text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _whole(data, encoding)
        if text is None:
            continue
        if _everyday(text, "gb2312") and len(_HAN.findall(text[:SAMPLE])) > len(text[:SAMPLE]) // 4:
            return text, encoding
    return None


def _guessed(data: bytes, path: Path) -> tuple[str, str]:
    for encoding, everyday in (("gb18030", "gb2312"), ("big5", "big5")):
        text = _whole(data, encoding)
        if text is None:
            continue
        if not _CONTROL.search(text[:SAMPLE]) and _everyday(text, everyday):
            return text, encoding
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], cp_isolation=["gb18030", "big5", "utf_8", "hz"]).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except UnicodeDecodeError:
            raise EncodingError("parse.encoding", path=str(path)) from None
        if not _CONTROL.search(text[:SAMPLE]) and _everyday(text, "gb2312"):
            return text, best.encoding.replace("_", "-")
    if _CONTROL.search(data[:SAMPLE].decode("latin-1")):
        raise _not_text(path)
    raise EncodingError("parse.encoding", path=str(path))


def _everyday(text: str, encoding: str) -> bool:
    """Whether the characters beyond ASCII are those a small national set holds, or rare Han
    characters (extensions A and B on), which no misread bytes give often."""
    beyond = [char for char in text[:SAMPLE] if ord(char) > 0x7F]
    if not beyond:
        return False
    kept = sum(
        1
        for char in beyond
        if _in(char, encoding) or char in "〇—·…　\u00a0•–" or _RARE.match(char)
    )
    return kept >= COMMON * len(beyond)


def _in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _unmangled(text: str) -> str:
    """UTF-8 that was once read as Latin-1 and saved again, put right; other text unchanged."""
    head = text[:SAMPLE]
    strange = sum(1 for char in head if "\x80" <= char <= "\xff")
    if strange < 30 or strange < len(head) // 4 or _HAN.search(head):
        return text
    for wrong in ("latin-1", "cp1252"):
        try:
            repaired = text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        if _HAN.search(repaired):
            return repaired
    return text
