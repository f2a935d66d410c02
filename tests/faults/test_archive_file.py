"""An archive.db that is cut off, foreign, newer, torn in the middle, gone: the right answer or one
clear line, and never a byte changed in what may still be saved."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults import papers
from tests.faults.cast import Cast, Done
from tests.faults.conftest import PAPERS
from tests.faults.oracle import texts_of

WANTED = 5
"""The paper that is searched for."""


def told_in_one_line(done: Done) -> None:
    """One line on standard error that says what to do; no traceback, no log of ours."""
    assert len(done.told) == 1, done.err
    assert "Traceback" not in done.err and ".log" not in done.err, done.err


def right_or_told(done: Done) -> bool:
    """Whether a search gave the right answer; else it must have said why not."""
    if done.code == 0:
        assert papers.phrase(WANTED) in done.out, done.out
        return True
    assert done.code == 2, done
    told_in_one_line(done)
    return False


def search(cast: Cast, root: Path) -> Done:
    return cast.command("search", papers.phrase(WANTED), "-k", "1", root=root)


def all_commands(cast: Cast, root: Path) -> list[Done]:
    """Every command that opens the archive; those that write come last."""
    last = root / "later"
    papers.write(last, PAPERS + 1)
    return [
        search(cast, root),
        cast.command("notices", root=root),
        cast.command("eval", papers.write(last, PAPERS + 2), "--fail-on", "never", root=root),
        cast.command("doctor", root=root),
        cast.command("ingest", last, root=root),
        cast.command("reindex", root=root),
    ]


def test_cut_off_anywhere(cast: Cast, root: Path, database: Path) -> None:
    whole = database.read_bytes()
    pages = len(whole) // 4096
    for cut in [1, 99, 100, 2000, *range(4096, len(whole), 7 * 4096), 4096 * pages // 2 + 77]:
        database.write_bytes(whole[:cut])
        assert not right_or_told(search(cast, root)), cut
    for done in all_commands(cast, root):
        if done.code != 1:  # doctor has rows
            assert done.code == 2, done
            told_in_one_line(done)
    assert database.read_bytes() == whole[: 4096 * pages // 2 + 77]
    database.write_bytes(whole)
    assert right_or_told(search(cast, root))


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
        db.commit()


def _other_program_with_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
        db.execute("PRAGMA user_version = 2")
        db.commit()


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
        db.commit()


FOREIGN = {
    "an SQLite file of another program": _other_program,
    "one that counts its versions too": _other_program_with_version,
    "text": lambda path: path.write_text("会议纪要\n" * 2000, encoding="utf-8"),
    "a Word file": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(9000)),
    "a newer format": _newer,
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_no_archive_is_refused_and_kept(
    cast: Cast, root: Path, database: Path, kind: str
) -> None:
    if kind != "a newer format":
        database.unlink()
    FOREIGN[kind](database)
    before = database.read_bytes()
    for done in all_commands(cast, root):
        if done.code != 1:
            assert done.code == 2, done
            told_in_one_line(done)
    doctor = cast.command("doctor", "--json", root=root)
    assert doctor.code == 1
    assert [one["status"] for one in doctor.json["items"]].count("error") == 1
    assert database.read_bytes() == before


def test_a_folder_in_the_place_of_the_archive(cast: Cast, root: Path, database: Path) -> None:
    database.unlink()
    database.mkdir()
    for done in all_commands(cast, root):
        if done.code != 1:
            assert done.code in (0, 2) and "Traceback" not in done.err, done
            told_in_one_line(done)
    assert list(database.iterdir()) == []


@pytest.mark.parametrize("harm", ["noise", "zeros"])
def test_a_page_torn_in_the_middle(cast: Cast, root: Path, database: Path, harm: str) -> None:
    whole, chance, right = database.read_bytes(), random.Random(3), 0
    pages = range(1, len(whole) // 4096)
    for page in chance.sample(pages, 12):
        torn = chance.randbytes(4096) if harm == "noise" else bytes(4096)
        database.write_bytes(whole[: page * 4096] + torn + whole[(page + 1) * 4096 :])
        found = search(cast, root)
        if found.code == 0:
            right += papers.phrase(WANTED) in found.out
        else:
            assert found.code == 2, found
            told_in_one_line(found)
        doctor = cast.command("doctor", root=root)
        assert doctor.code in (0, 1) and "Traceback" not in doctor.err, doctor
        listed = cast.command("notices", root=root)
        assert listed.code in (0, 2), listed
        if found.code == 0 and papers.phrase(WANTED) not in found.out:
            assert doctor.code == 1, f"page {page}: a wrong answer and a doctor who finds nothing"


@pytest.mark.parametrize("what", ["text", "notice", "source"])
def test_a_text_that_the_disk_changed(cast: Cast, root: Path, database: Path, what: str) -> None:
    """SQLite finds nothing: its structure is whole. `doctor` names the notice, which is taken out
    and taken in again."""
    held = {papers.phrase_in(text): notice for notice, text in texts_of(database).items()}
    hurt = held[papers.phrase(7)]
    harm = {
        "text": "UPDATE passages SET text = replace(text, '驿站', '譯站') WHERE notice_id = ?",
        "notice": "UPDATE sources SET notice = zeroblob(length(notice)) WHERE notice_id = ?",
        "source": "UPDATE sources SET source = zeroblob(length(source)) WHERE notice_id = ?",
    }[what]
    with closing(sqlite3.connect(database)) as db:
        assert db.execute(harm, (hurt,)).rowcount
        db.commit()
    assert right_or_told(search(cast, root))
    if what == "notice":
        shown = cast.command("notices", "show", hurt, root=root)
        assert shown.code == 2
        told_in_one_line(shown)
    doctor = cast.command("doctor", root=root)
    assert doctor.code == 1 and hurt in doctor.out
    assert not any(one in doctor.out for one in held.values() if one != hurt)
    assert cast.command("notices", "remove", hurt, root=root).code == 0
    assert cast.command("ingest", root / "past", root=root).code == 0
    assert cast.command("doctor", root=root).code == 0
    assert len(texts_of(database)) == PAPERS


def test_deleted_while_the_index_stays(cast: Cast, root: Path, database: Path) -> None:
    database.unlink()
    refused = search(cast, root)
    assert refused.code == 2
    told_in_one_line(refused)
    assert cast.command("ingest", root / "past", root=root).code == 0
    assert right_or_told(search(cast, root))
    assert cast.command("doctor", root=root).code == 0
    assert len(list((root / ".draftkit" / "index").iterdir())) == 1


def test_emptied_by_a_failed_copy(cast: Cast, root: Path, database: Path) -> None:
    database.write_bytes(b"")
    refused = search(cast, root)
    assert refused.code == 2
    told_in_one_line(refused)
    assert cast.command("ingest", root / "past", root=root).code == 0
    assert right_or_told(search(cast, root))


def test_a_hot_journal_is_rolled_back(cast: Cast, root: Path, database: Path) -> None:
    """What a writer that died in the middle of a commit leaves: pages of the old state, to go back
    to; half the new ones are in the file."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("PRAGMA cache_spill = 1")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE passages SET text = '坏'")
        journal = database.with_name("archive.db-journal")
        assert journal.stat().st_size > 512
        dead = root.parent / "dead"
        dead.mkdir()
        for one in (database, journal):
            shutil.copy(one, dead / one.name)
        db.execute("ROLLBACK")
    for one in dead.iterdir():
        shutil.copy(one, database.with_name(one.name))
    assert right_or_told(search(cast, root))
    assert cast.command("doctor", root=root).code == 0


def test_a_journal_of_another_file_does_no_harm(cast: Cast, root: Path, database: Path) -> None:
    database.with_name("archive.db-journal").write_bytes(b"\0" * 700)
    assert right_or_told(search(cast, root))
    assert cast.command("ingest", root / "past", root=root).code == 0
