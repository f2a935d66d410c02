"""What is taken out is out: at once where it was secret, else told until when traces of it stay."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from draftkit.archive import hashes
from draftkit.index import build, segment
from draftkit.index.bigrams import asked
from draftkit.index.build import unsound
from draftkit.index.nearest import VectorIndex
from draftkit.remarks import LOGGER
from draftkit.retrieve.hybrid import HybridRetriever
from draftkit.values.store import Generation
from draftkit.workspace import Workspace, reparsing
from tests.workspace.conftest import NAMES
from tests.workspace.test_secret_files import NAME, PAPER, SENTENCE, _held

WORDS = "麒麟飞羽"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the archive were too large for an index to be built after each removal."""
    monkeypatch.setattr(build, "_SMALL", 0)


@pytest.fixture
def kept(office: Workspace, root: Path) -> str:
    """The id of a paper that was taken in and indexed before anybody knew it to be secret."""
    (root / NAME).write_text(PAPER, encoding="utf-8")
    row = office.ingest(root / NAME).files[0]
    office.reindex()
    assert row.notice_id is not None
    made = office.archive.generation()
    assert made is not None and _traces(root, made)
    assert {"archive.db", "tables.json"} <= set(_held(root, WORDS))
    return row.notice_id


def _traces(root: Path, made: Generation) -> list[str]:
    """The fields of the generation that hold all pairs of characters of its words."""
    part = segment.load(root / ".draftkit" / "index" / made.folder)
    rows, codes = np.arange(len(part)), asked(WORDS)
    return [
        name for name in ("headings", "bodies") if getattr(part, name).holds_all(codes, rows).any()
    ]


def _now_marked(monkeypatch: pytest.MonkeyPatch, notice: str) -> None:
    """A newer parser, that reads a mark in the paper."""
    real = reparsing.parse_source

    def parse(source: Any) -> Any:
        read = real(source)
        if read.notice.id != notice:
            return read
        marked = read.notice.model_copy(update={"secrecy": "机密"})
        return type(read)(read.source, marked, read.lines)

    monkeypatch.setattr(reparsing, "parse_source", parse)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("fails", [False, True], ids=["", "no room for the new index"])
