"""What stands on a Chroma server, asked over HTTP without loading chromadb.

An ingest asks this of every generation that is on a server, and loading chromadb costs three
seconds. Only the two requests of its interface (v2) that are used here.
"""

from __future__ import annotations

import os
import time
import uuid
from dataclasses import dataclass
from typing import Literal

TOKEN = "DRAFTKIT_CHROMA_TOKEN"  # noqa: S105  the name of the variable
"""Environment variable with a token, sent as a bearer; nowhere else is one read, none is shown."""

CONNECT = 2.0
ANSWER = 5.0
"""Seconds for a connection, and for a request with the whole of its answer; `standing` has no more
for all that it asks, since a writer asks while it holds the workspace's lock."""

BUILD = 120.0
"""Seconds for a request that writes a slice of a collection."""

_MOST = 1 << 20
"""Bytes of an answer about a collection; it is a few hundred."""

_BASE = "/api/v2/tenants/default_tenant/databases/default_database/collections"


@dataclass(frozen=True)
class Standing:
    """How a collection stands: held (with how many rows), gone, or nobody knows and why."""

    state: Literal["held", "gone", "unknown"]
    count: int = 0
    reason: str = ""


def headers() -> dict[str, str]:
    """What goes with every request; a new dict each time, chromadb writes into the one it gets."""
    token = os.environ.get(TOKEN, "").strip()
    return {"Authorization": f"Bearer {token}"} if token else {}


def standing(url: str, name: str) -> Standing:
    """How a collection stands on a server; never raises for what a server does."""
    import httpx

    from draftkit.llm.bounded import BoundedClient

    base = url.rstrip("/") + _BASE
    until = time.monotonic() + ANSWER
    try:
        with BoundedClient(
            seconds=ANSWER, connect=CONNECT, most=_MOST, headers=headers()
        ) as client:
            found = client.get(f"{base}/{name}")
            if found.status_code != 200:
                return _refused(found.status_code)
            client.limit(until - time.monotonic())
            counted = client.get(f"{base}/{uuid.UUID(found.json()['id'])}/count")
            if counted.status_code != 200:
                return _refused(counted.status_code)
            count = counted.json()
    except httpx.HTTPError as error:
        return Standing("unknown", reason=type(error).__name__)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Standing("unknown", reason=_OTHER)
    if type(count) is not int or count < 0:
        return Standing("unknown", reason=_OTHER)
    return Standing("held", count=count)


_OTHER = "no Chroma server"


def _refused(status: int) -> Standing:
    """How a collection stands that a server does not speak of."""
    if status == 404:
        return Standing("gone")
    return Standing("unknown", reason=status_said(status))


def status_said(status: int) -> str:
    """A status that is no success, for a line about it."""
    return f"HTTP {status}, a redirect" if 300 <= status < 400 else f"HTTP {status}"
