"""Automatic numbers of a Word file as the text a reader sees (numbering.xml; ECMA-376 part 1,
17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from draftkit.text.counters import write_number
from draftkit.word.parts import qn

__all__ = ["Numbering", "write_number"]

_PLACE = re.compile(r"%(\d)")
_SILENT = {"bullet", "none"}
_OFF = ("0", "false", "off")
MAX_LABEL = 100
"""Characters of a label, and of the form it is written by: those of papers have some ten."""
_DEEPEST = 20
"""How far styles are followed that rest on one another."""


@dataclass(frozen=True)
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    """The level (from 1) after which it counts anew: None for each above, 0 for never."""
    legal: bool = False
    """All numbers of the label in digits."""
    paragraphs: str | None = None
    """The paragraph style that this level numbers."""


@dataclass
class _List:
    """One list of the file; lists that share an abstract one count together."""

    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarted: set[int] = field(default_factory=set)


class Numbering:
    """Counts the numbered paragraphs of a file in order: call `label` once for each paragraph."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """From the roots of the two parts, None for one that the file does not have."""
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        known = styles.iter(qn("w:style")) if styles is not None else ()
        self._styles: dict[str, Any] = {style.get(qn("w:styleId")): style for style in known}
        self._default = next(
            (
                style.get(qn("w:styleId"))
                for style in self._styles.values()
                if style.get(qn("w:type")) == "paragraph"
                and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: Any) -> str:
        """The number that stands before a paragraph, "" when none does; counts it."""
        number, level = self._reference(paragraph)
        known = self._lists.get(number)
        if known is None or level not in known.levels:
            return ""
        counts = self._counts.setdefault(known.abstract, {})
        if level in known.restarted:
            known.restarted.discard(level)
            counts.pop(level, None)
        form = known.levels[level]
        counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            after = known.levels.get(deeper, form).restart
            if after is None or level < after:
                del counts[deeper]
        if form.style in _SILENT:
            return ""
        text = _PLACE.sub(lambda match: _shown(known, counts, match, form.legal), form.text)
        text = text[:MAX_LABEL]
        return text + " " if text[-1:].isalnum() and text[-1:].isascii() else text

    def _reference(self, paragraph: Any) -> tuple[str, int]:
        """(list id, level) of a paragraph: its own, else its style's; ("", 0) for none."""
        properties = paragraph.find(qn("w:pPr"))
        number, level = _named(properties)
        if number is None:
            mark = properties.find(qn("w:pStyle")) if properties is not None else None
            name = mark.get(qn("w:val")) if mark is not None else self._default
            number, inherited = self._of_style(name)
            level = inherited if level is None else level
        return ("", 0) if number in (None, "0") else (str(number), level or 0)

    def _of_style(self, name: str | None) -> tuple[str | None, int | None]:
        """What a paragraph style numbers by: its level is the one that names it."""
        for style in self._chain(name):
            number, level = _named(style.find(qn("w:pPr")))
            if number is not None:
                known = self._lists.get(number)
                own = style.get(qn("w:styleId"))
                for at, form in known.levels.items() if known is not None else ():
                    if form.paragraphs is not None and form.paragraphs == own:
                        return number, at
                return number, level
        return None, None

    def _chain(self, name: str | None) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            based = style.find(qn("w:basedOn"))
            name = based.get(qn("w:val")) if based is not None else None

    def _read(self, root: Any) -> None:
        numbers = {item.get(qn("w:numId")): item for item in root.iter(qn("w:num"))}
        abstracts = {
            item.get(qn("w:abstractNumId")): item for item in root.iter(qn("w:abstractNum"))
        }
        for number, item in numbers.items():
            key = self._abstract_of(item, numbers, abstracts)
            levels = {}
            if key in abstracts:
                for level in abstracts[key].iter(qn("w:lvl")):
                    levels[_whole(level.get(qn("w:ilvl")), 0)] = _level(level)
            known = _List(key, levels)
            for override in item.iter(qn("w:lvlOverride")):
                _override(known, override)
            self._lists[number] = known

    def _abstract_of(self, item: Any, numbers: dict[str, Any], abstracts: dict[str, Any]) -> str:
        """The abstract list of a list; one that only names a style of lists stands for that
        style's (17.9.21 numStyleLink)."""
        key = ""
        for _ in range(_DEEPEST):
            key = _value(item, "w:abstractNumId") or ""
            link = _value(abstracts.get(key), "w:numStyleLink")
            style = self._styles.get(link or "")
            number, _level_of = _named(style.find(qn("w:pPr")) if style is not None else None)
            if number not in numbers or numbers[number] is item:
                break
            item = numbers[number]
        return key


def _shown(known: _List, counts: dict[int, int], match: re.Match[str], legal: bool) -> str:
    """The number of a level inside a label; one not counted yet shows where it starts."""
    level = int(match.group(1)) - 1
    form = known.levels.get(level, _Level())
    return write_number(counts.get(level, form.start), "decimal" if legal else form.style)


def _named(properties: Any) -> tuple[str | None, int | None]:
    """(list id, level) as paragraph properties give them."""
    found = properties.find(qn("w:numPr")) if properties is not None else None
    if found is None:
        return None, None
    level = _value(found, "w:ilvl")
    return _value(found, "w:numId"), None if level is None else _whole(level, 0)


def _override(known: _List, override: Any) -> None:
    """What one list changes in its abstract one: a level's form, or where it starts anew."""
    at = _whole(override.get(qn("w:ilvl")), 0)
    own = override.find(qn("w:lvl"))
    if own is not None:
        known.levels[at] = _level(own)
    start = _value(override, "w:startOverride")
    if start is not None and at in known.levels:
        known.levels[at] = replace(known.levels[at], start=_whole(start, 1))
        known.restarted.add(at)


def _level(element: Any) -> _Level:
    restart, legal = _value(element, "w:lvlRestart"), element.find(qn("w:isLgl"))
    return _Level(
        style=_format(element),
        text=(_value(element, "w:lvlText") or "")[:MAX_LABEL],
        start=_whole(_value(element, "w:start"), 1),
        restart=None if restart is None else _whole(restart, 0),
        legal=legal is not None and legal.get(qn("w:val")) not in _OFF,
        paragraphs=_value(element, "w:pStyle"),
    )


def _format(element: Any) -> str:
    """The style of a level's counter; Word wraps those of its own making for older readers."""
    found = next(element.iter(qn("w:numFmt")), None)
    if found is None:
        return "decimal"
    style = found.get(qn("w:val")) or "decimal"
    custom = (found.get(qn("w:format")) or "").split(",")[0].strip()
    return "decimalZero" if style == "custom" and custom == "01" else style


def _value(element: Any, tag: str) -> str | None:
    found = element.find(qn(tag)) if element is not None else None
    value = found.get(qn("w:val")) if found is not None else None
    return None if value is None else str(value)


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
