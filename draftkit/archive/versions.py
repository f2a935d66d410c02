"""Whether two papers are versions of one, and which of several is drafted from. Pure functions.

Words and patterns: eval/versions.yaml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from draftkit import assets
from draftkit.archive.sketch import jaccard
from draftkit.reading import one_body
from draftkit.text.numerals import to_int
from draftkit.text.similar import bare, containment, likeness

LINKING = 3
"""Version of what is decided here; goes up when the same notices would be linked otherwise."""

_SAME_TEXT = 0.85
"""Shared part of the bigrams of two texts above which they are one text revised."""
_ALIKE = 0.75
"""Likeness of two titles of one body's paper."""
_IN_COMMON = 0.5
"""Part of the shorter text that stands in the longer one where both bear one number."""
_BRACKETS = str.maketrans("﹝[【(﹙〈<", "〔〔〔〔〔〔〔") | str.maketrans(
    "﹞]】)﹚〉>", "〕〕〕〕〕〕〕"
)


@dataclass(frozen=True)
class Paper:
    """What is known of a notice when its versions are looked for. `issued_on` is ISO or ""."""

    id: str
    title: str
    issuer: str | None
    year: int | None
    fit: bool
    stage: str | None
    marked: str | None
    """The mark of a version that the title bears."""
    issued: bool
    """Whether the text shows that it was issued: a red head, a printing date, a carrier."""
    issued_on: str
    numbers: frozenset[str]
    paths: tuple[str, ...] = field(repr=False)
    own: str = field(repr=False)
    """The text of the paper itself, without that of its carrier."""
    whole: str = field(repr=False)


@dataclass(frozen=True)
class _Words:
    """eval/versions.yaml, compiled. ranks: stage → place, more is better, 0 for no mark."""

    stages: tuple[tuple[str, tuple[str, ...]], ...]
    ranks: dict[str, int]
    numbers: tuple[re.Pattern[str], ...]
    marks: re.Pattern[str]
    series: re.Pattern[str]
    document_numbers: tuple[re.Pattern[str], ...]
    telling: tuple[re.Pattern[str], ...]


@assets.cached
def _words() -> _Words:
    raw = assets.load_yaml("eval", "versions.yaml")
    order = list(raw["stages"])
    above = len(raw["above"])
    return _Words(
        tuple((stage, tuple(marks)) for stage, marks in raw["stages"].items()),
        {stage: above - at if at < above else above - at - 1 for at, stage in enumerate(order)},
        tuple(map(re.compile, raw["numbers"])),
        re.compile(raw["marks"]),
        re.compile(raw["series"]),
        tuple(map(re.compile, raw["document_numbers"])),
        tuple(map(re.compile, raw["telling"])),
    )


def rank(stage: str | None) -> int:
    """The place of a stage: more is better, 0 where there is no mark."""
    return _words().ranks.get(stage or "", 0)


def stage_in(text: str) -> str | None:
    """The stage that the words of a mark or of a file's name say, the best where they say two."""
    return next(
        (stage for stage, marks in _words().stages if any(mark in text for mark in marks)), None
    )


def stage_of(marked: str | None, issued: bool, numbered: bool, paths: Iterable[str]) -> str | None:
    """The stage of a notice. marked: what its title says. numbered: it bears a document number.
    issued: it has a red head, a printing date or a carrier, as a draft laid out for print has too,
    so that a file named 送审稿 is one. Of several names of one text the best counts."""
    said = stage_in(marked or "")
    if said:
        return said
    if numbered:
        return "印发稿"
    named = max((stage_in(name) for name in _stems(paths)), key=rank, default=None)
    if issued and rank(named) >= 0:
        return "印发稿"
    return named


def _stems(paths: Iterable[str]) -> list[str]:
    return [PurePosixPath(path.replace("\\", "/")).stem for path in paths]


def _version_number(paths: Iterable[str]) -> float:
    """The highest number that the names of a paper's files give it, 0 for none."""
    found = [
        match.group(1)
        for name in _stems(paths)
        for pattern in _words().numbers
        for match in pattern.finditer(name)
    ]
    return max((_as_number(text) for text in found), default=0.0)


def _as_number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float(to_int(text) or 0)


