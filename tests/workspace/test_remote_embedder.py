"""A workspace whose vectors come from a server that goes away, is swapped, or is set anew."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.errors import ArchiveError, EmbedderError, SettingsError
from draftkit.index.remote import Asker, RemoteEmbedder
from draftkit.remarks import LOGGER
from draftkit.settings import Settings
from draftkit.workspace import Workspace
from draftkit.workspace.locking import writing
from tests.embedding_server import EmbeddingServer

QUERY = "组织科技工作者走进社区，开展科普讲座和志愿服务。"


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as made:
        yield made


@pytest.fixture
def past(corpus: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "past"
    folder.mkdir()
    for name in ("kjj-2023-yaodian.txt", "kjj-2024-yaodian.docx"):
        shutil.copy(corpus / name, folder)
    return folder


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """The lines that were told, as they come."""
    lines: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    handler = Handler()
    logging.getLogger(LOGGER).addHandler(handler)
    yield lines
    logging.getLogger(LOGGER).removeHandler(handler)


def _open(root: Path, server: EmbeddingServer | None, model: str = "bge") -> Workspace:
    root.mkdir(exist_ok=True)
    given = {"embed_url": server.url, "embed_model": model} if server else {}
    return Workspace.open(settings=Settings.load(root, **given))


def _lacking(workspace: Workspace) -> int:
    return len(workspace.archive.without_vectors(workspace.embedder.name))


def test_ingest_then_search_by_the_servers_vectors(
    server: EmbeddingServer, past: Path, tmp_path: Path, told: list[str]
) -> None:
    with _open(tmp_path / "office", server) as office:
        assert office.ingest(past).counts["added"] == 2
        assert office.embedder.name == "openai:bge@64" and _lacking(office) == 0
        made = office.archive.generation()
        assert made is not None and made.embedder == "openai:bge@64"
        assert server.url not in str(office.archive.facts())
    with _open(tmp_path / "office", server) as office:  # the length is known again
        assert office.embedder.dim == 64
        server.requests.clear()
        assert office.search(QUERY).hits
        asked = [text for request in server.requests for text in request["input"]]
        assert asked.count(QUERY) == 1 and len(asked) == 2, "the probe once, the query once"
        office.search(QUERY)
        assert len(server.requests) == 2, "asked once"
    assert not told


def test_a_server_that_is_down_costs_no_notice(
    server: EmbeddingServer, past: Path, tmp_path: Path, told: list[str]
) -> None:
    server.stop()
    try:
        with _open(tmp_path / "office", server) as office:
            assert office.ingest(past).counts["added"] == 2
            assert len(told) == 1 and "wait for their vectors" in told[0]
            found = office.search(QUERY)
            assert found.hits and len(told) == 2
            with pytest.raises(EmbedderError):
                office.reindex()
    finally:
        server.start()
    with _open(tmp_path / "office", server) as office:
        assert _lacking(office) > 0
        assert office.ingest(past).counts["unchanged"] == 2
        assert _lacking(office) == 0 and office.archive.generation() is not None


def test_what_was_embedded_before_a_failure_is_kept(
    server: EmbeddingServer, past: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("draftkit.workspace.embedding._BATCH", 3)

    def fail_on_the_fifth(answer: dict[str, object]) -> object:
        return answer if len(server.requests) < 5 else {}

    server.spoil = fail_on_the_fifth
    with _open(tmp_path / "office", server) as office:
        office.ingest(past)
        passages = office.archive.count()[1]
        assert _lacking(office) == passages - 9, "the probe and three batches were answered"
        assert office.archive.generation() is None, "none is built of some of the vectors"
        server.spoil = lambda answer: answer
        office.ingest(past)
        assert _lacking(office) == 0


def test_the_lock_is_free_while_the_server_thinks(
    server: EmbeddingServer, past: Path, tmp_path: Path
) -> None:
    tried: list[bool] = []

    def try_the_lock(answer: dict[str, object]) -> object:
        with writing(tmp_path / "office" / ".draftkit", 0):
            tried.append(True)
        return answer

    server.spoil = try_the_lock
    with _open(tmp_path / "office", server) as office:
        office.ingest(past)
        assert tried and _lacking(office) == 0


def test_a_search_waits_for_no_dead_server_twice(
    server: EmbeddingServer, past: Path, tmp_path: Path, told: list[str]
) -> None:
    with _open(tmp_path / "office", server) as office:
        office.ingest(past)
        whole = office.search(QUERY)
        server.status = 500
        server.requests.clear()
        for _ in range(3):
            assert office.search("加强组织领导，压实工作责任。").hits
        assert len(server.requests) <= 2, "one query with its retry, then left alone"
        assert len(told) == 1 and "by words only" in told[0]
        server.status = 200
        index = office.retriever.index  # type: ignore[attr-defined]
        index._asker = Asker(office.embedder)
        assert office.search(QUERY) == whole


def test_another_embedder_is_never_compared_with(
    server: EmbeddingServer, past: Path, tmp_path: Path, told: list[str]
) -> None:
    root = tmp_path / "office"
    with _open(root, None) as office:
        office.ingest(past)
        ours = office.embedder.name
        before = office.search(QUERY)
    with _open(root, server) as office:
        assert office.search(QUERY).hits
        assert len(told) == 1 and ours in told[0] and "draftkit reindex" in told[0]
        assert not server.requests, "nobody is asked for a vector nothing can be compared with"
        assert office.ingest(past).counts["unchanged"] == 2  # embeds anew, keeps the old ones
        assert _lacking(office) == 0
    told.clear()
    with _open(root, None) as office:
        assert office.search(QUERY).hits and len(told) == 1 and "openai:bge@64" in told[0]
        assert not office.archive.without_vectors(ours), "there to go back to"
        office.ingest(past)
        assert office.search(QUERY) == before and len(told) == 1
    with _open(root, server) as office:
        office.reindex()
        assert not office.archive.vectors(ours), "reindex drops those of others"
        assert len(told) == 1


@pytest.mark.parametrize("dim", [64, 32], ids=["same length", "another length"])
def test_another_model_behind_the_same_name(
    server: EmbeddingServer, past: Path, tmp_path: Path, told: list[str], dim: int
) -> None:
    root = tmp_path / "office"
    with _open(root, server) as office:
        office.ingest(past)
    server.model, server.dim = "乙", dim
    (past / "新.txt").write_text(
        "示例市科学技术局2026年工作要点\n\n一、做好科普\n开展科普进社区活动。\n", encoding="utf-8"
    )
    with _open(root, server) as office:
        assert office.search(QUERY).hits
        assert len(told) == 1 and "another model is behind that name" in told[0]
        assert office.ingest(past).counts["added"] == 1
        assert len(told) == 2 and "another model" in told[1]
        new = _lacking(office)
        assert new > 0, "kept without vectors rather than with those of another model"
        assert any(hit.year == 2026 for hit in office.search("做好科普").hits)
        office.reindex()
        assert office.embedder.name == f"openai:bge@{dim}" and _lacking(office) == 0
        assert len(office.archive.facts("probe:")) == 1
        told.clear()
        assert office.search("组织开展科普讲座，走进社区。").hits and not told
    with _open(root, server) as office:
        assert office.search(QUERY).hits and not told


def test_a_model_swapped_while_the_server_was_down(
    server: EmbeddingServer, past: Path, tmp_path: Path, told: list[str]
) -> None:
    with _open(tmp_path / "office", server) as office:
        office.ingest(past)
        office.search(QUERY)
        server.status = 500
        office.search("加强组织领导，压实工作责任。")
        server.status, server.model = 200, "乙"
        told.clear()
        index = office.retriever.index  # type: ignore[attr-defined]
        index._asker = Asker(office.embedder)  # as after the pause
        office.search(QUERY)
        assert len(told) == 1 and "another model" in told[0]


def test_a_strangers_address_is_not_asked(
    server: EmbeddingServer, past: Path, tmp_path: Path, told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    root = tmp_path / "office"
    root.mkdir()
    config = f'[embedder]\nbase_url = "{server.url}"\nname = "bge"\n'
    (root / "draftkit.toml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(root)
    with Workspace.open() as office:
        assert office.ingest(past).counts["added"] == 2
        assert office.search(QUERY).hits
    assert not server.requests and "config trust" in told[0]


def test_a_text_that_the_server_cannot_take_keeps_no_other_out(
    server: EmbeddingServer, past: Path, tmp_path: Path, told: list[str]
) -> None:
    with _open(tmp_path / "office", server) as office:
        server.status = 500
        office.ingest(past)
        server.status = 200
        bad = office.archive.passages()[0].text

        def fail_on_it(answer: dict[str, object]) -> object:
            return {} if bad in server.requests[-1]["input"] else answer

        server.spoil = fail_on_it
        told.clear()
        office.ingest(past)
        assert _lacking(office) == 1 and len(told) == 1 and "1 passages" in told[0]
        assert office.search(bad).hits, "found by its words"
        server.spoil = lambda answer: answer
        office.reindex()
        assert _lacking(office) == 0


def test_what_doctor_says_of_it(server: EmbeddingServer, past: Path, tmp_path: Path) -> None:
    with _open(tmp_path / "office", server) as office:
        office.ingest(past)
        rows = {row.name: row for row in office.doctor()}
        assert rows["embedding server"].status == "ok"
        server.model = "乙"
    with _open(tmp_path / "office", server) as office:
        assert "embedding server" not in {row.name for row in office.doctor(offline=True)}
        row = next(row for row in office.doctor() if row.name == "embedding server")
        assert row.status == "warning" and "another model" in row.detail
        server.stop()
        try:
            row = next(row for row in office.doctor() if row.name == "embedding server")
            assert "No embedding server answers" in row.detail
        finally:
            server.start()


def test_a_chroma_server_that_is_not_there(past: Path, tmp_path: Path, told: list[str]) -> None:
    with EmbeddingServer() as gone:
        url = f"http://127.0.0.1:{gone.port}"
    root = tmp_path / "office"
    root.mkdir()
    settings = Settings.load(root, chroma=url, exact_below=0)
    with Workspace.open(settings=settings) as office:
        assert office.ingest(past).counts["added"] == 2
        assert len(told) == 1 and url in told[0]
        assert office.search(QUERY).hits
        row = next(row for row in office.doctor() if row.name == "Chroma server")
        assert row.status == "warning" and url in row.detail
        with pytest.raises(ArchiveError):
            office.reindex()


@pytest.mark.parametrize(
    "address",
    ["http://li:secret@host:8000", "http://host:8000/?token=secret", "http://", "ftp://host"],
)
def test_an_address_that_holds_a_secret_is_refused_unshown(tmp_path: Path, address: str) -> None:
    for name in ("chroma", "embed_url"):
        with pytest.raises(SettingsError) as caught:
            Settings.load(tmp_path, **{name: address})
        assert "secret" not in str(caught.value)


def test_a_model_whose_name_goes_on_with_an_at_is_another(tmp_path: Path) -> None:
    with EmbeddingServer() as server:
        with _open(tmp_path / "office", None) as office, office.archive.change() as change:
            change.put_fact("probe:openai:bge@64", "AAAA")
            change.put_fact("probe:openai:bge@x@32", "AAAA")
        with _open(tmp_path / "office", server) as office:
            assert office.embedder.dim == 64
            assert isinstance(office.embedder, RemoteEmbedder)
            with office.archive.change() as change:
                office.embedder.renew(change)
            assert set(office.archive.facts("probe:")) == {"probe:openai:bge@x@32"}
