"""Copies of an index that killed processes left: deleted where they are ours, and only there."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

from draftkit.index.copies import clear


def _old(folder: Path) -> None:
    os.utime(folder, (1_000_000_000, 1_000_000_000))


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test's own."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_copy_that_nobody_holds_is_deleted(temp: Path) -> None:
    left = temp / "draftkit-index-left"
    left.mkdir()
    _old(left)
    clear()
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_another_folder_is_not_followed(temp: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "paper.txt").write_text("mine", encoding="utf-8")
    _old(theirs)
    (temp / "draftkit-index-x").symlink_to(theirs)
    clear()
    assert [one.name for one in theirs.iterdir()] == ["paper.txt"]
