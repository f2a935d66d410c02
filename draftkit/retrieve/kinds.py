"""What kind of query it is, and how much each leg counts for that kind. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from draftkit.text.similar import bare

_HEADING_CHARS = 60
_SECTION_CHARS = 200

_STOPS = re.compile("[。；！？]")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿]+[个项次家人场户名亩元]")

COVERED = (0.25, 0.5)
"""Shares of a query that the nearest heading holds: below the first, headings count for nothing;
from the second, in full."""


class Kind(Enum):
    """What people ask with."""

    HEADING = "heading"
    """Words as a heading has them, or a name: up to 60 characters and no stop."""

    FACT = "fact"
    """As short, with a figure in it."""

    SENTENCE = "sentence"
    SECTION = "section"
    """More than 200 characters."""


@dataclass(frozen=True)
class Weights:
    """How much each leg counts; they sum to 1."""

    heading: float
    body: float
    dense: float

    def mixed(self, other: Weights, share: float) -> Weights:
        """This much of these, the rest of the other ones."""
        rest = 1 - share
        return Weights(
            self.heading * share + other.heading * rest,
            self.body * share + other.body * rest,
            self.dense * share + other.dense * rest,
        )


IN_HEADINGS = Weights(heading=0.94, body=0.02, dense=0.04)
"""A heading that this archive has, or nearly: the other legs only order what headings leave equal."""

SHORT = Weights(heading=0.0, body=0.29, dense=0.71)
LONG = Weights(heading=0.0, body=0.05, dense=0.95)
SPAN = (4, 20)
"""A heading that no heading answers: weights up to the first and from the second number of characters;
between, by share. The more a heading says, the less its very words stand in the text under it."""

UNSURE = Weights(heading=0.0, body=0.5, dense=0.5)
"""A heading that no heading holds a quarter of, where no text is near to it either: then the vectors
know little of what it speaks of."""

FIRST = 8
TOWARDS_FIRST = 0.3
"""How many of the first hits a heading is moved towards, and how much their mean counts."""

WEIGHTS = {
    Kind.FACT: Weights(heading=0.0, body=0.9, dense=0.1),
    Kind.SENTENCE: Weights(heading=0.0, body=0.9, dense=0.1),
    Kind.SECTION: Weights(heading=0.0, body=0.5, dense=0.5),
}
"""Where no heading answers. Chosen on headings, sentences, facts and sections of papers other than
the graded ones (docs/decisions/0009-finding.md)."""

HASHED = 0.15
"""What hashed vectors are worth where fitted ones count 1."""


def kind_of(query: str) -> Kind:
    """The kind of a query, by its length, its stops and its figures."""
    length = len(bare(query))
    if length > _SECTION_CHARS:
        return Kind.SECTION
    if length > _HEADING_CHARS or _STOPS.search(query):
        return Kind.FACT if length <= _HEADING_CHARS and _FIGURE.search(query) else Kind.SENTENCE
    return Kind.FACT if _FIGURE.search(query) else Kind.HEADING


def asks_headings(query: str) -> bool:
    """Whether the weights for a query hang on what headings hold of it."""
    kind = kind_of(query)
    return kind is Kind.HEADING or (kind is Kind.FACT and not _STOPS.search(query))


def unanswered(query: str, coverage: float) -> bool:
    """Whether a query is a heading that no heading holds enough of (`weights_for`): then it matters
    how sure the vectors are."""
    return kind_of(query) is Kind.HEADING and coverage <= COVERED[0]


def weights_for(query: str, coverage: float, trust: float = 1.0, sure: float = 1.0) -> Weights:
    """The weights for a query. coverage: how much of it the heading nearest to it holds, 0 to 1;
    where that is little the words are not a heading's here. trust: what the vectors are worth. sure:
    how sure they are of a heading that is `unanswered`, 0 to 1 (`sureness`)."""
    kind = kind_of(query)
    found = WEIGHTS.get(kind) or _of_heading(len(bare(query)))
    if unanswered(query, coverage):
        found = found.mixed(UNSURE, sure)
    if asks_headings(query):
        none, full = COVERED
        share = min(1.0, max(0.0, (coverage - none) / (full - none)))
        found = IN_HEADINGS.mixed(found, share)
    return Weights(found.heading, found.body, found.dense * trust)


def sureness(nearest: float, span: tuple[float, float]) -> float:
    """How sure vectors are whose nearest text is as near as this: 0 up to the first number of the
    span, 1 from the second."""
    low, high = span
    return min(1.0, max(0.0, (nearest - low) / (high - low)))


def _of_heading(length: int) -> Weights:
    low, high = SPAN
    return LONG.mixed(SHORT, min(1.0, max(0.0, (length - low) / (high - low))))
