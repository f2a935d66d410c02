"""ChromaInSlices: llama-index's Chroma store for as many nodes as there are.

Chroma takes no more than about 5,461 rows at once; llama-index hands it up to 41,665, and the run
of a pipeline over a larger archive ends in an error. Imports chromadb, so the package above does
not import this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.bridge.pydantic import Field
from llama_index.core.schema import BaseNode
from llama_index.vector_stores.chroma import ChromaVectorStore


class ChromaInSlices(ChromaVectorStore):
    """A ChromaVectorStore that adds nodes a slice at a time; the same in all else."""

    rows_at_once: int = Field(default=5000, gt=0, description="Nodes handed to Chroma at once.")

    @classmethod
    def class_name(cls) -> str:
        """The name under which llama-index saves it."""
        return "ChromaInSlices"

    def add(self, nodes: Sequence[BaseNode], **add_kwargs: Any) -> list[str]:
        """Add nodes that have embeddings; their ids."""
        added: list[str] = []
        for start in range(0, len(nodes), self.rows_at_once):
            added += super().add(list(nodes[start : start + self.rows_at_once]), **add_kwargs)
        return added
