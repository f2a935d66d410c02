"""The OpenAI adapter against a real server: what it sends, what it reads, how each failure reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from draftkit.errors import ModelError
from draftkit.llm import ChatModel, Message, OpenAIChat, Usage

if TYPE_CHECKING:
    from conftest import ModelServer

ASKED: list[Message] = [
    {"role": "system", "content": "你是公文起草助手。"},
    {"role": "user", "content": "写一句开头。"},
]


def chat(server: ModelServer, **options: Any) -> OpenAIChat:
    return OpenAIChat("tiny", base_url=server.url, api_key="sk-secret-123", retries=0, **options)


def test_it_is_a_chat_model(server: ModelServer) -> None:
    assert isinstance(chat(server), ChatModel)


def test_sends_the_conversation_and_reads_text_and_usage(server: ModelServer) -> None:
    reply = chat(server).complete(ASKED, max_tokens=64, temperature=0.2)
    assert reply.text == "好的。"
    assert reply.usage == Usage(prompt=7, completion=3)
    assert reply.finish == "stop"
    sent = server.requests[0]
    assert sent["path"] == "/v1/chat/completions"
    assert sent["messages"] == ASKED
    assert (sent["model"], sent["max_tokens"], sent["temperature"]) == ("tiny", 64, 0.2)
    assert "response_format" not in sent
    assert server.keys == ["Bearer sk-secret-123"]


def test_a_schema_is_sent_as_a_strict_response_format(server: ModelServer) -> None:
    schema = {"type": "object", "properties": {"text": {"type": "string"}}}
    chat(server).complete(ASKED, schema=schema)
    wanted = server.requests[0]["response_format"]
    assert wanted["type"] == "json_schema"
    assert wanted["json_schema"]["schema"] == schema
    assert wanted["json_schema"]["strict"] is True


def test_an_answer_cut_at_the_limit_says_so(server: ModelServer) -> None:
    server.answer("为深入", "length")
    assert chat(server).complete(ASKED).finish == "length"


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (401, "llm.refused"),
        (403, "llm.refused"),
        (404, "llm.no_model"),
        (429, "llm.busy"),
        (400, "llm.status"),
        (500, "llm.status"),
    ],
)
def test_each_status_has_its_message(server: ModelServer, status: int, key: str) -> None:
    server.status = status
    server.body = {"error": {"message": "提示词：写一句开头 sk-secret-123", "code": None}}
    with pytest.raises(ModelError) as caught:
        chat(server).complete(ASKED)
    assert caught.value.key == key
    assert "写一句开头" not in str(caught.value)
    assert "sk-secret" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("body", ["<html>登录</html>", {"choices": []}, {"detail": "ok"}])
def test_an_answer_without_text_is_unusable(server: ModelServer, body: Any) -> None:
    server.body = body
    with pytest.raises(ModelError) as caught:
        chat(server).complete(ASKED)
    assert caught.value.key == "llm.unusable"


def test_content_null_is_unusable(server: ModelServer) -> None:
    server.answer(None)
    with pytest.raises(ModelError, match=server.url.replace(".", r"\.")):
        chat(server).complete(ASKED)


def test_a_slow_server_times_out(server: ModelServer) -> None:
    server.delay = 1.0
    with pytest.raises(ModelError) as caught:
        chat(server, timeout=0.2).complete(ASKED)
    assert caught.value.key == "llm.timeout"
    assert "0.2" in str(caught.value)


def test_nothing_listens_there(server: ModelServer) -> None:
    nowhere = OpenAIChat("tiny", base_url="http://127.0.0.1:9/v1", retries=0, timeout=2)
    with pytest.raises(ModelError) as caught:
        nowhere.complete(ASKED)
    assert caught.value.key == "llm.unreachable"
    assert "OPENAI_BASE_URL" in str(caught.value)


def test_a_server_that_is_busy_once_is_tried_again(server: ModelServer) -> None:
    server.status = 429
    server.body = {"error": {"message": "busy"}}
    with pytest.raises(ModelError):
        OpenAIChat("tiny", base_url=server.url, retries=1).complete(ASKED)
    assert len(server.requests) == 2


def test_without_a_key_a_placeholder_is_sent_and_the_key_is_in_no_repr(server: ModelServer) -> None:
    OpenAIChat("tiny", base_url=server.url, retries=0).complete(ASKED)
    assert server.keys == ["Bearer none"]
    assert "secret" not in repr(chat(server))
