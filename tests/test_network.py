"""The network is closed in tests, and nothing draftkit does even tries it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

OUTSIDE = "192.0.2.1"  # TEST-NET-1 (RFC 5737): nobody's address


def test_connecting_outside_is_refused() -> None:
    with socket.socket() as out, pytest.raises(PermissionError, match="network is closed"):
        out.connect((OUTSIDE, 80))


def test_looking_up_a_name_is_refused() -> None:
    with pytest.raises(PermissionError, match="network is closed"):
        socket.getaddrinfo("example.invalid", 443)


def test_a_datagram_outside_is_refused() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out,
        pytest.raises(PermissionError, match="network is closed"),
    ):
        out.sendto(b"x", (OUTSIDE, 53))


def test_loopback_works() -> None:
    def serve(server: socket.socket) -> None:
        caller, _ = server.accept()
        with caller:
            caller.sendall(b"ok")

    with socket.create_server(("127.0.0.1", 0)) as server:
        serving = threading.Thread(target=serve, args=(server,))
        serving.start()
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=5) as client:
            assert client.recv(2) == b"ok"
        serving.join()


def test_processes_we_start_are_closed_too(tmp_path: Path) -> None:
    log = tmp_path / "attempts"
    code = f"import socket; socket.socket().connect(({OUTSIDE!r}, 80))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "DRAFTKIT_TEST_NETWORK_LOG": str(log)},
    )
    assert done.returncode != 0
    assert "network is closed" in done.stderr
    assert OUTSIDE in log.read_text(encoding="utf-8")


def test_the_whole_path_asks_for_no_network(tmp_path: Path, corpus: Path, repo: Path) -> None:
    """Ingest, search, draft and report in a process that logs every attempt: there is none."""
    log = tmp_path / "attempts"
    env = {**os.environ, "DRAFTKIT_TEST_NETWORK_LOG": str(log)}
    samples = sorted(corpus.glob("*-yaodian.*"))[:3]
    assert samples
    office = str(tmp_path / "office")
    for args in (
        ["init", office],
        ["ingest", "--workspace", office, *map(str, samples)],
        ["search", "--workspace", office, "志愿服务"],
        [
            *("draft", "--workspace", office, "--no-model"),
            *("-r", str(repo / "examples/gongzuoyaodian.yaml")),
            *("-o", str(tmp_path / "draft.docx"), "--report", str(tmp_path / "report.html")),
        ],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "draftkit", *args],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env=env,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "draft.docx").stat().st_size > 0
    assert not log.exists(), log.read_text(encoding="utf-8")
