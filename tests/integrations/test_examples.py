"""The examples run as they stand, from anywhere, with the network closed and no key set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def _output(script: Path, folder: Path, *args: str) -> str:
    log = Path(os.environ["DRAFTKIT_TEST_NETWORK_LOG"])
    before = log.read_text(encoding="utf-8") if log.exists() else ""
    done = subprocess.run(
        [sys.executable, str(script), *args],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    assert (log.read_text(encoding="utf-8") if log.exists() else "") == before
    return done.stdout


@pytest.mark.slow  # two and a half seconds of it are imports of llama_index and chromadb
def test_the_llama_index_pipeline(repo: Path, tmp_path: Path) -> None:
    said = _output(repo / "examples" / "llama_index_pipeline.py", tmp_path)
    assert "18 papers, 286 nodes" in said
    assert "the same papers again: 0 nodes" in said
    first = said.split("VectorStoreIndex over Chroma")[1].splitlines()[1]
    assert "志愿服务" in first and "2025年" in first
    assert "DraftkitRetriever in a RetrieverQueryEngine" in said
    assert "a workspace on mock/8: " in said
    assert not list(tmp_path.iterdir())


def test_the_python_api(repo: Path, tmp_path: Path) -> None:
    said = _output(repo / "examples" / "python_api.py", tmp_path, str(tmp_path / "made"))
    assert "示科〔2025〕18号  示例市科学技术局" in said
    assert "'added': 18" in said and "'unchanged': 18" in said
    assert "深化志愿服务" in said.split("again")[1]
    made = tmp_path / "made"
    assert (made / "draft.docx").read_bytes()[:2] == b"PK"
    assert "工作要点" in (made / "draft.md").read_text(encoding="utf-8")
    assert "<html" in (made / "report.html").read_text(encoding="utf-8")


def test_the_python_of_the_page_runs(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Path
) -> None:
    """Each block after those before it, as a reader types them."""
    import re
    import shutil

    shutil.copytree(corpus, tmp_path / "past")
    monkeypatch.chdir(tmp_path)
    page = (repo / "docs" / "llama-index.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 4
    said: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/llama-index.md", "exec"), said)  # noqa: S102  our own page
