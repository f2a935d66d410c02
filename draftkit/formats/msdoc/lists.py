"""Automatic numbers: list tables (PlfLst, PlfLfo) and the counting of numbered paragraphs.

Counts belong to a list; the uses of a list (LFO) share them, and one that sets a start of its own
begins there the first time a paragraph has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from draftkit.formats.msdoc.binary import i32, u16, u32
from draftkit.formats.msdoc.file import Part, WordFile, joined
from draftkit.text.numbering import write_number

_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth",
    16: "ideographLegalTraditional", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "ideographDigital", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 57: "numberInDash", 255: "none",
}  # fmt: skip
"""MSONFC → ST_NumberFormat; what is not here is written in plain digits."""

_LEVELS = 9
_LIST, _USE, _LEVEL = 28, 16, 28
_NO_LIST = 0xF801
_MOST_USES = 0x7FE
_ALL_DIGITS, _KEEPS_COUNTING = 0x04, 0x08
_OWN_START, _OWN_FORM = 0x10, 0x20


@dataclass(frozen=True)
class _Level:
    """A level of a list. In `text` a character below 9 stands for the number of that level.
    `restart_below`: a number of a level above that one does not begin this level anew."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    digits: bool = False
    restart_below: int = _LEVELS


@dataclass
class _Use:
    """One use of a list: its number, and the levels with what this use changes."""

    list_id: int
    levels: dict[int, _Level] = field(default_factory=dict)
    begins: set[int] = field(default_factory=set)


class Numbers:
    """Counts the numbered paragraphs of a file in order: call `label` once for each. Without a
    file it knows no list."""

    def __init__(self, file: WordFile | None) -> None:
        self._counts: dict[int, dict[int, int]] = {}
        self._uses = list(_uses(file.part(Part.LIST_USES), _lists(file))) if file else []

    def label(self, use: int, level: int) -> str:
        """The number before a paragraph with sprmPIlfo `use` at `level`, "" where none stands."""
        number = 0x10000 - use if use > _NO_LIST else use
        if use == _NO_LIST or not 1 <= number <= len(self._uses):
            return ""
        known = self._uses[number - 1]
        form = known.levels.get(level)
        if form is None:
            return ""
        counts = self._counts.setdefault(known.list_id, {})
        if level in known.begins:
            known.begins.discard(level)
            counts.pop(level, None)
        counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            if level < known.levels.get(deeper, form).restart_below:
                del counts[deeper]
        if form.style == "bullet":
            return ""
        text = "".join(_shown(mark, form, known, counts) for mark in form.text)
        return text + " " if text[-1:].isalnum() and text[-1:].isascii() else text


def _shown(mark: str, form: _Level, known: _Use, counts: dict[int, int]) -> str:
    if ord(mark) >= _LEVELS:
        return mark
    level = known.levels.get(ord(mark), _Level())
    style = "decimal" if form.digits and level.style != "none" else level.style
    return write_number(counts.get(ord(mark), level.start), style)


def _lists(file: WordFile) -> dict[int, dict[int, _Level]]:
    """Levels of each list by its number. The levels stand behind the table of lists."""
    data, levels = file.part(Part.LISTS), file.after(Part.LISTS)
    lists: dict[int, dict[int, _Level]] = {}
    at = 0
    for number in range(u16(data, 0) if data else 0):
        entry = 2 + _LIST * number
        own: dict[int, _Level] = {}
        for level in range(1 if data[entry + 26] & 1 else _LEVELS):
            own[level], at = _level(levels, at)
        lists[u32(data, entry)] = own
    return lists


def _uses(data: bytes, lists: dict[int, dict[int, _Level]]) -> Iterator[_Use]:
    """The uses of lists, in order ([MS-DOC] 2.9.176 PlfLfo)."""
    if not data:
        return
    count = u32(data, 0)
    at = 4 + _USE * count
    if at > len(data) or count > _MOST_USES:
        raise ValueError("more uses of lists than room for them")
    for number in range(count):
        entry = 4 + _USE * number
        list_id = u32(data, entry)
        use = _Use(list_id, dict(lists.get(list_id, {})))
        at += 4
        for _ in range(data[entry + 12]):
            at = _override(data, at, use)
        yield use


def _override(data: bytes, at: int, use: _Use) -> int:
    """Take in what a use changes at one level (LFOLVL); where the next one begins."""
    start, flags = i32(data, at), u32(data, at + 4)
    level = flags & 0xF
    at += 8
    if flags & _OWN_FORM:
        use.levels[level], at = _level(data, at)
        if flags & _OWN_START:
            use.begins.add(level)
    elif flags & _OWN_START and level in use.levels:
        use.levels[level] = replace(use.levels[level], start=start)
        use.begins.add(level)
    return at


def _level(data: bytes, at: int) -> tuple[_Level, int]:
    """(level, where the next one begins) of a LVL ([MS-DOC] 2.9.141)."""
    flags = data[at + 5]
    characters, paragraph, restart = data[at + 24], data[at + 25], data[at + 26]
    place = at + _LEVEL + characters + paragraph
    length = u16(data, place)
    end = place + 2 + 2 * length
    if end > len(data):
        raise ValueError("text of a number past the end")
    level = _Level(
        start=i32(data, at),
        style=_FORMATS.get(data[at + 4], "decimal"),
        text=joined(data[place + 2 : end].decode("utf-16-le", "surrogatepass")),
        digits=bool(flags & _ALL_DIGITS),
        restart_below=restart if flags & _KEEPS_COUNTING else _LEVELS,
    )
    return level, end
