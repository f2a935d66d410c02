"""The systems benchmarks/scale.py measures: ours, and what one would use in its place.

Each builds itself in a folder, opens that folder in another process and answers a query there. All
get the same reader, the same embedder (that of a new workspace) and the same texts.
"""

from __future__ import annotations

import pickle
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

Row = dict[str, Any]
Clock = dict[str, float]
"""Seconds by phase of a build."""

K = 10
_SLICE = 5000
"""Rows added to Chroma at a time; it refuses more than 5,461."""


class Missing(Exception):
    """A package a peer needs is not installed."""


@contextmanager
def phase(clock: Clock, name: str) -> Iterator[None]:
    """Add the seconds of a block to a phase."""
    began = time.perf_counter()
    try:
        yield
    finally:
        clock[name] = clock.get(name, 0.0) + time.perf_counter() - began


def timed(clock: Clock, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """A function that adds its seconds to a phase."""

    def wrapped(*args: Any, **more: Any) -> Any:
        with phase(clock, name):
            return call(*args, **more)

    return wrapped


def embedder_of(cache: Path) -> Any:
    """The embedder a new workspace has: every system gets the same."""
    from draftkit import Workspace

    with Workspace.open(cache / "empty") as workspace:
        return workspace.embedder


def read_rows(paths: Iterable[Path]) -> Iterator[Row]:
    """The passages of papers, by our reader: id, text and what can be filtered by."""
    from draftkit.archive import passages_of
    from draftkit.parse import parse_path

    for path in paths:
        for one in passages_of(parse_path(path, None).notice):
            yield {
                "id": one.id,
                "text": one.text,
                "title": one.title,
                "issuer": one.issuer or "",
                "year": one.year or 0,
                "genre": one.genre,
                "heading": " / ".join(one.heading_path),
            }


class System(ABC):
    """A system over one folder. `build` makes it, `open` loads it, `ask` answers."""

    from_files = False
    """Whether `build` reads the papers themselves; else it gets their passages."""
    ingests = False
    """Whether it is given their folder."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache

    @abstractmethod
    def build(self, source: Any, clock: Clock) -> int:
        """Make it of paths (`from_files`) or rows, seconds by phase in `clock`; how many rows."""

    @abstractmethod
    def open(self) -> None:
        """Make ready what a query needs, the first time."""

    @abstractmethod
    def ask(self, query: str, limit: Row) -> int:
        """Answer one query; how many hits."""


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
                    part = {row["id"]: row for row in islice(rows, _SLICE)}
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
            for at in range(0, len(source), _SLICE):
                rows = list({row["id"]: row for row in source[at : at + _SLICE]}.values())
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


class Memory(System):
    """A system that scores every row in memory; filters are a mask over the rows."""

    def _keep(self, rows: Sequence[Row]) -> None:
        """The columns that filters and answers need."""
        names = ("id", "text", "issuer", "year", "genre")
        columns = {name: [row[name] for row in rows] for name in names}
        (self.folder / "rows.pickle").write_bytes(pickle.dumps(columns))

    def _load(self) -> None:
        import numpy as np

        columns = pickle.loads((self.folder / "rows.pickle").read_bytes())  # noqa: S301 - ours
        self._texts = columns["text"]
        self._columns = {name: np.array(columns[name]) for name in ("issuer", "year", "genre")}

    def _mask(self, limit: Row) -> Any:
        import numpy as np

        kept = np.ones(len(self._texts), dtype=bool)
        for name, wanted in limit.items():
            kept &= (
                self._columns["year"] >= wanted
                if name == "since"
                else self._columns[name] == wanted
            )
        return kept

    def _best(self, scores: Any, limit: Row) -> int:
        """How many hits; their texts are looked up as an answer would."""
        import numpy as np

        if limit:
            scores = np.where(self._mask(limit), scores, -1.0)
        top = np.argpartition(-scores, min(K, len(scores) - 1))[:K]
        return len([self._texts[at] for at in top[np.argsort(-scores[top])] if scores[at] > 0])


class Bm25s(Memory):
    """bm25s over character bigrams."""

    def tokens(self, text: str) -> list[str]:
        """The words of a text."""
        from draftkit.text.similar import bare

        kept = bare(text)
        return [kept[at : at + 2] for at in range(len(kept) - 1)]

    def build(self, source: Any, clock: Clock) -> int:
        """Tokenise and index."""
        bm25s = _imported("bm25s")
        with phase(clock, "all"):
            with phase(clock, "tokenise"):
                tokens = [self.tokens(row["text"]) for row in source]
            with phase(clock, "index"):
                index = bm25s.BM25()
                index.index(tokens, show_progress=False)
            with phase(clock, "store"):
                index.save(str(self.folder / "bm25s"))
                self._keep(source)
        return len(source)

    def open(self) -> None:
        """Map the saved index into memory."""
        self._load()
        self._bm25 = _imported("bm25s").BM25.load(str(self.folder / "bm25s"), mmap=True)

    def ask(self, query: str, limit: Row) -> int:
        """Retrieve, with a mask where there is a filter."""
        mask = self._mask(limit).astype("float32") if limit else None
        found, scores = self._bm25.retrieve(
            [self.tokens(query)], k=K, show_progress=False, weight_mask=mask
        )
        return len([self._texts[at] for at, one in zip(found[0], scores[0], strict=True) if one])


class Bm25sJieba(Bm25s):
    """bm25s over the words jieba cuts for search."""

    def tokens(self, text: str) -> list[str]:
        """The words of a text."""
        jieba = _imported("jieba")
        jieba.setLogLevel(60)
        return [word for word in jieba.lcut_for_search(text) if word.strip()]


class TfIdf(Memory):
    """scikit-learn's TF-IDF of character 1- and 2-grams, a sparse product."""

    def build(self, source: Any, clock: Clock) -> int:
        """Fit and transform."""
        text = _imported("sklearn.feature_extraction.text")
        sparse = _imported("scipy.sparse")
        with phase(clock, "all"):
            maker = text.TfidfVectorizer(
                analyzer="char", ngram_range=(1, 2), sublinear_tf=True, dtype="float32"
            )
            with phase(clock, "index"):
                matrix = maker.fit_transform([row["text"] for row in source])
            with phase(clock, "store"):
                self._keep(source)
                sparse.save_npz(self.folder / "matrix.npz", matrix, compressed=False)
                (self.folder / "maker.pickle").write_bytes(pickle.dumps(maker))
        return len(source)

    def open(self) -> None:
        """Load it all."""
        self._load()
        self._matrix = _imported("scipy.sparse").load_npz(self.folder / "matrix.npz")
        self._maker = pickle.loads((self.folder / "maker.pickle").read_bytes())  # noqa: S301 - ours

    def ask(self, query: str, limit: Row) -> int:
        """One product."""
        scores = (self._matrix @ self._maker.transform([query]).T).toarray()[:, 0]
        return self._best(scores, limit)


class Lsa(Memory):
    """scikit-learn's LSA, 256 dimensions of 10,000 character 1- and 2-grams; all rows compared."""

    def build(self, source: Any, clock: Clock) -> int:
        """Fit on the corpus itself."""
        import numpy as np

        text = _imported("sklearn.feature_extraction.text")
        reduce = _imported("sklearn.decomposition")
        with phase(clock, "all"):
            maker = text.TfidfVectorizer(
                analyzer="char", ngram_range=(1, 2), sublinear_tf=True, max_features=10_000
            )
            with phase(clock, "index"):
                dims = min(256, len(source) - 1)
                svd = reduce.TruncatedSVD(dims, random_state=0)
                matrix = svd.fit_transform(maker.fit_transform([row["text"] for row in source]))
                matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-9
            with phase(clock, "store"):
                self._keep(source)
                np.save(self.folder / "matrix.npy", matrix.astype(np.float32))
                (self.folder / "maker.pickle").write_bytes(pickle.dumps((maker, svd)))
        return len(source)

    def open(self) -> None:
        """Load it all."""
        import numpy as np

        self._load()
        self._matrix = np.load(self.folder / "matrix.npy")
        self._maker, self._svd = pickle.loads((self.folder / "maker.pickle").read_bytes())  # noqa: S301 - ours

    def ask(self, query: str, limit: Row) -> int:
        """One product."""
        vector = self._svd.transform(self._maker.transform([query]))[0].astype("float32")
        return self._best(self._matrix @ vector, limit)


class Exact(Memory):
    """Our embedder and nothing else: all vectors in memory, all compared."""

    def build(self, source: Any, clock: Clock) -> int:
        """Embed."""
        import numpy as np

        embedder = embedder_of(self.cache)
        with phase(clock, "all"):
            with phase(clock, "embed"):
                parts = [
                    embedder.embed([row["text"] for row in source[at : at + _SLICE]])
                    for at in range(0, len(source), _SLICE)
                ]
            with phase(clock, "store"):
                self._keep(source)
                np.save(self.folder / "matrix.npy", np.concatenate(parts))
        return len(source)

    def open(self) -> None:
        """Load it all."""
        import numpy as np

        self._load()
        self._embedder = embedder_of(self.cache)
        self._matrix = np.load(self.folder / "matrix.npy")

    def ask(self, query: str, limit: Row) -> int:
        """One product."""
        return self._best(self._matrix @ self._embedder.embed([query])[0], limit)


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


def _imported(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Missing(str(error)) from None
