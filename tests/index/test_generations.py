"""Chroma through llama-index, for real: building, asking, and doing without it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from draftkit.archive import Archive
from draftkit.errors import ArchiveError
from draftkit.index import HashEmbedder, nearest, segment
from draftkit.index.build import CHROMA, build, due, fault, sweep, unsound
from draftkit.index.build import fill as fill_vectors
from draftkit.index.chroma import FAULTS, Collection
from draftkit.index.nearest import VectorIndex
from draftkit.index.snapshot import Snapshot
from draftkit.index.spare import clear_spare
from draftkit.index.vectors import UNIT, decode, of_parts, whole

Fill = Callable[..., Archive]
EMBEDDER = HashEmbedder()
QUERIES = ["志愿服务", "组织开展科普宣传，落实责任", "家风家训，全民阅读，移风易俗"]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def _oracle(archive: Archive, query: str, count: int) -> list[str]:
    """The nearest sections by plain arithmetic over the stored vectors."""
    vector = whole(EMBEDDER.embed([query]))[0].astype(np.int64)
    near = {
        one: int(of_parts([[blob]], EMBEDDER.dim)[0].astype(np.int64) @ vector)
        for one, blob in archive.vectors(EMBEDDER.name).items()
    }
    return sorted((one for one in near if near[one] > 0), key=lambda one: (-near[one], one))[:count]


def _found(index: VectorIndex, query: str, count: int, allowed: object = None) -> list[str]:
    state: Snapshot = index.snapshot()
    mask = state.alive if allowed is None else allowed
    scores = np.where(mask, index.scores(state, query, mask, count), 0)
    order = np.lexsort((state.id_ranks, -scores))[:count]
    ids = state.column("id")
    return [ids[at].decode() for at in order if scores[at] > 0]


def test_a_generation_holds_ids_and_vectors_and_no_text(fill: Fill, index: Path) -> None:
    archive = fill(4)
    made = build(archive, EMBEDDER, index)
    assert made is not None
    assert made.count == 40
    with Collection.open_copy(index / made.folder / CHROMA) as view:
        assert view.count() == 40
        assert view.manifest()["embedder"] == EMBEDDER.name
        rows = view._collection.get(include=["documents", "metadatas", "embeddings"])
    assert set(rows["ids"]) == {one.id for one in archive.passages()}
    assert not any(rows["documents"] or []) and not any(rows["metadatas"] or [])
    assert len(rows["embeddings"]) == 40
    held = b"".join(_files(index).values())
    assert "志愿服务".encode() not in held


def test_the_graph_holds_nothing_of_the_process_beyond_its_rows(fill: Fill, index: Path) -> None:
    archive = fill(4)
    made = build(archive, EMBEDDER, index)
    assert made is not None
    (lengths,) = index.rglob("length.bin")
    room = lengths.stat().st_size // 4
    assert room > made.count
    rows = np.frombuffer(lengths.with_name("data_level0.bin").read_bytes(), np.uint8)
    assert rows.reshape(room, -1)[: made.count].any(axis=1).all()
    assert not rows.reshape(room, -1)[made.count :].any()
    assert lengths.read_bytes()[4 * made.count :] == bytes(4 * (room - made.count))


@pytest.mark.parametrize(("room", "size"), [(3, 400), (100, 401)], ids=["too few", "uneven"])
def test_a_graph_of_another_shape_is_refused(tmp_path: Path, room: int, size: int) -> None:
    (tmp_path / "length.bin").write_bytes(bytes(4 * room))
    (tmp_path / "data_level0.bin").write_bytes(b"\x01" * size)
    with pytest.raises(ArchiveError):
        clear_spare(tmp_path, 40)
    assert (tmp_path / "data_level0.bin").read_bytes() == b"\x01" * size


def test_what_stood_in_the_spare_room_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "length.bin").write_bytes(b"\x01" * 400)
    (tmp_path / "data_level0.bin").write_bytes(b"\x01" * 1000)
    clear_spare(tmp_path, 40)
    assert (tmp_path / "length.bin").read_bytes() == b"\x01" * 160 + bytes(240)
    assert (tmp_path / "data_level0.bin").read_bytes() == b"\x01" * 400 + bytes(600)


def test_the_current_one_is_named_by_the_archive_and_older_ones_go(fill: Fill, index: Path) -> None:
    archive = fill(2)
    first = build(archive, EMBEDDER, index)
    second = build(archive, EMBEDDER, index)
    assert first is not None and second is not None
    assert archive.generation() == second
    assert [one.name for one in index.iterdir()] == [second.folder]
    assert not fault(second, EMBEDDER, index)
    assert fault(first, EMBEDDER, index) == "missing"


@pytest.mark.parametrize("exact_below", [10**6, 0], ids=["all compared", "chroma proposes"])
def test_nearness_is_what_comparing_all_gives(fill: Fill, index: Path, exact_below: int) -> None:
    archive = fill(30)
    build(archive, EMBEDDER, index)
    vectors = VectorIndex(archive, EMBEDDER, index, exact_below=exact_below)
    for query in QUERIES:
        assert _found(vectors, query, 20) == _oracle(archive, query, 20)
    assert (vectors._view is not None) is (exact_below == 0)
    vectors.close()


def test_passages_newer_than_the_generation_are_found(fill: Fill, index: Path) -> None:
    archive = fill(20)
    build(archive, EMBEDDER, index)
    fill(5, first=20)
    assert len(archive.newer_than(archive.generation().upto)) == 50  # type: ignore[union-attr]
    vectors = VectorIndex(archive, EMBEDDER, index, exact_below=0)
    for query in QUERIES:
        assert _found(vectors, query, 30) == _oracle(archive, query, 30)
    vectors.close()


def test_passages_removed_since_are_not_found(fill: Fill, index: Path) -> None:
    archive = fill(12)
    build(archive, EMBEDDER, index)
    vectors = VectorIndex(archive, EMBEDDER, index, exact_below=0)
    gone = {one.id for one in archive.passages() if one.notice_id == archive.rows()[0].id}
    assert gone & set(_found(vectors, QUERIES[0], 200))
    archive.remove(archive.rows()[0].id)
    found = _found(vectors, QUERIES[0], 200)
    assert not gone & set(found)
    assert found == _oracle(archive, QUERIES[0], 200)
    vectors.close()


def test_a_filter_that_leaves_few_is_answered_in_full(fill: Fill, index: Path) -> None:
    archive = fill(30)
    build(archive, EMBEDDER, index)
    for exact_below in (0, 50, 10**6):
        vectors = VectorIndex(archive, EMBEDDER, index, exact_below=exact_below)
        state = vectors.snapshot()
        allowed = state.column("year") == 2019
        wanted = {one.decode() for one in state.column("id")[allowed]}
        oracle = [one for one in _oracle(archive, QUERIES[1], 10**6) if one in wanted][:10]
        assert _found(vectors, QUERIES[1], 10, allowed) == oracle
        vectors.close()


@pytest.mark.parametrize("harm", ["gone", "emptied", "torn", "database"])
def test_a_damaged_generation_answers_rightly(fill: Fill, index: Path, harm: str) -> None:
    archive = fill(12)
    made = build(archive, EMBEDDER, index)
    assert made is not None
    for file in [one for one in (index / made.folder).rglob("*") if one.is_file()]:
        if harm == "gone":
            file.unlink()
        elif harm == "emptied":
            file.write_bytes(b"")
        elif harm == "torn" and file.suffix in (".bin", ".pickle"):
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
        elif harm == "database" and file.name == "chroma.sqlite3":
            file.write_bytes(b"x" * 5000)
    vectors = VectorIndex(archive, EMBEDDER, index, exact_below=0)
    for query in QUERIES:
        assert _found(vectors, query, 20) == _oracle(archive, query, 20)
    vectors.close()


def test_asking_writes_nothing_in_the_workspace(fill: Fill, index: Path) -> None:
    archive = fill(12)
    build(archive, EMBEDDER, index)
    before = _files(index)
    vectors = VectorIndex(archive, EMBEDDER, index, exact_below=0)
    _found(vectors, QUERIES[0], 20)
    assert vectors._view is not None
    copy = vectors._view._folder
    vectors.close()
    assert _files(index) == before
    assert not copy.exists()


def test_when_a_build_is_due(fill: Fill, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = fill(0)
    assert not due(archive, EMBEDDER, index)
    fill(3)
    assert due(archive, EMBEDDER, index)
    build(archive, EMBEDDER, index)
    assert not due(archive, EMBEDDER, index)
    fill(1, first=3)
    assert not due(archive, EMBEDDER, index)
    monkeypatch.setattr("draftkit.index.build._LEAST_TAIL", 5)
    assert due(archive, EMBEDDER, index)
    build(archive, EMBEDDER, index)
    archive.remove(archive.rows()[0].id)
    assert due(archive, EMBEDDER, index)
    build(archive, EMBEDDER, index)
    shutil.rmtree(index)
    assert due(archive, EMBEDDER, index)


def test_an_index_of_another_embedder_is_not_asked(fill: Fill, index: Path) -> None:
    class Other(HashEmbedder):
        name = "other/1"

    archive = fill(3)
    made = build(archive, EMBEDDER, index)
    assert made is not None and fault(made, Other(), index) == "embedder"
    assert due(archive, Other(), index)
    assert fill_vectors(archive, Other()) == 30
    assert fill_vectors(archive, Other()) == 0
    assert build(archive, Other(), index).embedder == "other/1"  # type: ignore[union-attr]


def test_what_does_not_hold_its_vectors_never_becomes_current(
    fill: Fill, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = fill(2)
    first = build(archive, EMBEDDER, index)
    monkeypatch.setattr(Collection, "count", lambda _: 3)
    with pytest.raises(ArchiveError, match="3 of 20"):
        build(archive, EMBEDDER, index)
    assert archive.generation() == first
    assert [one.name for one in index.iterdir()] == [first.folder]  # type: ignore[union-attr]


@pytest.mark.parametrize("rows", [1, 2, 3, 99, 250])
def test_every_row_is_in_the_graph_when_it_is_built(
    tmp_path: Path, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows left to the log would be replayed by every reader's first question."""
    monkeypatch.setattr("draftkit.index.chroma._SLICE", 100)
    matrix = EMBEDDER.embed([f"片段{row}号文字" for row in range(rows)])
    ids = [f"p{row}" for row in range(rows)]
    Collection.build(tmp_path / "g", {"dim": 2048}, ids, matrix).close()
    before = _files(tmp_path / "g")
    with Collection.open_copy(tmp_path / "g") as view:
        assert view.nearest(matrix[0], 1) == ["p0"]
        assert view.finds_itself(ids, decode((row.astype("<f2").tobytes() for row in matrix), 2048))
    assert _files(tmp_path / "g") == before


