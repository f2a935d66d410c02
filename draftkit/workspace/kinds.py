"""What a file of a folder is: a paper to read, another kind that is passed over for a reason, or
what a system leaves behind. Content decides before the name; the endings are in `eval/files.yaml`.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from draftkit import assets
from draftkit.formats import COMPOUND
from draftkit.messages import say
from draftkit.parse.files import MAX_BYTES

NOTICE = "notice"
QUIET = "quiet"
UNKNOWN = "unknown"
EXPORT = "export"
"""A file that `draftkit notices export` wrote, whatever its ending."""
HEAD = 4096
"""First bytes that are looked at."""

_STREAMS = (
    ("WordDocument", NOTICE),
    ("Workbook", "spreadsheet"),
    ("PowerPoint Document", "slides"),
    ("EncryptedPackage", "locked"),
)
"""Names in the directory of a compound file ([MS-CFB] 2.6.1, UTF-16) and what holds such a one."""
_MEMBERS = (
    ("word/", NOTICE), ("xl/", "spreadsheet"), ("ppt/", "slides"), ("ofd.xml", "ofd"),
    ("visio/", "drawing"),
)  # fmt: skip
_BEGINNINGS = (
    (b"\xff\xd8\xff", "picture"), (b"\x89PNG\r\n\x1a\n", "picture"), (b"GIF8", "picture"),
    (b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"), (b"\x1f\x8b\x08", "archive"), (b"MZ", "program"),
    (b"\x7fELF", "program"), (b"ID3", "media"), (b"\x00\x00\x01\x00", "picture"),
)  # fmt: skip
_INSIDE = re.compile(rb"^(?:RIFF.{4}(WEBP)|RIFF|BM.{4}(\0{4})|.{4}ftyp(?:(hei|mif)|)|)", re.DOTALL)
_CARRIED = re.compile(r"manifest\.json|sources/[0-9a-f]{64}\.json")
_WORD_XML = re.compile(rb"<\?mso-application[^>]*Word\.Document|<pkg:package\b")
_HTML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Endings:
    """`eval/files.yaml`, ready to ask: kind by ending, and what is passed over unseen."""

    kinds: dict[str, str]
    names: frozenset[str]
    beginnings: tuple[str, ...]
    folders: frozenset[str]


@assets.cached
def endings() -> Endings:
    """The endings that count, the workspace's own before the bundled ones."""
    raw: dict[str, Any] = assets.load_yaml("eval", "files.yaml")
    groups = {**raw["kinds"], NOTICE: raw["notice"], QUIET: raw["quiet_endings"]}
    return Endings(
        kinds={ending: kind for kind, group in groups.items() for ending in group},
        names=frozenset(raw["quiet_names"]),
        beginnings=tuple(raw["quiet_beginnings"]),
        folders=frozenset(raw["quiet_folders"]),
    )


def enters(name: str) -> bool:
    """Whether a folder met on the way is walked: no hidden one, none that a system keeps."""
    return not name.startswith(".") and name.lower() not in endings().folders


def kind_of(path: Path) -> str:
    """NOTICE for a file that is to be read, QUIET for what a system left behind, else the kind,
    which is the last word of its reason's key. Raises OSError when it cannot be looked into."""
    known, name = endings(), path.name.lower()
    if name in known.names or name.startswith(known.beginnings):
        return QUIET
    named = known.kinds.get(path.suffix.lower().removeprefix("."))
    if named in (NOTICE, QUIET):
        return named
    if not stat.S_ISREG(path.stat().st_mode):
        return "special"
    found = content_kind(path)
    if found in (NOTICE, "word_xml", EXPORT) or named is None:
        return NOTICE if found == "locked" else found or UNKNOWN
    return named


def reason(kind: str) -> str:
    """Why a file of this kind is passed over, and what to do."""
    return say(f"store.skip.{kind}")


def content_kind(path: Path) -> str | None:
    """What a file is by its bytes; "locked" for an Office file under a password, None when they
    do not tell. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(COMPOUND):
            return _compound(head + file.read(MAX_BYTES))
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"%PDF-", b"{\\rtf")):
        return NOTICE
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(path, head)
    for mark, kind in _BEGINNINGS:
        if head.startswith(mark):
            return kind
    inside = _INSIDE.match(head)
    if inside and inside.group(0):
        return "picture" if any(inside.groups()) else "media"
    if _WORD_XML.search(head):
        return "word_xml"
    if _HTML.match(head):
        return "page"
    return "text" if _is_text(head) else None


def _compound(data: bytes) -> str | None:
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), None)


def _package(path: Path, head: bytes) -> str:
    """What a zip is by the names in it; one that cannot be opened by the names at its start."""
    try:
        names = _names(path)
    except (OSError, ValueError, NotImplementedError, EOFError, zipfile.BadZipFile):
        names = [head.decode("latin-1").lower()]
        return NOTICE if "word/" in names[0] else "archive"
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:120]:
        return NOTICE
    if "manifest.json" in names and all(_CARRIED.fullmatch(name) for name in names):
        return EXPORT
    for start, kind in _MEMBERS:
        if any(name.startswith(start) for name in names):
            return kind
    return "archive"


def _names(path: Path) -> list[str]:
    """Names in a zip, small and with forward slashes; none of one past our bounds."""
    if os.path.getsize(path) > MAX_BYTES:  # noqa: PTH202 - the path is open already
        return []
    with zipfile.ZipFile(path) as package:
        return [name.lower().replace("\\", "/") for name in package.namelist()]


def _is_text(head: bytes) -> bool:
    """Whether bytes are text in UTF-8, GB18030 or UTF-16 with a mark; the last character may be
    cut."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if not head.strip() or b"\0" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)
    return False
