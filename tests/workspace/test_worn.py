"""What is derived and was not kept by the disk: `doctor` finds it, `reindex` makes it anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from draftkit.workspace import Workspace
from tests.archive.test_versions import BODY, paper
from tests.archive.test_versions import REVISED as LATER

THREE = (
    "UPDATE vectors SET vector = VECTOR"
    " WHERE passage IN (SELECT passage FROM vectors ORDER BY passage LIMIT 3)"
)


def _harm(root: Path, *statements: str) -> None:
    with closing(sqlite3.connect(root / ".draftkit" / "archive.db")) as db:
        for statement in statements:
            assert db.execute(statement).rowcount, statement
        db.execute("UPDATE meta SET value = value + 1 WHERE name = 'changes'")
        db.commit()


def _statuses(workspace: Workspace) -> dict[str, str]:
    return {row.name: row.status for row in workspace.doctor()}


@pytest.mark.parametrize(
    "vector",
    [
        "x'00'",
        "substr(vector, 3)",
        "CAST(x'007C' || substr(vector, 3) AS BLOB)",
        "CAST(x'FF7F' || substr(vector, 3) AS BLOB)",
        "x'FF7F' || substr(vector, 3)",
    ],
    ids=["one byte", "cut off", "infinite", "no number", "text"],
)
def test_vectors(root: Path, vector: str) -> None:
    with Workspace.open(root) as workspace:
        before = [workspace.search(one, k=20) for one in ("志愿服务", "科普")]
        vectors = workspace.archive.vectors(workspace.embedder.name)
    _harm(root, THREE.replace("VECTOR", vector))
    with Workspace.open(root) as workspace:
        row = next(row for row in workspace.doctor() if row.name == "vectors")
        assert row.status == "warning" and "3" in row.detail and "reindex" in row.detail
        workspace.reindex()
        assert set(_statuses(workspace).values()) == {"ok"}
        assert workspace.archive.vectors(workspace.embedder.name) == vectors
        assert [workspace.search(one, k=20) for one in ("志愿服务", "科普")] == before


@pytest.mark.parametrize("text", ["'另外的字'", "CAST(x'FFFE41' AS TEXT)"], ids=["words", "bytes"])
def test_passages(root: Path, text: str) -> None:
    with Workspace.open(root) as workspace:
        passages = workspace.archive.passages()
    one = passages[3]
    harm = "UPDATE passages SET text = TEXT WHERE id = 'ID'"
    _harm(root, harm.replace("TEXT", text).replace("ID'", f"{one.id}'"))
    with Workspace.open(root) as workspace:
        assert _statuses(workspace)["kept texts"] == "error"
        workspace.reindex()
        assert set(_statuses(workspace).values()) == {"ok"}
        assert workspace.archive.passages() == passages
        assert workspace.search(one.text[:30], k=3).hits


def test_a_link_to_a_version_that_is_not_there(tmp_path: Path) -> None:
    past = tmp_path / "past"
    past.mkdir()
    for name, text in (("送审稿.txt", paper(body=BODY)), ("定稿.txt", paper(body=LATER))):
        (past / name).write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path) as workspace:
        workspace.ingest(past)
        rows = workspace.rows()
        assert {row.superseded for row in rows} == {True, False}
    _harm(tmp_path, "UPDATE notices SET best = 'abababababababab'")
    with Workspace.open(tmp_path) as workspace:
        assert _statuses(workspace)["reading"] == "warning"
        assert len(workspace.search("志愿服务", k=20).hits)
        assert all(workspace.versions(row.id) for row in rows)
        workspace.ingest(past)
        assert _statuses(workspace)["reading"] == "ok"
        assert workspace.rows() == rows


def test_one_damaged_notice_does_not_keep_others_from_being_linked_anew(root: Path) -> None:
    _harm(
        root,
        "UPDATE sources SET notice = zeroblob(length(notice))"
        " WHERE sha256 = (SELECT min(sha256) FROM sources)",
        "UPDATE meta SET value = 0 WHERE name = 'linked'",
    )
    with Workspace.open(root) as workspace:
        workspace.ingest()
        assert workspace.archive.linked()
        assert workspace.search("志愿服务").hits
