"""A file into a Source: bounds, format by content, encoding.

The name of a file decides nothing but whether text is called md or txt.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from draftkit.errors import (
    DamagedFileError,
    EmptyFileError,
    InputError,
    MissingFileError,
    TooLargeError,
    UnsupportedFileError,
)
from draftkit.formats import COMPOUND
from draftkit.formats.zipped import Bounds, members
from draftkit.messages import printable
from draftkit.parse.decode import decode
from draftkit.parse.mht import is_archive, page_of
from draftkit.parse.nesting import refuse_deep
from draftkit.values.source import MAX_BLOCKS, MAX_CHARACTERS, Block, Content, Source

if TYPE_CHECKING:
    from draftkit.settings import Office

MEGABYTE = 1024 * 1024
MAX_BYTES = 50 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
MAX_RATIO = 100
RATIO_FROM = MEGABYTE
"""Unpacked size from which the ratio counts: a small, repetitive file harms nobody."""

MAX_SNIFFED = 200_000
"""So many characters are looked at to tell a web page."""
_TAG = re.compile(r"<(p|div|span|table|td|br|body|head|meta|html|h[1-6]|font)\b[^<>]*>", re.I)
_HAN = re.compile(r"[㐀-䶿一-鿿]")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$")
_ODT = b"application/vnd.oasis.opendocument.text"
_DOCUMENT = re.compile(r"word[/\\]document\w*\.xml", re.I)
"""The flag of a zip entry that has a password."""


def read(path: Path, office: Office | None = None) -> Source:
    """Read a file into blocks; `office` as in Settings, None: as the environment says. Raises an
    InputError."""
    return read_bytes(contents(path), path, office)


def read_bytes(data: bytes, path: Path, office: Office | None = None) -> Source:
    """What a file of that name would be read as if it held these bytes. Raises an InputError."""
    digest = hashlib.sha256(data).hexdigest()
    _refuse_unreadable(path, data)
    name = printable(path)
    document = _document(path, data, office)
    if document is not None:
        kind, content = document
        return _checked(
            path,
            Source(
                path=name,
                sha256=digest,
                format=kind,
                blocks=content.blocks,
                page=content.page,
                warnings=content.warnings,
                formatting=content.formatting,
            ),
        )
    content, kind, encoding = _text(path, data)
    return _checked(
        path,
        Source(
            path=name,
            sha256=digest,
            format=kind,
            encoding=encoding,
            blocks=content.blocks,
            warnings=content.warnings,
        ),
    )


def read_text(text: str, name: str) -> Source:
    """Text that is no file, as if it had been read from one; `name` is what errors call it. Raises
    an InputError for nothing but space and for what is past a bound."""
    path = Path(name)
    _within_characters(path, len(text))
    if looks_like_html(text):
        refuse_deep(text, path)
        kind, content = "html", _page(text)
    else:
        kind, content = "txt", Content(text_blocks(text))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _checked(
        path,
        Source(
            path=name,
            sha256=digest,
            format=kind,
            blocks=content.blocks,
            warnings=content.warnings,
        ),
    )


def _text(path: Path, data: bytes) -> tuple[Content, str, str]:
    """(content, format, encoding) of text: a saved page, or lines."""
    if is_archive(data):
        text, encoding = page_of(data, path)
        refuse_deep(text, path)
        return _page(text), "mht", encoding
    text, encoding = decode(data, path)
    if looks_like_html(text):
        refuse_deep(text, path)
        return _page(text), "html", encoding
    _within_characters(path, len(text))
    kind = "md" if path.suffix.lower() == ".md" else "txt"
    return Content(text_blocks(text)), kind, encoding


def _page(text: str) -> Content:
    from draftkit.parse.html import read_html

    return read_html(text)


def text_blocks(text: str) -> tuple[Block, ...]:
    """One block a line, empty lines too; the lines of a table are one block."""
    lines = text.splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        taken, rows = _table(lines, at)
        if taken:
            blocks.append(Block(index=len(blocks), kind="table", rows=rows))
            at += taken
        else:
            blocks.append(Block(index=len(blocks), text=lines[at]))
            at += 1
    return tuple(blocks)


def _table(lines: list[str], at: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """(lines taken, rows) of a table that begins here: Markdown's, or lines with as many tabs
    each as a spreadsheet leaves; (0, ()) for none."""
    end = at
    if at + 1 < len(lines) and _ROW.match(lines[at]) and _RULE.match(lines[at + 1]):
        end = at + 2
        while end < len(lines) and _ROW.match(lines[end]):
            end += 1
        kept = [lines[at], *lines[at + 2 : end]]
        rows = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in kept]
    else:
        tabs = lines[at].strip("\n").count("\t")
        while end < len(lines) and tabs > 1 and lines[end].count("\t") == tabs:
            end += 1
        rows = [[cell.strip() for cell in line.split("\t")] for line in lines[at:end]]
        if end - at < 2 or not all(rows[0]):
            return 0, ()
    return end - at, tuple(tuple(row) for row in rows)


def looks_like_html(text: str) -> bool:
    """Whether text is a web page: it starts as one, or is made of its tags, and those that make
    lines. A text whose lines hold a tag here and there is none: its own line ends count."""
    if _HTML_START.match(text):
        return True
    tags = [found.group(1).lower() for found in _TAG.finditer(text[:MAX_SNIFFED])]
    if len(tags) < 6:
        return False
    blocks = sum(1 for tag in tags if tag not in ("span", "font"))
    lines = sum(1 for line in text[:MAX_SNIFFED].splitlines() if _HAN.search(line))
    return 2 * blocks >= lines


def contents(path: Path) -> bytes:
    """The bytes of a regular file within the bound. Raises an InputError; nothing else is opened:
    a pipe would keep us waiting, a device never ends."""
    try:
        refuse_special(path)
        for _ in range(2):
            data = _whole(path)
            if data is not None:
                return data
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFileError("parse.missing", path=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError("parse.unreadable", path=str(path), reason=reason) from None
    raise InputError("parse.changing", path=str(path))


def _whole(path: Path) -> bytes | None:
    """The bytes of a file that stayed as it was while they were read; None when it changed."""
    before = path.stat()
    _within_bounds(path, before.st_size)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    _within_bounds(path, len(data))
    after = path.stat()
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same else None


def refuse_special(path: Path) -> None:
    """Raise an InputError for a folder and for what is no file at all: pipe, device, socket.
    Raises OSError when there is nothing at `path`."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UnsupportedFileError("parse.is_folder", path=str(path))
    if not stat.S_ISREG(mode):
        raise UnsupportedFileError("parse.not_a_file", path=str(path))


