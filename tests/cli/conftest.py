"""Running the command: inside this process, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from draftkit.cli.app import app

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
