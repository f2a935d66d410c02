"""The adapter to servers with the OpenAI interface, and the only importer of `openai`.

The package takes over a second to import, so it is loaded by the first call. Works with openai 2
and 3: only the client class, its error classes and the shape of a chat completion are used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from draftkit.errors import ModelError
from draftkit.llm.connecting import ODD, connected
from draftkit.llm.port import ChatReply, Message, Usage

CONNECT = 10.0
"""Seconds to wait for a connection."""


class OpenAIChat:
    """A chat model behind `base_url` (None: what the openai package takes by itself).

    timeout: seconds for one try, from connecting to the last byte; a failed connection or a busy
    server is tried `retries` times more. No redirect is followed: the conversation goes to the
    address given. The key is kept out of `repr` and out of every error.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        timeout: float = 60.0,
        retries: int = 1,
    ) -> None:
        self.model = model
        self.base_url = base_url
        self.timeout = timeout
        self.retries = retries
        self._api_key = api_key
        self._client: Any = None

    def __repr__(self) -> str:
        return f"OpenAIChat({self.model!r}, base_url={self.base_url!r})"

    def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any] | None = None,
        max_tokens: int = 1024,
        temperature: float = 0.0,
    ) -> ChatReply:
        """One chat completion. Raises ModelError: nothing listens there, no answer in time, the
        key or the model refused, the server busy or failing, an answer without text."""
        import openai

        wanted: dict[str, Any] = {}
        if schema is not None:
            wanted["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "schema": dict(schema), "strict": True},
            }
        try:
            answer = self._connected().chat.completions.create(
                model=self.model,
                messages=list(messages),
                max_tokens=max_tokens,
                temperature=temperature,
                **wanted,
            )
            return self._read(answer)
        except openai.OpenAIError as error:
            raise self._as_model_error(error) from None
        except ODD:
            raise ModelError("llm.unusable", url=self._where()) from None

    def _connected(self) -> Any:
        if self._client is None:
            self._client = connected(
                self.base_url,
                self._api_key,
                timeout=self.timeout,
                connect=CONNECT,
                retries=self.retries,
            )
        return self._client

    def _read(self, answer: Any) -> ChatReply:
        """The text of an answer. A server that is no model server may send anything as a 200."""
        choices = getattr(answer, "choices", None)
        message = getattr(choices[0], "message", None) if choices else None
        text = getattr(message, "content", None)
        if not choices or not isinstance(text, str):
            raise ModelError("llm.unusable", url=self._where())
        used = getattr(answer, "usage", None)
        usage = Usage(
            prompt=_counted(getattr(used, "prompt_tokens", 0)),
            completion=_counted(getattr(used, "completion_tokens", 0)),
        )
        finish = getattr(choices[0], "finish_reason", None)
        return ChatReply(text, usage, finish if finish and isinstance(finish, str) else "stop")

    def _as_model_error(self, error: Exception) -> ModelError:
        """The error in our terms. The server's own words stay out: they may quote the prompt or
        parts of the key."""
        import openai

        from draftkit.llm.bounded import was_unreadable

        if was_unreadable(error):
            return ModelError("llm.unusable", url=self._where())
        if isinstance(error, openai.APITimeoutError):
            return ModelError("llm.timeout", url=self._where(), seconds=f"{self.timeout:g}")
        if isinstance(error, openai.APIConnectionError):
            return ModelError("llm.unreachable", url=self._where())
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            return ModelError("llm.refused", url=self._where())
        if isinstance(error, openai.NotFoundError):
            return ModelError("llm.no_model", url=self._where(), model=self.model)
        if isinstance(error, openai.RateLimitError):
            return ModelError("llm.busy", url=self._where())
        if isinstance(error, openai.APIStatusError) and 300 <= error.status_code < 400:
            return ModelError("llm.redirected", url=self._where(), status=error.status_code)
        if isinstance(error, openai.APIStatusError):
            return ModelError("llm.status", url=self._where(), status=error.status_code)
        return ModelError("llm.unusable", url=self._where())

    def _where(self) -> str:
        return str(self._connected().base_url)


def _counted(sent: Any) -> int:
    """A number of tokens as a server sent it; 0 for what is none."""
    return sent if type(sent) is int and sent > 0 else 0
