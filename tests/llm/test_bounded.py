"""Every request ends: a server may drip, flood, pack or send on, on loopback."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from draftkit.errors import DraftkitError, EmbedderError, ModelError
from draftkit.llm import OpenAIChat, OpenAIEmbeddings
from draftkit.llm.bounded import AnswerTooLong, BoundedClient
from tests.odd_server import DRIPPING, ENDS, drips, says, whole
from tests.odd_server import OddServer as Server

KEY = "sk-" + "geheim"
TEXT = "组织开展志愿服务活动。"


def _client(seconds: float = 0.4, most: int = 1000) -> BoundedClient:
    return BoundedClient(seconds=seconds, connect=seconds, most=most)


@pytest.mark.parametrize("where", DRIPPING)
def test_a_dripping_answer_ends_in_time(where: str) -> None:
    with drips(*DRIPPING[where]) as server, _client() as client:
        started = time.monotonic()
        with pytest.raises(httpx.TimeoutException):
            client.get(server.url)
        assert 0.2 < time.monotonic() - started < ENDS


def test_each_request_has_its_own_time_and_none_is_none() -> None:
    def slowly(server: Server, path: str) -> Any:
        server.stop.wait(0.2)
        yield whole(b"{}")

    with Server(slowly) as server, _client() as client:
        for _ in range(3):
            assert client.get(server.url).json() == {}
        client.limit(-1)
        with pytest.raises(httpx.TimeoutException):
            client.get(server.url)
        assert len(server.asked) == 3


def test_a_name_that_is_looked_up_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    held = threading.Event()
    monkeypatch.setattr("socket.create_connection", lambda *_, **__: held.wait(10))
    started = time.monotonic()
    with _client() as client, pytest.raises(httpx.ConnectTimeout):
        client.get("http://127.0.0.1:9/")
    held.set()
    assert time.monotonic() - started < ENDS


def test_one_who_does_not_read_is_given_up() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as deaf, _client() as client:
        started = time.monotonic()
        with pytest.raises(httpx.TimeoutException):
            client.post(f"http://127.0.0.1:{deaf.getsockname()[1]}", content=b"x" * (32 << 20))
        assert time.monotonic() - started < ENDS


def test_a_long_body_is_not_read_and_a_packed_one_not_unpacked() -> None:
    with says(b" " * 1001) as server, _client() as client, pytest.raises(AnswerTooLong):
        client.get(server.url)
    with says(b" " * 998 + b"{}") as server, _client() as client:
        assert client.get(server.url).json() == {}
    packed = gzip.compress(b" " * 1_000_000)[:900]
    zipped = says(packed, more="Content-Encoding: gzip\r\n")
    with zipped as server, _client() as client, pytest.raises(httpx.DecodingError):
        client.get(server.url)


def _embed(url: str, timeout: float = 5.0) -> Any:
    made = OpenAIEmbeddings("bge", base_url=url, api_key=KEY, timeout=timeout, retries=0)
    return made.embed([TEXT])


def _chat(url: str, timeout: float = 5.0) -> Any:
    made = OpenAIChat("tiny", base_url=url, api_key=KEY, timeout=timeout, retries=0)
    return made.complete([{"role": "user", "content": TEXT}])


Ask = Callable[..., Any]
BOTH = pytest.mark.parametrize(("ask", "area"), [(_embed, "embed"), (_chat, "llm")])


@BOTH
@pytest.mark.parametrize("where", DRIPPING)
def test_a_model_server_that_drips_is_late(ask: Ask, area: str, where: str) -> None:
    with drips(*DRIPPING[where]) as server:
        started = time.monotonic()
        with pytest.raises(DraftkitError) as caught:
            ask(server.url, timeout=0.4)
        assert caught.value.key == f"{area}.timeout"
        assert time.monotonic() - started < ENDS


@BOTH
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_text_follows_a_redirect(ask: Ask, area: str, status: int) -> None:
    with says(b"{}") as other:
        sending = says(b"", status, f"Location: {other.url}/elsewhere\r\n")
        with sending as server, pytest.raises(DraftkitError) as caught:
            ask(server.url)
        assert caught.value.key == f"{area}.redirected"
        assert server.url in str(caught.value) and str(status) in str(caught.value)
        assert not other.asked


@BOTH
def test_a_flood_is_one_error(ask: Ask, area: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftkit.llm.connecting.MOST_BYTES", 1000)
    with says(b" " * 2000) as server, pytest.raises(DraftkitError) as caught:
        ask(server.url)
    assert caught.value.key == f"{area}.unusable"


DEEP = b"[" * 200_000 + b"]" * 200_000
ANSWERS = [DEEP, b"[]", b"null", b'"x"', b"7", b"", b"\xff\xfe", b"9" * 5000, b'{"data":7}']


@BOTH
@pytest.mark.parametrize("body", ANSWERS, ids=range(len(ANSWERS)))
def test_any_answer_is_an_answer_or_one_error(ask: Ask, area: str, body: bytes) -> None:
    with says(body) as server, pytest.raises((EmbedderError, ModelError)) as caught:
        ask(server.url)
    assert caught.value.key == f"{area}.unusable" and "\n" not in str(caught.value)


ROWS = [
    b'{"index":[0],"embedding":[1.0,2.0]}',
    b'{"index":{},"embedding":[1.0,2.0]}',
    b'{"index":false,"embedding":[1.0,2.0]}',
    b'{"index":0,"embedding":[1' + b"0" * 400 + b",1]}",
    b'{"index":0,"embedding":[1e300,1]}',
    b'{"index":0,"embedding":[{},1]}',
    b'{"index":0,"embedding":' + b"[" * 500 + b"]" * 500 + b"}",
    b"7",
    b"null",
]


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_any_row_of_vectors_is_one_error(row: bytes) -> None:
    body = b'{"object":"list","model":"x","usage":{},"data":[' + row + b"]}"
    with says(body) as server, pytest.raises(EmbedderError) as caught:
        _embed(server.url)
    assert caught.value.key == "embed.unusable"


CHATS = [
    b'{"choices":7}',
    b'{"choices":{"0":1}}',
    b'{"choices":"x"}',
    b'{"choices":[[]]}',
    b'{"choices":[{"message":{"content":["x"]}}]}',
]


@pytest.mark.parametrize("body", CHATS, ids=range(len(CHATS)))
def test_any_choices_are_one_error(body: bytes) -> None:
    with says(body) as server, pytest.raises(ModelError) as caught:
        _chat(server.url)
    assert caught.value.key == "llm.unusable"


def test_odd_counts_of_tokens_are_none() -> None:
    body = (
        b'{"choices":[{"message":{"content":"x"},"finish_reason":[1]}],'
        b'"usage":{"prompt_tokens":"many","completion_tokens":-1}}'
    )
    with says(body) as server:
        reply = _chat(server.url)
    assert (reply.text, reply.finish, reply.usage.prompt, reply.usage.completion) == (
        "x", "stop", 0, 0,
    )  # fmt: skip
