"""A workspace as the first format left it: hashed vectors, a folder of Chroma's own files."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from draftkit.archive import Archive
from draftkit.archive.schema import VERSION
from draftkit.errors import ArchiveError
from draftkit.index import HashEmbedder
from draftkit.index.chroma import Collection
from draftkit.index.vectors import encode
from draftkit.parse import PARSER_VERSION, parse_path
from draftkit.remarks import LOGGER
from draftkit.workspace import Workspace
from tests.archive.test_old_files import format_one
from tests.faults import papers
from tests.rights import held_to_rights

COUNT = 6


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Format 1, read by this very parser, indexed as it was then."""
    root = tmp_path / "office"
    state = root / ".draftkit"
    state.mkdir(parents=True)
    read = {f"past/{one}.txt": parse_path(papers.write(root / "past", one)) for one in range(COUNT)}
    shutil.rmtree(root / "past")
    format_one(state / "archive.db", read)
    # Passages and vectors through a copy that is brought up to date, rows put back as they were.
    Archive.open(shutil.copy(state / "archive.db", tmp_path / "copy.db")).close()
    with Archive.open(tmp_path / "copy.db") as copy:
        passages, embedder = copy.passages(), HashEmbedder()
        rows = list(encode(embedder, passages))
    with closing(sqlite3.connect(state / "archive.db")) as db:
        db.execute("UPDATE sources SET parser = ?", (PARSER_VERSION,))
        db.execute("DELETE FROM vectors")
        db.executemany(
            "INSERT INTO vectors VALUES (?, ?, ?)", ((one, embedder.name, row) for one, row in rows)
        )
        db.execute(
            "INSERT INTO generations (embedder, dim, chunking, folder, count, upto, current)"
            " SELECT ?, ?, 1, 'gen-0fd37a4d8f64', count(*), max(seq), 1 FROM passages",
            (embedder.name, embedder.dim),
        )
        db.commit()
    ids = [one.id for one in passages]
    matrix = embedder.embed([one.text for one in passages])
    said = {"embedder": embedder.name, "dim": embedder.dim, "chunking": 1}
    (state / "index").mkdir()
    Collection.build(state / "index" / "gen-0fd37a4d8f64", said, ids, matrix).close()
    return root


def _found(workspace: Workspace) -> None:
    for number in range(COUNT):
        first = workspace.search(papers.phrase(number), k=1).hits[0]
        assert papers.phrase(number) in first.text


def test_it_answers_at_once_and_the_next_write_brings_it_up_to_date(
    old: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, LOGGER), Workspace.open(old) as workspace:
        _found(workspace)
        told = {one.getMessage() for one in caplog.records if one.name == LOGGER}
        assert len(told) == 1 and "reindex" in told.pop()
        rows = {row.name: row.status for row in workspace.doctor()}
        assert "error" not in rows.values()
        assert rows["vector index"] == rows["vectors"] == rows["reading"] == "warning"
        before = workspace.rows()
    with Workspace.open(old) as workspace:
        assert workspace.ingest(papers.write(old / "past", COUNT)).counts["added"] == 1
        _found(workspace)
        doctor = workspace.doctor()
        assert {row.status for row in doctor} <= {"ok", "warning"}
        assert [row.name for row in doctor if row.status == "warning"] in ([], ["LibreOffice"])
        assert sum(f"newer format (1 → {VERSION})" in row.detail for row in doctor) == 1
        assert {row.id for row in before} < {row.id for row in workspace.rows()}
        workspace.reindex()
        _found(workspace)
        assert len(workspace.rows()) == COUNT + 1
    assert (old / ".draftkit" / "archive.db.v1.bak").exists()
    assert len(list((old / ".draftkit" / "index").iterdir())) == 1
    with closing(sqlite3.connect(old / ".draftkit" / "archive.db")) as db:
        assert len(db.execute("SELECT DISTINCT embedder FROM vectors").fetchall()) == 1


def test_where_it_may_only_be_read_one_line_says_so(old: Path) -> None:
    every = [old, *old.rglob("*")]
    for one in every:
        one.chmod(0o555 if one.is_dir() else 0o444)
    try:
        with held_to_rights(), pytest.raises(ArchiveError) as caught:
            Workspace.open(old)
        assert caught.value.key == "store.archive_older"
    finally:
        for one in every:
            one.chmod(0o755 if one.is_dir() else 0o644)
    with Workspace.open(old) as workspace:
        _found(workspace)
