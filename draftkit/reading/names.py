"""Places and bodies in running text, by how such names end and what stands before them.

Chinese has no word breaks, so a name is: a stem of 2 to 12 characters that names something,
between a place where a name can begin and an ending such as 社区 or 研究所. It prefers missing a
name to calling a common word one (进社区, 全市, 领导小组办公室 name nobody).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from draftkit import assets
from draftkit.reading.common import uncommon_pair
from draftkit.reading.tables import cities
from draftkit.reading.tables import names as lexicon
from draftkit.values.spans import Span, SpanKind

_STOP = re.compile(r"[^㐀-䶿一-鿿（）]")
_FUNCTION = frozenset("的了等及与和到在对向为赴由把将被从往是有其这那各我你他本该并而或以于至")
_MAX_STEM = 10
_SHORT = ("县", "镇", "乡", "村")
_STREETS = ("路", "巷", "街")
_SINGLE = (*_SHORT, "市", "省", *_STREETS)
_SHORT_STEM = 3
"""A place that ends in one of these four has a stem of two or three characters."""


def read_names(text: str) -> Iterator[Span]:
    """Named places and bodies in order, not overlapping; a place and what stands right behind it
    (德化县 + 三班镇) are one name, of the kind of its last part."""
    pending: Span | None = None
    for span in _parts(text):
        if pending is not None and pending.end == span.start:
            whole = text[pending.start : span.end]
            pending = Span(span.kind, pending.start, span.end, whole, whole)
            continue
        if pending is not None:
            yield pending
        pending = span
    if pending is not None:
        yield pending


def _parts(text: str) -> Iterator[Span]:
    """Single names: a stem that names something and an ending."""
    table = lexicon()
    taken = 0
    for found in table.suffix.finditer(text):
        if found.start() < taken:
            continue
        start = _begin(text, found.start(), taken)
        start += _opener_length(text[start : found.start()])
        stem = text[start : found.start()]
        if found.group(0) in ("市", "省"):  # too common a character: only places we know
            stem = _known_stem(stem)
            start = found.start() - len(stem)
        glued = start == taken > 0
        completes = glued and bool(stem or found.group(0) not in _SINGLE)
        if not completes and not _names_something(stem, found.group(0)):
            continue
        kind: SpanKind = "place" if found.group(0) in table.places else "body"
        if kind == "place" and _continues(text, found.end()):
            continue
        taken = found.end()
        yield Span(kind, start, taken, text[start:taken], text[start:taken])


def _begin(text: str, end: int, floor: int) -> int:
    """Where the stem before `end` can begin at the earliest."""
    at = end
    while at > floor and end - at < _MAX_STEM:
        char = text[at - 1]
        if _STOP.match(char) or char in _FUNCTION or char in "（）":
            break
        at -= 1
    return at


def _opener_length(stem: str) -> int:
    """Length of the words in a stem that come before the name itself (组织到, 参观)."""
    best = 0
    for opener in lexicon().openers:
        at = stem.rfind(opener)
        if at >= 0:
            best = max(best, at + len(opener))
    return best


def _known_stem(stem: str) -> str:
    """The longest end of a stem that is a province or city we know, "" when none is."""
    known = lexicon().known
    return next((stem[at:] for at in range(len(stem)) if stem[at:] in known), "")


def _names_something(stem: str, suffix: str) -> bool:
    """Whether stem + suffix is a name of one thing rather than a common word."""
    table = lexicon()
    if len(stem) < 2 or (suffix in table.common_bodies and len(stem) < 2):
        return False
    if re.fullmatch(r"第[一二三四五六七八九十]{1,2}", stem):
        return True
    if stem in table.common_stems or _is_common(stem):
        return False
    if stem[-1] in table.common_before.get(suffix, ""):
        return False
    if suffix in ("市", "省"):
        return stem in table.known
    if suffix in ("局", "厅"):
        return stem.endswith(table.departments)
    if suffix in _STREETS:
        return len(stem) <= _SHORT_STEM and uncommon_pair(stem[-1] + suffix)
    if suffix in _SHORT:
        return len(stem) <= _SHORT_STEM and uncommon_pair(stem + suffix)
    return not any(
        stem.endswith(common) and len(stem) - len(common) < 2 for common in table.common_stems
    )


def _is_common(stem: str) -> bool:
    """Whether a stem is made of common stems only (全市, 帮扶结对)."""
    common = lexicon().common_stems
    reach = {0}
    for at in range(1, len(stem) + 1):
        if any(at - size in reach and stem[at - size : at] in common for size in range(1, 8)):
            reach.add(at)
    return len(stem) in reach


def _continues(text: str, end: int) -> bool:
    """Whether what follows makes a place ending part of another word (村级, 市场, 县域, 乡村)."""
    return text[end : end + 1] in set("级场域容貌庄委民长镇村土径线由演程障灯网面段基")


def strange_place(text: str, own_names: Iterable[str]) -> str | None:
    """The first province or city that a text names, with or without 省 or 市, and that is neither
    in the body's own names nor the province its city is in; None for none."""
    own = "".join(own_names)
    home = {province for city, province in cities().items() if city in own}
    for found in place_names().finditer(text):
        place = found.group(0)
        if place not in own and place not in home:
            return place
    return None


@assets.cached
def place_names() -> re.Pattern[str]:
    """Every province and city we know, without 省 or 市."""
    names = sorted(lexicon().known, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def known_place(text: str) -> str | None:
    """The province or prefecture-level city that a name begins with (福州市…), None for none."""
    known = lexicon().known
    for size in range(min(6, len(text)), 1, -1):
        if text[:size] in known and text[size : size + 1] in ("省", "市"):
            return text[:size]
    return None
