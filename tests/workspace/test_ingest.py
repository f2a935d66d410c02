"""Files into a workspace: what is taken in, what is passed over, what fails, what stays."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from draftkit.values.store import IngestResult
from draftkit.workspace import Workspace
from tests.workspace.conftest import NAMES


def _state(root: Path) -> dict[str, bytes]:
    """The files of the state folder, but for the lock."""
    state = root / ".draftkit"
    return {
        one.relative_to(state).as_posix(): one.read_bytes()
        for one in state.rglob("*")
        if one.is_file() and not one.name.startswith("write.lock")
    }


def _results(result: IngestResult) -> list[tuple[str, str]]:
    return [(Path(row.path).name, row.result) for row in result.files]


def _marked(path: Path, category: str = "draftkit") -> Path:
    """A copy of a Word file that says who made it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name != "docProps/core.xml":
                new.writestr(name, old.read(name))
        new.writestr(
            "docProps/core.xml",
            "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/"
            f"core-properties'><cp:category>{category}</cp:category></cp:coreProperties>",
        )
    target = path.with_name(f"稿{category}.docx")
    target.write_bytes(buffer.getvalue())
    return target


def test_a_second_run_changes_nothing(office: Workspace, root: Path) -> None:
    before = _state(root)
    result = office.ingest(root / "past")
    assert result.counts == {"added": 0, "updated": 0, "unchanged": 4, "failed": 0, "skipped": 0}
    assert _state(root) == before


def test_chroma_holds_what_the_archive_holds(office: Workspace, root: Path) -> None:
    import chromadb
    from chromadb.config import Settings

    made = office.archive.generation()
    assert made is not None
    client = chromadb.PersistentClient(
        str(root / ".draftkit" / "index" / made.folder / "chroma"),
        Settings(anonymized_telemetry=False),
    )
    held = client.list_collections()[0].get(include=["documents", "metadatas"])
    sections = {one.id for one in office.archive.passages() if one.part == 0}
    assert set(held["ids"]) == sections and made.count == len(sections)
    assert not any(held["documents"] or [])


def test_rows_and_counts_speak_of_every_file(office: Workspace, root: Path) -> None:
    past = root / "past"
    (past / NAMES[0]).write_text(
        (past / NAMES[0]).read_text(encoding="utf-8") + "\n补充一段新的话。\n", encoding="utf-8"
    )
    shutil.copy(past / NAMES[3], past / "另存.txt")
    (past / "空.txt").write_bytes(b"")
    (past / "坏.docx").write_bytes(b"\x00\x01\x02 no word file")
    (past / "~$锁.docx").write_bytes(b"x")
    (past / ".隐藏.txt").write_text("隐藏", encoding="utf-8")
    (past / "表.xlsx").write_bytes(b"x")
    result = office.ingest(past, past / "没有.txt")
    assert _results(result) == [
        ("kjj-2023-yaodian.txt", "updated"),
        ("kjj-2024-yaodian.docx", "unchanged"),
        ("kjj-2025-kepu.html", "unchanged"),
        ("nyj-2024-fangan.txt", "unchanged"),
        ("另存.txt", "unchanged"),
        ("坏.docx", "failed"),
        ("空.txt", "failed"),
        ("表.xlsx", "skipped"),
        ("没有.txt", "failed"),
    ]
    assert result.counts == {"added": 0, "updated": 1, "unchanged": 4, "failed": 3, "skipped": 3}
    for row in result.files:
        twin = row.path.endswith("另存.txt")
        assert bool(row.reason) is (twin or row.result in ("failed", "skipped"))
        assert (row.notice_id is None) is (row.result in ("failed", "skipped"))
    assert len(office.rows()) == 4


def test_the_json_is_that_of_the_contract(office: Workspace, root: Path) -> None:
    result = office.ingest(root / "past" / NAMES[0])
    data = result.model_dump(mode="json")
    assert data["schema"] == "draftkit.ingest/1"
    assert set(data["files"][0]) == {"path", "result", "notice_id", "reason"}
    assert IngestResult.model_validate_json(result.model_dump_json()) == result


def test_a_changed_file_is_found_by_its_new_words_only(office: Workspace, root: Path) -> None:
    file = root / "past" / NAMES[3]
    text = file.read_text(encoding="utf-8")
    for words in ("独一无二的麒麟大赛", "绝无仅有的凤凰论坛"):
        file.write_text(f"{text}\n五、举办{words}\n组织各股室参加{words}。\n", encoding="utf-8")
        assert office.ingest(file).counts["updated"] == 1
    assert "凤凰论坛" in office.search("凤凰论坛").hits[0].text
    assert all("麒麟" not in hit.text for hit in office.search("麒麟大赛", k=50).hits)
    assert all("麒麟" not in one.text for one in office.archive.passages())


def test_a_removed_notice_leaves_no_passage_anywhere(office: Workspace) -> None:
    gone = next(row for row in office.rows() if "科普" in (row.title or ""))
    assert any(hit.notice_id == gone.id for hit in office.search("科普活动", k=50).hits)
    assert office.remove(gone.id[:8]) == gone.id
    assert all(hit.notice_id != gone.id for hit in office.search("科普活动", k=50).hits)
    assert all(one.notice_id != gone.id for one in office.archive.passages())
    assert office.archive.vectors(office.embedder.name).keys() == {
        one.id for one in office.archive.passages()
    }
    wanted = {one.id for one in office.archive.passages() if not one.part}
    assert _in_index(office) == wanted
    office.reindex()
    assert _in_index(office) == wanted


