"""Lists of an OpenDocument text: their styles, their counters, the numbers a reader sees
(ODF 1.3 part 3, 5.3, 16.30 and 19.880)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from draftkit.formats.odf_names import name_of, qn
from draftkit.text.counters import write_number

_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting", "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "壹, 貳, 參, ...": "ideographLegalTraditional", "①, ②, ③, ...": "decimalEnclosedCircle",
    "甲, 乙, 丙, ...": "ideographTraditional", "子, 丑, 寅, ...": "ideographZodiac",
    "１, ２, ３, ...": "decimalFullWidth", "01, 02, 03, ...": "decimalZero",
}  # fmt: skip
_PLACE = re.compile(r"%(\d{1,2})%")
MAX_LABEL = 100
"""Characters of a number as written, and of each part of its form."""


@dataclass(frozen=True)
class Level:
    """One level of a list style; `format` "" for bullets and levels without a number."""

    format: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    levels: int = 1
    pattern: str | None = None


@dataclass
class Counter:
    """One list as it goes on: the number each level has come to."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The list styles of a file and how far each of its lists has counted."""

    def __init__(self, *roots: Any) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self._outline: dict[int, Level] = {}
        for root in roots:
            for style in root.iter(qn("text:list-style")):
                self._styles[style.get(qn("style:name")) or ""] = _levels(style)
            for style in root.iter(qn("text:outline-style")):
                self._outline = _levels(style)
        self._by_id: dict[str, Counter] = {}
        self._by_style: dict[str, Counter] = {}
        self._headings = Counter("")

    def begin(self, element: Any, outer: Counter | None) -> Counter:
        """The counter of a text:list: the outer list's, that of the one it continues, or new."""
        if outer is not None:
            return outer
        style = element.get(qn("text:style-name")) or ""
        counter = self._by_id.get(element.get(qn("text:continue-list")) or "")
        if counter is None and element.get(qn("text:continue-numbering")) == "true":
            counter = self._by_style.get(style)
        if counter is None:
            counter = Counter(style)
        counter.style = style or counter.style
        self._by_style[style] = counter
        name = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if name:
            self._by_id[name] = counter
        return counter

    def label(self, counter: Counter, level: int, start: int | None, style: str | None) -> str:
        """The number of an item (level from 1), which is counted; `start` sets it; `style` is
        that of an inner list with its own."""
        return _label(counter, self._styles.get(style or counter.style, {}), level, start)

    def heading(self, element: Any) -> str:
        """The number of a text:h outside lists, by the outline style."""
        level = whole(element.get(qn("text:outline-level")), 1, 10)
        if level not in self._outline or element.get(qn("text:is-list-header")) == "true":
            return ""
        return _label(self._headings, self._outline, level, None)


def _label(counter: Counter, levels: dict[int, Level], level: int, start: int | None) -> str:
    form = levels.get(level)
    if form is None:
        return ""
    counts = counter.counts
    counts[level] = counts.get(level, form.start - 1) + 1 if start is None else start
    for deeper in [key for key in counts if key > level]:
        del counts[deeper]
    if not form.format:
        return ""

    def number(at: int) -> str:
        known = levels.get(at, form)
        return write_number(counts.get(at, known.start), _FORMATS.get(known.format, "decimal"))

    if form.pattern is not None:
        text = _PLACE.sub(lambda match: number(int(match.group(1))), form.pattern)
    else:
        first = max(1, level - form.levels + 1)
        shown = [at for at in range(first, level + 1) if levels.get(at, form).format]
        text = form.prefix + ".".join(number(at) for at in shown) + form.suffix
    text = text[:MAX_LABEL]
    return text + " " if text[-1:].isalnum() and text[-1:].isascii() else text


def _levels(style: Any) -> dict[int, Level]:
    found = {}
    for element in style:
        numbered = name_of(element) in ("list-level-style-number", "outline-level-style")
        pattern = element.get(qn("loext:num-list-format"))
        found[whole(element.get(qn("text:level")), 1, 10)] = Level(
            format=(element.get(qn("style:num-format")) or "") if numbered else "",
            prefix=(element.get(qn("style:num-prefix")) or "")[:MAX_LABEL],
            suffix=(element.get(qn("style:num-suffix")) or "")[:MAX_LABEL],
            start=whole(element.get(qn("text:start-value")), 1, 100_000),
            levels=whole(element.get(qn("text:display-levels")), 1, 10),
            pattern=None if pattern is None else pattern[:MAX_LABEL],
        )
    return found


def whole(text: str | None, default: int, most: int) -> int:
    """A number of an attribute, within bounds; the default for what is none."""
    if text is None or not text.isascii() or not text.isdigit():
        return default
    return min(int(text[:9]), most)