def test_no_generation_no_view(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FAULTS):
        Collection.open_copy(tmp_path / "empty")
    with pytest.raises(FAULTS):
        Collection.open_copy(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("no manifest", "missing"),
        ("another manifest", "seal"),
        ("a file gone", "missing"),
        ("a file short", "torn"),
        ("a byte changed", "torn"),
        ("marked", "broken"),
    ],
)
def test_opening_finds_what_is_wrong_and_the_next_writer_mends_it(
    fill: Fill, index: Path, harm: str, said: str
) -> None:
    archive = fill(6)
    made = build(archive, EMBEDDER, index)
    assert made is not None and unsound(made, EMBEDDER, index) is None
    folder = index / made.folder
    file = folder / "bodies.rows.npy"
    if harm == "no manifest":
        (folder / "manifest.json").unlink()
    elif harm == "another manifest":
        (folder / "manifest.json").write_text("{}", encoding="utf-8")
    elif harm == "a file gone":
        file.unlink()
    elif harm == "a file short":
        file.write_bytes(file.read_bytes()[:-1])
    elif harm == "a byte changed":
        file.write_bytes(file.read_bytes()[:-1] + b"\xff")
    else:
        (index / f"{made.folder}.broken").touch()
    assert fault(made, EMBEDDER, index) == due(archive, EMBEDDER, index) == said
    vectors = VectorIndex(archive, EMBEDDER, index)
    for query in QUERIES:
        assert _found(vectors, query, 20) == _oracle(archive, query, 20)
    assert vectors.fault == said
    again = build(archive, EMBEDDER, index, said)
    for query in QUERIES:
        assert _found(vectors, query, 20) == _oracle(archive, query, 20)
    assert vectors.fault is None
    vectors.close()
    assert [one.name for one in index.iterdir()] == [again.folder]  # type: ignore[union-attr]
    with archive.reading() as db:
        events = db.execute("SELECT what, detail FROM events ORDER BY seq").fetchall()
    assert events == [("index_built", "asked"), ("index_rebuilt", said)]


