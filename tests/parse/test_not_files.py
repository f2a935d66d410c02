"""What is no regular file is not read; names that are no UTF-8 are."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from draftkit.errors import InputError, TooLargeError, UnsupportedFileError
from draftkit.messages import printable, say
from draftkit.parse import files, parse_path, read_source

TEXT = "示例市科学技术局2026年工作要点\n\n一、加强学习。组织集中学习12次。\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
any_bytes = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="Windows and macOS keep names as Unicode"
)


@pytest.fixture
def special(tmp_path: Path) -> Iterator[list[Path]]:
    """A pipe nobody writes to, a socket and a device that never ends."""
    pipe, plug = tmp_path / "管.txt", tmp_path / "座"
    os.mkfifo(pipe)
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as held:
        os.chdir(tmp_path)
        try:
            held.bind("座")
        finally:
            os.chdir(here)
        yield [pipe, plug, Path("/dev/zero")]


@posix
def test_pipes_sockets_and_devices_are_refused(special: list[Path]) -> None:
    for path in special:
        with pytest.raises(UnsupportedFileError) as caught:
            read_source(path)
        assert caught.value.key == "parse.not_a_file"
        assert str(path) in str(caught.value)


def test_a_file_that_grows_while_it_is_read_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 10, encoding="utf-8")
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    monkeypatch.setattr(files, "_within_bounds", _only_later(files._within_bounds))
    with pytest.raises(TooLargeError):
        read_source(path)


def _only_later(check: Callable[[Path, int], None]) -> Callable[[Path, int], None]:
    """The check of size, blind the first time: what a stat said before the file grew."""
    calls: list[int] = []

    def late(path: Path, size: int) -> None:
        calls.append(size)
        if len(calls) > 1:
            assert size == 101, "more was read than the bound and one"
            check(path, size)

    return late


@posix
@pytest.mark.usefixtures("rights_count")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        read_source(path)


@any_bytes
@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"\xc6\xc0\xc9\xf3.txt", "评审.txt"), (b"\xff\xfe\xff.txt", r"\xff\xfe\xff.txt")],
)
def test_a_name_that_is_no_utf8_is_read_and_printable(
    tmp_path: Path, name: bytes, shown: str
) -> None:
    path = tmp_path / "甲" / os.fsdecode(name)
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    parsed = parse_path(path)
    assert parsed.source.path == str(tmp_path / "甲" / shown)
    assert parsed.notice.model_dump_json()
    path.write_bytes(b"")
    with pytest.raises(InputError) as caught:
        parse_path(path)
    assert shown in str(caught.value)
    assert str(caught.value).encode("utf-8")


def test_printable_leaves_text_alone() -> None:
    for path in ("a/b.txt", "年度/工作要点.docx", r"C:\公文\a.txt", ""):
        assert printable(path) == path
    assert printable("a/\ud8ff.txt") == "a/\\ud8ff.txt"
    assert say("parse.missing", "en", path=Path("甲")) == "甲: no such file. Check the path."
