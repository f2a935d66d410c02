"""The index: what finds passages quickly. Derived from archive.db, and never missed when gone.

The sole importer of chromadb and llama_index. Nothing heavy is loaded with this package.
"""

from draftkit.index.embedder import Embedder, HashEmbedder
from draftkit.index.lsa import LsaEmbedder

__all__ = ["Embedder", "HashEmbedder", "LsaEmbedder"]
