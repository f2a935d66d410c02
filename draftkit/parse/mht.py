"""A web page saved with all it needs (.mht, .mhtml: RFC 2557): the page itself is taken out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from draftkit.errors import DamagedFileError
from draftkit.parse.decode import decode

if TYPE_CHECKING:
    from email.message import Message

HEAD = 8_192
"""Bytes in which the header of such a file ends."""
MOST_PARTS = 20_000
"""Lines that may part an archive: a page has some hundred."""
MAX_HEADER = 100_000
"""Characters of the lines before the first empty one."""
_CHARSETS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "gb18030": "gb18030", "big5": "big5", "utf-16": "utf-16", "utf-16le": "utf-16-le",
}  # fmt: skip
"""Encodings that are believed; others are told by the bytes."""
_VERSION = re.compile(rb"^MIME-Version\s*:", re.I | re.M)
_TYPE = re.compile(rb"^Content-Type\s*:\s*(?:multipart/related|text/html)\b", re.I | re.M)
_FIELD = re.compile(rb"(?:\xef\xbb\xbf)?\s*[A-Za-z][A-Za-z-]*\s*:")
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n")


def is_archive(data: bytes) -> bool:
    """Whether bytes begin as a saved web archive does: a mail header that says so."""
    head = data[:HEAD]
    if not _FIELD.match(head):
        return False
    head = _BLANK.split(head.lstrip(b"\xef\xbb\xbf \t\r\n"), maxsplit=1)[0]
    return bool(_VERSION.search(head)) and bool(_TYPE.search(head))


def page_of(data: bytes, path: Path) -> tuple[str, str]:
    """The markup of the page in an archive and the name of its encoding. Raises
    DamagedFileError when there is none, and what `decode` raises."""
    from email import policy
    from email.errors import MessageError
    from email.parser import BytesParser

    header = _BLANK.search(data)
    if data.count(b"\n--") > MOST_PARTS or (header.start() if header else len(data)) > MAX_HEADER:
        raise DamagedFileError("parse.damaged", path=str(path))
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(start)
        part = _main(message)
        payload = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise DamagedFileError("parse.damaged", path=str(path)) from None
    if not isinstance(payload, bytes) or not payload.strip():
        raise DamagedFileError("parse.damaged", path=str(path))
    encoding = _CHARSETS.get((charset or "").lower())
    if encoding:
        try:
            return payload.decode(encoding), encoding
        except UnicodeDecodeError:
            pass
    return decode(payload, path)


def _main(message: Message) -> Message | None:
    """The part that the header names as the start, else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    start = message.get_param("start")
    named = [part for part in pages if start and part.get("Content-ID") == start]
    return next(iter(named or pages), None)
