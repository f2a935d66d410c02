"""The bytes of an RTF file as tokens, its fonts, and its text in the code pages they name
(Rich Text Format Specification 1.9.1)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftkit.text.symbols import symbol

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z'])|([{}])"
    rb"|([^\\{}\r\n\x00]+)|((?:\\'[0-9a-fA-F]{2})+)"
)
WORD, NUMBER, SYMBOL, BRACE, TEXT, BYTES = range(1, 7)
"""The groups of a token; bytes in hexadecimal come as long as they go on."""
_BRACE = re.compile(rb"\\bin(\d{1,10}) ?|\\[^a-zA-Z]|([{}])")
_CODE_PAGES = {
    77: "mac_roman", 78: "cp932", 80: "gb18030", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
}  # fmt: skip
"""Of \\fcharset; 0 and 1 are the file's own."""
_NAMED = {936: "gb18030", 54936: "gb18030", 10008: "gb18030", 950: "big5hkscs", 65001: "utf-8",
          10000: "mac_roman"}  # fmt: skip
SYMBOLS = 2
"""The \\fcharset of fonts that have signs for letters."""


@dataclass(frozen=True)
class Font:
    """A font: its name, its code page (None for the file's own), whether it is one of signs."""

    name: str
    encoding: str | None = None
    signs: bool = False


class Scanner:
    """Goes through the tokens; `skip` passes over the rest of a group."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __iter__(self) -> Iterator[tuple[int, re.Match[bytes]]]:
        """(kind, match) of each token: the kind is WORD, SYMBOL, BRACE, TEXT or BYTES."""
        search, data = _TOKEN.search, self._data
        while True:
            match = search(data, self._at)
            if match is None:
                return
            self._at = match.end()
            kind = match.lastindex or WORD
            if kind == NUMBER:
                kind = WORD
                if match.group(WORD) == b"bin":
                    self._at += max(0, int(match.group(NUMBER)))
            yield kind, match

    def skip(self) -> bytes:
        """Pass over what is left of the group, to before the brace that closes it; its bytes."""
        begin, depth = self._at, 0
        while True:
            match = _BRACE.search(self._data, self._at)
            if match is None:
                self._at = len(self._data)
                return self._data[begin:]
            self._at = match.end()
            if match.group(1):
                self._at += int(match.group(1))
            elif match.group(2) == b"{":
                depth += 1
            elif match.group(2) == b"}":
                depth -= 1
                if depth < 0:
                    self._at = match.start()
                    return self._data[begin : self._at]


def code_page(number: int | None) -> str:
    """The encoding of \\ansicpg; Western where Python has none of that number."""
    name = _NAMED.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


_ENTRY = re.compile(rb"\\f(\d{1,6})(?![\d])")
_CONTROL = re.compile(rb"\\[a-zA-Z]+-?\d* ?|\\'[0-9a-fA-F]{2}|[{};]")


def fonts(table: bytes) -> dict[int, Font]:
    """The fonts of a font table by number."""
    found: dict[int, Font] = {}
    starts = list(_ENTRY.finditer(table))
    for at, start in enumerate(starts):
        entry = table[start.end() : starts[at + 1].start() if at + 1 < len(starts) else len(table)]
        charset, page = _number(entry, rb"\\fcharset(\d{1,5})"), _number(entry, rb"\\cpg(\d{1,5})")
        name = _CONTROL.sub(b"", re.sub(rb"\{[^{}]*\}", b"", entry)).decode("latin-1").strip()
        encoding = code_page(page) if page else _CODE_PAGES.get(charset or 0)
        found[int(start.group(1))] = Font(name, encoding, charset == SYMBOLS)
    return found


def _number(entry: bytes, pattern: bytes) -> int | None:
    match = re.search(pattern, entry)
    return int(match.group(1)) if match else None


def text_of(data: bytes, font: Font | None, default: str) -> str:
    """Bytes as text: in the font's code page, else the file's; bytes that are none of it are read
    as Western ones."""
    if font is not None and font.signs:
        return "".join(symbol(byte, font.name) if byte > 0x20 else chr(byte) for byte in data)
    if data.isascii():
        return data.decode("ascii")
    encoding = font.encoding if font is not None and font.encoding else default
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode(encoding, "replace")


_BOX = re.compile(rb"\\ff(res|defres)(\d+)")
_UNSET = b"25"


def is_checked(form: bytes) -> bool:
    """Whether the check box of a form field is ticked: as set, else as it was to begin with."""
    found = dict(_BOX.findall(form))
    state = found.get(b"res", _UNSET)
    return (found.get(b"defres") if state == _UNSET else state) == b"1"
