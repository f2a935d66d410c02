"""The composer's words (eval/lexicon/drafting.yaml), compiled."""

from __future__ import annotations

import re

from draftkit import assets


@assets.cached
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of one list of the lexicon."""
    rows = assets.load_yaml("eval", "lexicon/drafting.yaml")[name]
    return tuple(re.compile(row) for row in ([rows] if isinstance(rows, str) else rows))


def matches(name: str, text: str) -> bool:
    """Whether any pattern of a list is found in a text."""
    return any(pattern.search(text) for pattern in patterns(name))


@assets.cached
def ageing() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Verbs that age and what stands for them."""
    rows = assets.load_yaml("eval", "lexicon/drafting.yaml")["ageing"]
    return tuple((re.compile(row["find"]), row["put"]) for row in rows)