def _in_index(office: Workspace) -> set[str]:
    """Ids that the current generation holds, read from its rows and, where it has one, from the
    collection's own database."""
    made = office.archive.generation()
    assert made is not None
    folder = office.state / "index" / made.folder
    held = {one.decode() for one in np.load(folder / "id.npy")}
    file = folder / "chroma" / "chroma.sqlite3"
    if file.exists():
        with closing(sqlite3.connect(file)) as db:
            held |= {row[0] for row in db.execute("SELECT embedding_id FROM embeddings")}
    return held


def test_a_changed_file_leaves_no_old_passage_in_index(office: Workspace, root: Path) -> None:
    file = next((root / "past").glob("*.txt"))
    file.write_text(file.read_text(encoding="utf-8").replace("加强", "着力加强"), encoding="utf-8")
    assert office.ingest(file).counts["updated"] == 1
    assert _in_index(office) <= {one.id for one in office.archive.passages()}


def test_when_all_is_removed_nothing_is_left(office: Workspace) -> None:
    for row in office.rows():
        office.remove(row.id)
    assert office.archive.passages() == ()
    assert office.archive.generation() is None
    assert list((office.state / "index").glob("gen-*")) == []


def test_the_order_of_files_does_not_matter(corpus: Path, tmp_path: Path) -> None:
    answers = []
    for name, order in (("a", NAMES), ("b", tuple(reversed(NAMES)))):
        with Workspace.open(tmp_path / name) as workspace:
            for file in order:
                workspace.ingest(corpus / file)
            queries = ("志愿服务", "组织科技工作者进社区，开展科普活动。", "理论学习")
            answers.append([workspace.search(query, k=30) for query in queries])
    assert answers[0] == answers[1]


def test_drafts_of_ours_are_no_past_notices(office: Workspace, root: Path) -> None:
    ours = _marked(root / "past" / NAMES[1])
    _marked(root / "past" / NAMES[1], "机关公文")
    walked = office.ingest(root / "past")
    assert dict(_results(walked))[ours.name] == "skipped"
    assert any("--ours" in (row.reason or "") for row in walked.files)
    assert dict(_results(walked))["稿机关公文.docx"] == "unchanged"
    assert walked.counts["skipped"] == 1
    named = office.ingest(ours)
    assert _results(named) == [(ours.name, "failed")]
    assert "--ours" in (named.files[0].reason or "")
    assert _results(office.ingest(ours, ours=True)) == [(ours.name, "unchanged")]


def test_an_exported_draft_is_known_as_ours(office: Workspace, tmp_path: Path) -> None:
    from draftkit.api import export

    notice = office.notice(office.rows()[0].id)
    file = export(notice, tmp_path / "稿.docx")
    assert office.ingest(file).counts["failed"] == 1


def test_a_fault_of_ours_in_one_file_stops_no_other(
    office: Workspace, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from draftkit.workspace import ingesting

    real = ingesting.parse_path

    def failing(path: Path, office: Any = None) -> Any:
        if path.name == "b.txt":
            raise ZeroDivisionError
        return real(path, office)

    monkeypatch.setattr(ingesting, "parse_path", failing)
    for name in "abc":
        (root / f"{name}.txt").write_text(
            f"关于{name}的通知\n\n一、事项\n内容{name}。", encoding="utf-8"
        )
    result = office.ingest(*(root / f"{name}.txt" for name in "abc"))
    assert [row.result for row in result.files] == ["added", "failed", "added"]
    assert "ZeroDivisionError" in (result.files[1].reason or "")


def test_raising_from_progress_keeps_what_was_taken_in(corpus: Path, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    seen: list[tuple[int, int, str]] = []

    def show(done: int, total: int, path: str) -> None:
        seen.append((done, total, Path(path).name))
        if done == 2:
            raise Stop

    with Workspace.open(tmp_path) as workspace:
        with pytest.raises(Stop):
            workspace.ingest(*(corpus / name for name in NAMES), progress=show)
        assert len(workspace.rows()) == 2
        assert workspace.search("志愿服务").hits
        assert workspace.ingest(*(corpus / name for name in NAMES)).counts["added"] == 2
    assert seen == [(0, 4, NAMES[0]), (1, 4, NAMES[1]), (2, 4, NAMES[2])]


def test_folders_are_walked_by_name_and_a_file_comes_once(tmp_path: Path) -> None:
    from draftkit.workspace.files import find

    for name in ("b/2.txt", "a/1.txt", ".git/x.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [
        one.path.relative_to(tmp_path).as_posix() for one in find([tmp_path, tmp_path / "c.txt"])
    ]
    assert found == ["c.txt", "a/1.txt", "b/2.txt"]


def test_paths_are_kept_from_the_workspace_so_that_it_can_move(root: Path, tmp_path: Path) -> None:
    with Workspace.open(root) as workspace:
        assert {row.path for row in workspace.rows()} == {f"past/{name}" for name in NAMES}
    moved = root.rename(tmp_path / "elsewhere")
    with Workspace.open(moved) as workspace:
        assert workspace.ingest(moved / "past").counts["unchanged"] == 4
