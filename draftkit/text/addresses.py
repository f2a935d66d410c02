"""Addresses of servers: what of one may be shown, and whether it holds a secret."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def masked(address: str) -> str:
    """An address as it may be shown: what may be a name, password or token in it is left out."""
    front, at, rest = address.rpartition("@")
    shown = re.split("[?#]", rest, maxsplit=1)[0]
    scheme = re.match("https?://", front)
    head = f"{scheme.group() if scheme else ''}…@" if at else ""
    return f"{head}{shown}{'…' if shown != rest else ''}"


def is_plain(address: str) -> bool:
    """Whether an address is a host with perhaps a port and a path, and holds no secret."""
    try:
        parts = urlsplit(address)
        secret = "@" in parts.netloc or parts.query or parts.fragment
        return bool(parts.hostname) and parts.port != 0 and not secret
    except ValueError:
        return False
