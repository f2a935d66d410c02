"""The embedder over HTTP: what it sends, what it makes of answers, and every way a server fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from draftkit.errors import EmbedderError
from draftkit.llm import OpenAIEmbeddings
from draftkit.llm.openai_embeddings import LONGEST, MOST_CHARACTERS, MOST_TEXTS
from tests.embedding_server import EmbeddingServer

KEY = "sk-绝密".encode().hex()
TEXTS = ["组织开展志愿服务活动。", "", "加强组织领导，压实责任。", "——！"]


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as made:
        yield made


def _client(server: EmbeddingServer, **more: Any) -> OpenAIEmbeddings:
    return OpenAIEmbeddings("bge", base_url=server.url, api_key=KEY, retries=0, **more)


@pytest.mark.parametrize("packed", [False, True], ids=["floats", "base64"])
def test_rows_of_length_1_in_the_order_asked(server: EmbeddingServer, packed: bool) -> None:
    server.packed = packed
    client = _client(server)
    assert client.dim == 0
    rows = client.embed(TEXTS)
    assert rows.dtype == np.float32 and rows.shape == (4, 64)
    assert (client.dim, client.name) == (64, "openai:bge@64")
    assert not rows[1].any() and not rows[3].any(), "what says nothing is not sent"
    assert [request["input"] for request in server.requests] == [[TEXTS[0], TEXTS[2]]]
    for row, text in ((0, TEXTS[0]), (2, TEXTS[2])):
        wanted = np.array(server.vector(text))
        assert np.allclose(rows[row], wanted / np.linalg.norm(wanted), atol=1e-6)
    assert server.keys == [f"Bearer {KEY}"]


def test_requests_are_bounded(server: EmbeddingServer) -> None:
    _client(server).embed(["志愿服务"] * (2 * MOST_TEXTS + 1))
    assert [len(request["input"]) for request in server.requests] == [MOST_TEXTS, MOST_TEXTS, 1]
    server.requests.clear()
    _client(server).embed(["文" * LONGEST] * MOST_TEXTS)
    for request in server.requests:
        assert sum(map(len, request["input"])) <= MOST_CHARACTERS


def test_a_long_text_is_all_sent(server: EmbeddingServer) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(2 * LONGEST + 5))
    row = _client(server).embed([text])[0]
    sent = [piece for request in server.requests for piece in request["input"]]
    assert "".join(sent) == text and max(map(len, sent)) <= LONGEST and len(sent) == 3
    assert abs(float(np.linalg.norm(row)) - 1) < 1e-5


def test_nothing_to_embed_asks_nothing(server: EmbeddingServer) -> None:
    assert _client(server).embed([]).shape == (0, 0)
    assert _client(server, dim=64).embed(["", "。"]).shape == (2, 64)
    assert not server.requests


def _without_one(answer: dict[str, Any]) -> Any:
    return {**answer, "data": answer["data"][1:]}


def _with(value: Any) -> Callable[[dict[str, Any]], Any]:
    def change(answer: dict[str, Any]) -> Any:
        answer["data"][0]["embedding"] = value
        return answer

    return change


def _unnumbered(answer: dict[str, Any]) -> Any:
    for row in answer["data"]:
        row["index"] = 0
    return answer


SPOILT = {
    "too few": _without_one,
    "not a number": _with([float("nan")] * 64),
    "infinite": _with([float("inf")] * 64),
    "zeros": _with([0.0] * 64),
    "shorter": _with([1.0] * 63),
    "words": _with(["一"] * 64),
    "no base64": _with("这不是base64"),
    "half a number": _with("AAAAAAA="),
    "nested": _with([[1.0] * 64]),
    "null": _with(None),
    "all number 0": _unnumbered,
    "no data": lambda answer: {"object": "list"},
    "data null": lambda answer: {**answer, "data": None},
    "a chat": lambda answer: {"choices": []},
    "a page": lambda answer: "<html>welcome</html>",
    "a list": lambda answer: [1, 2],
}


@pytest.mark.parametrize("kind", SPOILT)
def test_an_answer_that_cannot_be_used_is_one_error(server: EmbeddingServer, kind: str) -> None:
    server.spoil = SPOILT[kind]
    with pytest.raises(EmbedderError) as caught:
        _client(server).embed([TEXTS[0], TEXTS[2]])
    assert caught.value.key == "embed.unusable", str(caught.value)
    assert server.url in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (401, "embed.refused"),
        (403, "embed.refused"),
        (404, "embed.no_model"),
        (429, "embed.busy"),
        (400, "embed.status"),
        (500, "embed.status"),
    ],
)
def test_what_a_server_refuses(server: EmbeddingServer, status: int, key: str) -> None:
    server.status = status
    with pytest.raises(EmbedderError) as caught:
        _client(server).embed(["志愿服务"])
    assert caught.value.key == key and caught.value.exit_code == 2
    assert "secret words" not in str(caught.value) and KEY not in str(caught.value)


def test_a_server_that_is_slow_or_gone(server: EmbeddingServer) -> None:
    server.delay = 0.5
    with pytest.raises(EmbedderError) as caught:
        _client(server, timeout=0.1).embed(["志愿服务"])
    assert caught.value.key == "embed.timeout"
    server.stop()
    try:
        with pytest.raises(EmbedderError) as caught:
            _client(server).embed(["志愿服务"])
        assert caught.value.key == "embed.unreachable"
    finally:
        server.start()


def test_another_length_than_before_is_refused(server: EmbeddingServer) -> None:
    client = _client(server, dim=32)
    with pytest.raises(EmbedderError):
        client.embed(["志愿服务"])
    assert client.dim == 32


def test_the_key_is_not_shown(server: EmbeddingServer) -> None:
    assert KEY not in repr(_client(server))
