"""One index, or a generation and what came after it: the same answers to the last digit."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.archive import Archive
from draftkit.index import HashEmbedder
from draftkit.index.build import build
from draftkit.index.nearest import VectorIndex
from draftkit.index.vectors import encode
from draftkit.retrieve.hybrid import HybridRetriever
from draftkit.values.hits import Filters, Hits
from draftkit.values.searching import SearchOptions
from tests.index.conftest import notice_of

EMBEDDER = HashEmbedder()
QUERIES = ("志愿服务", "科普宣传，责任落实", "组织开展志愿服务，推进移风易俗。", "家风家训全民阅读")
FILTERS = (None, Filters(year_from=2018, year_to=2021), Filters(issuer="示例1局", genre="工作要点"))


def _add(archive: Archive, at: int) -> None:
    parsed = notice_of(at, 8)
    archive.add(
        parsed,
        sha256=parsed.notice.id,
        path=f"{at}.txt",
        parser="1",
        vectors=(EMBEDDER.name, lambda ones: encode(EMBEDDER, ones)),
    )


def _answers(archive: Archive, index: Path) -> list[Hits]:
    vectors = VectorIndex(archive, EMBEDDER, index)
    retriever = HybridRetriever(vectors)
    found = [
        retriever.retrieve(query, filters=filters, k=15, own="示例2局")
        for query in QUERIES
        for filters in FILTERS
    ]
    assert vectors.fault in (None, "first")
    vectors.close()
    return found


@pytest.mark.parametrize("seed", range(4))
def test_any_split_and_any_order_of_arrival_answer_as_one(tmp_path: Path, seed: int) -> None:
    """Some notices before a build, some after, some taken out, some taken out and put back."""
    chance = random.Random(seed)
    order = list(range(24))
    with Archive.open(tmp_path / "one.db") as archive:
        for at in order:
            _add(archive, at)
        for at in (3, 4):
            archive.remove(f"{at:016x}")
        wanted = _answers(archive, tmp_path / "none")
        build(archive, EMBEDDER, tmp_path / "one")
        assert _answers(archive, tmp_path / "one") == wanted
    chance.shuffle(order)
    cut = chance.randrange(1, 23)
    with Archive.open(tmp_path / "two.db") as archive:
        for at in order[:cut]:
            _add(archive, at)
        build(archive, EMBEDDER, tmp_path / "two")
        for at in order[cut:]:
            _add(archive, at)
        for at in (3, 4, 5, 20):
            archive.remove(f"{at:016x}")
        for at in (20, 5):
            _add(archive, at)
        assert archive.generation() is not None
        assert _answers(archive, tmp_path / "two") == wanted


NO_LEG = {"headings": False, "bodies": False, "vectors": False}


def test_each_leg_can_be_switched_off(fill: Callable[..., Archive], index: Path) -> None:
    archive = fill(12)
    build(archive, EMBEDDER, index)
    vectors = VectorIndex(archive, EMBEDDER, index)
    query = "志愿服务"
    with_all = HybridRetriever(vectors).retrieve(query)
    for name in ("headings", "bodies", "vectors"):
        alone = {**NO_LEG, name: True}
        assert HybridRetriever(vectors, SearchOptions(**alone)).retrieve(query).hits
        without = HybridRetriever(vectors, SearchOptions(**{name: False})).retrieve(query)
        assert [hit.score for hit in without.hits] != [hit.score for hit in with_all.hits]
    assert not HybridRetriever(vectors, SearchOptions(**NO_LEG)).retrieve(query).hits
    vectors.close()


def test_files_that_change_after_opening_are_not_believed(
    fill: Callable[..., Archive], index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that went wrong once the file was read: the answer comes from the archive."""
    monkeypatch.setattr("draftkit.index.manifest._SMALL", 100)
    archive = fill(12)
    wanted = HybridRetriever(VectorIndex(archive, EMBEDDER, index)).retrieve("志愿服务")
    made = build(archive, EMBEDDER, index)
    assert made is not None
    vectors = VectorIndex(archive, EMBEDDER, index)
    assert vectors.snapshot().generation is not None
    file = index / made.folder / "bodies.rows.npy"
    held = file.read_bytes()
    with file.open("r+b") as stream:  # the same file, which is mapped
        stream.seek(200)
        stream.write(b"\xff" * (len(held) - 200))
    assert HybridRetriever(vectors).retrieve("志愿服务") == wanted
    assert vectors.fault == "torn"
    assert (index / f"{made.folder}.broken").read_text(encoding="ascii") == "torn"
    vectors.close()
