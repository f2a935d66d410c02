"""Whether a passage is among those a search is limited to."""

from __future__ import annotations

from typing import Protocol

from draftkit.reading import answers_to, fold, one_body
from draftkit.text.similar import bare
from draftkit.values.hits import Filters


class Filterable(Protocol):
    """What filtering looks at: a Passage, or a row with the same fields."""

    @property
    def title(self) -> str: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def year(self) -> int | None: ...
    @property
    def genre(self) -> str: ...
    @property
    def topic(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...
    @property
    def fit(self) -> bool: ...


def matches(row: Filterable, filters: Filters) -> bool:
    """Every field that is set must fit; a row that does not show a field fits no value of it."""
    if filters.genre is not None and row.genre != filters.genre:
        return False
    if filters.role is not None and row.role != filters.role:
        return False
    if filters.fit_only and not row.fit:
        return False
    if not _in_years(row.year, filters.year_from, filters.year_to):
        return False
    if filters.issuer is not None and not _is_of(filters, row.issuer or ""):
        return False
    return filters.topic is None or _on_topic(filters.topic, row.topic or "", row.title)


def _is_of(filters: Filters, issuer: str) -> bool:
    asked = filters.issuer or ""
    return (
        one_body(fold(asked), fold(issuer)) if filters.issuer_exact else answers_to(asked, issuer)
    )


def _in_years(year: int | None, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    if year is None:
        return False
    return (first is None or year >= first) and (last is None or year <= last)


def _on_topic(asked: str, topic: str, title: str) -> bool:
    asked, topic, title = (fold(bare(one)) for one in (asked, topic, title))
    return bool(asked) and (asked in topic or asked in title or (bool(topic) and topic in asked))
