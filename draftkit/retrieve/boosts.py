"""Which bodies' papers are preferred among hits of like relevance. Imports numpy.

Preferences multiply a hit's score; all of them together raise it by `MOST` at most. So a hit
passes another one only where the other's score is less than `MOST` better: a paper of one's own that
is not about the query never stands before one that is.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from draftkit.assets import cached, load_yaml
from draftkit.index.snapshot import Snapshot
from draftkit.reading import one_body
from draftkit.reading.bodies import abbreviate
from draftkit.text.similar import bare
from draftkit.values.searching import SearchOptions

OWN = 0.10
SAME_KIND = 0.02
SAME_LEVEL = 0.01
NEWER = 0.01
MOST = OWN + NEWER
"""The own body's papers have the first and the last, others at most the other three."""

_SPAN = 10
"""Years over which the preference for newer papers fades."""

SUPERSEDED = 0.8
"""What is left of the score of a version that is not the one drafted from."""


def preferences(state: Snapshot, options: SearchOptions, own: str | None) -> Any:
    """What the score of every row is multiplied by. own: the drafting body, None when unknown."""
    prefer = Preference(options, own)
    out = 1.0 + state.by_part(
        lambda part: part.valued("issuer", lambda name: prefer.of_body(name or ""))
    )
    if options.newer:
        out += newness(state.column("year"))
    if options.versions:
        out *= np.where(state.superseded, SUPERSEDED, 1.0)
    return out


def newness(years: Any) -> Any:
    """What is added for papers of these years (0: not known), 0 to `NEWER`: most for the newest
    there is, less for each year before."""
    known = years.astype(np.float64)
    faded = np.clip(1.0 - (known.max(initial=0.0) - known) / _SPAN, 0.0, 1.0)
    return NEWER * np.where(known > 0, faded, 0.0)


class Preference:
    """What the papers of a body are worth to one that drafts. own: None when unknown."""

    def __init__(self, options: SearchOptions, own: str | None) -> None:
        self.options = options
        self.own = own or ""
        self.level, self.kind = level_of(self.own), kind_of_body(self.own)

    def of_body(self, issuer: str) -> float:
        """What is added to 1 for the papers of a body, 0 to `OWN`."""
        if not self.own or not issuer:
            return 0.0
        if self.options.own and one_body(self.own, issuer):
            return OWN
        if not self.options.kind:
            return 0.0
        found = SAME_KIND if self.kind and kind_of_body(issuer) == self.kind else 0.0
        return found + (SAME_LEVEL if self.level and level_of(issuer) == self.level else 0.0)


@cached
def _levels() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """What ends the name of a place, the level each such ending stands for, and the places whose
    level their ending does not tell."""
    held: dict[str, Any] = load_yaml("eval", "lexicon/levels.yaml")
    level = {ending: name for name, endings in held["endings"].items() for ending in endings}
    ordered = sorted(level, key=len, reverse=True)
    provinces: list[str] = load_yaml("eval", "lexicon/places.yaml")["provinces"]
    return re.compile("|".join(map(re.escape, ordered))), level, frozenset(provinces)


def level_of(name: str) -> str:
    """国, 省, 市, 县 or 乡: the level of a body, by the last place its name begins with; "" where
    the name does not tell."""
    endings, level, provinces = _levels()
    plain = bare(name)
    if plain.startswith(tuple(load_yaml("eval", "lexicon/levels.yaml")["national"])):
        return "国"
    place = _place(plain)
    if not place:
        return "省" if plain[:3].startswith(tuple(provinces)) else ""
    if place[:-1] in provinces:
        return "省"
    found = list(endings.finditer(place))
    return level[found[-1].group()] if found else ""


def kind_of_body(name: str) -> str:
    """The line of work of a body (科技 of 示例市科学技术局 and 样例省科学技术厅): its short name
    without the place and without the word for an office; "" where nothing is left."""
    plain = bare(name)
    rest = abbreviate(plain[len(_place(plain)) :])
    for ending in load_yaml("eval", "lexicon/levels.yaml")["offices"]:
        if rest.endswith(ending) and len(rest) > len(ending):
            rest = rest[: -len(ending)]
    return rest


def _place(plain: str) -> str:
    """The places a name begins with, down to the smallest: 示例省样例市 of 示例省样例市科技局."""
    endings, _, provinces = _levels()
    end = 0
    for found in endings.finditer(plain):
        gap = found.start() - end
        if not 1 <= gap <= 7 or (gap == 1 and end == 0 and found.group() not in "市县区"):
            break
        end = found.end()
    if end:
        return plain[:end]
    return next((plain[: len(one)] for one in provinces if plain.startswith(one)), "")
