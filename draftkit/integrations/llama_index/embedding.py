"""Embeddings both ways: draftkit's in a llama-index pipeline, llama-index's in a Workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from llama_index.core.base.embeddings.base import BaseEmbedding, Embedding
from llama_index.core.bridge.pydantic import PrivateAttr

from draftkit import Embedder, LsaEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 256
"""Texts at a time; a call costs little, unlike one to a server."""


class DraftkitEmbedding(BaseEmbedding):
    """An Embedder of draftkit (LsaEmbedder unless one is given) as a llama-index embedding.

    No download, no key, no network; queries and texts are embedded alike. `model_name` is the
    embedder's name, version included.
    """

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder | None = None, **settings: Any) -> None:
        chosen = embedder or LsaEmbedder()
        settings = {"embed_batch_size": _BATCH, "model_name": chosen.name, **settings}
        super().__init__(**settings)
        self._embedder = chosen

    @classmethod
    def class_name(cls) -> str:
        """The name under which llama-index saves it."""
        return "DraftkitEmbedding"

    def _get_text_embeddings(self, texts: list[str]) -> list[Embedding]:
        return [[float(one) for one in row] for row in self._embedder.embed(texts)]

    def _get_text_embedding(self, text: str) -> Embedding:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> Embedding:
        return self._get_text_embedding(query)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[Embedding]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)

    async def _aget_text_embedding(self, text: str) -> Embedding:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_query_embedding(self, query: str) -> Embedding:
        return await asyncio.to_thread(self._get_query_embedding, query)


class LlamaIndexEmbedder:
    """A llama-index embedding as the Embedder of a Workspace: `Workspace.open(embedder=…)`.

    Queries are embedded as texts are; a model that wants them told apart loses by it. `name` is
    the class and model, or what is given: vectors of another name are never compared.
    """

    def __init__(self, model: BaseEmbedding, *, name: str | None = None) -> None:
        self._model = model
        self.name = name or f"llama-index/{model.class_name()}/{model.model_name}"

    @cached_property
    def dim(self) -> int:
        """Numbers in a row; the model is asked once."""
        return len(self._model.get_text_embedding("维"))

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, brought to length 1; all zeros where the model gives that."""
        import numpy as np

        rows = self._model.get_text_embedding_batch(list(texts))
        matrix = np.asarray(rows, dtype=np.float32).reshape(len(texts), self.dim)
        lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (matrix / np.where(lengths > 0, lengths, 1)).astype(np.float32)
        return unit