def _within_bounds(path: Path, size: int) -> None:
    if size > MAX_BYTES:
        limit = MAX_BYTES // MEGABYTE
        raise TooLargeError("parse.too_large", path=str(path), size=size // MEGABYTE, limit=limit)


def _refuse_unreadable(path: Path, data: bytes) -> None:
    """Raise for what is empty or of a format with a known way out."""
    name = str(path)
    if not data.strip():
        raise EmptyFileError("parse.empty", path=name)


def _document(path: Path, data: bytes, office: Office | None) -> tuple[str, Content] | None:
    """(format, content) of an office document, None for bytes that are none."""
    if data.startswith(COMPOUND):
        from draftkit.parse.old_word import read_old_word

        return "doc", read_old_word(path, data, office)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(path, data)
    if data.lstrip()[:5] == b"{\\rtf":
        from draftkit.formats.rtf import read_rtf

        return "rtf", read_rtf(data.lstrip(), str(path))
    if data.lstrip()[:5] == b"%PDF-":
        from draftkit.formats.pdf.apart import read_pdf_apart

        return "pdf", read_pdf_apart(data, printable(path))
    return None


def _package(path: Path, data: bytes) -> tuple[str, Content]:
    """A zip by what is in it; its bounds are those of DESIGN.md 4.9."""
    name = str(path)
    bounds = Bounds(limit=MAX_UNPACKED, ratio=MAX_RATIO, start=RATIO_FROM)
    names = members(data, name, bounds)
    if _mimetype(data, name).startswith(_ODT):
        from draftkit.formats.odt import read_odt

        return "odt", read_odt(data, name)
    if not any(_DOCUMENT.fullmatch(member) for member in names):
        raise UnsupportedFileError("parse.other_zip", path=name)
    from draftkit.word.read import read_docx

    return "docx", read_docx(data, name)


def _mimetype(data: bytes, name: str) -> bytes:
    """What an OpenDocument package says it is (ODF 1.3 part 2, 3.3), empty for others. Raises
    DamagedFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "mimetype" not in package.namelist():
                return b""
            entry = package.getinfo("mimetype")
            return package.read(entry) if entry.file_size < 200 else b""
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, EOFError):
        raise DamagedFileError("parse.damaged", path=name) from None


def _characters(block: Block) -> int:
    return len(block.text) + sum(len(cell) for row in block.rows for cell in row)


def _within_characters(path: Path, count: int) -> None:
    if count > MAX_CHARACTERS:
        raise TooLargeError("parse.too_many_characters", path=str(path), limit=MAX_CHARACTERS)


def _checked(path: Path, source: Source) -> Source:
    _within_characters(path, sum(_characters(block) for block in source.blocks))
    if len(source.blocks) > MAX_BLOCKS:
        raise TooLargeError("parse.too_many_blocks", path=str(path), limit=MAX_BLOCKS)
    if not any(block.text.strip() or block.rows for block in source.blocks):
        key = "parse.empty" if source.format in ("txt", "md") else "parse.no_text"
        raise EmptyFileError(key, path=str(path))
    return source
