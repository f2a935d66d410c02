"""Retrieval: from a heading or a sentence to the past sections that a clerk would look up.

Imports nothing above `index`; numpy is loaded with the first search, not with this package.
"""

from draftkit.retrieve.fake import ListRetriever
from draftkit.retrieve.port import Retriever

__all__ = ["ListRetriever", "Retriever"]
