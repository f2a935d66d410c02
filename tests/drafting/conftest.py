"""A workspace of the sample notices and one of the seeds, filled once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.workspace import Workspace


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample notices, ingested."""
    repo = Path(__file__).parents[2]
    with Workspace.open(tmp_path_factory.mktemp("office")) as workspace:
        result = workspace.ingest(repo / "corpus")
        assert result.counts["failed"] == 0
        yield workspace


@pytest.fixture(scope="session")
def seed_office(seeds: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The five seeds, ingested."""
    with Workspace.open(tmp_path_factory.mktemp("seeds")) as workspace:
        workspace.ingest(*seeds)
        yield workspace
