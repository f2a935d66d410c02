"""A shared folder full of what goes wrong: each file is a row with its reason, the rest comes in."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from draftkit.cli.app import app
from draftkit.errors import DamagedFileError, TooLargeError
from draftkit.formats.zipped import Bounds, members
from draftkit.messages import say
from draftkit.values.store import IngestedFile, IngestResult
from draftkit.workspace import Workspace
from tests.workspace.bad_files import BAD, PAPER, QUIET, lying, outside, package, paragraphs, word

GOOD = "好.txt"
ELSEWHERE = "不可外传的一句话"


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder: all bad files, what systems leave, and one good notice."""
    folder = tmp_path_factory.mktemp("共 享")
    for name, bad in BAD.items():
        (folder / name).write_bytes(bad.data)
    for name in QUIET:
        (folder / name).write_bytes(b"x")
    (folder / GOOD).write_text(PAPER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def taken(share: Path, tmp_path_factory: pytest.TempPathFactory) -> IngestResult:
    """What one ingest of the folder says."""
    with Workspace.open(tmp_path_factory.mktemp("库")) as office:
        return office.ingest(share)


def rows(result: IngestResult) -> dict[str, IngestedFile]:
    return {Path(row.path).name: row for row in result.files}


def assert_told(row: IngestedFile) -> None:
    """A reason on one line that nobody has to report to us, where there has to be one."""
    reason = row.reason or ""
    assert bool(reason) or row.result not in ("failed", "skipped")
    fault = say("store.fault", "en", path="", reason="").split("(")[0].strip(": ")
    assert fault not in reason, reason
    assert "\n" not in reason.replace(row.path, "")


@pytest.mark.parametrize("name", BAD)
def test_each_file_is_a_row_with_its_reason(name: str, taken: IngestResult) -> None:
    row, bad = rows(taken)[name], BAD[name]
    assert row.result in bad.results, row
    assert bad.says in (row.reason or "")
    assert_told(row)


def test_all_are_accounted_for_and_the_good_ones_come_in(taken: IngestResult) -> None:
    found = rows(taken)
    assert set(found) == {*BAD, GOOD}
    assert found[GOOD].result == "added"
    listed = sum(row.result == "skipped" for row in taken.files)
    assert taken.counts["skipped"] == listed + len(QUIET)
    assert sum(taken.counts.values()) == len(BAD) + len(QUIET) + 1


def test_reasons_come_in_both_languages(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTKIT_LANG", "zh")
    with Workspace.open(tmp_path) as office:
        found = rows(office.ingest(share))
    assert "文字识别" in (found["扫描.JPG"].reason or "")
    assert "另存为PDF或Word" in (found["版式.ofd"].reason or "")
    assert "密码" in (found["加密.docx"].reason or "")


# ---- on the command line


def call(*args: str | Path) -> Any:
    return CliRunner().invoke(
        app, [str(arg) for arg in args], prog_name="draftkit", catch_exceptions=False
    )


def test_the_command_sums_up_what_it_passed_over(share: Path, tmp_path: Path) -> None:
    done = call("ingest", share, "--workspace", tmp_path)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert "扫描.JPG" not in done.stdout
    summary = [line for line in done.stderr.splitlines() if line.startswith("skipped ")]
    assert 8 <= len(summary) <= 16
    assert any("OCR" in line and "2:" in line and "扫描.JPG" in line for line in summary)
    assert f"{len(QUIET) + sum(b.results == ('skipped',) for b in BAD.values())} skipped." in (
        done.stderr
    )
    document = json.loads(call("ingest", share, "--workspace", tmp_path, "--json").stdout)
    assert {row["result"] for row in document["files"]} >= {"failed", "skipped", "unchanged"}
    assert all(row["reason"] for row in document["files"] if row["result"] == "skipped")


def test_a_thousand_pictures_are_one_line_and_no_failure(tmp_path: Path) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    for at in range(1000):
        (folder / f"{at}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    alone = call("ingest", folder, "--workspace", tmp_path / "w")
    assert alone.exit_code == 2
    assert "no file there that could be a notice" in alone.stderr
    (folder / GOOD).write_text(PAPER, encoding="utf-8")
    done = call("ingest", folder, "--workspace", tmp_path / "w")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 1
    assert len(done.stderr.splitlines()) == 3


def test_a_picture_given_by_name_is_told_so(tmp_path: Path) -> None:
    picture = tmp_path / "扫描.jpg"
    picture.write_bytes(BAD["扫描.JPG"].data)
    done = call("ingest", picture, "--workspace", tmp_path / "w")
    assert done.exit_code == 2
    assert "OCR" in done.stderr


# ---- bounds


def test_half_a_gigabyte_of_text_is_refused_unread(office: Workspace, tmp_path: Path) -> None:
    big = tmp_path / "大.txt"
    with big.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    tracemalloc.start()
    row = office.ingest(big).files[0]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert row.result == "failed" and "500 MB" in (row.reason or "")
    assert peak < 30_000_000


def test_a_hundred_thousand_paragraphs_are_refused(office: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "长.docx"
    file.write_bytes(word(paragraphs(*(f"第{at}段" for at in range(100_000)))))
    row = office.ingest(file).files[0]
    assert row.result == "failed" and "paragraphs" in (row.reason or "")


def test_a_word_file_asks_for_no_other_file(office: Workspace, tmp_path: Path) -> None:
    secret = tmp_path / "密.txt"
    secret.write_text(ELSEWHERE, encoding="utf-8")
    file = tmp_path / "问.docx"
    file.write_bytes(outside(secret))
    row = office.ingest(file).files[0]
    assert_told(row)
    assert all(ELSEWHERE not in passage.text for passage in office.archive.passages())


def test_what_a_package_inflates_to_is_counted_and_not_believed() -> None:
    bounds = Bounds(limit=20_000_000, ratio=100, start=1_000_000)
    bomb = package(word__document_xml=b" " * 60_000_000)
    for size in (10, 900_000):
        tracemalloc.start()
        with pytest.raises(DamagedFileError):
            members(lying(bomb, size), "a.docx", bounds)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 25_000_000, "no more than a stretch past what it says"
    for honest in (bomb, package(**{f"a{at}": b" " * 900_000 for at in range(30)})):
        with pytest.raises(TooLargeError):
            members(honest, "a.docx", bounds)
    assert members(package(a=b"x", b__c_xml=b"y"), "a.docx", bounds) == {"a", "b/c.xml"}
