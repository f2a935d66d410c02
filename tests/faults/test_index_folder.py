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


def hits(cast: Cast, root: Path, query: str, limit: str, *, rights: bool = False) -> object:
    """The hits of one search; a line on an index that cannot be used may stand beside them."""
    done = cast.command(
        "search", query, "--json", root=root, rights=rights, DRAFTKIT_EXACT_BELOW=limit
    )
    assert done.code == 0, done
    assert len(done.err.splitlines()) <= 1 and "Traceback" not in done.err, done.err
    return done.json["hits"]


def answers(cast: Cast, root: Path, count: int = len(QUERIES)) -> list[object]:
    """What two readers say, one that compares all and one that asks Chroma: the same."""
    told = [
        [hits(cast, root, query, limit) for query in QUERIES[:count]] for limit in ("1000000", "0")
    ]
    assert told[0] == told[1]
    return told[0]


def doctor(cast: Cast, root: Path) -> dict[str, str]:
    """How `doctor` finds each thing."""
    done = cast.command("doctor", "--json", root=root)
    assert (done.code, done.err) == (0, ""), done
    return {one["name"]: one["status"] for one in done.json["items"]}


def mended(cast: Cast, root: Path, wanted: list[object]) -> None:
    """The next ingest builds anew, and `doctor` says that it was done."""
    assert cast.command("ingest", root / "past", root=root).code == 0
    found = doctor(cast, root)
    assert found["vector index"] == "ok" and found["done by itself"] == "ok", found
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
    assert doctor(cast, root)["vector index"] == "warning"
    assert answers(cast, root) == wanted
    mended(cast, root, wanted)


HURT = ("noise", "half", "gone")


@pytest.mark.slow  # some seventy readings of a torn index, each a process, most of which mend it
@pytest.mark.parametrize("harm", HURT)
def test_each_file_torn_in_turn(cast: Cast, root: Path, tmp_path: Path, harm: str) -> None:
    """Whatever file is harmed, `doctor` finds it and the answer stays. The first reader mends it, so
    each harm has one: it compares all, or asks Chroma; each file meets both."""
    index, chance = root / ".draftkit" / "index", random.Random(harm)
    whole = Path(shutil.copytree(index, tmp_path / "whole"))
    wanted = answers(cast, root)
    files = [one for one in sorted(whole.rglob("*")) if one.is_file() and one.stat().st_size]
    for at, file in enumerate(files, HURT.index(harm)):
        shutil.rmtree(index)
        shutil.copytree(whole, index)
        torn, data = index / file.relative_to(whole), file.read_bytes()
        if harm == "gone":
            torn.unlink()
        elif harm == "half":
            torn.write_bytes(data[: len(data) // 2])
        else:
            byte = chance.randrange(len(data))
            noise = chance.randbytes(min(64, len(data) - byte))
            torn.write_bytes(data[:byte] + noise + data[byte + 64 :])
        assert doctor(cast, root)["vector index"] == "warning", file.name
        assert hits(cast, root, QUERIES[0], ("1000000", "0")[at % 2]) == wanted[0], file.name
    mended(cast, root, wanted)


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
    mended(cast, root, wanted)


def test_a_folder_that_may_not_be_read(cast: Cast, root: Path) -> None:
    wanted = answers(cast, root)
    index = root / ".draftkit" / "index"
    index.chmod(0)
    try:
        for limit in ("1000000", "0"):
            assert hits(cast, root, QUERIES[0], limit, rights=True) == wanted[0]
        for args in (["doctor"], ["ingest", root / "past"], ["notices"]):
            done = cast.command(*args, root=root, rights=True)
            assert done.code in (0, 1, 2), done
            assert "Traceback" not in done.err and len(done.told) <= 2, done
    finally:
        index.chmod(0o755)
    assert answers(cast, root) == wanted