def test_a_big_file_torn_inside_is_found_by_the_check_up(
    fill: Fill, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("draftkit.index.manifest._SMALL", 100)
    archive = fill(6)
    made = build(archive, EMBEDDER, index)
    assert made is not None
    file = index / made.folder / "bodies.rows.npy"
    file.write_bytes(file.read_bytes()[:-4] + b"\xff\xff\xff\x7f")
    assert fault(made, EMBEDDER, index) is None
    assert unsound(made, EMBEDDER, index) == "bodies.rows.npy"


def test_what_a_killed_writer_leaves_is_swept(fill: Fill, index: Path) -> None:
    archive = fill(3)
    made = build(archive, EMBEDDER, index)
    assert made is not None
    (index / "gen-halfbuilt" / CHROMA).mkdir(parents=True)
    (index / "gen-older.broken").touch()
    sweep(archive, index)
    assert [one.name for one in index.iterdir()] == [made.folder]


def test_a_reader_keeps_its_state_while_another_generation_is_made(fill: Fill, index: Path) -> None:
    archive = fill(10)
    build(archive, EMBEDDER, index)
    vectors = VectorIndex(archive, EMBEDDER, index)
    state = vectors.snapshot()
    allowed = state.alive
    before = vectors.scores(state, QUERIES[0], allowed, 10)
    build(archive, EMBEDDER, index)
    assert np.array_equal(vectors.scores(state, QUERIES[0], allowed, 10), before)
    assert state.lexical("bodies", QUERIES[0]).any()
    vectors.close()


def test_the_copy_in_single_precision_gives_the_same_nearness(
    fill: Fill, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = fill(10)
    build(archive, EMBEDDER, index)
    part = VectorIndex(archive, EMBEDDER, index).snapshot().parts[0]
    vector = whole(EMBEDDER.embed([QUERIES[0]])[0])
    exact = part.matrix.astype(np.int64) @ vector.astype(np.int64)
    asked = [part.nearness(vector) for _ in range(segment._OFTEN + 2)]
    assert part._compared[-1].dtype == np.float32, "made once it was asked for often"
    for near in asked:
        assert np.array_equal(near, (exact / UNIT**2).astype(np.float32))
    monkeypatch.setattr(segment, "_WIDE", 1)
    assert part._wide() is part.matrix, "never of what would take much memory"


@pytest.mark.parametrize("few", [True, False], ids=["picked out", "all compared"])
def test_nearness_of_those_allowed_does_not_hang_on_how_many_they_are(
    fill: Fill, index: Path, few: bool
) -> None:
    archive = fill(20)
    build(archive, EMBEDDER, index)
    vectors = VectorIndex(archive, EMBEDDER, index)
    state = vectors.snapshot()
    share = nearest._MANY / 2 if few else nearest._MANY * 2
    allowed = np.zeros(len(state), dtype=bool)
    allowed[: int(len(state) * share)] = True
    every = state.nearness(whole(EMBEDDER.embed([QUERIES[1]])[0]))
    found = vectors.scores(state, QUERIES[1], allowed, 10)
    assert np.array_equal(found[allowed], every[allowed]) and every[allowed].any()
    assert found[~allowed].any() is np.bool_(not few)
    rows = np.flatnonzero(allowed)
    assert np.array_equal(vectors.nearness(state, QUERIES[1], rows)[allowed], every[allowed])
