"""A real HTTP server on loopback with the OpenAI embeddings interface, and as many ways to fail."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


class EmbeddingServer:
    """Vectors are sums over pairs of characters, told apart by `model`: texts that share words are
    near, and another model's vectors are of another space.

    status: what every request is answered with. delay: seconds before. packed: send base64.
    spoil: changes an answer before it is sent.
    """

    def __init__(self, dim: int = 64) -> None:
        self.dim = dim
        self.model = "甲"
        self.status = 200
        self.delay = 0.0
        self.packed = False
        self.spoil: Callable[[dict[str, Any]], Any] = lambda answer: answer
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.port = 0
        self.http: ThreadingHTTPServer
        self._thread: threading.Thread

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def vector(self, text: str) -> list[float]:
        """The vector of a text; not of length 1, as some servers send them."""
        out = [0.0] * self.dim
        for at in range(len(text)):
            digest = hashlib.sha256(f"{self.model}{text[at : at + 2]}".encode()).digest()
            out[int.from_bytes(digest[:4]) % self.dim] += 1.0 if digest[4] & 1 else -1.0
        return [3.0 * (value + 0.001) for value in out]

    def _answer(self, asked: dict[str, Any]) -> Any:
        data: list[dict[str, Any]] = []
        for index, text in enumerate(asked["input"]):
            sent: Any = self.vector(text)
            if self.packed:
                sent = base64.b64encode(struct.pack(f"<{len(sent)}f", *sent)).decode("ascii")
            data.append({"object": "embedding", "index": index, "embedding": sent})
        data.reverse()  # the order of an answer says nothing, its numbers do
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return self.spoil({"object": "list", "data": data, "model": asked["model"], "usage": usage})

    def start(self) -> None:
        """Listen, on the port it had before if it was stopped."""
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                owner.requests.append(asked)
                owner.keys.append(self.headers["Authorization"])
                time.sleep(owner.delay)
                said = owner._answer(asked) if owner.status == 200 else {"error": "secret words"}
                data = (said if isinstance(said, str) else json.dumps(said)).encode("utf-8")
                try:
                    self.send_response(owner.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except ConnectionError:  # the client gave up waiting, as a test wants it to
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Silent."""

        self.http = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.http.server_address[1]
        self._thread = threading.Thread(target=self.http.serve_forever, args=(0.05,))
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self.http.shutdown()
        self.http.server_close()
        self._thread.join()

    def __enter__(self) -> EmbeddingServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
