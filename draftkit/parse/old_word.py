"""Which reader gets an old Word file: our own, or LibreOffice where that one cannot.

What LibreOffice converts is said in a warning, because its words pass through a program that may
count, number or place them otherwise than Word does.
"""

from __future__ import annotations

import re
from pathlib import Path

from draftkit.errors import DamagedFileError, InputError, OutputError, UnsupportedFileError
from draftkit.formats.doc import read_doc
from draftkit.formats.ole import is_word
from draftkit.render.office import find_soffice, to_docx
from draftkit.settings import Office, office_of_environment
from draftkit.values.notice import Warning_
from draftkit.values.source import Content

_CONVERTIBLE = ("parse.old_word", "parse.old_wps")
"""Files our reader does not read and LibreOffice may."""

_FILTER = "MS Word 97"
_SAID = "本文件经LibreOffice转换后读入，请对照原文件核对。"
_HAN = re.compile("[\u4e00-\u9fff]")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00c0-\u024f\ua000-\uf8ff\ufffd]")
"""Controls, accented letters, Yi, Hangul and private use: what bytes read as the wrong text look
like."""
_LEAST_HAN, _MOST_ODD = 0.2, 0.02


def read_old_word(path: Path, data: bytes, office: Office | None = None) -> Content:
    """The content of a Word binary file; `office` None is what the environment says.

    Raises an InputError: UnsupportedFileError for a locked file and for what is no Word file,
    DamagedFileError for what nobody here can read.
    """
    choice = office or office_of_environment()
    if choice == "always":
        return _always(path, data)
    try:
        content = read_doc(data, str(path))
    except (DamagedFileError, UnsupportedFileError) as error:
        if choice == "never" or not _may_convert(error, data):
            raise
        converted = _converted(path, data, error)
        if converted is None:
            raise
        return converted
    if content.warnings and not _says_something(content) and choice == "auto":
        return _converted(path, data) or content
    return content


def _may_convert(error: InputError, data: bytes) -> bool:
    """Whether LibreOffice is asked: for a Word file that is damaged inside, and for an older one.
    What is no Word file at all it would read as text, byte by byte."""
    return is_word(data) if isinstance(error, DamagedFileError) else error.key in _CONVERTIBLE


def _always(path: Path, data: bytes) -> Content:
    """Through LibreOffice; what it is not to be called for, our reader refuses."""
    fault: InputError | None = None
    try:
        read_doc(data, str(path))
    except (DamagedFileError, UnsupportedFileError) as error:
        if not _may_convert(error, data):
            raise
        fault = error
    try:
        return _through_office(path, data, fault)
    except OutputError as error:  # one file's failure, so that the others of a folder are read
        raise InputError(error.key, **error.values) from None


def _converted(path: Path, data: bytes, fault: InputError | None = None) -> Content | None:
    """What LibreOffice makes of a file, None where it is not there or fails too: then our own
    reader's reason is the one to give."""
    if find_soffice() is None:
        return None
    try:
        content = _through_office(path, data, fault)
    except InputError:
        return None
    return content if _says_something(content) else None


def _through_office(path: Path, data: bytes, fault: InputError | None) -> Content:
    """A file converted and read. Raises DamagedFileError for a text that is none: LibreOffice
    reads a broken file as well as it can."""
    from draftkit.word.read import read_docx

    name = str(path)
    older = isinstance(fault, UnsupportedFileError)
    content = read_docx(to_docx(data, name, read_as=None if older else _FILTER), name)
    if not _reads(content):
        raise DamagedFileError("parse.damaged", path=name)
    said = Warning_(code="converted", message=_SAID)
    return Content(content.blocks, content.page, (*content.warnings, said))


def _says_something(content: Content) -> bool:
    return any(block.text.strip() or block.rows for block in content.blocks)


def _reads(content: Content) -> bool:
    """Whether the words look like a Chinese paper, not like bytes in the wrong encoding."""
    cells = [cell for block in content.blocks for row in block.rows for cell in row]
    text = "".join("".join([*(block.text for block in content.blocks), *cells]).split())
    han, odd = len(_HAN.findall(text)), len(_ODD.findall(text))
    return not text or (han >= _LEAST_HAN * len(text) and odd <= _MOST_ODD * len(text))
