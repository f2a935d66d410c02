"""A filled workspace to harm, and processes to harm it with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.workspace import Workspace
from tests.faults import papers
from tests.faults.cast import Cast

PAPERS = 24
"""Papers in the filled workspace."""


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """Processes that have imported what is heavy."""
    if not hasattr(os, "fork"):
        pytest.skip("Windows has no fork")
    with Cast(tmp_path_factory.mktemp("cast")) as made:
        yield made


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("公文 库")
    for number in range(PAPERS):
        papers.write(root / "past", number)
    with Workspace.open(root) as workspace:
        assert workspace.ingest(root / "past").counts["added"] == PAPERS
        workspace.reindex()
    return root


@pytest.fixture
def root(_filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled workspace; its papers are in `past`."""
    return Path(shutil.copytree(_filled, tmp_path / "office"))


@pytest.fixture
def database(root: Path) -> Path:
    """The archive of that copy."""
    return root / ".draftkit" / "archive.db"
