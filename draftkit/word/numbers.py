"""Automatic numbers of a Word file as the text a reader sees (numbering.xml: numFmt and lvlText)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from draftkit.text.numbering import write_number

_PLACE = re.compile(r"%(\d)")


@dataclass
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    """One list of the file; lists that share an abstract one count together."""

    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarted: set[int] = field(default_factory=set)


class Numbering:
    """Counts the numbered paragraphs of a file in order: call `label` once for each paragraph."""

    def __init__(self, document: Any) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, Any] = {
            style.get(qn("w:styleId")): style
            for style in document.styles.element.iter(qn("w:style"))
        }
        relation = next(
            (r for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None
        )
        if relation is not None and not relation.is_external:
            self._read(relation.target_part.element)

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
        counts[level] = counts.get(level, known.levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if known.levels[level].style == "bullet":
            return ""
        text = _PLACE.sub(lambda match: self._shown(known, counts, match), known.levels[level].text)
        return text + " " if text[-1:].isalnum() and text[-1:].isascii() else text

    def _shown(self, known: _List, counts: dict[int, int], match: re.Match[str]) -> str:
        level = int(match.group(1)) - 1
        form = known.levels.get(level, _Level())
        return write_number(counts.get(level, form.start), form.style)

    def _reference(self, paragraph: Any) -> tuple[str, int]:
        """(list id, level) of a paragraph: its own, else its style's; ("", 0) for none."""
        found = self._in(paragraph.find(qn("w:pPr")))
        if found[0] is not None:
            return ("", 0) if found[0] == "0" else (found[0], found[1] or 0)
        style_mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get(style_mark.get(qn("w:val"))) if style_mark is not None else None
        seen = 0
        while style is not None and seen < 20:
            inherited = self._in(style.find(qn("w:pPr")))
            if inherited[0] is not None:
                level = found[1] if found[1] is not None else inherited[1]
                return (inherited[0], level or 0) if inherited[0] != "0" else ("", 0)
            based = style.find(qn("w:basedOn"))
            style = self._styles.get(based.get(qn("w:val"))) if based is not None else None
            seen += 1
        return "", 0

    @staticmethod
    def _in(properties: Any) -> tuple[str | None, int | None]:
        if properties is None:
            return None, None
        number = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
        level = properties.find(f"{qn('w:numPr')}/{qn('w:ilvl')}")
        return (
            number.get(qn("w:val")) if number is not None else None,
            int(level.get(qn("w:val"))) if level is not None else None,
        )

    def _read(self, root: Any) -> None:
        abstract = {
            item.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"))): _level(level) for level in item.iter(qn("w:lvl"))
            }
            for item in root.iter(qn("w:abstractNum"))
        }
        for item in root.iter(qn("w:num")):
            reference = item.find(qn("w:abstractNumId"))
            key = reference.get(qn("w:val")) if reference is not None else ""
            known = _List(key, dict(abstract.get(key, {})))
            for override in item.iter(qn("w:lvlOverride")):
                at = int(override.get(qn("w:ilvl")))
                own = override.find(qn("w:lvl"))
                if own is not None:
                    known.levels[at] = _level(own)
                start = override.find(qn("w:startOverride"))
                if start is not None and at in known.levels:
                    form = known.levels[at]
                    known.levels[at] = _Level(form.style, form.text, int(start.get(qn("w:val"))))
                    known.restarted.add(at)
            self._lists[item.get(qn("w:numId"))] = known


def _level(element: Any) -> _Level:
    def value(tag: str, default: str) -> str:
        found = element.find(qn(tag))
        return default if found is None else found.get(qn("w:val")) or default

    return _Level(value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1")))
