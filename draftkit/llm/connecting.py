"""The one way in to the openai library: a client whose every request is bounded."""

from __future__ import annotations

from typing import Any

NO_KEY = "none"
"""Sent where no key is set: the library wants one, a local server does not look at it."""

MOST_BYTES = 16 << 20
"""Bytes of an answer that are read: the most texts and dimensions of one request, each number with
30 digits; a long paragraph is a few thousand."""

ODD = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What reading an answer of any shape may run into."""


def connected(
    base_url: str | None, api_key: str | None, *, timeout: float, connect: float, retries: int
) -> Any:
    """A client of openai. timeout: seconds for one try as a whole; connect: for a connection."""
    import openai

    from draftkit.llm.bounded import BoundedClient

    return openai.OpenAI(
        base_url=base_url,
        api_key=api_key or NO_KEY,
        timeout=openai.Timeout(timeout, connect=min(connect, timeout)),
        max_retries=retries,
        http_client=BoundedClient(seconds=timeout, connect=connect, most=MOST_BYTES),
    )
