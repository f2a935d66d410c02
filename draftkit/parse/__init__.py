"""Reading: file → Source (blocks as they stand) → Parsed (notice and lines).

    read_source   bounds, format by content, encoding; raises an InputError that says what to do
    read_text     text that is no file, the same way
    parse_source  blocks → carrier, payload, attachments, section trees, with offsets
    parse_path    both in one; parse_file gives the Notice alone
    parse_bytes   … what would be read of a file that held other bytes
    from_notice   a Notice that was never a file (draft.json) as if it had been read
    secrecy_in_path, secrecy_in_name    the mark of secrecy in the names of a file and its folders
    secrecy_in_lines                    … in plain lines
    to_tree       the Chinese outline that `draftkit parse` prints

Everything below is imported when it is first called, so that `import draftkit` stays quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from draftkit.settings import Office
    from draftkit.values.notice import Notice
    from draftkit.values.source import Parsed, Source

__all__ = [
    "PARSER_VERSION",
    "from_notice",
    "parse_bytes",
    "parse_file",
    "parse_path",
    "parse_source",
    "read_source",
    "read_text",
    "secrecy_in_lines",
    "secrecy_in_name",
    "secrecy_in_path",
    "to_tree",
]

PARSER_VERSION = "2"
"""Goes up when the same Source gives another Notice; an archive parses again then."""


def read_source(path: str | Path, office: Office | None = None) -> Source:
    """Read a file into blocks; `office` as in Settings, None: as the environment says. Raises an
    InputError (missing, empty, unsupported, damaged, unknown encoding, too large) whose text names
    the way out."""
    from draftkit.parse.files import read

    return read(Path(path), office)


def read_text(text: str, name: str = "text") -> Source:
    """Text that is no file, as blocks; `name` is what errors call it. Raises an InputError."""
    from draftkit.parse.files import read_text as read

    return read(text, name)


def parse_source(source: Source) -> Parsed:
    """Read a Source as a paper. The same Source always gives the same result."""
    from draftkit.parse.papers import parse

    return parse(source)


def parse_path(path: str | Path, office: Office | None = None) -> Parsed:
    """`read_source` and `parse_source` in one."""
    return parse_source(read_source(path, office))


def parse_bytes(data: bytes, path: str | Path) -> Parsed:
    """`parse_path` of a file that would hold these bytes. Raises an InputError."""
    from draftkit.parse.files import read_bytes

    return parse_source(read_bytes(data, Path(path)))


def parse_file(path: str | Path) -> Notice:
    """The Notice a file holds."""
    return parse_path(path).notice


def from_notice(notice: Notice, path: str = "") -> Parsed:
    """A Notice as if read from a file with one block a line (for a draft that is only JSON)."""
    from draftkit.parse.lines import from_notice as build

    return build(notice, path)


def secrecy_in_path(path: str | Path) -> str | None:
    """The mark of secrecy in the name of a file, else in that of the nearest folder it is in: what
    lies in a folder 机密 is as secret as what is so named. None for none."""
    return next(filter(None, map(secrecy_in_name, reversed(Path(path).parts))), None)


def secrecy_in_name(name: str) -> str | None:
    """The mark of secrecy that the name of a file bears: （机密）某某.docx → 机密."""
    from draftkit.parse.secrecy import find_in_name

    mark = find_in_name(name)
    return mark.text if mark else None


def secrecy_in_lines(lines: Iterable[str]) -> str | None:
    """The mark of secrecy that plain lines bear, None for none."""
    from draftkit.parse.secrecy import find_in_lines

    mark = find_in_lines(lines)
    return mark.text if mark else None


def to_tree(notice: Notice) -> str:
    """The notice as a text outline in Chinese, for people to look at."""
    from draftkit.parse.show import tree

    return tree(notice)
