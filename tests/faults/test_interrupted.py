"""kill -9 in the middle of what rewrites much at once: an upgrade's second reading, an import. Done
again, nothing is doubled and nothing is lost."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults import papers
from tests.faults.cast import Cast
from tests.faults.conftest import PAPERS
from tests.faults.oracle import texts_of

FALLS = (("commit", 1), ("commit", 2), ("commit", 3), ("sql", 40), ("sql", 400), ("sql", 900))


def _rows(database: Path) -> list[tuple[str, ...]]:
    """All sources, their paths and notices, and the passages: none twice."""
    with closing(sqlite3.connect(database)) as db:
        return db.execute(
            "SELECT sha256, path, notice_id FROM sources JOIN paths USING (sha256)"
            " UNION ALL SELECT id, notice_id, text FROM passages ORDER BY 1, 2, 3"
        ).fetchall()


@pytest.mark.parametrize("fall", FALLS, ids=str)
def test_a_second_reading_after_an_upgrade(
    cast: Cast, root: Path, database: Path, fall: tuple[str, int]
) -> None:
    before = _rows(database)
    with closing(sqlite3.connect(database)) as db:
        db.execute("UPDATE sources SET parser = '0'")
        db.execute("UPDATE meta SET value = 0 WHERE name = 'linked'")
        db.commit()
    args = ["reindex", "--workspace", str(root)]
    played = cast.play("command", root, args=args, environment={}, fall=fall)
    assert played.code == -signal.SIGKILL, played
    assert set(texts_of(database)) == {row[2] for row in before if len(row[0]) == 64}
    found = cast.command("search", papers.phrase(4), "-k", "1", root=root)
    assert found.code == 0 and papers.phrase(4) in found.out, found
    assert cast.command("reindex", root=root).code == 0
    assert _rows(database) == before
    doctor = cast.command("doctor", "--json", root=root)
    assert doctor.code == 0
    assert {one["status"] for one in doctor.json["items"]} == {"ok"}, doctor.out


@pytest.mark.parametrize("fall", FALLS, ids=str)
def test_an_import(
    cast: Cast, root: Path, database: Path, tmp_path: Path, fall: tuple[str, int]
) -> None:
    file, new = tmp_path / "all.zip", tmp_path / "new"
    assert cast.command("notices", "export", file, root=root).code == 0
    args = ["notices", "import", str(file), "--workspace", str(new)]
    played = cast.play("command", new, args=args, environment={}, fall=fall)
    assert played.code == -signal.SIGKILL, played
    again = cast.command("notices", "import", file, "--json", root=new)
    assert again.code == 0, again
    counts = again.json["counts"]
    assert counts["added"] + counts["unchanged"] == PAPERS
    assert _rows(new / ".draftkit" / "archive.db") == _rows(database)
    assert cast.command("doctor", root=new).code == 0