def test_a_secret_notice_leaves_nothing_however_large_the_archive(
    office: Workspace, root: Path, kept: str, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    with office.archive.change() as change:
        for sha256 in hashes(office.archive):
            change.keep_as(sha256, "0")
    _now_marked(monkeypatch, kept)
    if fails:
        monkeypatch.setattr(build, "_written", _no_room)
    result = office.ingest(root / "past")
    assert result.counts["failed"] == 1
    assert len(office.rows()) == len(NAMES)
    assert all(WORDS not in hit.text for hit in office.search(SENTENCE, k=50).hits)
    made = office.archive.generation()
    assert (made is None) is fails
    assert made is None or _traces(root, made) == []
    index = root / ".draftkit" / "index"
    assert [one.name for one in index.iterdir()] == ([made.folder] if made else [])
    assert _held(root, WORDS) == []


def _no_room(*_: object, **__: object) -> Any:
    raise OSError(28, "No space left on device")


@pytest.mark.usefixtures("large")
def test_an_ordinary_removal_says_what_stays_until_when(
    office: Workspace, root: Path, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, LOGGER):
        office.remove(kept)
    assert "reindex" in caplog.text
    assert all(WORDS not in hit.text for hit in office.search(SENTENCE, k=50).hits)
    assert set(_held(root, WORDS)) == {"tables.json"}
    office.reindex()
    assert _held(root, WORDS) == []


def test_from_a_small_archive_it_is_gone_at_once(
    office: Workspace, root: Path, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, LOGGER):
        office.remove(kept)
    assert caplog.text == ""
    assert _held(root, WORDS) == []


def test_a_draft_that_was_drawn_from_it_is_named(
    office: Workspace, root: Path, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Its folder holds whole notices; it is the user's, so it is named, not deleted."""
    with office.archive.reading() as db:
        other = db.execute("SELECT id FROM notices WHERE id <> ?", (kept,)).fetchone()[0]
    for name, ident in (("one", kept), ("two", other)):
        folder = root / ".draftkit" / "runs" / name
        folder.mkdir(parents=True)
        notices = [office.notice(ident).model_dump(mode="json")]
        (folder / "evidence.json").write_text(json.dumps(notices), encoding="utf-8")
    (root / ".draftkit" / "runs" / "three").mkdir()
    with caplog.at_level(logging.WARNING, LOGGER):
        office.remove(kept)
    told = [record.getMessage() for record in caplog.records if record.name == LOGGER]
    assert len(told) == 1
    assert str(root / ".draftkit" / "runs" / "one") in told[0] and "two" not in told[0]
    assert (root / ".draftkit" / "runs" / "one").is_dir()


@pytest.mark.parametrize("way", ["reindex", "import", "search"])
def test_however_it_was_found_out_the_draft_is_named(
    office: Workspace, root: Path, kept: str, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """By an upgrade that reads more marks: whatever command reads kept papers again says so."""
    folder = root / ".draftkit" / "runs" / "one"
    folder.mkdir(parents=True)
    (folder / "evidence.json").write_text(f'[{{"id": "{kept}"}}]', encoding="utf-8")
    office.export_notices(root / "carried.zip")
    with office.archive.change() as change:
        for sha256 in hashes(office.archive):
            change.keep_as(sha256, "0")
        change.none_current()
    _now_marked(monkeypatch, kept)
    told: list[str] = []
    monkeypatch.setattr("draftkit.remarks._log.warning", lambda _, text: told.append(text))
    if way == "reindex":
        office.reindex()
    elif way == "import":
        office.import_notices(root / "carried.zip")
    else:
        office.search(SENTENCE)
    office.close()
    assert any(str(folder) in text for text in told)
    assert way != "search" or any("secret" in text for text in told)
    assert WORDS not in str(_held(root, WORDS))


def test_a_copy_from_before_an_upgrade_is_named(
    office: Workspace, root: Path, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    (root / ".draftkit" / "archive.db.v1.bak").write_bytes(b"")
    with caplog.at_level(logging.WARNING, LOGGER):
        office.remove(kept)
    assert "archive.db.v1.bak" in caplog.text


def test_an_index_that_does_not_fit_is_one_line_of_an_ingest(
    office: Workspace, root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(build, "_written", _no_room)
    (root / NAME).write_text(PAPER, encoding="utf-8")
    with office.archive.change() as change:
        change.none_current()
    with caplog.at_level(logging.WARNING, LOGGER):
        assert office.ingest(root / NAME).counts["added"] == 1
    told = [one for one in caplog.records if one.name == LOGGER]
    assert len(told) == 1 and "full" in told[0].getMessage()
    assert SENTENCE in office.search(SENTENCE, k=1).hits[0].text


_REMOVING = """
import sys
from draftkit import Workspace
with Workspace.open(sys.argv[1]) as office:
    office.remove(sys.argv[2])
print([name for name in ("chromadb", "llama_index") if name in sys.modules])
"""


def test_a_removal_from_a_small_archive_loads_no_chroma_and_the_next_build_has_it_again(
    office: Workspace, root: Path, kept: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _REMOVING, str(root), kept],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
    made = office.archive.generation()
    assert made is not None
    folder = root / ".draftkit" / "index" / made.folder
    assert unsound(made, office.embedder, folder.parent) is None
    assert not (folder / build.CHROMA).exists()
    searching = VectorIndex(office.archive, office.embedder, folder.parent, exact_below=0)
    wanted = office.search("组织领导").hits
    assert HybridRetriever(searching).retrieve("组织领导").hits == wanted
    assert searching.fault is None and searching._view is None
    office.reindex()
    assert office.archive.generation() != made
    assert list(folder.parent.glob(f"gen-*/{build.CHROMA}"))
