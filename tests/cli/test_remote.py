"""What the commands say and end with when a server is elsewhere and fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.embedding_server import EmbeddingServer

if TYPE_CHECKING:
    from conftest import Run

PAPER = """示例市科学技术局2025年科普工作要点

一、开展科普活动
组织开放科普场馆，开展科普讲座，走进社区服务群众。
"""


def test_a_server_that_is_down_is_one_line_on_standard_error(run: Run, tmp_path: Path) -> None:
    with EmbeddingServer() as server:
        env = {"DRAFTKIT_EMBED_URL": server.url, "DRAFTKIT_EMBED_MODEL": "bge"}
        env["OPENAI_API_KEY"] = "geheim"
        office = ("--workspace", tmp_path / "office")
        (tmp_path / "a.txt").write_text(PAPER, encoding="utf-8")
        server.status = 500
        result = run("ingest", tmp_path / "a.txt", *office, **env)
        assert result.exit_code == 0
        assert [line for line in result.stderr.splitlines() if "wait for their vectors" in line]
        assert run("reindex", *office, **env).exit_code == 2
        found = run("search", "科普讲座", "--json", *office, **env)
        assert found.exit_code == 0 and found.stdout.startswith("{")
        assert len(found.stderr.splitlines()) == 1 and "words only" in found.stderr
        server.status = 200
        result = run("reindex", *office, **env)
        assert result.exit_code == 0 and not result.stderr
        found = run("search", "科普讲座", *office, **env)
        assert found.exit_code == 0 and not found.stderr and "geheim" not in found.stdout
        shown = run("config", *office, **env)
        assert server.url in shown.stdout and "geheim" not in shown.stdout


def test_half_an_embedder_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAPER, encoding="utf-8")
    office = ("--workspace", tmp_path / "office")
    result = run("ingest", tmp_path / "a.txt", *office, DRAFTKIT_EMBED_MODEL="bge")
    assert result.exit_code == 2 and "DRAFTKIT_EMBED_URL" in result.stderr
