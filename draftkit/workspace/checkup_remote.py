"""What `doctor` looks at outside the workspace: the disk it is on, the Chroma server, the embedding
server. The latter two are asked over the network, so `--offline` leaves them out."""

from __future__ import annotations

from pathlib import Path

from draftkit.archive import Archive
from draftkit.errors import EmbedderError
from draftkit.index import Embedder
from draftkit.index.remote import RemoteEmbedder
from draftkit.index.servers import standing
from draftkit.messages import say
from draftkit.settings import Settings
from draftkit.values.store import CheckRow
from draftkit.workspace.drives import drive_row

_NO_COLLECTION = "draftkit-none"
"""A name no collection has: what a server says of it shows that it is a Chroma server."""


def check_elsewhere(
    state: Path, settings: Settings, archive: Archive, embedder: Embedder, *, offline: bool
) -> tuple[CheckRow, ...]:
    """A row for each thing elsewhere that this workspace uses; none where it uses nothing."""
    rows = [drive_row(state)]
    if not offline:
        rows += [_server(settings, archive), _embedder(embedder)]
    return tuple(row for row in rows if row is not None)


def _server(settings: Settings, archive: Archive) -> CheckRow | None:
    """Whether the Chroma server answers and holds the current generation whole."""
    url = settings.chroma
    if url is None:
        return None
    made = archive.generation()
    name = made.collection if made is not None and made.server == url else ""
    found = standing(url, name or _NO_COLLECTION)
    title = say("check.server")
    if found.state == "unknown":
        detail = say("check.server_down", url=url, reason=found.reason)
        return CheckRow(name=title, status="warning", detail=detail)
    if made is None or not name:
        return CheckRow(name=title, status="ok", detail=say("check.server_empty", url=url))
    if found.state == "gone" or found.count != made.count:
        detail = say("check.server_lost", url=url, folder=name)
        return CheckRow(name=title, status="warning", detail=detail)
    detail = say("check.server_ok", url=url, folder=name, count=found.count)
    return CheckRow(name=title, status="ok", detail=detail)


def _embedder(embedder: Embedder) -> CheckRow | None:
    """Whether the embedding server answers, with vectors of the model the index is of."""
    if not isinstance(embedder, RemoteEmbedder):
        return None
    title = say("check.embedder")
    try:
        embedder.check()
    except EmbedderError as error:
        return CheckRow(name=title, status="warning", detail=str(error))
    detail = say("check.embedder_ok", name=embedder.name)
    return CheckRow(name=title, status="ok", detail=detail)
