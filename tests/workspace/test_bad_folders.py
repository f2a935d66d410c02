"""Folders and names that go wrong under an ingest: links, rights, odd names, files that change."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import IO, Any

import pytest

from draftkit.cli.layout import plain
from draftkit.values.store import IngestedFile
from draftkit.workspace import Workspace
from tests.workspace.bad_files import PAPER, RIGHT_TO_LEFT
from tests.workspace.test_bad_input import assert_told, call, rows

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def past(tmp_path: Path) -> Path:
    """A folder with one notice in it and one below."""
    folder = tmp_path / "past"
    (folder / "子").mkdir(parents=True)
    write(folder / "甲.txt", "社区")
    write(folder / "子" / "乙.txt", "学校")
    return folder


def write(path: Path, place: str) -> None:
    path.write_text(PAPER.replace("社区", place), encoding="utf-8")


def results(found: dict[str, IngestedFile]) -> dict[str, str]:
    return {name: row.result for name, row in found.items()}


# ---- links


@posix
def test_links_in_a_circle_end(office: Workspace, past: Path) -> None:
    (past / "自己").symlink_to(past)
    (past / "子" / "上级").symlink_to(past)
    (past / "左").mkdir()
    (past / "右").mkdir()
    (past / "左" / "到右").symlink_to(past / "右")
    (past / "右" / "到左").symlink_to(past / "左")
    (past / "圈.txt").symlink_to(past / "圈.txt")
    result = office.ingest(past)
    found = rows(result)
    assert results(found) == {"甲.txt": "added", "乙.txt": "added", "圈.txt": "failed"}
    assert len(result.files) == 3
    assert_told(found["圈.txt"])


@posix
def test_links_are_followed_once_and_after_the_real_folders(
    office: Workspace, past: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    write(elsewhere / "丙.txt", "企业")
    write(elsewhere / "丁.txt", "军营")
    (past / "0号").symlink_to(past / "子")
    (past / "1号").symlink_to(elsewhere)
    (past / "2号").symlink_to(elsewhere)
    (past / "文.txt").symlink_to(elsewhere / "丁.txt")
    (past / "断.txt").symlink_to(tmp_path / "没有")
    (past / "断图.jpg").symlink_to(tmp_path / "没有")
    result = office.ingest(past)
    assert [Path(row.path).relative_to(past).as_posix() for row in result.files] == [
        "文.txt", "断.txt", "断图.jpg", "甲.txt", "子/乙.txt", "1号/丁.txt", "1号/丙.txt",
    ]  # fmt: skip
    found = rows(result)
    assert found["断.txt"].result == found["断图.jpg"].result == "failed"
    assert "leads nowhere" in (found["断.txt"].reason or "")
    assert "leads nowhere" in (found["断图.jpg"].reason or "")
    assert found["文.txt"].notice_id == found["丁.txt"].notice_id


# ---- the same paper twice


def test_copies_and_namesakes(office: Workspace, past: Path) -> None:
    shutil.copy(past / "甲.txt", past / "甲 副本.txt")
    write(past / "子" / "甲.txt", "企业")
    result = office.ingest(past)
    by_path = {Path(row.path).relative_to(past).as_posix(): row for row in result.files}
    assert by_path["甲.txt"].notice_id == by_path["甲 副本.txt"].notice_id
    assert by_path["子/甲.txt"].notice_id != by_path["甲.txt"].notice_id
    assert result.counts["added"] == 3 and result.counts["failed"] == 0
    assert office.ingest(past).counts["unchanged"] == 4


# ---- files that do not stay


class Restless:
    """A file that another program writes to while it is read, so many times."""

    def __init__(self, path: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path, self.times = path, times
        self.real = Path.open
        monkeypatch.setattr(Path, "open", self.opened())

    def opened(self) -> Any:
        def open_(path: Path, *args: Any, **named: Any) -> IO[Any]:
            if path == self.path and self.times and args == ("rb",):
                self.times -= 1
                with self.real(path, "ab") as more:
                    more.write("又写一行。\n".encode())
            return self.real(path, *args, **named)

        return open_


@pytest.mark.parametrize(("times", "result"), [(1, "added"), (99, "failed")])
def test_a_file_that_is_being_written(
    office: Workspace, past: Path, times: int, result: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Restless(past / "甲.txt", times, monkeypatch)
    found = rows(office.ingest(past))
    assert results(found) == {"甲.txt": result, "乙.txt": "added"}
    if result == "failed":
        assert "changes while it is read" in (found["甲.txt"].reason or "")
    else:
        assert any("又写一行" in passage.text for passage in office.archive.passages())


def test_a_file_that_goes_away_before_its_turn(office: Workspace, past: Path) -> None:
    def remove(_done: int, _all: int, path: str) -> None:
        if path.endswith("乙.txt"):
            (past / "子" / "乙.txt").unlink()
        if path.endswith("图.jpg"):
            (past / "图.jpg").unlink()

    (past / "图.jpg").write_bytes(b"\xff\xd8\xff")
    found = rows(office.ingest(past, progress=remove))
    assert results(found) == {"甲.txt": "added", "乙.txt": "failed", "图.jpg": "failed"}
    assert "no longer there" in (found["乙.txt"].reason or "")


def test_a_disk_that_fails_half_way(
    office: Workspace, past: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    class Broken:
        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def read(self, _size: int = -1) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def open_(path: Path, *args: Any, **named: Any) -> Any:
        return Broken() if path.name in ("甲.txt", "无名") else real(path, *args, **named)

    (past / "无名").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", open_)
    found = rows(office.ingest(past))
    assert results(found) == {"甲.txt": "failed", "无名": "failed", "乙.txt": "added"}
    for name in ("甲.txt", "无名"):
        assert os.strerror(errno.EIO) in (found[name].reason or "")


def test_papers_too_deep_inside_each_other(
    office: Workspace, past: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deep(*_: Any, **__: Any) -> None:
        deep()

    monkeypatch.setattr("draftkit.workspace.ingesting.parse_path", deep)
    row = office.ingest(past / "甲.txt").files[0]
    assert row.result == "failed" and "Split it" in (row.reason or "")
    assert_told(row)


# ---- rights and special files


@posix
@pytest.mark.usefixtures("rights_count")
def test_what_may_not_be_read_is_a_row(office: Workspace, past: Path) -> None:
    write(past / "锁.txt", "企业")
    (past / "锁.txt").chmod(0)
    (past / "锁").write_bytes(b"x")
    (past / "锁").chmod(0)
    (past / "子").chmod(0)
    try:
        found = rows(office.ingest(past))
        assert results(found) == dict.fromkeys(("锁.txt", "锁", "子"), "failed") | {
            "甲.txt": "added"
        }
        for name in ("锁.txt", "锁", "子"):
            assert "Permission denied" in (found[name].reason or "")
    finally:
        (past / "子").chmod(0o755)


@posix
def test_pipes_are_never_opened(office: Workspace, past: Path) -> None:
    for name in ("管.txt", "管", "管.jpg"):
        os.mkfifo(past / name)
    found = rows(office.ingest(past))
    assert found["管.txt"].result == "failed"
    assert found["管"].result == found["管.jpg"].result == "skipped"
    for name in ("管.txt", "管", "管.jpg"):
        assert "pipe" in (found[name].reason or "")


# ---- names


@posix
def test_names_that_would_act_on_a_terminal(past: Path, tmp_path: Path) -> None:
    wild = ("一\n二.txt", f"要点{RIGHT_TO_LEFT}txt.exe.txt", "红\x1b[31m.txt", "图\n.jpg")
    for at, name in enumerate(wild):
        write(past / name, f"第{at}社区")
    (past / "坏\r\n.docx").write_bytes(b"\0" * 99)
    done = call("ingest", past, "--workspace", tmp_path / "w")
    assert done.exit_code == 1
    shown = done.stdout + done.stderr
    assert shown == plain(shown)
    assert len(done.stdout.splitlines()) == 6
    assert len(done.stderr.splitlines()) == 4
    again = call("ingest", past, "--workspace", tmp_path / "w", "--json")
    assert f'要点{RIGHT_TO_LEFT}txt.exe.txt"' in again.stdout


@posix
def test_very_long_names_and_deep_folders(office: Workspace, past: Path) -> None:
    write(past / ("长" * 80 + ".txt"), "企业")
    here = Path.cwd()
    deepest = past
    os.chdir(past)
    try:
        for _ in range(1100):
            Path("d").mkdir()
            os.chdir("d")
        write(Path("深.txt"), "军营")
        deepest = Path.cwd()
    finally:
        os.chdir(here)
    try:
        result = office.ingest(past)
        assert result.counts["added"] == 4 and result.counts["failed"] == 0
    finally:
        (deepest / "深.txt").unlink()
        os.removedirs(deepest)


# ---- text as Windows, old systems and broken downloads leave it


@pytest.mark.parametrize(
    "data",
    [
        PAPER.replace("\n", "\r\n").encode(),
        PAPER.replace("\n", "\r").encode(),
        PAPER.replace("\n", "\r\n", 3).encode(),
        PAPER.replace("\n", "\r", 4).encode(),
        b"\xef\xbb\xbf" + PAPER.encode(),
        PAPER.encode("gb18030"),
        PAPER.encode("utf-16"),
        PAPER.encode("utf-16-le"),
        PAPER.encode("utf-16-be"),
        b"\xfe\xff" + PAPER.encode("utf-16-be"),
        PAPER.encode("utf-32"),
        PAPER.encode() + "余".encode()[:2],
        PAPER.encode("gb18030") + "余".encode("gb18030")[:1],
        PAPER.encode("utf-16") + b"\x59",
        PAPER.encode("utf-16-le") + b"\x59",
    ],
    ids=[
        "CRLF", "CR", "mixed", "mixed with CR", "mark", "GB18030", "UTF-16", "UTF-16-LE no mark",
        "UTF-16-BE no mark", "UTF-16-BE", "UTF-32", "UTF-8 cut", "GB18030 cut", "UTF-16 cut",
        "UTF-16 no mark cut",
    ],
)  # fmt: skip
def test_every_way_to_write_the_text_gives_one_notice(
    office: Workspace, past: Path, data: bytes
) -> None:
    (past / "变.txt").write_bytes(data)
    found = rows(office.ingest(past / "甲.txt", past / "变.txt"))
    assert results(found) == {"甲.txt": "added", "变.txt": "unchanged"}
    assert found["变.txt"].notice_id == found["甲.txt"].notice_id


def test_characters_of_four_bytes_in_gb18030(office: Workspace, past: Path) -> None:
    rare = PAPER.replace("社区", "㐀𬘬社区")
    (past / "四.txt").write_bytes(rare.encode("gb18030"))
    row = office.ingest(past / "四.txt").files[0]
    assert row.result == "added"
    assert any("㐀𬘬社区" in passage.text for passage in office.archive.passages())
