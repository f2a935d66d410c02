"""What draftkit asks of a language model: messages in, one text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypedDict, runtime_checkable


class Message(TypedDict):
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Usage:
    """Tokens of one call as the server counted them; 0 where it does not say."""

    prompt: int = 0
    completion: int = 0


@dataclass(frozen=True)
class ChatReply:
    """A model's answer. `finish` is "stop", or "length" when the answer was cut at max_tokens."""

    text: str
    usage: Usage = field(default_factory=Usage)
    finish: str = "stop"


@runtime_checkable
class ChatModel(Protocol):
    """Anything that can answer a conversation."""

    def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any] | None = None,
        max_tokens: int = 1024,
        temperature: float = 0.0,
    ) -> ChatReply:
        """The next turn. With a JSON `schema` the answer is asked to be such a document, but
        servers differ in keeping to it: the caller checks. Raises ModelError."""
        ...
