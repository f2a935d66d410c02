"""A disk that is really full: a small one of our own, filled to a few kilobytes.

What was archived stays and is found, in one clear line it is said what is wrong, and with room again
the next command puts right what did not fit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import papers
from tests.faults.cast import Cast, Done
from tests.faults.conftest import PAPERS
from tests.faults.oracle import texts_of

MORE = 30
"""Papers that are taken in while the disk fills up."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("a disk of one's own takes root on Linux; macOS and Windows have other ways")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this container (Windows, macOS or a bare one) may not mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Fill a disk but for so many bytes."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - left)))
    return filler


def clear_line(done: Done) -> None:
    """It said that the disk is full, in one line and in no traceback."""
    assert len(done.told) == 1, done.err
    assert "full" in done.err, done.err


@pytest.mark.parametrize("left", [0, 100_000, 400_000])
def test_taking_in_until_it_is_full(
    cast: Cast, root: Path, disk: Path, tmp_path: Path, left: int
) -> None:
    office = Path(shutil.copytree(root, disk / "office"))
    database = office / ".draftkit" / "archive.db"
    more = tmp_path / "more"
    for number in range(PAPERS, PAPERS + MORE):
        papers.write(more, number)
    filler = fill(disk, left)
    done = cast.command("ingest", more, root=office)
    assert done.code == 2, done
    clear_line(done)
    held = texts_of(database)
    assert PAPERS <= len(held) < PAPERS + MORE
    for text in held.values():
        phrase = papers.phrase_in(text)
        found = cast.command("search", phrase, "-k", "1", root=office)
        assert found.code == 0 and phrase in found.out, found
    doctor = cast.command("doctor", "--json", root=office)
    rows = {one["name"]: one["status"] for one in doctor.json["items"]}
    assert (doctor.code, rows["free space"], rows["archive"]) == (0, "warning", "ok")
    filler.unlink()
    assert cast.command("ingest", more, root=office).code == 0
    assert len(texts_of(database)) == PAPERS + MORE


@pytest.mark.parametrize("left", [0, 60_000, 150_000, 600_000, 1_500_000])
def test_a_merge_that_does_not_fit(cast: Cast, root: Path, disk: Path, left: int) -> None:
    office = Path(shutil.copytree(root, disk / "office"))
    index = office / ".draftkit" / "index"
    query = papers.phrase(2)
    filler = fill(disk, left)
    for args in (["reindex"], ["ingest", root / "past"]):
        if args[0] == "ingest":
            shutil.rmtree(index)  # so that one is due
            fill(disk, left)
        done = cast.command(*args, root=office)
        if done.code or done.err.count("\n") > 1:
            assert done.code in (0, 2), done
        if args[0] == "reindex" and done.code:
            clear_line(done)
        for limit in ("1000000", "0"):
            found = cast.command(
                "search", query, "-k", "1", root=office, DRAFTKIT_EXACT_BELOW=limit
            )
            assert (found.code, found.err) == (0, "") and query in found.out, found
        built = [one for one in index.glob("gen-*") if one.is_dir()] if index.exists() else []
        assert len(built) <= 1, "a half-built index takes up the little room there is"
    filler.unlink()
    assert cast.command("ingest", root / "past", root=office).code == 0
    doctor = cast.command("doctor", "--json", root=office)
    rows = {one["name"]: one["status"] for one in doctor.json["items"]}
    assert (doctor.code, rows["vector index"]) == (0, "ok"), doctor.out
