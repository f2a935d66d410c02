"""Our parts in llama-index's own pipeline: what runs again, what is taken out, how much fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import chromadb
import pytest
from llama_index.core import VectorStoreIndex
from llama_index.core.ingestion import DocstoreStrategy, IngestionPipeline
from llama_index.core.schema import Document, TextNode
from llama_index.core.storage.docstore import SimpleDocumentStore
from llama_index.vector_stores.chroma import ChromaVectorStore

from draftkit.integrations.llama_index import DraftkitEmbedding, OfficialNodeParser
from draftkit.integrations.llama_index.chroma import ChromaInSlices
from tests.integrations.conftest import PLAN, POEM


@pytest.fixture
def collection() -> Iterator[Any]:
    """An empty collection in memory."""
    client = chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False))
    made = client.create_collection(
        "papers", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    yield made
    client.delete_collection("papers")


@pytest.fixture
def pipeline(collection: Any) -> IngestionPipeline:
    return IngestionPipeline(
        transformations=[OfficialNodeParser(), DraftkitEmbedding()],
        docstore=SimpleDocumentStore(),
        docstore_strategy=DocstoreStrategy.UPSERTS_AND_DELETE,
        vector_store=ChromaInSlices(chroma_collection=collection),
    )


def _documents(**texts: str) -> list[Document]:
    """As from files: two of one text differ in their path. llama-index tells Documents by a hash of
    text and metadata, and overlooks that one of two equal ones is gone."""
    return [
        Document(
            text=text,
            id_=name,
            metadata={"file_path": name},
            excluded_embed_metadata_keys=["file_path"],
        )
        for name, text in texts.items()
    ]


def _held(collection: Any) -> dict[str, list[str]]:
    """Texts in the store by document."""
    rows = collection.get()
    held: dict[str, list[str]] = {}
    for said, text in zip(rows["metadatas"], rows["documents"], strict=True):
        held.setdefault(said["document_id"], []).append(text)
    return held


def test_only_what_changed_is_done_again(pipeline: IngestionPipeline, collection: Any) -> None:
    made = pipeline.run(documents=_documents(plan=PLAN, poem=POEM))
    assert collection.count() == len(made) > 4
    assert pipeline.run(documents=_documents(plan=PLAN, poem=POEM)) == []
    changed = PLAN.replace("每季度举办1期道德讲堂", "每月举办2期道德讲堂")
    renewed = pipeline.run(documents=_documents(plan=changed, poem=POEM))
    assert {node.ref_doc_id for node in renewed} == {"plan"}
    held = _held(collection)
    assert "每月举办2期道德讲堂。" in held["plan"]
    assert "每季度举办1期道德讲堂。" not in held["plan"]
    assert collection.count() == len(made)


def test_a_document_that_is_gone_is_taken_out(pipeline: IngestionPipeline, collection: Any) -> None:
    pipeline.run(documents=_documents(plan=PLAN, poem=POEM))
    assert pipeline.run(documents=_documents(plan=PLAN)) == []
    assert set(_held(collection)) == {"plan"}


def test_of_two_copies_one_stays(pipeline: IngestionPipeline, collection: Any) -> None:
    pipeline.run(documents=_documents(plan=PLAN, copy=PLAN))
    pipeline.run(documents=_documents(copy=PLAN))
    assert set(_held(collection)) == {"copy"}


def test_the_index_finds_offline_and_gives_nodes_back_whole(
    pipeline: IngestionPipeline, collection: Any
) -> None:
    made = pipeline.run(documents=_documents(plan=PLAN, poem=POEM))
    store = ChromaInSlices(chroma_collection=collection)
    index = VectorStoreIndex.from_vector_store(store, embed_model=DraftkitEmbedding())
    (found,) = index.as_retriever(similarity_top_k=1).retrieve("道德讲堂每季度举办")
    (same,) = [node for node in made if node.node_id == found.node_id]
    assert found.node.metadata == same.metadata
    assert found.text == "每季度举办1期道德讲堂。"
    assert found.node.ref_doc_id == "plan"


async def _run(pipeline: IngestionPipeline) -> Any:
    return await pipeline.arun(documents=_documents(plan=PLAN))


def test_an_asynchronous_run_gives_the_same(pipeline: IngestionPipeline) -> None:
    import asyncio

    made = asyncio.run(_run(pipeline))
    plain = OfficialNodeParser()(_documents(plan=PLAN))
    assert [node.node_id for node in made] == [node.node_id for node in plain]
    assert all(node.embedding for node in made)


def test_more_nodes_than_chroma_takes_at_once(collection: Any) -> None:
    """Their own store breaks on as many; if it no longer does, ours has had its day."""
    vector = [1.0, 0.0]
    nodes = [TextNode(id_=f"n{at}", text="字", embedding=vector) for at in range(5600)]
    with pytest.raises(Exception, match=r"(?i)batch size"):
        ChromaVectorStore(chroma_collection=collection).add(list(nodes))
    assert collection.count() == 0
    added = ChromaInSlices(chroma_collection=collection).add(list(nodes))
    assert len(added) == collection.count() == 5600
