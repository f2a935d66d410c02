"""A workspace that may only be read: a share, a backup, a disk mounted read-only."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults import papers
from tests.faults.cast import Cast
from tests.faults.test_archive_file import told_in_one_line

ASKED = ("--genre", "工作要点", "--issuer", "示例市科技局", "--year", "2026")


@pytest.fixture
def shut(root: Path) -> Iterator[Path]:
    """The filled workspace, without the right to write anywhere in it."""
    every = sorted(root.rglob("*"), reverse=True)
    for one in [*every, root]:
        one.chmod(0o555 if one.is_dir() else 0o444)
    yield root
    root.chmod(0o755)
    for one in reversed(every):
        if one.exists():
            one.chmod(0o755 if one.is_dir() else 0o644)


def state_of(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and its content, folders too."""
    return {
        str(one.relative_to(root)): (one.stat().st_mode, one.read_bytes() if one.is_file() else b"")
        for one in root.rglob("*")
    }


def test_what_reads_works_and_leaves_no_trace(cast: Cast, shut: Path, tmp_path: Path) -> None:
    before = state_of(shut)
    paper, draft = papers.write(tmp_path / "else", 99), tmp_path / "else" / "draft.docx"
    for args in (
        ["search", papers.phrase(1)],
        ["notices"],
        ["eval", paper, "--fail-on", "never"],
        ["doctor"],
        ["outline", *ASKED],
        ["draft", *ASKED, "-o", draft],
    ):
        for limit in ("1000000", "0"):
            done = cast.command(*args, root=shut, rights=True, DRAFTKIT_EXACT_BELOW=limit)
            assert done.code == 0, done
            assert "Traceback" not in done.err
    assert draft.stat().st_size > 0
    assert state_of(shut) == before
    assert list(cast.temporary.glob("draftkit-index-*")) == []


def test_what_writes_says_why_not(cast: Cast, shut: Path, tmp_path: Path) -> None:
    before = state_of(shut)
    paper = papers.write(tmp_path / "else", 99)
    for args in (["ingest", paper], ["reindex"], ["notices", "remove", "0"]):
        done = cast.command(*args, root=shut, rights=True)
        assert done.code == 2, done
        told_in_one_line(done)
    assert state_of(shut) == before


def test_a_journal_left_over_in_a_read_only_folder(cast: Cast, root: Path) -> None:
    """The change that was cut off cannot be taken back here, so nothing may be read: one line."""
    state = root / ".draftkit"
    with closing(sqlite3.connect(state / "archive.db", isolation_level=None)) as db:
        db.execute("PRAGMA cache_spill = 1")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE passages SET text = '坏'")
        for name in ("archive.db", "archive.db-journal"):
            shutil.copy(state / name, state / f"{name}.dead")
        db.execute("ROLLBACK")
    for name in ("archive.db", "archive.db-journal"):
        (state / f"{name}.dead").replace(state / name)
    state.chmod(0o555)
    for one in state.glob("archive.db*"):
        one.chmod(0o444)
    try:
        done = cast.command("search", papers.phrase(1), root=root, rights=True)
        assert done.code == 2, done
        told_in_one_line(done)
        doctor = cast.command("doctor", root=root, rights=True)
        assert doctor.code == 1 and len(doctor.told) == 1, doctor
    finally:
        state.chmod(0o755)
        for one in state.glob("archive.db*"):
            one.chmod(0o644)
    found = cast.command("search", papers.phrase(1), root=root)
    assert found.code == 0 and papers.phrase(1) in found.out
