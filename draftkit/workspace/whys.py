"""The words in which an index is said to be unusable, or was built anew, put for people."""

from __future__ import annotations

from draftkit.messages import say

_WORDS = frozenset(
    ("asked", "first", "tail", "removed", "embedder", "chunking", "broken", "place", "server",
     "torn", "missing", "seal")
)  # fmt: skip
"""What `index.build` calls its reasons; each has a message `health.why_*`."""


def why(word: str) -> str:
    """A reason of the index in the user's language; what is none of its words (the name of a torn
    file) stays as it is."""
    return say(f"health.why_{word}") if word in _WORDS else word
