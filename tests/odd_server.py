"""A server on loopback that answers with whatever bytes a test wants, as slowly as it wants."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from types import TracebackType


class OddServer:
    """Each request is answered with the parts that `answer(path)` yields and the connection closed.

    asked: method, path and body of every request. `stop` is set at the end, for a part that waits.
    """

    def __init__(self, answer: Callable[[OddServer, str], Iterator[bytes]]) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str, bytes]] = []
        self.stop = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]

    def _accept(self) -> None:
        while not self.stop.is_set():
            connection, _ = self._listening.accept()
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as read:
            line = read.readline().decode("ascii").split()
            if len(line) < 2:
                return
            length = 0
            while (head := read.readline().strip()) != b"":
                name, _, value = head.decode("latin-1").partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            self.asked.append((line[0], line[1], read.read(length)))
            try:
                for part in self.answer(self, line[1]):
                    connection.sendall(part)
            except OSError:  # the client gave up, as a test wants it to
                return

    def __enter__(self) -> OddServer:
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop.set()
        socket.create_connection(self._listening.getsockname()).close()
        for thread in self._threads:
            thread.join()
        self._listening.close()


def whole(body: bytes, status: int = 200, more: str = "") -> bytes:
    """An answer of JSON."""
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nConnection: close\r\n{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def says(body: bytes, status: int = 200, more: str = "") -> OddServer:
    """A server that always answers so."""
    return OddServer(lambda server, path: iter([whole(body, status, more)]))


def drips(before: bytes, part: bytes = b" ") -> OddServer:
    """A server that sends a part of an answer every twentieth of a second and never ends."""

    def answer(server: OddServer, path: str) -> Iterator[bytes]:
        yield before
        while not server.stop.wait(0.05):
            yield part

    return OddServer(answer)


BODY = b"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n"
DRIPPING = {
    "body": (BODY, b" "),
    "head": (b"HTTP/1.1 200 X\r\nX-Long: ", b"x"),
    "interim": (b"", b"HTTP/1.1 102 X\r\n\r\n"),
}
"""Where a server may drip: what it sends first, and then again and again."""

ENDS = 60.0
"""Seconds within which a request must have ended where, without a bound, it never would: not a
measure of speed, so it leaves room for a busy machine and for loading a library."""
