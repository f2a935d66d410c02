"""ListRetriever: a Retriever over passages in a list, for tests and examples; no files."""

from __future__ import annotations

from collections.abc import Iterable

from draftkit.archive import matches
from draftkit.retrieve.doubles import as_hit
from draftkit.text.similar import likeness
from draftkit.values.hits import Filters, Hits, Passage


class ListRetriever:
    """Ranks passages by how like the query their headings and text are."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)

    def retrieve(
        self, query: str, *, filters: Filters | None = None, k: int = 10, own: str | None = None
    ) -> Hits:
        """See `Retriever.retrieve`."""
        scored = [
            (max(likeness(query, "".join(one.heading_path)), likeness(query, one.text)), one)
            for one in self.passages
            if filters is None or matches(one, filters)
        ]
        scored.sort(
            key=lambda pair: (-pair[0], pair[1].issuer != own, -(pair[1].year or 0), pair[1].id)
        )
        found = [(score, one) for score, one in scored if score > 0][:k]
        return Hits(
            query=query,
            hits=tuple(as_hit(rank, score, one) for rank, (score, one) in enumerate(found, 1)),
        )
