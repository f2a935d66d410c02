"""What benchmarks/retrieval.py compares with: each peer as its own documentation would have one use it.

A maker takes the passages, whether headings are indexed, and an empty folder; what it gives answers a
query with passage ids, best first. A peer whose package is missing raises ModuleNotFoundError.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from draftkit.index import Embedder

Row = dict[str, Any]
System = Callable[[Row], list[str]]
"""A query row in (its words under "asked"), passage ids out, best first."""

Maker = Callable[[Sequence[Row], bool, Path], System]

DEPTH = 200
CHROMA_BATCH = 5000


def text_of(row: Row, headings: bool) -> str:
    """What a system with one field indexes."""
    return f"{row['heading']}\n{row['text']}" if headings else str(row["text"])


def bm25s_bigrams(corpus: Sequence[Row], headings: bool, _folder: Path) -> System:
    """bm25s as one would use it: one field, character bigrams as tokens."""
    from draftkit.text.similar import bare

    def tokens(text: str) -> list[str]:
        kept = bare(text)
        return [kept[at : at + 2] for at in range(len(kept) - 1)]

    return _bm25s(corpus, headings, tokens)


def bm25s_jieba(corpus: Sequence[Row], headings: bool, _folder: Path) -> System:
    """bm25s over the words jieba finds, the way its search mode cuts them."""
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)

    def tokens(text: str) -> list[str]:
        return [word for word in jieba.lcut_for_search(text) if word.strip() and word[0].isalnum()]

    return _bm25s(corpus, headings, tokens)


def _bm25s(corpus: Sequence[Row], headings: bool, tokens: Callable[[str], list[str]]) -> System:
    import bm25s

    index = bm25s.BM25()
    index.index([tokens(text_of(row, headings)) for row in corpus], show_progress=False)
    ids = [row["pid"] for row in corpus]
    depth = min(DEPTH, len(ids))

    def ask(query: Row) -> list[str]:
        words = [tokens(query["asked"])]
        if not words[0]:
            return []
        found, scores = index.retrieve(words, corpus=ids, k=depth, show_progress=False)
        return [str(one) for one, score in zip(found[0], scores[0], strict=True) if score > 0]

    return ask


def tfidf(corpus: Sequence[Row], headings: bool, _folder: Path) -> System:
    """scikit-learn's TF-IDF over runs of one to three characters, cosine."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    matrix = vectorizer.fit_transform([text_of(row, headings) for row in corpus])
    ids = [row["pid"] for row in corpus]

    def ask(query: Row) -> list[str]:
        near = (matrix @ vectorizer.transform([query["asked"]]).T).toarray().ravel()
        return [ids[place] for place in np.argsort(-near, kind="stable")[:DEPTH] if near[place] > 0]

    return ask


def vectors(embedder: Embedder) -> Maker:
    """An embedder alone, every passage compared."""

    def make(corpus: Sequence[Row], headings: bool, _folder: Path) -> System:
        import numpy as np

        matrix = embedder.embed([text_of(row, headings) for row in corpus])
        ids = [row["pid"] for row in corpus]

        def ask(query: Row) -> list[str]:
            near = matrix @ embedder.embed([query["asked"]])[0]
            return [ids[place] for place in np.argsort(-near, kind="stable")[:DEPTH]]

        return ask

    return make


def _nodes(corpus: Sequence[Row], headings: bool) -> list[Any]:
    """Nodes of llama-index's default splitter; each knows its passage as ref_doc_id."""
    from llama_index.core import Document
    from llama_index.core.node_parser import SentenceSplitter

    documents = [Document(text=text_of(row, headings), id_=row["pid"]) for row in corpus]
    return list(SentenceSplitter().get_nodes_from_documents(documents))


def _passages(found: Sequence[Any]) -> list[str]:
    """Nodes as passages, each where its best node stood."""
    return list(dict.fromkeys(str(one.node.ref_doc_id) for one in found))


def llama_bm25(corpus: Sequence[Row], headings: bool, _folder: Path) -> System:
    """llama-index: SentenceSplitter and BM25Retriever, both as they come."""
    from llama_index.retrievers.bm25 import BM25Retriever

    nodes = _nodes(corpus, headings)
    top = min(DEPTH, len(nodes))
    retriever = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=top)

    def ask(query: Row) -> list[str]:
        return _passages([one for one in retriever.retrieve(query["asked"]) if one.score > 0])

    return ask


def llama_chroma(embedder: Embedder) -> Maker:
    """llama-index: SentenceSplitter, a Chroma collection and the retriever of VectorStoreIndex."""

    def make(corpus: Sequence[Row], headings: bool, folder: Path) -> System:
        import chromadb
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.core.base.embeddings.base import BaseEmbedding
        from llama_index.vector_stores.chroma import ChromaVectorStore

        class Ours(BaseEmbedding):
            """The same embedder as ours."""

            def _get_text_embedding(self, text: str) -> list[float]:
                return [float(one) for one in embedder.embed([text])[0]]

            def _get_query_embedding(self, query: str) -> list[float]:
                return self._get_text_embedding(query)

            def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
                return [[float(one) for one in row] for row in embedder.embed(texts)]

            async def _aget_query_embedding(self, query: str) -> list[float]:
                return self._get_text_embedding(query)

        client = chromadb.PersistentClient(path=str(folder / "chroma"))
        collection = client.create_collection(
            "passages", embedding_function=None, metadata={"hnsw:space": "cosine"}
        )
        model = Ours(embed_batch_size=500)
        storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(collection))
        nodes = _nodes(corpus, headings)
        index = VectorStoreIndex([], storage_context=storage, embed_model=model)
        for at in range(0, len(nodes), CHROMA_BATCH):
            index.insert_nodes(nodes[at : at + CHROMA_BATCH])
        retriever = index.as_retriever(similarity_top_k=min(DEPTH, len(nodes)))
        return lambda query: _passages(retriever.retrieve(query["asked"]))

    return make
