"""Rows that a search found as what the index knows of them, without their texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from draftkit.index.bigrams import NO_MARK
from draftkit.index.snapshot import Snapshot
from draftkit.retrieve.doubles import Candidate

_COLUMNS = ("notice", "year", "id", "issuer", "heading", "marks")


def candidates(
    state: Snapshot, found: Sequence[tuple[int, float]], years_as_one: bool
) -> list[Candidate]:
    """The rows found, each (row, score), in their order. years_as_one: whether the same text of
    several years may be one hit."""
    scores = dict(found)
    out: dict[int, Candidate] = {}
    for span, part in zip(state.spans, state.parts, strict=True):
        rows = [row for row in scores if span.start <= row < span.stop]
        places = np.array(rows, dtype=np.int64) - span.start
        columns = (getattr(part.sections, name)[places].tolist() for name in _COLUMNS)
        for row, at, year, ident, issuer, heading, marks, place in zip(
            rows, *columns, state.places(rows), strict=True
        ):
            notice = at.decode("ascii")
            paper, better = state.versions.get(notice, ("", 0))
            out[row] = Candidate(
                row=row,
                score=scores[row],
                notice=notice,
                year=year,
                id=ident.decode("ascii"),
                named=issuer >= 0 and years_as_one,
                place=place,
                marks=tuple(mark for mark in marks if mark != NO_MARK),
                heading=heading,
                paper=paper,
                better=better,
            )
    return [out[row] for row in scores]
