"""Bytes to text: byte-order mark, strict UTF-8, then what charset-normalizer and a look at the
characters agree on. GB18030 decodes nearly anything, so a guess counts only when the result is
made of characters that people use."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from draftkit.errors import DamagedFileError, EncodingError, UnsupportedFileError
from draftkit.text.clean import ZERO_WIDTH

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
_UNSEEN = set(ZERO_WIDTH + "\u3000\u00a0\u2002\u2003\u2009\u200a\u202f")
"""Signs without ink: they tell nothing of an encoding."""
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
            return _unmangled(text.lstrip("\ufeff"), path), encoding
    if b"\x00" in data[:SAMPLE]:
        wide = _wide(data)
        if wide:
            return wide
        raise _not_text(path)
    text = _whole(data, "utf-8")
    if text is not None:
        if len(_CONTROL.findall(text[:SAMPLE])) > max(2, len(text[:SAMPLE]) // 200):
            raise _not_text(path)
        return _unmangled(text, path), "utf-8"
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
        seen = sum(1 for char in text[:SAMPLE] if not char.isspace() and char not in _UNSEEN)
        if _everyday(text, "gb2312") and len(_HAN.findall(text[:SAMPLE])) > seen // 4:
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
    beyond = [char for char in text[:SAMPLE] if ord(char) > 0x7F and char not in _UNSEEN]
    if not beyond:
        return False
    kept = sum(
        1 for char in beyond if _in(char, encoding) or char in "〇—·…•–" or _RARE.match(char)
    )
    return kept >= COMMON * len(beyond)


def _in(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _unmangled(text: str, path: Path) -> str:
    """A text that was once read in a wrong encoding and saved again, put right; other text
    unchanged. Raises EncodingError for one that lost bytes on the way: nobody can put it right."""
    head = text[:SAMPLE]
    visible = len("".join(head.split())) or 1
    strange = len(_WESTERN_SIGN.findall(head))
    if strange >= 30 and strange >= visible // 4:
        repaired = _again(text)
        if repaired is None:
            raise EncodingError("parse.encoding", path=str(path))
        return repaired
    gbk = sum(head.count(sign) for sign in _TELLTALE)
    if (gbk >= 3 and gbk * 60 >= visible) or head.count("\ufffd") * 20 >= visible:
        raise EncodingError("parse.encoding", path=str(path))
    return text


def _again(text: str) -> str | None:
    """The text of bytes that a Western code page was laid over; None when it is none."""
    try:
        data = b"".join(_byte(char) for char in text.lstrip("\ufeff"))
    except UnicodeEncodeError:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            repaired = data.decode(encoding)
        except UnicodeError:
            continue
        if _HAN.search(repaired) and _everyday(repaired, "gb2312"):
            return repaired
    return None


def _byte(char: str) -> bytes:
    """The byte that Windows shows as a character; Latin-1 where it has none."""
    return _WESTERN.get(char) or char.encode("latin-1")


_WESTERN = {
    bytes([byte]).decode("cp1252", "ignore") or chr(byte): bytes([byte]) for byte in range(128, 256)
} | {chr(byte): bytes([byte]) for byte in range(128, 160)}
"""Characters of the Western code pages, and their bytes: 0x80 to 0x9F in either."""
_WESTERN_SIGN = re.compile(f"[{re.escape(''.join(_WESTERN))}]")
_TELLTALE = ("锛", "銆", "鐨", "锟斤拷", "鈥", "涓€", "鍏", "鏄")
"""What UTF-8 looks like when it is read as GBK: ，。的 and the like. Bytes are lost on that way."""
