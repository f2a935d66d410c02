"""What a commit rests on: SQLite's own settings for a power cut (https://sqlite.org/pragma.html)."""

from __future__ import annotations

from pathlib import Path

from draftkit.workspace import Workspace

EXTRA = 3
"""The folder is synced too after the journal is deleted, which is what commits."""


def test_a_commit_survives_a_power_cut(root: Path) -> None:
    with (
        Workspace.open(root) as workspace,
        workspace.archive.change(),
        workspace.archive.reading() as db,
    ):
        assert db.execute("PRAGMA synchronous").fetchone() == (EXTRA,)
        assert db.execute("PRAGMA fullfsync").fetchone() == (1,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
