"""A llama-index pipeline over official papers, offline: no model, no key, no network.

    python examples/llama_index_pipeline.py [folder of papers]

Without a folder it reads the sample papers in corpus/ (all bodies and names are made up).
What it keeps goes into a temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import chromadb
from llama_index.core import MockEmbedding, SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.ingestion import DocstoreStrategy, IngestionPipeline
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import Document, NodeWithScore
from llama_index.core.storage.docstore import SimpleDocumentStore
from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters

import draftkit
from draftkit.integrations.llama_index import (
    DraftkitEmbedding,
    DraftkitRetriever,
    LlamaIndexEmbedder,
    NoticeReader,
    OfficialNodeParser,
)
from draftkit.integrations.llama_index.chroma import ChromaInSlices

CORPUS = Path(__file__).parents[1] / "corpus"
QUESTION = "志愿服务队伍怎样建设"
HEADING = "推动志愿服务常态长效"


def documents(folder: Path) -> list[Document]:
    """Each paper of a folder as a Document that keeps what was read of it."""
    reader = NoticeReader.extractors()
    return SimpleDirectoryReader(
        str(folder), recursive=True, file_extractor=reader, required_exts=list(reader)
    ).load_data()


def their_pipeline(papers: list[Document]) -> VectorStoreIndex:
    """llama-index's pipeline, document store and Chroma store, with our node parser and
    embedding. Running it again does only what changed."""
    embedding = DraftkitEmbedding()
    client = chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False))
    collection = client.create_collection(
        "papers", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    store = ChromaInSlices(chroma_collection=collection)
    pipeline = IngestionPipeline(
        transformations=[OfficialNodeParser(), embedding],
        docstore=SimpleDocumentStore(),
        docstore_strategy=DocstoreStrategy.UPSERTS_AND_DELETE,
        vector_store=store,
    )
    print(f"{len(papers)} papers, {len(pipeline.run(documents=papers))} nodes")
    print(f"the same papers again: {len(pipeline.run(documents=papers))} nodes")
    return VectorStoreIndex.from_vector_store(store, embed_model=embedding)


def their_search(index: VectorStoreIndex) -> None:
    """A vector search with filters on what the papers show."""
    plans_of_2025 = MetadataFilters(
        filters=[
            MetadataFilter(key="genre", value="工作要点"),
            MetadataFilter(key="year", value=2025, operator=FilterOperator.GTE),
        ]
    )
    found = index.as_retriever(similarity_top_k=3, filters=plans_of_2025).retrieve(QUESTION)
    show("VectorStoreIndex over Chroma, 工作要点 from 2025", found)


def our_search(index: VectorStoreIndex, workspace: draftkit.Workspace) -> None:
    """draftkit's search in their query engine, and fused with their vector search."""
    ours = DraftkitRetriever(
        workspace, filters=draftkit.Filters(year_from=2024), k=3, own="示例市科学技术局"
    )
    engine = RetrieverQueryEngine.from_args(ours, llm=MockLLM())
    answer = engine.query(HEADING)
    show("DraftkitRetriever in a RetrieverQueryEngine", answer.source_nodes)
    print(f"  the mock model was given {len(str(answer))} characters to answer from")
    fused = QueryFusionRetriever(
        [ours, index.as_retriever(similarity_top_k=3)],
        llm=MockLLM(),  # never asked with one query, but looked for
        num_queries=1,
        mode="reciprocal_rerank",
        similarity_top_k=4,
        use_async=False,
    )
    show("fused with the vector search", fused.retrieve(HEADING))


def their_embedding(folder: Path, papers: Path) -> None:
    """A workspace on an embedding of llama-index; a real one goes where the mock stands."""
    embedder = LlamaIndexEmbedder(MockEmbedding(embed_dim=8), name="mock/8")
    with draftkit.Workspace.open(folder, embedder=embedder) as workspace:
        workspace.ingest(papers)
        found = workspace.search(HEADING, k=1).hits[0]
    print(f"a workspace on {embedder.name}: {' > '.join(found.heading_path)}")


def show(what: str, found: list[NodeWithScore]) -> None:
    """What was found, each with its source."""
    print(f"{what}:")
    for each in found:
        said = each.node.metadata
        print(f"  {each.score:.3f}  {said.get('title', '无题')} > {said.get('heading_path', '')}")
        print(f"         {each.node.get_content()[:40]}…")


def main() -> None:
    """Read, index, search, both ways."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    with tempfile.TemporaryDirectory() as made:
        index = their_pipeline(documents(folder))
        their_search(index)
        with draftkit.Workspace.open(Path(made) / "office") as workspace:
            workspace.ingest(folder)
            our_search(index, workspace)
        their_embedding(Path(made) / "other", folder)


if __name__ == "__main__":
    main()
