"""What stands on a Chroma server, asked over HTTP without loading chromadb.

An ingest asks this of every generation that is on a server, and loading chromadb costs three
seconds. Only the two requests of its interface (v2) that are used here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

TOKEN = "DRAFTKIT_CHROMA_TOKEN"  # noqa: S105  the name of the variable
"""Environment variable with a token, sent as a bearer; nowhere else is one read, none is shown."""

CONNECT = 2.0
ANSWER = 5.0
"""Seconds to wait for a connection, and for an answer."""

BUILD = 120.0
"""Seconds to wait for an answer while a slice of a collection is written."""

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

    limits = httpx.Timeout(ANSWER, connect=CONNECT)
    base = url.rstrip("/") + _BASE
    try:
        with httpx.Client(timeout=limits, headers=headers()) as client:
            found = client.get(f"{base}/{name}")
            if found.status_code == 404:
                return Standing("gone")
            if found.status_code != 200:
                return Standing("unknown", reason=f"HTTP {found.status_code}")
            counted = client.get(f"{base}/{found.json()['id']}/count")
            if counted.status_code == 404:
                return Standing("gone")
            return Standing("held", count=int(counted.json()))
    except httpx.HTTPError as error:
        return Standing("unknown", reason=type(error).__name__)
    except (ValueError, TypeError, KeyError):
        return Standing("unknown", reason="no Chroma server")
