"""More than one at a folder: the lock, crashes, read-only folders, threads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftkit.errors import ArchiveError, LockedError, ReadOnlyError, WorkspaceError
from draftkit.workspace import Workspace
from draftkit.workspace.locking import writing
from tests.workspace.conftest import NAMES

_HOLD = """
import sys, time
from pathlib import Path
from draftkit.workspace.locking import writing
with writing(Path(sys.argv[1]), 10):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(root / ".draftkit")],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"
        yield process
        process.kill()


def test_a_second_writer_is_told_who_holds_the_lock(
    office: Workspace, root: Path, holder: subprocess.Popen[str]
) -> None:
    began = time.monotonic()
    try:
        with pytest.raises(LockedError, match=str(holder.pid)) as raised:
            office.ingest(root / "past", wait=0.4)
    finally:
        holder.kill()
        holder.wait()
    assert 0.3 < time.monotonic() - began < 10
    assert raised.value.exit_code == 2
    assert office.search("志愿服务").hits


def test_a_lock_whose_holder_died_is_free(
    office: Workspace, root: Path, holder: subprocess.Popen[str]
) -> None:
    holder.kill()
    holder.wait()
    assert (root / ".draftkit" / "write.lock.json").exists()
    assert office.ingest(root / "past", wait=5).counts["unchanged"] == 4
    assert not (root / ".draftkit" / "write.lock.json").exists()


def test_a_second_writer_waits(office: Workspace, root: Path) -> None:
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(root / ".draftkit", 5):
            held.set()
            go.wait(5)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    threading.Timer(0.3, go.set).start()
    assert office.ingest(root / "past", wait=5).counts["unchanged"] == 4
    thread.join()


def test_of_an_unsigned_lock_nothing_is_made_up(root: Path) -> None:
    with writing(root / ".draftkit", 1):
        (root / ".draftkit" / "write.lock.json").write_text("{torn", encoding="utf-8")
        errors: list[LockedError] = []

        def second() -> None:
            try:
                with writing(root / ".draftkit", 0):
                    pass
            except LockedError as error:
                errors.append(error)

        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert "Another draftkit is writing" in str(errors[0])


def test_the_holder_signs_with_what_helps(root: Path) -> None:
    with writing(root / ".draftkit", 1):
        said = json.loads((root / ".draftkit" / "write.lock.json").read_text(encoding="utf-8"))
    assert said["pid"] == os.getpid()
    assert set(said) == {"pid", "host", "since"}


_INGEST = """
import sys
from draftkit.workspace import Workspace
def show(done, total, path):
    print(done, flush=True)
with Workspace.open(sys.argv[1]) as workspace:
    workspace.ingest(*sys.argv[2:], progress=show)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_after_a_crash_all_that_was_archived_is_found(corpus: Path, tmp_path: Path) -> None:
    files = sorted(str(one) for one in corpus.iterdir() if one.suffix in (".txt", ".html"))
    with subprocess.Popen(
        [sys.executable, "-c", _INGEST, str(tmp_path), *files],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        while (line := process.stdout.readline().strip()) and int(line) < 3:
            pass
        process.send_signal(signal.SIGKILL)
    with Workspace.open(tmp_path) as workspace:
        rows = workspace.rows()
        assert len(rows) >= 3
        assert all(row.status != "error" for row in workspace.doctor())
        for row in rows:
            title = workspace.archive.passages()[0].title or "工作"
            assert workspace.search(title, k=5).hits
            assert row.passages
        result = workspace.ingest(*files)
        assert result.counts["failed"] == 0
        assert len(workspace.rows()) == len(files)


@pytest.mark.usefixtures("rights_count")
def test_a_read_only_workspace_is_searched_and_not_written(root: Path) -> None:
    with Workspace.open(root) as workspace:
        wanted = workspace.search("志愿服务", k=20)
    files = sorted(root.rglob("*"), reverse=True)
    for one in [*files, root]:
        one.chmod(0o555 if one.is_dir() else 0o444)
    try:
        with Workspace.open(root) as workspace:
            assert workspace.search("志愿服务", k=20) == wanted
            assert len(workspace.notices().notices) == 4
            assert workspace.doctor()[0].status == "warning"
            for write in (
                lambda: workspace.ingest(root / "past"),
                lambda: workspace.remove(workspace.rows()[0].id),
                lambda: workspace.reindex(),
            ):
                with pytest.raises(ReadOnlyError, match="--workspace"):
                    write()
    finally:
        root.chmod(0o755)
        for one in reversed(files):
            one.chmod(0o755 if one.is_dir() else 0o644)


@pytest.mark.usefixtures("rights_count")
def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(ReadOnlyError) as raised:
            Workspace.open(tmp_path / "office")
        assert raised.value.exit_code == 2
        assert list(tmp_path.iterdir()) == []
    finally:
        tmp_path.chmod(0o755)


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="is a file"):
        Workspace.open(tmp_path / "file")


def test_a_broken_archive_is_one_clear_error_and_is_kept(root: Path) -> None:
    database = root / ".draftkit" / "archive.db"
    database.write_bytes(b"broken" * 1000)
    with pytest.raises(ArchiveError, match="ingest the notices again"):
        Workspace.open(root)
    assert database.read_bytes() == b"broken" * 1000


def test_many_threads_search(office: Workspace) -> None:
    wanted = office.search("志愿服务", k=20)
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(office.search("志愿服务", k=20)))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [wanted] * 12


def test_init_says_what_it_made_and_touches_nothing(tmp_path: Path) -> None:
    made = Workspace.init(tmp_path)
    assert tmp_path / "draftkit.toml" in made
    (tmp_path / "draftkit.toml").write_text("[search]\nk = 3\n", encoding="utf-8")
    assert Workspace.init(tmp_path) == ()
    with Workspace.open(tmp_path) as workspace:
        assert workspace.settings.k == 3


def test_search_of_a_small_archive_loads_no_chroma(root: Path) -> None:
    code = (
        "import sys; from draftkit.workspace import Workspace\n"
        "with Workspace.open(sys.argv[1]) as w: assert w.search('志愿服务').hits\n"
        "print([m for m in ('chromadb', 'llama_index', 'openai', 'docx') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
    assert len(NAMES) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_signatures_place_is_replaced_not_followed(
    root: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", encoding="utf-8")
    signed = root / ".draftkit" / "write.lock.json"
    signed.symlink_to(victim)
    with writing(root / ".draftkit", 1):
        assert not signed.is_symlink()
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not list((root / ".draftkit").glob(".write.lock.json*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_in_the_signatures_place_keeps_nobody_waiting(root: Path) -> None:
    state = root / ".draftkit"
    errors: list[LockedError] = []

    def second() -> None:
        try:
            with writing(state, 0):
                pass
        except LockedError as error:
            errors.append(error)

    with writing(state, 1):
        (state / "write.lock.json").unlink()
        os.mkfifo(state / "write.lock.json")
        thread = threading.Thread(target=second, daemon=True)
        thread.start()
        thread.join(10)
        assert errors and "Another draftkit is writing" in str(errors[0])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_init_makes_nothing_at_the_end_of_a_link(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "draftkit.toml").symlink_to(tmp_path / "elsewhere.toml")
    Workspace.init(room)
    assert not (tmp_path / "elsewhere.toml").exists()
    (tmp_path / "two" / ".draftkit").mkdir(parents=True)
    (tmp_path / "two" / ".draftkit" / "archive.db").symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(ArchiveError):
        Workspace.open(tmp_path / "two")
    assert not (tmp_path / "elsewhere.db").exists()
