"""Who is to blame when an index misleads: the disk, whoever wrote into the folder, or we."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from draftkit.archive import Archive
from draftkit.index import HashEmbedder, broken
from draftkit.index.build import build, due, fault
from draftkit.index.lexical import Field
from draftkit.index.nearest import VectorIndex
from draftkit.retrieve.hybrid import HybridRetriever
from draftkit.values.hits import Hits
from draftkit.values.store import Generation

EMBEDDER = HashEmbedder()
QUERY = "志愿服务"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as one that is too large to be read at each look."""
    monkeypatch.setattr("draftkit.index.manifest._SMALL", 0)


def _asked(archive: Archive, index: Path, limit: int = 1_000_000) -> tuple[Hits, str | None]:
    """What a new process finds, and what it says of the index."""
    vectors = VectorIndex(archive, EMBEDDER, index, exact_below=limit)
    try:
        return HybridRetriever(vectors).retrieve(QUERY, k=50), vectors.fault
    finally:
        vectors.close()


def _made(archive: Archive, index: Path, reason: str = "asked") -> Generation:
    made = build(archive, EMBEDDER, index, reason)
    assert made is not None
    return made


def _halve(file: Path) -> None:
    """Every impact, or number of a vector, halved: of the right type and size, and wrong."""
    np.save(file, np.load(file) // 2, allow_pickle=False)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("name", ["headings.impacts.npy", "bodies.impacts.npy", "vectors.npy"])
def test_numbers_that_went_wrong_in_a_large_file(
    fill: Callable[..., Archive], index: Path, name: str
) -> None:
    """A bad disk: a writer's look does not read large files, a search reads what it maps."""
    archive = fill(12)
    wanted, _ = _asked(archive, index)
    made = _made(archive, index)
    _halve(index / made.folder / name)
    assert due(archive, EMBEDDER, index) is None
    assert _asked(archive, index) == (wanted, "torn")
    assert due(archive, EMBEDDER, index) == "torn"  # as the search told it
    _made(archive, index, "torn")
    assert _asked(archive, index) == (wanted, None)


@pytest.mark.usefixtures("large")
def test_a_graph_that_went_wrong_is_not_asked(fill: Callable[..., Archive], index: Path) -> None:
    archive = fill(12)
    wanted, _ = _asked(archive, index)
    made = _made(archive, index)
    graph = next((index / made.folder).rglob("data_level0.bin"))
    graph.write_bytes(graph.read_bytes()[:-1] + b"\x01")
    found, said = _asked(archive, index, 0)
    assert found == wanted and said is not None and said.startswith("ValueError")
    assert fault(made, EMBEDDER, index) == said


def test_one_who_can_write_the_folder_alone_cannot_seal_it(
    fill: Callable[..., Archive], index: Path
) -> None:
    """The seal stands in archive.db."""
    archive = fill(12)
    wanted, _ = _asked(archive, index)
    folder = index / _made(archive, index).folder
    _halve(folder / "bodies.impacts.npy")
    held = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    data = (folder / "bodies.impacts.npy").read_bytes()
    held["files"]["bodies.impacts.npy"]["sha256"] = hashlib.sha256(data).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(held), encoding="utf-8")
    assert _asked(archive, index) == (wanted, "seal")
    assert due(archive, EMBEDDER, index) == "seal"


def _slip(monkeypatch: pytest.MonkeyPatch, *, always: bool) -> None:
    """A mistake of ours in reading postings: of those that are mapped from files, or of all."""
    whole = Field.add_scores

    def add_scores(self: Field, codes: Any, out: Any) -> None:
        if always or isinstance(self.rows.base, np.memmap):
            raise IndexError(99)
        whole(self, codes, out)

    monkeypatch.setattr(Field, "add_scores", add_scores)


def test_a_mistake_of_ours_is_told_and_no_index_is_rebuilt_for_ever(
    fill: Callable[..., Archive], index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = fill(12)
    wanted, _ = _asked(archive, index)
    _made(archive, index)
    _slip(monkeypatch, always=False)
    found, said = _asked(archive, index)
    assert found == wanted
    assert said is not None and said.startswith("IndexError in ")
    reason = due(archive, EMBEDDER, index)
    assert reason == said
    again = _made(archive, index, reason)  # what the next writer does
    with archive.reading() as db:
        told = db.execute("SELECT what, detail FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    assert told == ("index_rebuilt", said)
    for _ in range(2):
        with pytest.raises(IndexError):
            _asked(archive, index)
    assert fault(again, EMBEDDER, index) is None
    assert due(archive, EMBEDDER, index) is None


def test_a_mistake_that_has_nothing_to_do_with_files_blames_none(
    fill: Callable[..., Archive], index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = fill(12)
    made = _made(archive, index)
    _slip(monkeypatch, always=True)
    with pytest.raises(IndexError):
        _asked(archive, index)
    assert fault(made, EMBEDDER, index) is None


def test_a_graph_that_fails_again_is_not_built_for_ever(
    fill: Callable[..., Archive], index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from draftkit.index.chroma import Collection

    archive = fill(12)
    made = _made(archive, index)
    wanted, _ = _asked(archive, index)
    with monkeypatch.context() as patch:
        patch.setattr(Collection, "nearest", lambda *_: (_ for _ in ()).throw(RuntimeError("no")))
        found, said = _asked(archive, index, 0)
        assert found == wanted and said is not None and said.startswith("RuntimeError")
        assert due(archive, EMBEDDER, index) == said
        made = _made(archive, index, said)
        assert _asked(archive, index, 0) == (wanted, None)
    assert fault(made, EMBEDDER, index) is None


@pytest.mark.parametrize("said", ["", "\x1b[2J", "IndexError in a.b; rm", "x" * 500, "公文"])
def test_what_a_stranger_wrote_on_a_mark_is_not_repeated(index: Path, said: str) -> None:
    index.mkdir()
    (index / "gen-1.broken").write_text(said, encoding="utf-8")
    assert broken.why(index, "gen-1") == "broken"
    broken.put(index, "gen-1", "torn")
    assert (index / "gen-1.broken").read_text(encoding="utf-8") == said


def test_a_mark_follows_no_link_and_waits_for_no_pipe(index: Path, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows has no pipes in folders")
    index.mkdir()
    (index / "gen-1.broken").symlink_to(tmp_path / "victim")
    broken.put(index, "gen-1", "torn")
    assert not (tmp_path / "victim").exists()
    assert broken.why(index, "gen-1") == "broken"
    os.mkfifo(index / "gen-2.broken")
    assert broken.why(index, "gen-2") == "broken"
