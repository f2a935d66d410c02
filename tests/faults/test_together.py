"""Two writers, and readers through merges, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from draftkit.settings import Settings
from draftkit.workspace import Workspace
from tests.faults import papers
from tests.faults.cast import Cast
from tests.faults.conftest import PAPERS

_HOLD = """
import sys, time
from pathlib import Path
from draftkit.workspace.locking import writing
with writing(Path(sys.argv[1]), 10):
    print("held", flush=True)
    time.sleep(60)
"""


def _start(*args: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "draftkit", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_two_writers_both_end_well(tmp_path: Path) -> None:
    root, each = tmp_path / "office", 8
    for number in range(2 * each):
        papers.write(tmp_path / ("甲" if number < each else "乙"), number)
    writers = [_start("ingest", tmp_path / one, "--workspace", root) for one in "甲乙"]
    for writer in writers:
        out, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
        assert out.count("added") == each, out
    with Workspace.open(root) as workspace:
        assert len(workspace.rows()) == 2 * each
        for number in range(2 * each):
            assert papers.phrase(number) in workspace.search(papers.phrase(number)).hits[0].text
        assert all(row.status != "error" for row in workspace.doctor())


@pytest.mark.parametrize("how", ["option", "setting"])
def test_a_writer_that_does_not_wait_says_who_holds_the_lock(
    cast: Cast, root: Path, how: str
) -> None:
    state = root / ".draftkit"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(state)], stdout=subprocess.PIPE, encoding="utf-8"
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        try:
            since = json.loads((state / "write.lock.json").read_text(encoding="utf-8"))["since"]
            if how == "option":
                done = cast.command("ingest", root / "past", "--wait", "0", root=root)
            else:
                done = cast.command("reindex", root=root, DRAFTKIT_WAIT="0")
            assert done.code == 2 and done.out == ""
            assert len(done.told) == 1
            for word in (str(holder.pid), socket.gethostname(), since):
                assert word in done.err
            doctor = cast.command("doctor", "--json", root=root)
            rows = {one["name"]: one["detail"] for one in doctor.json["items"]}
            assert doctor.code == 0 and f"process {holder.pid} on" in rows["write lock"]
            assert cast.command("search", papers.phrase(1), root=root).code == 0
        finally:
            holder.kill()
    left = cast.command("doctor", "--json", root=root)
    rows = {one["name"]: one["detail"] for one in left.json["items"]}
    assert rows["write lock"].startswith("free; the last writer was killed")
    assert cast.command("ingest", root / "past", "--wait", "0", root=root).code == 0
    free = cast.command("doctor", "--json", root=root)
    assert {one["name"]: one["detail"] for one in free.json["items"]}["write lock"] == "free"


@pytest.mark.skipif(sys.platform == "win32", reason="signal 0 asks only elsewhere")
def test_the_name_of_a_dead_holder_is_not_given(cast: Cast, root: Path) -> None:
    """Between taking the lock and signing, what the one before left is still there."""
    state = root / ".draftkit"
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, encoding="utf-8", check=True)  # fmt: skip
    said = {"pid": int(dead.stdout), "host": socket.gethostname(), "since": "2026-01-01T00:00:00"}
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(state)], stdout=subprocess.PIPE, encoding="utf-8"
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        (state / "write.lock.json").write_text(json.dumps(said), encoding="utf-8")
        done = cast.command("ingest", root / "past", "--wait", "0", root=root)
        holder.send_signal(signal.SIGTERM)
    assert done.code == 2 and "Another draftkit is writing" in done.err
    assert dead.stdout.strip() not in done.err


@pytest.mark.parametrize("exact_below", [10**9, 0], ids=["compares all", "asks Chroma"])
def test_closed_while_threads_search(
    root: Path, tmp_path: Path, exact_below: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answer that had begun is right; nothing of a closed workspace's copies stays."""
    temporary = tmp_path / "temp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    workspace = Workspace.open(settings=Settings.load(root, exact_below=exact_below))
    wrong: list[object] = []
    asked = threading.Semaphore(0)
    held = [workspace.retriever for _ in range(4)]

    def ask(seed: int) -> None:
        for turn in range(30):
            number = (seed + turn) % PAPERS
            try:
                first = held[seed].retrieve(papers.phrase(number), k=1).hits[0].text
            except Exception as error:  # noqa: BLE001 - a thread's own fault must be seen here
                wrong.append(error)
                return
            if papers.phrase(number) not in first:
                wrong.append((number, first))
            asked.release()

    threads = [threading.Thread(target=ask, args=(one,)) for one in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        asked.acquire()
    workspace.close()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
@pytest.mark.parametrize("exact_below", [10**9, 0], ids=["compares all", "asks Chroma"])
def test_readers_through_merges(root: Path, tmp_path: Path, exact_below: int) -> None:
    with Cast(tmp_path / "one") as writers, Cast(tmp_path / "two") as readers:
        log = writers.next_said()
        written = []
        writer = threading.Thread(
            target=lambda: written.append(
                writers.play("write", root, first=PAPERS, count=25, papers=str(tmp_path / "in"))
            )
        )
        writer.start()
        followed = readers.play("follow", root, log=str(log), exact_below=exact_below, threads=4)
        writer.join()
        assert (written[0].code, followed.code) == (0, 0), written[0].error + followed.error
        assert [row for row in followed.said if row[0] != "asked"] == []
        assert sum(int(row[1]) for row in followed.said) > 20
        merges = [row for row in written[0].said if row[0] == "merged"]
        assert len(merges) >= 3
        assert list(readers.temporary.iterdir()) == []
