"""The folder of the index deleted, emptied, torn file by file, another workspace's, a file, locked
away: the same answer, no line of a traceback, `doctor` in words, and the next ingest mends it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.workspace import Workspace
from tests.faults import papers
from tests.faults.cast import Cast
from tests.faults.conftest import PAPERS

QUERIES = (papers.phrase(3), "志愿服务", "在学校总结推广志愿服务，统筹安排督促检查")


def answers(cast: Cast, root: Path) -> list[object]:
    """What two readers say, one that compares all and one that asks Chroma: the same."""
    told = []
    for limit in ("1000000", "0"):
        done = [
            cast.command("search", query, "--json", root=root, DRAFTKIT_EXACT_BELOW=limit)
            for query in QUERIES
        ]
        assert [(one.code, one.err) for one in done] == [(0, "")] * len(QUERIES), done
        told.append([one.json["hits"] for one in done])
    assert told[0] == told[1]
    return told[0]


def mended(cast: Cast, root: Path, wanted: list[object], *, told: bool = True) -> None:
    """`doctor` says what is wrong, the next ingest builds anew, `doctor` says what was done."""
    before = cast.command("doctor", "--json", root=root)
    assert before.code == 0, before
    if told:
        assert "warning" in {
            one["status"] for one in before.json["items"] if one["name"] == "vector index"
        }, before.out
    assert cast.command("ingest", root / "past", root=root).code == 0
    after = cast.command("doctor", "--json", root=root)
    rows = {one["name"]: one["status"] for one in after.json["items"]}
    assert rows["vector index"] == "ok", after.out
    assert answers(cast, root) == wanted
    index = root / ".draftkit" / "index"
    assert len([one for one in index.iterdir() if one.is_dir()]) == 1


def _emptied(index: Path) -> None:
    for one in index.iterdir():
        shutil.rmtree(one)


def _a_file(index: Path) -> None:
    shutil.rmtree(index)
    index.write_text("不是文件夹", encoding="utf-8")


def _no_files(index: Path) -> None:
    for one in index.rglob("*"):
        if one.is_file():
            one.write_bytes(b"")


HARMS: dict[str, Callable[[Path], None]] = {
    "deleted": shutil.rmtree,
    "emptied": _emptied,
    "a file in its place": _a_file,
    "all files emptied": _no_files,
}


@pytest.mark.parametrize("harm", HARMS)
def test_the_folder_harmed(cast: Cast, root: Path, harm: str) -> None:
    wanted = answers(cast, root)
    HARMS[harm](root / ".draftkit" / "index")
    assert answers(cast, root) == wanted
    mended(cast, root, wanted)


@pytest.mark.parametrize("harm", ["noise", "half", "gone"])
def test_each_file_torn_in_turn(cast: Cast, root: Path, tmp_path: Path, harm: str) -> None:
    """Every answer stays the same, whatever file is harmed; once, the rest of the way is gone."""
    index, chance = root / ".draftkit" / "index", random.Random(harm)
    whole = Path(shutil.copytree(index, tmp_path / "whole"))
    wanted = answers(cast, root)
    files = [one for one in sorted(whole.rglob("*")) if one.is_file() and one.stat().st_size]
    for file in files:
        shutil.rmtree(index)
        shutil.copytree(whole, index)
        torn, data = index / file.relative_to(whole), file.read_bytes()
        if harm == "gone":
            torn.unlink()
        elif harm == "half":
            torn.write_bytes(data[: len(data) // 2])
        else:
            at = chance.randrange(len(data))
            torn.write_bytes(
                data[:at] + chance.randbytes(min(64, len(data) - at)) + data[at + 64 :]
            )
        assert answers(cast, root) == wanted, file.name
    assert cast.command("reindex", root=root).code == 0
    mended(cast, root, wanted, told=False)


def test_the_index_of_another_workspace(cast: Cast, root: Path, tmp_path: Path) -> None:
    """As a generation under the very name of ours: nothing of the other's papers comes through."""
    wanted = answers(cast, root)
    other = tmp_path / "other"
    with Workspace.open(other) as workspace:
        for number in range(PAPERS, PAPERS + 8):
            workspace.ingest(papers.write(other / "past", number))
        workspace.reindex()
    index = root / ".draftkit" / "index"
    ours = next(iter(index.iterdir()))
    theirs = next(one for one in (other / ".draftkit" / "index").iterdir() if one.is_dir())
    shutil.rmtree(ours)
    shutil.copytree(theirs, ours)
    assert answers(cast, root) == wanted
    mended(cast, root, wanted, told=False)


def test_a_folder_that_may_not_be_read(cast: Cast, root: Path) -> None:
    wanted = answers(cast, root)
    index = root / ".draftkit" / "index"
    index.chmod(0)
    try:
        for limit in ("1000000", "0"):
            done = cast.command(
                "search", QUERIES[0], "--json", root=root, rights=True, DRAFTKIT_EXACT_BELOW=limit
            )
            assert (done.code, done.err) == (0, ""), done
            assert done.json["hits"] == wanted[0]
        for args in (["doctor"], ["ingest", root / "past"], ["notices"]):
            done = cast.command(*args, root=root, rights=True)
            assert done.code in (0, 1, 2), done
            assert "Traceback" not in done.err and len(done.err.splitlines()) <= 2, done
    finally:
        index.chmod(0o755)
    assert answers(cast, root) == wanted
