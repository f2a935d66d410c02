"""A workspace of a few sample notices: one filled once to look at, copies of it to change."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.workspace import Workspace

NAMES = (
    "kjj-2023-yaodian.txt",
    "kjj-2024-yaodian.docx",
    "kjj-2025-kepu.html",
    "nyj-2024-fangan.txt",
)


@pytest.fixture(scope="session")
def _filled(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("公文 库")
    past = root / "past"
    past.mkdir()
    for name in NAMES:
        shutil.copy(corpus / name, past / name)
    with Workspace.open(root) as workspace:
        assert workspace.ingest(past).counts["added"] == len(NAMES)
    return root


@pytest.fixture
def root(_filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the filled workspace; its notices are in `past`. Temporary files go to `temp` beside
    it."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    return Path(shutil.copytree(_filled, tmp_path / "office"))


@pytest.fixture
def office(root: Path) -> Iterator[Workspace]:
    """The copy, open."""
    with Workspace.open(root) as workspace:
        yield workspace
