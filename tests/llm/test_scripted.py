"""The scripted model, which callers and tests share."""

from __future__ import annotations

import subprocess
import sys

import pytest

from draftkit.errors import ModelError
from draftkit.llm import ChatModel, ChatReply, Message, ScriptedChat, Usage

ASKED: list[Message] = [{"role": "user", "content": "写一句开头。"}]


def test_replies_come_in_order_and_calls_are_kept() -> None:
    model = ScriptedChat(["一。"])
    model.enqueue(ChatReply("二。", finish="length"))
    first = model.complete(ASKED, max_tokens=10)
    assert (first.text, first.usage) == ("一。", Usage(prompt=6, completion=2))
    assert model.complete(ASKED, schema={"type": "object"}).finish == "length"
    assert [call.max_tokens for call in model.history] == [10, 1024]
    assert model.history[1].schema == {"type": "object"}
    assert isinstance(model, ChatModel)


def test_an_exception_is_raised_and_an_ended_script_says_so() -> None:
    model = ScriptedChat([ModelError("llm.busy", url="x")])
    with pytest.raises(ModelError, match="busy"):
        model.complete(ASKED)
    with pytest.raises(ModelError) as caught:
        model.complete(ASKED)
    assert caught.value.key == "llm.script_ended"


def test_importing_the_room_does_not_load_openai() -> None:
    code = "import sys, draftkit.llm; sys.exit('openai' in sys.modules or 'httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
