"""A client for HTTP whose every request ends: in so many seconds all told, with so many bytes.

The limits of httpx are for one read each, so a server that sends a byte now and then is never late.
Here one deadline holds for a request as a whole: looking the name up, connecting, sending, the head
of the answer and its body. No redirect is followed, since a request carries text of notices to the
address that was named and to no other. Answers are taken unpacked only: a packed one may be a
thousand times as long as what came over the wire.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import httpx

_PIECE = 1 << 13
"""Bytes written at a time."""


class AnswerTooLong(httpx.TransportError):
    """The body of an answer has more bytes than are read."""


def was_unreadable(error: BaseException) -> bool:
    """Whether what a library raised goes back to an answer that is too long, or packed."""
    cause = error.__cause__
    return isinstance(cause, AnswerTooLong | httpx.DecodingError)


class BoundedClient(httpx.Client):
    """A client of httpx with bounds.

    seconds: for a request from its first step to the last byte of its answer, and for one step of
    it; may be changed between requests. connect: seconds for a connection. most: bytes of a body.
    Beyond the errors of httpx it raises AnswerTooLong; too late is a TimeoutException.
    """

    def __init__(
        self, *, seconds: float, connect: float, most: int, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(headers=headers, follow_redirects=False)
        self.headers["Accept-Encoding"] = "identity"
        self.connect = connect
        self.most = most
        self.limit(seconds)

    def limit(self, seconds: float) -> None:
        """Seconds for each request from now on; with none left every request is late."""
        self.seconds = seconds
        self.timeout = httpx.Timeout(max(seconds, 0.0), connect=max(min(self.connect, seconds), 0))

    def _transport_for_url(self, url: httpx.URL) -> httpx.BaseTransport:
        """The transport that httpx takes, a proxy's as well, with the bounds about it."""
        return _Bounded(super()._transport_for_url(url), self.seconds, self.most)


_now = threading.local()
"""`_now.until`: when the request that this thread is at must end, by the monotonic clock."""


def _left(timeout: float | None) -> float | None:
    """What a step may take. Raises ReadTimeout when nothing is left of the request's time."""
    until: float | None = getattr(_now, "until", None)
    if until is None:
        return timeout
    left = until - time.monotonic()
    if left <= 0:
        raise httpx.ReadTimeout("no whole answer in time")
    return left if timeout is None else min(left, timeout)


class _Bounded(httpx.BaseTransport):
    """A transport for one request."""

    def __init__(self, inner: httpx.BaseTransport, seconds: float, most: int) -> None:
        self._inner = inner
        self._until = time.monotonic() + seconds
        self._most = most

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        _hold_steps(self._inner)
        _now.until = self._until
        try:
            _left(None)
            answer = self._inner.handle_request(request)
        finally:
            _now.until = None
        if answer.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            answer.close()
            raise httpx.DecodingError("a packed answer")
        answer.stream = _Body(answer.stream, self._until, self._most)
        return answer


class _Body(httpx.SyncByteStream):
    """A body as it comes in, counted."""

    def __init__(self, inner: Any, until: float, most: int) -> None:
        self._inner = inner
        self._until = until
        self._most = most

    def __iter__(self) -> Iterator[bytes]:
        parts = iter(self._inner)
        length = 0
        while True:
            _now.until = self._until
            try:
                _left(None)
                part = next(parts, None)
            finally:
                _now.until = None
            if part is None:
                return
            length += len(part)
            if length > self._most:
                raise AnswerTooLong(f"more than {self._most} bytes")
            yield part

    def close(self) -> None:
        self._inner.close()


def _hold_steps(transport: httpx.BaseTransport) -> None:
    """Let every step on the network below a transport know the deadline. httpx has no open way to
    it; where a transport is of another make, its body is bounded all the same."""
    pool: Any = getattr(transport, "_pool", None)
    below = getattr(pool, "_network_backend", None)
    if below is not None and not isinstance(below, _Network):
        pool._network_backend = _Network(below)


class _Network:
    """A network backend of httpcore that is held to the deadline."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **more: Any) -> Any:
        """In a thread: looking a name up cannot be told to end, and a name may have many addresses,
        each with a timeout of its own."""
        timeout = _left(timeout)
        return _Stream(
            _in_time(lambda: self._inner.connect_tcp(host, port, timeout=timeout, **more), timeout)
        )


def _in_time(make: Callable[[], Any], timeout: float | None) -> Any:
    """What `make` opens; when it opens it too late, it is closed again."""
    made: Future[Any] = Future()

    def work() -> None:
        try:
            made.set_result(make())
        except BaseException as error:  # noqa: BLE001  handed over to who waits
            made.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        return made.result(timeout)
    except TimeoutError:
        made.add_done_callback(lambda late: late.exception() or late.result().close())
        raise httpx.ConnectTimeout("no connection in time") from None


class _Stream:
    """A network stream of httpcore that is held to the deadline."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def read(self, max_bytes: int, timeout: float | None = None) -> Any:
        """See httpcore."""
        return self._inner.read(max_bytes, timeout=_left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """See httpcore; in small pieces, since a piece may wait several times for the other side."""
        for at in range(0, len(buffer), _PIECE):
            self._inner.write(buffer[at : at + _PIECE], timeout=_left(timeout))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> Any:
        """See httpcore."""
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))
