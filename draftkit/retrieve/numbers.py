"""A document number as the query: the papers that bear it come first. Imports nothing heavy."""

from __future__ import annotations

from draftkit.archive import Archive, matches, normal_number, passages_of
from draftkit.messages import printable
from draftkit.reading import fold
from draftkit.remarks import remark_on
from draftkit.retrieve.doubles import as_hit
from draftkit.retrieve.papers import of_versions
from draftkit.text.similar import bare
from draftkit.values.hits import Filters, Hits, Passage

_LONGEST = 30
"""Characters of a query that is a number alone (示政办发〔2025〕18号)."""

_ABOVE = 1.0
"""How far the papers that bear the number score above the best of the others."""


def bearing_first(
    archive: Archive, filters: Filters, found: Hits, k: int, *, as_one: bool = True
) -> Hits:
    """The answer with the papers that bear the number asked for before all others, each by its
    first passage that the filters let through; as it is where no number was asked for, or one that
    no paper bears, which is told in a remark. as_one: several versions of a paper are one hit, that of the best."""
    number = _number(found.query) if len(bare(found.query)) <= _LONGEST else None
    if number is None:
        return found
    rows = [row for row in archive.rows() if _number(row.doc_number) == number]
    if not rows:
        remark_on("search.no_number", number=printable(found.query.strip()))
    rows.sort(key=lambda row: (row.superseded, -(row.year or 0), row.id))
    firsts: dict[str, Passage] = {}
    for row in rows:
        if first := _first(archive, row.id, filters):
            firsts.setdefault((row.best if as_one else None) or row.id, first)
    if not firsts:
        return found
    score = round(max((hit.score for hit in found.hits), default=0.0) + _ABOVE, 6)
    borne = of_versions(archive, [as_hit(0, score, one) for one in firsts.values()])
    named = {hit.notice_id for hit in borne}
    if as_one:
        named |= {one.notice_id for hit in borne for one in hit.versions}
    rest = [hit for hit in found.hits if hit.notice_id not in named]
    hits = [
        hit.model_copy(update={"rank": rank}) for rank, hit in enumerate((*borne, *rest)[:k], 1)
    ]
    return found.model_copy(update={"hits": tuple(hits)})


def _number(text: str | None) -> str | None:
    return normal_number(fold(text or ""))


def _first(archive: Archive, notice_id: str, filters: Filters) -> Passage | None:
    return next(
        (one for one in passages_of(archive.notice(notice_id)) if matches(one, filters)), None
    )
