"""Vectors from any server with the OpenAI embeddings interface.

Works with openai 2 and 3. Floats are asked for, base64 is understood: some servers send one
whatever is asked. The package takes over a second to import, so the first call loads it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from draftkit.errors import EmbedderError
from draftkit.llm.connecting import ODD, connected
from draftkit.messages import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

LONGEST = 480
"""Characters of a text that are sent in one piece. Common Chinese embedding models read 512 tokens,
about a character each, and servers refuse more; a longer text is sent as even pieces, and its vector
is the sum of theirs weighed by length. Part of what a name stands for: another value, another name."""

MOST_TEXTS = 32
MOST_CHARACTERS = 12_000
"""Bounds of one request."""

CONNECT = 3.0
"""Seconds to wait for a connection; a server that is there takes it at once."""

_MOST_DIMENSIONS = 16_384


class OpenAIEmbeddings:
    """An embedder behind `base_url`; it satisfies the port `Embedder` of the index.

    name: "openai:MODEL@DIM", never the address: the same model served from elsewhere is the same.
    dim: 0 until the first answer when nobody knows it; then every vector must have that length.
    timeout: seconds for one try of one request, from connecting to the last byte; a failed one is
    tried `retries` times more. No redirect is followed: the texts go to the address given. The key
    is kept out of `repr` and of every error.
    """

    remote = True

    def __init__(
        self,
        model: str,
        *,
        base_url: str,
        api_key: str | None = None,
        timeout: float = 30.0,
        retries: int = 1,
        dim: int = 0,
    ) -> None:
        self.model = model
        self.base_url = base_url
        self.timeout = timeout
        self.retries = retries
        self.dim = dim
        self._api_key = api_key
        self._client: Any = None

    def __repr__(self) -> str:
        return f"OpenAIEmbeddings({self.model!r}, base_url={self.base_url!r}, dim={self.dim})"

    @property
    def name(self) -> str:
        """What its vectors are stored under."""
        return f"openai:{self.model}@{self.dim}"

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One float32 row a text, of length 1; zeros for a text without a letter, which is not
        sent. Raises EmbedderError: nothing listens there, no answer in time, key or model refused,
        the server busy or failing, an answer that is not so many vectors of finite numbers."""
        import numpy as np

        owners: list[int] = []
        pieces: list[str] = []
        for row, text in enumerate(texts):
            for piece in _pieces(text):
                owners.append(row)
                pieces.append(piece)
        parts = [self._asked(part) for part in _batches(pieces)]
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        if parts:
            weights = np.array([len(piece) for piece in pieces], dtype=np.float32)
            np.add.at(out, owners, np.concatenate(parts) * weights[:, None])
        lengths = np.sqrt((out * out).sum(axis=1, keepdims=True))
        unit: Matrix = out / np.maximum(lengths, 1e-12, dtype=np.float32)
        return unit

    def _asked(self, pieces: Sequence[str]) -> Matrix:
        """The vectors of one request, of length 1."""
        import openai

        try:
            answer = self._connected().embeddings.create(
                model=self.model, input=list(pieces), encoding_format="float"
            )
            return self._read(answer, len(pieces))
        except openai.OpenAIError as error:
            raise self._as_embedder_error(error) from None
        except ODD:
            raise self._unusable(say("embed.no_answer")) from None

    def _read(self, answer: Any, wanted: int) -> Matrix:
        import numpy as np

        rows = getattr(answer, "data", None)
        if not isinstance(rows, list):
            raise self._unusable(say("embed.no_answer"))
        if len(rows) != wanted:
            raise self._unusable(say("embed.bad_count", got=len(rows), wanted=wanted))
        numbered = [getattr(row, "index", None) for row in rows]
        if any(type(at) is not int for at in numbered) or set(numbered) != set(range(wanted)):
            raise self._unusable(say("embed.bad_order"))
        placed = {row.index: getattr(row, "embedding", None) for row in rows}
        vectors = [self._numbers(placed[at]) for at in range(wanted)]
        dim = self.dim or len(vectors[0])
        for vector in vectors:
            if len(vector) != dim or dim > _MOST_DIMENSIONS:
                raise self._unusable(say("embed.bad_length", got=len(vector), wanted=dim))
        matrix = np.stack(vectors)
        with np.errstate(over="ignore", invalid="ignore"):
            lengths = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
        if not np.isfinite(lengths).all() or not (lengths > 0).all():
            raise self._unusable(say("embed.bad_numbers"))
        self.dim = dim
        unit: Matrix = (matrix / lengths).astype(np.float32)
        return unit

    def _numbers(self, sent: Any) -> Any:
        """A vector as sent, a list of numbers or base64 of little-endian float32."""
        import numpy as np

        try:
            if isinstance(sent, str):
                raw = base64.b64decode(sent, validate=True)
                vector = np.frombuffer(raw, dtype="<f4").astype(np.float64)
            else:
                vector = np.array(sent, dtype=np.float64)
        except (TypeError, ValueError, ArithmeticError, RecursionError, binascii.Error):
            raise self._unusable(say("embed.bad_numbers")) from None
        if vector.ndim != 1 or not vector.size:
            raise self._unusable(say("embed.bad_numbers"))
        return vector

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

    def _unusable(self, reason: str) -> EmbedderError:
        return EmbedderError("embed.unusable", url=self.base_url, model=self.model, reason=reason)

    def _as_embedder_error(self, error: Exception) -> EmbedderError:
        """The error in our terms. The server's own words stay out: they may quote a text or parts
        of the key."""
        import openai

        from draftkit.llm.bounded import was_unreadable

        url = self.base_url
        if was_unreadable(error):
            return self._unusable(say("embed.unreadable"))
        if isinstance(error, openai.APITimeoutError):
            return EmbedderError("embed.timeout", url=url, seconds=f"{self.timeout:g}")
        if isinstance(error, openai.APIConnectionError):
            return EmbedderError("embed.unreachable", url=url)
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            return EmbedderError("embed.refused", url=url)
        if isinstance(error, openai.NotFoundError):
            return EmbedderError("embed.no_model", url=url, model=self.model)
        if isinstance(error, openai.RateLimitError):
            return EmbedderError("embed.busy", url=url)
        if isinstance(error, openai.APIStatusError) and 300 <= error.status_code < 400:
            return EmbedderError("embed.redirected", url=url, status=error.status_code)
        if isinstance(error, openai.APIStatusError):
            return EmbedderError("embed.status", url=url, status=error.status_code)
        return self._unusable(say("embed.no_answer"))


def _pieces(text: str) -> Iterator[str]:
    """A text in even pieces of at most LONGEST characters; none of one that says nothing."""
    said = text.strip()
    if not any(char.isalnum() for char in said):
        return
    count = -(-len(said) // LONGEST)
    for at in range(count):
        yield said[at * len(said) // count : (at + 1) * len(said) // count]


def _batches(pieces: Sequence[str]) -> Iterator[Sequence[str]]:
    """Pieces in requests within the bounds."""
    first, held = 0, 0
    for at, piece in enumerate(pieces):
        if at > first and (at - first == MOST_TEXTS or held + len(piece) > MOST_CHARACTERS):
            yield pieces[first:at]
            first, held = at, 0
        held += len(piece)
    if first < len(pieces):
        yield pieces[first:]
