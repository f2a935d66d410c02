"""What a damaged archive still holds goes into an export, row by row; what does not is named."""

from __future__ import annotations

import random
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults import papers
from tests.faults.cast import Cast, Done
from tests.faults.conftest import PAPERS
from tests.faults.oracle import texts_of

HARMS = (
    "UPDATE sources SET source = zeroblob(length(source)) WHERE notice_id = ?",
    "UPDATE sources SET notice = zeroblob(length(notice)) WHERE notice_id = ?",
)


def _exported(cast: Cast, root: Path, file: Path) -> Done:
    file.unlink(missing_ok=True)
    return cast.command("notices", "export", file, "--json", root=root)


def _names(file: Path) -> set[str]:
    with zipfile.ZipFile(file) as package:
        return {Path(one).stem for one in package.namelist() if one.startswith("sources/")}


def _sources(database: Path) -> dict[str, tuple[int, ...]]:
    """The pages that hold each source, by hash: its own text is looked for in the bytes."""
    pages = [
        database.read_bytes()[at : at + 4096] for at in range(0, database.stat().st_size, 4096)
    ]
    with closing(sqlite3.connect(database)) as db:
        rows = db.execute("SELECT sha256, source, notice FROM sources").fetchall()
    out = {}
    for sha256, source, notice in rows:
        tail = [blob[at : at + 12] for blob in (source, notice) for at in range(0, len(blob), 40)]
        out[sha256] = tuple(
            number for number, page in enumerate(pages) if any(piece in page for piece in tail)
        )
    return out


def test_blobs_that_the_disk_changed_are_left_out_and_named(
    cast: Cast, root: Path, database: Path, tmp_path: Path
) -> None:
    held = {papers.phrase_in(text): notice for notice, text in texts_of(database).items()}
    hurt = [held[papers.phrase(one)] for one in (3, 8)]
    with closing(sqlite3.connect(database)) as db:
        for harm, notice in zip(HARMS, hurt, strict=True):
            assert db.execute(harm, (notice,)).rowcount
        db.commit()
    done = _exported(cast, root, tmp_path / "saved.zip")
    row = done.json["items"][0]
    assert (done.code, row["notices"]) == (1, PAPERS - 2)
    assert sorted(one.split(" ")[0] for one in row["left_out"]) == sorted(hurt)
    assert len(done.err.splitlines()) == 2 and all(one in done.err for one in hurt)
    saved = tmp_path / "saved"
    assert cast.command("notices", "import", tmp_path / "saved.zip", root=saved).code == 0
    assert set(texts_of(saved / ".draftkit" / "archive.db")) == set(held.values()) - set(hurt)


@pytest.mark.parametrize("harm", ["noise", "zeros"])
def test_torn_pages_cost_only_what_stood_on_them(
    cast: Cast, root: Path, database: Path, tmp_path: Path, harm: str
) -> None:
    """Any page but the first: what has no byte on it is saved, unless the page is one of the few
    that lead to others; then all that another way leads to is."""
    whole, chance, file = database.read_bytes(), random.Random(9), tmp_path / "saved.zip"
    places = _sources(database)
    leaves = sorted({page for pages in places.values() for page in pages})
    every = range(1, len(whole) // 4096)
    for page in (*chance.sample(leaves, 5), *chance.sample(every, 5)):
        torn = chance.randbytes(4096) if harm == "noise" else bytes(4096)
        database.write_bytes(whole[: page * 4096] + torn + whole[(page + 1) * 4096 :])
        done = _exported(cast, root, file)
        assert "Traceback" not in done.err and ".log" not in done.err, done.err
        if done.code == 2:
            assert len(done.err.splitlines()) == 1, done.err
            assert page not in leaves, f"page {page} of texts: nothing at all was saved"
            continue
        safe = {sha256 for sha256, pages in places.items() if page not in pages}
        assert done.code == (1 if set(places) - _names(file) else 0), done
        if page in leaves:
            assert safe <= _names(file), f"page {page}: {len(safe - _names(file))} more are lost"
            assert len(done.json["items"][0]["left_out"]) == len(set(places) - _names(file))
