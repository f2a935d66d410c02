"""A disk that is full: said as such, and nothing that was kept is harmed.

SQLite's own bound on the pages of a file gives its error of a full disk.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from draftkit.archive import archive as archive_module
from draftkit.archive import schema
from draftkit.errors import ArchiveError, WorkspaceError
from draftkit.values.request import DraftRequest
from draftkit.workspace import Workspace
from tests.workspace.conftest import NAMES


def _full_after(pages: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = schema.connect

    def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
        db = real(path, read_only=read_only)
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    monkeypatch.setattr(schema, "connect", connect)
    monkeypatch.setattr(archive_module, "connect", connect)


def _no_room(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_an_ingest_that_fills_the_disk_keeps_what_fitted(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [corpus / name for name in NAMES]
    with monkeypatch.context() as patched:
        _full_after(50, patched)
        with Workspace.open(tmp_path) as workspace:
            with pytest.raises(ArchiveError, match="Nothing is lost") as caught:
                workspace.ingest(*files)
            held = len(workspace.rows())
    assert caught.value.key == "store.disk_full"
    assert "move it away" not in str(caught.value)
    with Workspace.open(tmp_path) as workspace:
        assert workspace.archive.sound() is None
        assert 0 < len(workspace.rows()) == held < len(files)
        assert workspace.ingest(*files).counts["added"] == len(files) - held


def test_a_workspace_that_does_not_fit_can_be_made_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        _full_after(3, patched)
        with pytest.raises(ArchiveError) as caught:
            Workspace.open(tmp_path)
    assert caught.value.key == "store.disk_full"
    with Workspace.open(tmp_path) as workspace:
        assert workspace.rows() == ()


def test_a_file_that_cannot_be_made_for_want_of_room_is_no_broken_archive(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    for free in (0, 1 << 30):
        usage = SimpleNamespace(free=free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _, usage=usage: usage)
        assert schema.disk_is_full(office.archive.path, error) is (free == 0)


def test_the_lock_on_a_full_disk_does_not_speak_of_rights(
    office: Workspace, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _no_room)
    with pytest.raises(WorkspaceError, match="full") as caught:
        office.ingest(root / "past")
    assert caught.value.key == "store.disk_full"


def test_a_draft_on_a_full_disk_leaves_no_half_folder(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.write_text

    def write(self: Path, *args: Any, **kwargs: Any) -> int:
        if self.name == "report.json":
            _no_room()
        return real(self, *args, **kwargs)

    request = DraftRequest.from_mapping(
        {"genre": "工作要点", "issuer": "示例市科学技术局", "year": 2026}, path="r", folder="."
    )
    monkeypatch.setattr(Path, "write_text", write)
    with pytest.raises(WorkspaceError, match="full") as caught:
        office.draft(request, model=False)
    assert caught.value.key == "store.disk_full"
    assert list(office.runs_folder.iterdir()) == []
