"""A model that answers from a list: for tests, and for trying things out without a server."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from draftkit.errors import ModelError
from draftkit.llm.port import ChatReply, Message, Usage


@dataclass(frozen=True)
class Call:
    """One call as it reached the model."""

    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None
    max_tokens: int
    temperature: float


class ScriptedChat:
    """Gives its replies in order, and keeps in `history` what it was asked.

    A reply may be a text, a ChatReply, or an exception, which is raised.
    """

    def __init__(self, replies: Iterable[str | ChatReply | Exception] = ()) -> None:
        self._replies = deque(replies)
        self.history: list[Call] = []

    def enqueue(self, *replies: str | ChatReply | Exception) -> None:
        """Add replies after those still waiting."""
        self._replies.extend(replies)

    def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any] | None = None,
        max_tokens: int = 1024,
        temperature: float = 0.0,
    ) -> ChatReply:
        """The next reply of the script; its usage counts characters. Raises ModelError when the
        script is at its end."""
        self.history.append(Call(tuple(messages), schema, max_tokens, temperature))
        if not self._replies:
            raise ModelError("llm.script_ended", calls=len(self.history))
        reply = self._replies.popleft()
        if isinstance(reply, Exception):
            raise reply
        if isinstance(reply, ChatReply):
            return reply
        asked = sum(len(message["content"]) for message in messages)
        return ChatReply(reply, Usage(prompt=asked, completion=len(reply)))
