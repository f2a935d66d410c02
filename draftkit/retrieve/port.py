"""Retriever: the port that drafting looks things up through."""

from __future__ import annotations

from typing import Protocol

from draftkit.values.hits import Filters, Hits


class Retriever(Protocol):
    """What answers a heading or a sentence with past sections."""

    def retrieve(
        self, query: str, *, filters: Filters | None = None, k: int = 10, own: str | None = None
    ) -> Hits:
        """The best `k` passages, best first, the same for the same archive.

        own: a body whose passages come first among equally good ones, or nearly so; nothing is kept
        out by it.
        """
        ...
