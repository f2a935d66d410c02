"""A generation as a Chroma collection, written and asked through llama-index.

chromadb and llama_index cost about three seconds, so this module and `served`, the only ones that
import them here, are themselves imported only where a collection is built or asked. A collection holds ids and vectors and
nothing else: with texts in it Chroma takes several times the time and the disk. It is written once,
in a folder of its own, and never again; readers ask a copy, since opening a folder writes to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import chromadb
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore

from draftkit.index.copies import Copy

if TYPE_CHECKING:
    from draftkit.index.embedder import Matrix

COLLECTION = "passages"

FAULTS: tuple[type[Exception], ...] = (ChromaError, OSError, ValueError, RuntimeError)
"""What Chroma raises for a folder that is damaged, gone or of another make."""

_SLICE = 5000
"""Most rows added at once; Chroma refuses more than `get_max_batch_size` (5,461)."""


class IdsOnly:
    """A collection as llama-index sees it, that keeps no text and no node data."""

    def __init__(self, collection: Any) -> None:
        self.collection = collection

    def add(self, *, ids: list[str], embeddings: list[Any], **_texts: Any) -> None:
        self.collection.add(ids=ids, embeddings=embeddings)

    def query(self, *, query_embeddings: Any, n_results: int, **_rest: Any) -> dict[str, Any]:
        found = self.collection.query(
            query_embeddings=[query_embeddings], n_results=n_results, include=["distances"]
        )
        count = len(found["ids"][0])
        return {
            "ids": found["ids"],
            "distances": found["distances"],
            "documents": [[""] * count],
            "metadatas": [[{} for _ in range(count)]],
        }


class Opened:
    """A collection that is open: what asking and adding are, wherever its rows are kept."""

    def _attach(self, collection: Any) -> None:
        self._collection = collection
        self._store = ChromaVectorStore(chroma_collection=IdsOnly(collection))

    def _add(self, ids: Sequence[str], vectors: Matrix) -> None:
        rows = zip(ids, vectors, strict=True)
        self._store.add([TextNode(id_=one, text="", embedding=row.tolist()) for one, row in rows])

    def count(self) -> int:
        """How many rows it holds."""
        return int(self._collection.count())

    def manifest(self) -> dict[str, Any]:
        """What it was created with."""
        return dict(self._collection.metadata or {})

    def nearest(self, vector: Matrix, count: int) -> list[str]:
        """Ids of about the nearest rows, nearest first."""
        result = self._store.query(
            VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=count)
        )
        return list(result.ids or [])

    def finds_itself(self, ids: Iterable[str], vectors: Matrix) -> bool:
        """Whether each row given is found by its own vector (or one as near)."""
        for one, vector in zip(ids, vectors, strict=True):
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=3, include=["distances"]
            )
            distances = found["distances"] or [[]]
            if one not in found["ids"][0] and (not distances[0] or distances[0][0] > 1e-3):
                return False
        return True

    def close(self) -> None:
        """Let it go."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Collection(Opened):
    """One open generation. `build` makes one, `open_copy` asks one; close it after."""

    def __init__(self, folder: Path, *, copy: Copy | None = None) -> None:
        self._folder = folder
        self._copy = copy
        self._client = chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False)
        )
        self._collection: Any = None

    @classmethod
    def build(
        cls, folder: Path, manifest: dict[str, str | int], ids: Sequence[str], vectors: Matrix
    ) -> Collection:
        """A collection of these rows in a folder that does not exist yet.

        Rows go in as even slices, and the graph is written to disk after each: so none are left
        to the write-ahead log, where the first question of every reader would have to redo them.
        """
        folder.mkdir(parents=True)
        made = cls(folder)
        parts = max(1, -(-len(ids) // min(_SLICE, made._client.get_max_batch_size())))
        least = max(2, len(ids) // parts)
        made._attach(
            made._client.create_collection(
                COLLECTION,
                metadata=dict(manifest),
                configuration={
                    "hnsw": {
                        "space": "cosine",
                        "sync_threshold": least,
                        "batch_size": min(100, least),
                    }
                },
                embedding_function=None,
            )
        )
        for part in range(parts):
            span = slice(part * len(ids) // parts, (part + 1) * len(ids) // parts)
            made._add(ids[span], vectors[span])
        return made

    @classmethod
    def open_copy(cls, folder: Path) -> Collection:
        """A private view of a generation, in a temporary folder that goes when it is closed.

        Raises OSError or an error of Chroma when the folder is no generation.
        """
        copy = Copy()
        try:
            copy.fill(folder)
            view = cls(copy.folder, copy=copy)
            view._attach(view._client.get_collection(COLLECTION, embedding_function=None))
            return view
        except BaseException:
            copy.close()
            raise

    def close(self) -> None:
        """Let the folder go; the copy of a reader is deleted."""
        # Newer clients can be closed; older ones let go with the cache below.
        closing = getattr(self._client, "close", None)
        if closing is not None:
            closing()
        SharedSystemClient.clear_system_cache()
        if self._copy is not None:
            self._copy.close()
