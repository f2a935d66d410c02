"""What a server that is no sound Chroma server can do to a writer or a search: nothing but a line."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from draftkit.archive import Archive
from draftkit.errors import ArchiveError
from draftkit.index import HashEmbedder
from draftkit.index.build import build, due
from draftkit.index.served import ServedCollection, ServedFault
from draftkit.index.servers import standing
from tests.odd_server import DRIPPING, ENDS, OddServer, drips, says, whole

NAME = "draftkit-x"
ID = "11111111-1111-1111-1111-111111111111"
IDENTITY = {"user_id": "", "tenant": "default_tenant", "databases": ["default_database"]}
COLLECTION = {
    "id": ID, "name": NAME, "metadata": None, "configuration_json": {}, "tenant": "default_tenant",
    "database": "default_database", "dimension": None, "version": 0, "log_position": 0,
    "schema": None,
}  # fmt: skip


def _chroma(**answers: Any) -> OddServer:
    """As much of a Chroma server as is needed; `answers`: bytes, or a function that yields them,
    for what ends in that word."""

    def answer(server: OddServer, path: str) -> Iterator[bytes]:
        last = path.partition("?")[0].rsplit("/", 1)[1]
        said = answers.get({NAME: "collection"}.get(last, last))
        if callable(said):
            yield from said(server)
        elif said is not None:
            yield said if said.startswith(b"HTTP") else whole(said)
        elif last == "identity":
            yield whole(json.dumps(IDENTITY).encode())
        elif last == "count":
            yield whole(b"7")
        else:
            yield whole(json.dumps(COLLECTION).encode())

    return OddServer(answer)


def _dripping(server: OddServer) -> Iterator[bytes]:
    yield DRIPPING["body"][0]
    while not server.stop.wait(0.05):
        yield b" "


@pytest.mark.parametrize("where", DRIPPING)
def test_standing_ends_in_time(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftkit.index.servers.ANSWER", 0.4)
    with drips(*DRIPPING[where]) as server:
        started = time.monotonic()
        assert standing(server.url, NAME).state == "unknown"
        assert time.monotonic() - started < ENDS


def test_both_requests_of_standing_share_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftkit.index.servers.ANSWER", 0.6)

    def slowly(server: OddServer) -> Iterator[bytes]:
        server.stop.wait(0.4)
        yield whole(json.dumps(COLLECTION).encode())

    def count(server: OddServer) -> Iterator[bytes]:
        server.stop.wait(0.4)
        yield whole(b"7")

    with _chroma(collection=slowly, count=count) as server:
        found = standing(server.url, NAME)
    assert (found.state, found.reason) == ("unknown", "ReadTimeout")


@pytest.mark.parametrize(
    "said",
    [b"[]", b"null", b'"7"', b"-1", b"1e400", b"true", b"7.5", b"9" * 5000, b"", b"\xff",
     b"[" * 200_000 + b"]" * 200_000, whole(b"", 500)],
    ids=range(12),
)  # fmt: skip
def test_an_odd_count_is_no_count(said: bytes) -> None:
    with _chroma() as server:
        assert standing(server.url, NAME).count == 7
    with _chroma(count=said) as server:
        assert standing(server.url, NAME).state == "unknown"
        with pytest.raises(ServedFault):
            ServedCollection.open(server.url, NAME, 7)


@pytest.mark.parametrize(
    "said",
    [b"[]", b"null", b'{"id":7}', b'{"id":"../../x"}', b'{"id":"\\u0000"}', b'{"id":[]}', b"{}",
     b"[" * 200_000 + b"]" * 200_000],
    ids=range(8),
)  # fmt: skip
def test_an_odd_collection_is_none(said: bytes) -> None:
    with _chroma(collection=said) as server:
        assert standing(server.url, NAME).state == "unknown"
        with pytest.raises(ServedFault):
            ServedCollection.open(server.url, NAME, 7)


def test_no_redirect_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    with says(b"{}") as other:
        to = whole(b"", 307, f"Location: {other.url}/x\r\n")
        with _chroma(identity=to, collection=to) as server:
            assert standing(server.url, NAME).reason == "HTTP 307, a redirect"
            with pytest.raises(ServedFault, match="HTTP 307, a redirect"):
                ServedCollection(server.url, NAME)
        with _chroma(collection=to) as server, pytest.raises(ServedFault, match="a redirect"):
            ServedCollection.open(server.url, NAME, 7)
        assert not other.asked


def test_a_query_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftkit.index.served.ANSWER", 0.5)
    with _chroma(query=_dripping) as server, ServedCollection.open(server.url, NAME, 7) as held:
        started = time.monotonic()
        with pytest.raises(ServedFault, match="ReadTimeout"):
            held.nearest(np.ones(4, dtype=np.float32), 3)
        assert time.monotonic() - started < ENDS


@pytest.mark.parametrize(
    "said",
    [b"{}", b"[]", b"null", b'{"ids":[],"distances":[]}', b'{"ids":[[1]],"distances":[["x"]]}',
     b'{"ids":7,"distances":7}', whole(b"a page", 502), whole(b"[1]", 500)],
    ids=range(8),
)  # fmt: skip
def test_an_odd_answer_to_a_query_is_a_fault(said: bytes) -> None:
    vector = np.ones((1, 4), dtype=np.float32)
    with _chroma(query=said) as server, ServedCollection.open(server.url, NAME, 7) as held:
        with pytest.raises(ServedFault):
            held.nearest(vector[0], 3)
        with suppress(ServedFault):
            assert not held.finds_itself(["a"], vector)


def test_a_flood_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftkit.index.served._MOST", 1000)
    monkeypatch.setattr("draftkit.index.servers._MOST", 1000)
    flood = b" " * 5000 + b"7"
    with _chroma(count=flood) as server:
        assert standing(server.url, NAME).reason == "AnswerTooLong"
        with pytest.raises(ServedFault, match="AnswerTooLong"):
            ServedCollection.open(server.url, NAME, 7)


def test_a_writer_is_not_held_up(
    fill: Callable[..., Archive], index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`due` and `build` run under the workspace's lock."""
    monkeypatch.setattr("draftkit.index.servers.ANSWER", 0.3)
    monkeypatch.setattr("draftkit.index.served.ANSWER", 0.3)
    archive, embedder = fill(3), HashEmbedder()
    with drips(*DRIPPING["body"]) as server:
        started = time.monotonic()
        with pytest.raises(ArchiveError) as caught:
            build(archive, embedder, index, server=server.url)
        assert caught.value.key == "served.not_built"
        made = build(archive, embedder, index)
        assert made is not None
        with archive.change() as change:
            there = {"place": f"{server.url}#{NAME}", "folder": "gen-there"}
            change.make_current(made.model_copy(update=there))
        monkeypatch.setattr("draftkit.index.build.fault", lambda *_: None)
        assert due(archive, embedder, index, server.url) is None, "it may hold it still"
        assert time.monotonic() - started < ENDS
