"""Close the network to this process, loopback excepted.

conftest.py imports it, and puts its folder on PYTHONPATH so that every Python process a test starts
imports it too, before anything else. An audit hook cannot be taken off again, and it sees what
goes through the socket module whoever calls it. Each refused attempt is also appended to the file
DRAFTKIT_TEST_NETWORK_LOG names: a library that swallows the refusal is caught all the same.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path

_WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"}
_NAMES = {"localhost", "", "0.0.0.0", "::"}  # noqa: S104  these are what a server binds


def is_local(host: object) -> bool:
    """Whether a host is this machine: None, a name of it, or a loopback address."""
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if name.lower() in _NAMES:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _host(event: str, args: tuple[object, ...]) -> object:
    """Where an audited call wants to go; a UNIX socket (a path) never leaves the machine."""
    target = args[0] if event == "socket.getaddrinfo" else args[1]
    if isinstance(target, tuple):
        return target[0]
    return target if event == "socket.getaddrinfo" else None


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event not in _WATCHED:
        return
    host = _host(event, args)
    if is_local(host):
        return
    log = os.environ.get("DRAFTKIT_TEST_NETWORK_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")
    raise PermissionError(f"the network is closed in tests: {event} {host}")


sys.addaudithook(_refuse)
