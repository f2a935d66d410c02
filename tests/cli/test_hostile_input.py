"""Odd files, odd names, mistyped places: a line that says what is wrong, and nothing left behind."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Run, Spawn

PAPER = """示例市科学技术局2025年科普工作要点

一、开展科普活动
组织科技工作者走进社区。
"""
REQUEST = ("--genre", "工作要点", "--issuer", "示例市科学技术局", "--year", "2026")
READING = (
    ("search", "科普"),
    ("notices",),
    ("notices", "show", "ab"),
    ("eval", "要点.txt"),
    ("doctor",),
    ("reindex",),
    ("outline", *REQUEST),
    ("draft", *REQUEST),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one paper that the command is run in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "要点.txt").write_text(PAPER, encoding="utf-8")
    return tmp_path


def told(text: str) -> dict[str, Any]:
    """The one JSON document of an error."""
    document: dict[str, Any] = json.loads(text)
    assert document["schema"] == "draftkit.error/1"
    assert set(document) == {"schema", "key", "message", "exit_code"}
    return document


# ---- names and files


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_no_utf8_goes_through_every_command(here: Path, spawn: Spawn) -> None:
    for name in (b"\xc6\xc0\xc9\xf3.txt", b"\xff.txt"):
        path = os.fsdecode(name)
        (here / path).write_text(PAPER.replace("走进", f"{len(name)}次走进"), encoding="utf-8")
        shown = {b"\xff.txt": r"\xff.txt"}.get(name, "评审.txt")
        done = spawn("eval", path, "--json", "--fail-on", "never")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["document"]["path"] == shown
        parsed = spawn("parse", path, "--json")
        assert json.loads(parsed.stdout)["source"]["path"] == shown
        missing = spawn("parse", f"no-{path}", "--json")
        assert f"no-{shown}" in missing.stderr
        assert f"no-{shown}" in told(missing.stdout)["message"]
    taken = spawn("ingest", ".", "--workspace", "ws")
    assert taken.returncode == 0, taken.stderr
    assert "评审.txt" in taken.stdout
    held = json.loads(spawn("notices", "--workspace", "ws", "--json").stdout)
    names = {Path(row["path"]).name for row in held["notices"]}
    assert names == {"评审.txt", r"\xff.txt", "要点.txt"}
    several = spawn("eval", "no", os.fsdecode(b"\xfe"), "--json")
    assert [row["path"] for row in json.loads(several.stdout)["failed"]] == ["no", r"\xfe"]


@pytest.mark.usefixtures("rights_count")
def test_a_file_without_rights_is_told_so_and_not_as_a_number(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """os.access asks for the rights of the real user, root here, so it is told what it would say."""
    (here / "要点.txt").chmod(0)
    real = os.access

    def access(path: Any, mode: int, **rest: Any) -> bool:
        return real(path, mode, **rest) and not (mode == os.R_OK and "要点" in str(path))

    monkeypatch.setattr(os, "access", access)
    for args in (["parse", "要点.txt"], ["eval", "要点.txt"], ["ingest", "要点.txt"]):
        done = run(*args, "--workspace", here / "ws") if args[0] == "ingest" else run(*args)
        assert done.exit_code == 2
        assert "Permission denied" in done.stderr
        assert "number" not in done.stderr
    drafted = run("draft", "-r", "要点.txt", "--workspace", here / "ws")
    assert (drafted.exit_code, "Permission denied" in drafted.stderr) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("command", ["parse", "eval", "ingest", "export"])
def test_pipes_and_endless_devices_are_refused(command: str, run: Run, here: Path) -> None:
    os.mkfifo(here / "管.json")
    os.mkfifo(here / "管.docx")
    rest = {"ingest": ("--workspace", here / "ws"), "export": ("-o", "x.txt")}.get(command, ())
    for path in ("管.docx", "管.json", "/dev/zero"):
        done = run(command, path, *rest)
        assert done.exit_code == 2
        assert "is not a file" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_pipes_and_endless_devices_are_no_exports(run: Run, here: Path) -> None:
    os.mkfifo(here / "管.zip")
    (here / "零.zip").symlink_to("/dev/zero")
    at = ("--workspace", here / "ws")
    assert run("ingest", "要点.txt", *at).exit_code == 0
    for path in ("管.zip", "零.zip"):
        done = run("notices", "import", path, *at)
        assert (done.exit_code, "is not a file" in done.stderr) == (2, True)
        done = run("notices", "export", path, *at)
        assert (done.exit_code, "管.zip" in done.stderr or "零.zip" in done.stderr) == (2, True)
    assert (here / "管.zip").is_fifo()


def test_unrecognised_parts_are_told_behind_the_row(run: Run, here: Path) -> None:
    (here / "无.txt").write_text("随便一段话。\n", encoding="utf-8")
    done = run("ingest", "要点.txt", "无.txt", "--workspace", here / "ws", DRAFTKIT_LANG="zh")
    assert done.exit_code == 0
    rows = done.stdout.splitlines()
    assert rows[0].endswith("要点.txt")
    assert "无.txt  (发文机关未识别; 标题未识别; 年度未识别)" in rows[1]


def test_what_acts_on_a_terminal_stays_out_of_texts(run: Run, here: Path) -> None:
    wild = PAPER.replace("科普", "科普\x1b[31m\x07").replace("走进", "\x1b]0;x\x07走进\x9b2J")
    long = "".join(f"第{at}项工作按照年度安排推进，做到有部署有检查。\n" for at in range(60))
    (here / "要点.txt").write_text(wild + long, encoding="utf-8")
    at = ("--workspace", here / "ws")
    for args in (
        ["parse", "要点.txt"],
        ["ingest", "要点.txt", *at],
        ["notices", *at],
        ["search", "科技工作者", *at],
        ["eval", "要点.txt", "--fail-on", "never"],
        ["eval", "要点.txt", "--fail-on", "never", "--format", "md"],
        ["parse", "要点.txt", "-vv"],
    ):
        done = run(*args)
        assert done.exit_code == 0, done.stderr
        shown = done.stdout + done.stderr
        assert len(shown) > 20
        assert not {char for char in shown if char != "\n" and not char.isprintable()} - {"　"}


# ---- errors as JSON


@pytest.mark.parametrize(
    ("args", "key"),
    [
        (["parse", "nowhere.txt"], "parse.missing"),
        (["eval", "nowhere.txt"], "parse.missing"),
        (["serch"], "cli.no_command"),
        (["parse"], "cli.missing"),
        (["parse", "--frob"], "cli.no_option"),
        (["search", "x", "-k", "many"], "cli.no_number"),
        (["search", "x", "--workspace", "nope"], "store.no_workspace"),
        (["rules", "show", "R999"], None),
        (["draft", "--genre", "工作要点"], "cli.request_needed"),
    ],
)
def test_an_error_is_one_document_and_one_line(
    args: list[str], key: str | None, run: Run, here: Path
) -> None:
    for language in ("en", "zh"):
        done = run(*args, "--json", DRAFTKIT_LANG=language)
        document = told(done.stdout)
        assert document["exit_code"] == done.exit_code == 2
        assert len(done.stderr.splitlines()) == 1
        assert document["message"] in done.stderr
        assert key in (None, document["key"])
    assert run(*args).stdout == ""


def test_a_fault_of_ours_is_a_document_too(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("draftkit.api.parse_file", broken)
    monkeypatch.setattr("tempfile.tempdir", str(here))
    done = run("parse", "要点.txt", "--json")
    assert (done.exit_code, told(done.stdout)["exit_code"]) == (3, 3)
    assert told(done.stdout)["key"] == "cli.fault"


def test_what_stands_behind_two_dashes_is_no_option(run: Run, here: Path) -> None:
    done = run("parse", "--", "--json")
    assert (done.exit_code, done.stdout) == (2, "")


# ---- places


def test_reading_makes_no_workspace(run: Run, here: Path) -> None:
    before = sorted(here.iterdir())
    for args in READING:
        done = run(*args, "--workspace", here / "wss")
        assert (done.exit_code, done.stdout) == (2, ""), args
        assert "no workspace in" in done.stderr
        assert "draftkit init" in done.stderr
        assert sorted(here.iterdir()) == before, args
    assert run("eval", "要点.txt", "--fail-on", "never").exit_code == 0
    alone = ("--fail-on", "never", "--no-archive", "--workspace", here / "wss")
    assert run("eval", "要点.txt", *alone).exit_code == 0
    assert sorted(here.iterdir()) == before


def test_init_and_ingest_make_one(run: Run, here: Path) -> None:
    assert run("init", "a").exit_code == 0
    assert run("ingest", "要点.txt", "--workspace", "b").exit_code == 0
    for name in ("a", "b"):
        assert run("notices", "--workspace", name).exit_code == 0


def test_an_output_in_a_folder_that_is_not_there_is_refused_before_the_work(
    run: Run, here: Path
) -> None:
    at = ("--workspace", here / "ws")
    run("ingest", "要点.txt", *at)
    runs = here / "ws" / ".draftkit" / "runs"
    for args in (
        ["draft", *REQUEST, "-o", "nix/a.docx"],
        ["draft", *REQUEST, "-o", "a.md", "--report", "nix/a.html"],
        ["outline", *REQUEST, "-o", "nix/a.md"],
        ["eval", "要点.txt", "-o", "nix/a.html"],
    ):
        done = run(*args, *at)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "no folder nix" in done.stderr
        assert not (here / "nix").exists()
    assert not list(runs.iterdir())
    (here / "nix").mkdir()
    assert run("draft", *REQUEST, "-o", "nix/a.md", *at).exit_code == 0


def test_doctor_takes_offline(run: Run, here: Path) -> None:
    run("init", "ws")
    plain, offline = (run("doctor", *flags, "--workspace", "ws") for flags in ((), ("--offline",)))
    assert offline.exit_code == 0
    assert offline.stdout == plain.stdout