def normal_number(number: str | None) -> str | None:
    """A document number as all its spellings have it: 示科〔2025〕12号. None for one that is still
    blank (〔2026〕　号) or says too little to tell papers apart (第3号)."""
    text = unicodedata.normalize("NFKC", number or "").translate(_BRACKETS)
    text = re.sub(r"\s", "", text)
    for pattern in _words().document_numbers:
        if found := pattern.match(text):
            parts = found.groupdict()
            year = f"〔{parts['year']}〕" if parts.get("year") else ""
            return f"{parts['code']}{year}{parts['number']}号"
    return None


def one_paper(left: Paper, right: Paper) -> bool:
    """Whether two notices are versions of one paper: they bear one number and speak of the same;
    or, where they do not bear two numbers, name the same days, ordinals and places and say nearly
    the same. Without the mark of a version on either, only small edits are allowed: not another
    title, not another date of issue. Never papers of two years or two bodies."""
    if not may_be_one(left.year, left.issuer, right.year, right.issuer):
        return False
    if left.numbers & right.numbers:
        return _titles_alike(left, right) or _speak_of_the_same(left.whole, right.whole)
    if left.numbers and right.numbers:
        return False
    if left.year != right.year or (left.year is None and _years(left) != _years(right)):
        return False
    if not _titles_alike(left, right) or told_by(left.own) != told_by(right.own):
        return False
    if not (is_marked(left) or is_marked(right)) and not _issued_as_one(left, right):
        return False
    return jaccard(left.own, right.own) >= _SAME_TEXT


def is_marked(paper: Paper) -> bool:
    """Whether its title or a file's name says that it is one version of several."""
    named = any(map(stage_in, _stems(paper.paths)))
    return bool(paper.marked) or named or _version_number(paper.paths) > 0


def told_by(text: str) -> str:
    """The days, hours, ordinals and places that a text names, as one string: what tells papers of
    one wording apart (the notices of two meetings)."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = {hit.group() for pattern in _words().telling for hit in pattern.finditer(plain)}
    return "|".join(sorted(found))


def _issued_as_one(left: Paper, right: Paper) -> bool:
    """Of one title and, where both show a date of issue, of one date."""
    one, other = sorted((title_core(left.title), title_core(right.title)), key=len)
    if not other.endswith(one):
        return False
    return left.issued_on == right.issued_on or not (left.issued_on and right.issued_on)


def may_be_one(
    year: int | None, issuer: str | None, other_year: int | None, other_issuer: str | None
) -> bool:
    """Whether year and body let two notices be one paper; what one does not tell is open."""
    if year is not None and other_year is not None and year != other_year:
        return False
    return not issuer or not other_issuer or one_body(issuer, other_issuer)


def _speak_of_the_same(left: str, right: str) -> bool:
    small, large = sorted((left, right), key=len)
    return containment(small, large) >= _IN_COMMON


def _titles_alike(left: Paper, right: Paper) -> bool:
    """Titles without their marks: nearly the same for one body, the same but for the body's name
    where one does not tell its body, and of the same number in a series always. A title that is
    empty, a mark alone or less than half of the other says nothing."""
    one, other = sorted((title_core(left.title), title_core(right.title)), key=len)
    if not one or _series(one) != _series(other):
        return False
    if other.endswith(one) and 2 * len(one) >= len(other):
        return True
    return bool(left.issuer and right.issuer) and likeness(one, other) >= _ALIKE


def title_core(title: str) -> str:
    """A title without the marks of a version, spaces and signs."""
    return bare(_words().marks.sub("", title.strip()))


def _series(core: str) -> list[str]:
    return sorted(_words().series.findall(core))


def _years(paper: Paper) -> str:
    """The latest year a paper speaks of; "" for none."""
    return max(re.findall(r"(?<!\d)(?:19|20)\d{2}(?=年)", paper.whole), default="")


def standing(paper: Paper) -> str:
    """Where a version stands among those of its paper; the smallest is drafted from: fit for it, by
    stage, by what its text shows (a document number, another sign that it was issued, nothing: the
    name of a file proves less), later issued, of a higher number in its file's name, fuller, by id.
    Dates of files say nothing."""
    shown = 2 if paper.numbers else int(paper.issued)
    later = "".join(str(9 - int(char)) for char in f"{paper.issued_on.replace('-', ''):0<8}")
    number = 10_000 - round(100 * min(_version_number(paper.paths), 99))
    return (
        f"{int(not paper.fit)} {100 - rank(paper.stage):03} {2 - shown} {later}"
        f" {number:05} {10**9 - len(paper.whole):010} {paper.id}"
    )
