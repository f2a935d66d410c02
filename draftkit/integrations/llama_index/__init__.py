"""The parts of draftkit for a llama-index pipeline, each usable without the others.

    NoticeReader          files → Documents that keep what was read of them
    OfficialNodeParser    Documents → one TextNode a section, with title, issuer, year, heading path
    DraftkitEmbedding     an Embedder of draftkit as a llama-index embedding, offline
    LlamaIndexEmbedder    the other way round: their embedding for a Workspace
    DraftkitRetriever     the search of a Workspace as a llama-index retriever

and in its module `chroma`, which loads chromadb, ChromaInSlices.

Importing this loads llama_index.core, which takes about two seconds; `import draftkit` does not.
None of the parts asks for a key, a model or the network.
"""

from draftkit.integrations.llama_index.embedding import DraftkitEmbedding, LlamaIndexEmbedder
from draftkit.integrations.llama_index.nodes import OfficialNodeParser
from draftkit.integrations.llama_index.reader import NoticeReader
from draftkit.integrations.llama_index.retriever import DraftkitRetriever

__all__ = [
    "DraftkitEmbedding",
    "DraftkitRetriever",
    "LlamaIndexEmbedder",
    "NoticeReader",
    "OfficialNodeParser",
]
