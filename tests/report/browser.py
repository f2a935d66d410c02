"""A headless Chromium driven over its own protocol (CDP), as far as the tests of a page need it."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect


class Browser:
    """One tab."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire, self._ids = wire, count(1)
        self.told: list[str] = []
        for area in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{area}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A command and its answer; what the tab tells in between is kept."""
        number = next(self._ids)
        self._wire.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            data = json.loads(self._wire.recv(timeout=30))
            self._keep(data)
            if data.get("id") == number:
                if "error" in data:
                    raise RuntimeError(f"{method}: {data['error']}")
                answer: dict[str, Any] = data["result"]
                return answer

    def _keep(self, data: dict[str, Any]) -> None:
        method, params = data.get("method"), data.get("params", {})
        if method == "Log.entryAdded":
            self.told.append(params["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.told.append(params["exceptionDetails"]["text"])
        elif method == "Network.requestWillBeSent":
            url = params["request"]["url"]
            if not url.startswith(("file:", "blob:", "data:")):
                self.told.append(f"asked for {url}")

    def open(self, page: Path) -> None:
        self.call("Page.navigate", url=page.as_uri())
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.run("document.readyState") == "complete":
                return
            time.sleep(0.05)
        raise TimeoutError(page)

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def size(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def picture(self, out: Path) -> None:
        data = self.call("Page.captureScreenshot", format="png")["data"]
        out.write_bytes(base64.b64decode(data))


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """A tab of a browser of its own. Raises FileNotFoundError where there is no Chromium."""
    program = shutil.which("chromium")
    if not program:
        raise FileNotFoundError("chromium")
    profile = folder / "profile"
    command = [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
        "--remote-allow-origins=*", f"--user-data-dir={profile}", "about:blank",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            port = _port(profile / "DevToolsActivePort")
            tabs = httpx.get(f"http://127.0.0.1:{port}/json").json()
            tab = next(row for row in tabs if row["type"] == "page")
            with connect(tab["webSocketDebuggerUrl"], max_size=None, proxy=None) as wire:
                yield Browser(wire)
        finally:
            process.terminate()


def _port(file: Path) -> int:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if file.is_file() and (text := file.read_text(encoding="utf-8").split()):
            return int(text[0])
        time.sleep(0.05)
    raise TimeoutError("chromium did not start")
