"""Files of Word 6 and 95: the plain text, where it stands in one piece.

Their FIB is shorter and counts bytes of the system's code page, which is GB18030 (or GBK, a part
of it) for the papers draftkit is about. Tables, numbers and formatting are not read.
"""

from __future__ import annotations

import re

from draftkit.errors import UnsupportedFileError
from draftkit.formats.msdoc.binary import i32, u32
from draftkit.formats.msdoc.file import Fib
from draftkit.values.notice import Warning_
from draftkit.values.source import Block, BlockKind, Content

_KINDS: tuple[BlockKind, ...] = (
    "paragraph", "footnote", "header", "meta", "comment", "footnote", "textbox", "header",
)  # fmt: skip
_MACROS = 3
_MARKS = re.compile("[\r\x07\x0c]")
_FIELD = re.compile("\x13([^\x13-\x15]*)(?:\x14([^\x13-\x15]*))?\x15")
_DEEPEST = 8
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES)\b", re.I)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_UNREAD = "这是Word 6或Word 95的文件，只读出了文字；表格、自动编号和版式没有读入。"


def read_word6(main: bytes, fib: Fib, name: str) -> Content:
    """The text of a file of Word 6 or 95. Raises UnsupportedFileError where it is in pieces or in
    another encoding, ValueError where it is not where the file says."""
    first, counts = u32(main, 0x18), [i32(main, 0x34 + 4 * at) for at in range(len(_KINDS))]
    if min(counts) < 0 or first + sum(counts) > len(main):
        raise ValueError("text past the end of its stream")
    blocks: list[Block] = []
    for number, (count, kind) in enumerate(zip(counts, _KINDS, strict=True)):
        text = _decoded(main[first : first + count], fib, name)
        first += count
        for line in _lines(text) if number != _MACROS else ():
            if kind == "paragraph" or line.strip():
                blocks.append(Block(index=len(blocks), kind=kind, text=line))
    return Content(tuple(blocks), None, (Warning_(code="layout_unread", message=_UNREAD),))


def _decoded(data: bytes, fib: Fib, name: str) -> str:
    if fib.complex or 0 in data:
        raise UnsupportedFileError("parse.old_word", path=name)
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        raise UnsupportedFileError("parse.old_word", path=name) from None


def _lines(text: str) -> list[str]:
    for _ in range(_DEEPEST):
        text, changed = _FIELD.subn(_result, text)
        if not changed:
            break
    lines = _MARKS.split(text)
    if not lines[-1]:
        lines.pop()
    return [_CONTROLS.sub("", line).replace("\x0b", "\n") for line in lines]


def _result(found: re.Match[str]) -> str:
    return "" if _PAGE.match(found.group(1)) else found.group(2) or ""
