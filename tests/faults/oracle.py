"""What an archive holds, by plain SQL and nothing of draftkit."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def texts_of(database: Path) -> dict[str, str]:
    """All text of each notice by plain SQL; the file is sound and nothing in it is half. Opened to
    write, since SQLite takes back what a killed writer left in its journal."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = db.execute("SELECT notice_id, text FROM passages ORDER BY notice_id, ordinal")
        texts: dict[str, str] = {}
        for notice, text in rows:
            texts[notice] = texts.get(notice, "") + text
        assert set(texts) == {row[0] for row in db.execute("SELECT id FROM notices")}
        bare = db.execute(
            "SELECT count(*) FROM passages WHERE id NOT IN (SELECT passage FROM vectors)"
        )
        assert bare.fetchone() == (0,)
    return texts
