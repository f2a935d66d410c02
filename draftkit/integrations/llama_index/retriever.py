"""DraftkitRetriever: draftkit's search behind llama-index's retriever."""

from __future__ import annotations

import asyncio

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from draftkit import EmptyArchiveError, Filters, Hit, Retriever, UsageError, Workspace
from draftkit.integrations.llama_index.metadata import HIDDEN, SHOWN, said_of


class DraftkitRetriever(BaseRetriever):
    """The search of a Workspace, or of any draftkit Retriever, as a llama-index retriever.

    filters: genre, issuer, year_from, year_to, topic, role. k: how many nodes. own: a body whose
    sections come first among equally good ones. Nodes have the metadata of OfficialNodeParser,
    `also_in` the other years of the same text, and the notice's id as their source; scores order
    the hits of one query and mean nothing beside those of another. The workspace stays the
    caller's to close.
    """

    def __init__(
        self,
        source: Workspace | Retriever,
        *,
        filters: Filters | None = None,
        k: int = 10,
        own: str | None = None,
        callback_manager: CallbackManager | None = None,
        verbose: bool = False,
    ) -> None:
        """Raises UsageError for a k below 1."""
        if k < 1:
            raise UsageError("store.bad_k", value=k)
        super().__init__(callback_manager=callback_manager, verbose=verbose)
        self._source = source
        self._filters = filters
        self._k = k
        self._own = own

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Raises UsageError for a query without a word, EmptyArchiveError, ArchiveError."""
        query = query_bundle.query_str
        if not any(char.isalnum() for char in query):
            raise UsageError("store.empty_query")
        found = self._retriever().retrieve(query, filters=self._filters, k=self._k, own=self._own)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in found.hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _retriever(self) -> Retriever:
        """Asked for anew each time: a workspace that ingested meanwhile answers with what it has."""
        if not isinstance(self._source, Workspace):
            return self._source
        if not self._source.archive.count()[0]:
            raise EmptyArchiveError("store.empty_archive")
        return self._source.retriever


def _node(hit: Hit) -> TextNode:
    said = said_of(hit)
    if hit.also_in:
        said["also_in"] = "、".join(map(str, hit.also_in))
    return TextNode(
        id_=hit.passage_id,
        text=hit.text,
        metadata=said,
        excluded_embed_metadata_keys=[*SHOWN, *HIDDEN],
        excluded_llm_metadata_keys=list(HIDDEN),
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=hit.notice_id)},
    )
