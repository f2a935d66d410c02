"""A generation on a real Chroma server that is killed, comes back, and comes back empty."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest

from draftkit.archive import CHUNKING, Archive
from draftkit.errors import ArchiveError
from draftkit.index import HashEmbedder
from draftkit.index.build import build, due, fault
from draftkit.index.nearest import VectorIndex
from draftkit.index.pausing import Pause
from draftkit.index.segment import gather
from draftkit.index.served import ServedCollection, ServedFault, collection_name
from draftkit.index.servers import TOKEN, standing
from draftkit.remarks import LOGGER
from draftkit.values.store import Generation
from tests.odd_server import ENDS

Fill = Callable[..., Archive]
EMBEDDER = HashEmbedder()
QUERY = "组织开展科普宣传，落实责任"


class ChromaServer:
    """`chroma run` on loopback over a folder of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [self.program, "run", "--path", str(self.folder), "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": ""},
        )  # fmt: skip
        for _ in range(300):
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1)
                return
            except httpx.HTTPError:
                time.sleep(0.1)
        pytest.fail("chroma run did not start")

    def kill(self) -> None:
        """kill -9."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def lose_everything(self) -> None:
        """Come back empty."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.start()


@pytest.fixture(scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    beside = Path(sys.executable).with_name("chroma")
    program = str(beside) if beside.exists() else shutil.which("chroma")
    if program is None:
        pytest.skip("no chroma program; it comes with chromadb")
    server = ChromaServer(program, tmp_path_factory.mktemp("chroma") / "data")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def server(_server: ChromaServer) -> ChromaServer:
    if _server.process is None:
        _server.start()
    return _server


@pytest.fixture
def told() -> Iterator[list[str]]:
    lines: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    handler = Handler()
    logging.getLogger(LOGGER).addHandler(handler)
    yield lines
    logging.getLogger(LOGGER).removeHandler(handler)


class Clock:
    """Time that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def _nearest(index: VectorIndex) -> list[str]:
    state = index.snapshot()
    scores = index.scores(state, QUERY, np.ones(len(state), dtype=bool), 20)
    return [state.column("id")[at].decode() for at in np.lexsort((state.id_ranks, -scores))[:20]]


def _build(archive: Archive, index: Path, url: str) -> Generation:
    made = build(archive, EMBEDDER, index, server=url)
    assert made is not None
    return made


def _index(
    archive: Archive, folder: Path, url: str | None, clock: Clock | None = None
) -> VectorIndex:
    pause = Pause(clock=clock or Clock())
    return VectorIndex(archive, EMBEDDER, folder, exact_below=0, server=url, pause=pause)


def test_built_asked_and_shared(server: ChromaServer, fill: Fill, index: Path) -> None:
    archive = fill(30)
    made = _build(archive, index, server.url)
    assert made.server == server.url and not list(index.rglob("chroma.sqlite3"))
    assert not fault(made, EMBEDDER, index)
    assert due(archive, EMBEDDER, index) == "place", "no server is used that the setting names not"
    assert not due(archive, EMBEDDER, index, server.url)
    with ServedCollection.open(server.url, made.collection, made.count) as held:
        assert held.manifest()["embedder"] == EMBEDDER.name
        raw = held._collection.get(limit=3, include=["documents", "metadatas"])
        assert raw["documents"] in (None, [None] * 3) and raw["metadatas"] in (None, [None] * 3)
    asking, alone = _index(archive, index, server.url), _index(archive, index, None)
    assert _nearest(asking) == _nearest(alone)
    assert asking._view is not None and alone._view is None
    assert _build(archive, index, server.url).collection == made.collection


def test_what_is_no_longer_current_goes(
    server: ChromaServer, archive: Archive, fill: Fill, index: Path
) -> None:
    first = _build(fill(5), index, server.url)
    second = _build(fill(3, first=50), index, server.url)
    assert first.collection != second.collection
    assert standing(server.url, first.collection).state == "gone"
    assert standing(server.url, second.collection).count == second.count
    assert list(archive.facts("served:")) == [f"served:{second.collection}"]


def test_two_workspaces_share_and_only_the_maker_deletes(
    server: ChromaServer, fill: Fill, archive: Archive, index: Path, tmp_path: Path
) -> None:
    made = _build(fill(6), index, server.url)
    shutil.copy(tmp_path / "archive.db", tmp_path / "other.db")
    with Archive.open(tmp_path / "other.db") as other:
        with other.change() as change:
            change.put_fact(f"served:{made.collection}", None)  # it did not make it
            change.none_current()
        again = _build(other, tmp_path / "elsewhere", server.url)
        assert again.collection == made.collection
        assert not other.facts("served:")
        other.remove(other.rows()[0].id)
        newer = _build(other, tmp_path / "elsewhere", server.url)
        assert newer.collection != made.collection
    assert standing(server.url, made.collection).count == made.count


def test_half_a_collection_is_made_whole(server: ChromaServer, fill: Fill, index: Path) -> None:
    archive = fill(8)
    whole = gather(archive, EMBEDDER)
    ids = [one.decode() for one in whole.sections.id]
    name = collection_name(EMBEDDER.name, CHUNKING, ids, whole.matrix)
    ServedCollection.build(server.url, name, {"chunking": 1}, ids[:40], whole.matrix[:40]).close()
    made = _build(archive, index, server.url)
    assert made.collection == name and standing(server.url, name).count == len(ids) == made.count


def test_a_server_killed_between_two_queries(
    server: ChromaServer,
    fill: Fill,
    index: Path,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = fill(30)
    _build(archive, index, server.url)
    clock = Clock()
    asking = _index(archive, index, server.url, clock)
    right = _nearest(asking)
    server.kill()
    assert _nearest(asking) == right and asking._view is None
    assert len(told) == 1 and server.url in told[0] and "does not answer" in told[0]
    with monkeypatch.context() as patching:
        patching.setattr("draftkit.index.served.open_collection", pytest.fail)
        assert _nearest(asking) == right and len(told) == 1, "left alone for a while"
    server.start()
    assert _nearest(asking) == right and asking._view is None
    clock.now += 31
    assert _nearest(asking) == right and asking._view is not None, "asked again in this process"
    assert not due(archive, EMBEDDER, index, server.url)


def test_a_server_that_lost_its_data(
    server: ChromaServer, fill: Fill, index: Path, told: list[str]
) -> None:
    archive = fill(12)
    made = _build(archive, index, server.url)
    clock = Clock()
    asking = _index(archive, index, server.url, clock)
    right = _nearest(asking)
    server.lose_everything()
    assert _nearest(asking) == right
    assert "no longer holds" in told[0]
    assert due(archive, EMBEDDER, index, server.url) == "server", "the next writer builds it anew"
    assert _build(archive, index, server.url).collection == made.collection
    clock.now += 31
    assert _nearest(asking) == right and asking._view is not None


def test_a_server_that_cannot_be_built_on(
    server: ChromaServer, fill: Fill, archive: Archive, index: Path
) -> None:
    fill(4)
    server.kill()
    try:
        with pytest.raises(ArchiveError) as caught:
            _build(archive, index, server.url)
        assert server.url in str(caught.value) and caught.value.exit_code == 2
        assert archive.generation() is None
        assert standing(server.url, "draftkit-x").state == "unknown"
    finally:
        server.start()
    assert _build(archive, index, server.url).server == server.url


def test_wrong_ids_change_no_answer(
    server: ChromaServer, fill: Fill, index: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    archive = fill(12)
    _build(archive, index, server.url)
    asking = _index(archive, index, server.url)
    right = _nearest(asking)
    monkeypatch.setattr(
        ServedCollection, "nearest", lambda self, vector, count: [f"x{at}" for at in range(count)]
    )
    assert _nearest(asking) == right and len(told) == 1


def test_a_server_that_says_nothing_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A liveness bound: chromadb's own client would wait for ever."""
    monkeypatch.setattr("draftkit.index.served.ANSWER", 0.3)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        started = time.monotonic()
        with pytest.raises(ServedFault):
            ServedCollection(f"http://127.0.0.1:{mute.getsockname()[1]}", "draftkit-x")
        assert time.monotonic() - started < ENDS


def test_a_token_is_sent_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.embedding_server import EmbeddingServer

    monkeypatch.setenv(TOKEN, "geheim")
    with EmbeddingServer() as other:  # any server that is no Chroma server
        found = standing(f"http://127.0.0.1:{other.port}", "draftkit-x")
        assert found.state == "unknown" and "geheim" not in repr(found)
        with pytest.raises(ServedFault) as caught:
            ServedCollection(f"http://127.0.0.1:{other.port}", "draftkit-x")
        assert "geheim" not in str(caught.value)
