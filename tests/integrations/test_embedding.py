"""Embeddings both ways."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import TextNode

import draftkit
from draftkit.integrations.llama_index import DraftkitEmbedding, LlamaIndexEmbedder

TEXTS = ["开展志愿服务", "办好道德讲堂", "。"]


def test_the_vectors_are_the_embedders() -> None:
    made = DraftkitEmbedding()
    wanted = draftkit.LsaEmbedder().embed(TEXTS)
    assert np.allclose(made.get_text_embedding_batch(TEXTS), wanted)
    assert np.allclose(made.get_query_embedding(TEXTS[0]), wanted[0])
    assert np.allclose(asyncio.run(made.aget_text_embedding_batch(TEXTS)), wanted)
    assert np.allclose(asyncio.run(made.aget_query_embedding(TEXTS[1])), wanted[1])
    assert made.model_name == draftkit.LsaEmbedder().name


def test_plain_numbers_come_out() -> None:
    """Stores write them as JSON."""
    assert type(DraftkitEmbedding().get_text_embedding("志愿")[0]) is float


def test_nodes_get_their_vector_in_a_pipeline() -> None:
    (node,) = DraftkitEmbedding()([TextNode(text=TEXTS[0])])
    assert np.allclose(node.get_embedding(), draftkit.LsaEmbedder().embed(TEXTS[:1])[0])


def test_it_goes_to_another_process() -> None:
    """As with num_workers=2."""
    again = pickle.loads(pickle.dumps(DraftkitEmbedding()))  # noqa: S301  what we just wrote
    assert again.get_text_embedding("志愿") == DraftkitEmbedding().get_text_embedding("志愿")


class Letters(BaseEmbedding):
    """Counts three characters, in rows of no particular length."""

    model_name: str = "letters"

    def _get_text_embedding(self, text: str) -> list[float]:
        return [3.0 * text.count(char) for char in "志道维"]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def test_their_embedding_keeps_our_contract() -> None:
    made = LlamaIndexEmbedder(Letters())
    rows = made.embed(TEXTS)
    assert (rows.shape, rows.dtype) == ((3, 3), np.float32)
    assert rows[0].tolist() == [1, 0, 0] and rows[2].tolist() == [0, 0, 0]
    assert np.allclose(made.embed(["志道"]), [[0.5**0.5, 0.5**0.5, 0]])
    assert made.embed([]).shape == (0, 3)
    assert made.name.endswith("/letters") and made.dim == 3


def test_a_workspace_runs_on_it(tmp_path: Path, papers: Path) -> None:
    asked: list[str] = []

    class Counted(Letters):
        def _get_text_embedding(self, text: str) -> list[float]:
            asked.append(text)
            return super()._get_text_embedding(text)

    embedder = LlamaIndexEmbedder(Counted())
    with draftkit.Workspace.open(tmp_path / "office", embedder=embedder) as workspace:
        workspace.ingest(papers)
        assert "每季度举办1期道德讲堂。" in asked
        assert "道德讲堂" in workspace.search("道德讲堂").hits[0].text


def test_rows_are_asked_for_in_one_call_a_batch() -> None:
    calls: list[Sequence[str]] = []

    class Counted(draftkit.HashEmbedder):
        def embed(self, texts: Sequence[str]):  # type: ignore[no-untyped-def]
            calls.append(texts)
            return super().embed(texts)

    DraftkitEmbedding(Counted()).get_text_embedding_batch(["字"] * 600)
    assert [len(texts) for texts in calls] == [256, 256, 88]
