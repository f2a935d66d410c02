"""The systems benchmarks/scale.py measures: ours, Chroma and llama-index; scale_memory.py has the
peers that keep everything in memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any
from unittest.mock import patch

from scale_base import SLICE, Clock, K, Missing, Row, System, embedder_of, phase, read_rows, timed
from scale_memory import Bm25s, Bm25sJieba, Exact, Lsa, TfIdf


class Draftkit(System):
    """Ours, as an office uses it: `Workspace.ingest` and `Workspace.search`."""

    from_files = ingests = True

    def build(self, source: Any, clock: Clock) -> int:
        """Ingest the folder of the papers."""
        from draftkit import Workspace
        from draftkit.workspace import ingesting

        with Workspace.open(self.folder) as workspace:
            kind = type(workspace.embedder)
            timing = [
                patch.object(kind, "embed", timed(clock, "embed", kind.embed)),
                *(
                    patch.object(ingesting, name, timed(clock, told, getattr(ingesting, name)))
                    for name, told in (("parse_path", "parse"), ("refresh", "index"))
                ),
            ]
            with phase(clock, "all"), timing[0], timing[1], timing[2]:
                told = workspace.ingest(*source)
            if told.counts["failed"]:
                raise SystemExit(f"{told.counts['failed']} files failed")
            clock["store"] = clock["all"] - sum(
                took for name, took in clock.items() if name in ("parse", "embed", "index")
            )
            return int(workspace.archive.count()[1])

    def open(self) -> None:
        """Open the workspace."""
        from draftkit import Workspace

        self._workspace = Workspace.open(self.folder)

    def ask(self, query: str, limit: Row) -> int:
        """Search."""
        asked = {key: limit[key] for key in ("issuer", "genre", "year") if key in limit}
        if "since" in limit:
            asked["year"] = f"{limit['since']}.."
        return len(self._workspace.search(query, k=K, **asked).hits)


class Chroma(System):
    """What one would write without us: our reader, our embedder, and Chroma with text in it."""

    from_files = True

    def _collection(self, make: bool) -> Any:
        try:
            import chromadb
        except ImportError as error:
            raise Missing(str(error)) from None
        settings = chromadb.config.Settings(anonymized_telemetry=False)
        self._client = chromadb.PersistentClient(path=str(self.folder / "db"), settings=settings)
        if not make:
            return self._client.get_collection("papers", embedding_function=None)
        return self._client.create_collection(
            "papers", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def build(self, source: Any, clock: Clock) -> int:
        """Parse, embed and add, a slice at a time."""
        rows = read_rows(source)
        count = 0
        with phase(clock, "all"):
            with phase(clock, "open"):  # loading Chroma is in ours too
                embedder = embedder_of(self.cache)
                collection = self._collection(make=True)
            while True:
                with phase(clock, "parse"):
                    part = {row["id"]: row for row in islice(rows, SLICE)}
                if not part:
                    break
                with phase(clock, "embed"):
                    vectors = embedder.embed([row["text"] for row in part.values()])
                with phase(clock, "index"):
                    self._add(collection, list(part.values()), vectors)
                count += len(part)
        return count

    def _add(self, collection: Any, rows: Sequence[Row], vectors: Any) -> None:
        collection.add(
            ids=[row["id"] for row in rows],
            embeddings=vectors,
            documents=[row["text"] for row in rows],
            metadatas=[
                {key: row[key] for key in ("title", "issuer", "year", "genre", "heading")}
                for row in rows
            ],
        )

    def open(self) -> None:
        """Open the collection and the embedder."""
        self._open_collection = self._collection(make=False)
        self._embedder = embedder_of(self.cache)

    def ask(self, query: str, limit: Row) -> int:
        """One query with documents."""
        vector = self._embedder.embed([query])
        found = self._open_collection.query(
            query_embeddings=vector, n_results=K, where=_where(limit), include=["documents"]
        )
        return len(found["ids"][0])


def _where(limit: Row) -> Row | None:
    """A filter as Chroma's `where`."""
    asked: list[Row] = [{key: limit[key]} for key in ("issuer", "genre", "year") if key in limit]
    if "since" in limit:
        asked.append({"year": {"$gte": limit["since"]}})
    if len(asked) > 1:
        return {"$and": asked}
    return asked[0] if asked else None


class LlamaIndex(Chroma):
    """llama-index's retriever over its Chroma store, with our embedder."""

    from_files = False

    def build(self, source: Any, clock: Clock) -> int:
        """Nodes with their vectors, added by the store."""
        try:
            from llama_index.core.schema import TextNode
            from llama_index.vector_stores.chroma import ChromaVectorStore
        except ImportError as error:
            raise Missing(str(error)) from None
        embedder = embedder_of(self.cache)
        store = ChromaVectorStore(chroma_collection=self._collection(make=True))
        names = ("title", "issuer", "year", "genre", "heading")
        with phase(clock, "all"):
            for at in range(0, len(source), SLICE):
                rows = list({row["id"]: row for row in source[at : at + SLICE]}.values())
                with phase(clock, "embed"):
                    vectors = embedder.embed([row["text"] for row in rows])
                with phase(clock, "index"):
                    store.add([
                        TextNode(
                            id_=row["id"],
                            text=row["text"],
                            metadata={name: row[name] for name in names},
                            embedding=vector.tolist(),
                        )
                        for row, vector in zip(rows, vectors, strict=True)
                    ])  # fmt: skip
        return len(source)

    def open(self) -> None:
        """The index over the store; a retriever is made a query, for its filters."""
        from llama_index.core import VectorStoreIndex
        from llama_index.core.embeddings import BaseEmbedding
        from llama_index.vector_stores.chroma import ChromaVectorStore

        ours = embedder_of(self.cache)

        class Embedding(BaseEmbedding):
            def _get_query_embedding(self, query: str) -> list[float]:
                return list(map(float, ours.embed([query])[0]))

            def _get_text_embedding(self, text: str) -> list[float]:
                return self._get_query_embedding(text)

            async def _aget_query_embedding(self, query: str) -> list[float]:
                return self._get_query_embedding(query)

        store = ChromaVectorStore(chroma_collection=self._collection(make=False))
        self._index = VectorStoreIndex.from_vector_store(store, embed_model=Embedding())

    def ask(self, query: str, limit: Row) -> int:
        """Retrieve."""
        from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters

        asked = [
            MetadataFilter(key=key, value=limit[key])
            for key in ("issuer", "genre", "year")
            if key in limit
        ]
        if "since" in limit:
            least = FilterOperator.GTE
            asked.append(MetadataFilter(key="year", value=limit["since"], operator=least))
        filters = MetadataFilters(filters=asked) if asked else None
        retriever = self._index.as_retriever(similarity_top_k=K, filters=filters)
        return len(retriever.retrieve(query))


SYSTEMS: dict[str, type[System]] = {
    "draftkit": Draftkit,
    "chroma": Chroma,
    "llama-index": LlamaIndex,
    "bm25s-bigrams": Bm25s,
    "bm25s-jieba": Bm25sJieba,
    "tfidf": TfIdf,
    "lsa": Lsa,
    "exact": Exact,
}
