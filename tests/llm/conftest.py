"""A real HTTP server on loopback that speaks as much of the OpenAI interface as the adapter uses."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class ModelServer:
    """Answers every chat completion with `status` and `body` after `delay` seconds."""

    def __init__(self) -> None:
        self.status = 200
        self.body: Any = None
        self.answer("好的。")
        self.delay = 0.0
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                owner.requests.append({"path": self.path, **json.loads(self.rfile.read(length))})
                owner.keys.append(self.headers["Authorization"])
                time.sleep(owner.delay)
                text = owner.body if isinstance(owner.body, str) else json.dumps(owner.body)
                data = text.encode("utf-8")
                kind = "text/html" if isinstance(owner.body, str) else "application/json"
                try:
                    self.send_response(owner.status)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except ConnectionError:  # the client gave up waiting, as a test wants it to
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Silent."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/v1"

    def answer(self, text: str | None, finish: str = "stop") -> None:
        """Answer with a chat completion as servers send it."""
        message = {"role": "assistant", "content": text}
        self.body = {
            "id": "c1",
            "object": "chat.completion",
            "created": 0,
            "model": "tiny",
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10},
        }


@pytest.fixture
def server() -> Iterator[ModelServer]:
    made = ModelServer()
    thread = threading.Thread(target=made.http.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    made.http.shutdown()
    made.http.server_close()
    thread.join()
