"""Running the command, inside this process or as one of its own, and the files it is run on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from draftkit.cli.app import app

REPO = Path(__file__).parents[2]
PAPER = """示例市科学技术局2025年科普工作要点

2025年，全局科普工作坚持服务群众。

一、开展科普活动
（一）办好科技活动周。组织开放科普场馆，开展科普讲座。
（二）开展科普进社区。组织科技工作者走进社区。

二、加强组织领导
（一）落实责任。各科室要把科普工作摆上重要日程。
"""
REQUEST = """文种: 工作要点
单位: 示例市科学技术局
年度: 2026
主题: 精神文明建设
事实:
  - 开展“科技进社区”科普志愿服务活动
"""

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run() -> Run:
    """Run a command line in this process; a result has exit_code, stdout and stderr."""

    def call(*args: str | Path, **env: str) -> Result:
        return CliRunner().invoke(
            app, [str(arg) for arg in args], env=env, prog_name="draftkit", catch_exceptions=False
        )

    return call


@pytest.fixture
def spawn(tmp_path: Path) -> Spawn:
    """Run a command line as its own process, in an empty folder."""

    def call(*args: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "draftkit", *map(str, args)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
            env={**os.environ, **env},
        )

    return call


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that holds three sample notices of one body."""
    from draftkit import Workspace

    folder = tmp_path_factory.mktemp("办公") / "工作区"
    papers = sorted((REPO / "corpus").glob("kjj-*-yaodian.*"))
    assert len(papers) >= 3
    with Workspace.open(folder) as workspace:
        assert workspace.ingest(*papers).counts["added"] == len(papers)
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the command is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def paper(here: Path) -> Path:
    file = here / "要点.txt"
    file.write_text(PAPER, encoding="utf-8")
    return file


@pytest.fixture
def request_file(here: Path) -> Path:
    file = here / "request.yaml"
    file.write_text(REQUEST, encoding="utf-8")
    return file
