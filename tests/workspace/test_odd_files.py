"""Files and folders that an ingest meets and cannot treat like the others: one is a row, and stops
nothing."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from draftkit.workspace import Workspace
from tests.workspace.conftest import NAMES

PAPER = """示例市科学技术局2025年科普工作要点

一、开展科普活动
组织科技工作者走进社区。

示例市科学技术局
2025年3月1日
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_that_are_no_utf8_are_taken_in_and_kept_printable(
    office: Workspace, tmp_path: Path
) -> None:
    past = tmp_path / "past"
    past.mkdir()
    for at, name in enumerate((b"\xc6\xc0\xc9\xf3.txt", b"\xff\xfe.txt", b"z.txt")):
        text = PAPER.replace("走进社区", f"走进社区{at}次")
        (past / os.fsdecode(name)).write_text(text, encoding="utf-8")
    seen: list[str] = []
    result = office.ingest(past, progress=lambda _done, _all, path: seen.append(path))
    names = {Path(row.path).name for row in result.files}
    assert names == {"评审.txt", r"\xff\xfe.txt", "z.txt"}
    assert result.counts["added"] == 3
    assert result.model_dump_json() and office.notices().model_dump_json()
    assert "".join(seen).encode("utf-8")
    assert {Path(row.path).name for row in office.rows()} >= names
    assert office.ingest(past).counts["unchanged"] == 3


@pytest.mark.usefixtures("rights_count")
def test_a_folder_that_may_not_be_looked_into_is_a_failed_row(
    office: Workspace, root: Path
) -> None:
    closed = root / "past" / "closed"
    closed.mkdir()
    shutil.copy(root / "past" / NAMES[0], closed)
    closed.chmod(0)
    try:
        for given in (root / "past", closed):
            result = office.ingest(given)
            rows = [row for row in result.files if row.result == "failed"]
            assert [Path(row.path).name for row in rows] == ["closed"]
            assert "Permission denied" in (rows[0].reason or "")
            assert result.counts["failed"] == 1
        inside = office.ingest(closed / NAMES[0], root / "past" / NAMES[1])
        assert [row.result for row in inside.files] == ["failed", "unchanged"]
    finally:
        closed.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_among_the_files_stops_nothing(office: Workspace, root: Path) -> None:
    for name in ("a.txt", "a.docx"):
        os.mkfifo(root / "past" / name)
    result = office.ingest(root / "past", Path("/dev/zero"))
    failed = {Path(row.path).name for row in result.files if row.result == "failed"}
    assert failed == {"a.txt", "a.docx", "zero"}
    assert result.counts["unchanged"] == len(NAMES)


def test_a_fault_of_ours_while_storing_one_file_stops_no_other(
    office: Workspace, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = office.archive.add

    def failing(parsed: Any, **given: Any) -> Any:
        if given["path"] == "b.txt":
            raise UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed")
        return real(parsed, **given)

    monkeypatch.setattr(office.archive, "add", failing)
    for name in "abc":
        text = PAPER.replace("走进社区", f"走进社区{name}次")
        (root / f"{name}.txt").write_text(text, encoding="utf-8")
    result = office.ingest(*(root / f"{name}.txt" for name in "abc"))
    assert [row.result for row in result.files] == ["added", "failed", "added"]
    assert "UnicodeEncodeError" in (result.files[1].reason or "")


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "issuer not recognised; title not recognised; year not recognised"),
        ("zh", "发文机关未识别; 标题未识别; 年度未识别"),
    ],
)
def test_what_could_not_be_told_from_a_notice_is_said(
    office: Workspace, root: Path, language: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTKIT_LANG", language)
    (root / "无.txt").write_text("随便一段话。\n\n又一段话。\n", encoding="utf-8")
    (root / "全.txt").write_text(PAPER, encoding="utf-8")
    rows = office.ingest(root / "无.txt", root / "全.txt").files
    assert [row.result for row in rows] == ["added", "added"]
    assert [row.reason for row in rows] == [reason, None]
    assert all(row.notice_id for row in rows)


def test_many_alike_notices_do_not_hide_the_others(tmp_path: Path) -> None:
    """120 papers of one body with one text are one hit; the ranking is read on behind them."""
    past = tmp_path / "past"
    past.mkdir()
    for at in range(120):
        text = PAPER.replace("2025年", f"{1990 + at % 35}年") + f"\n附注{at}。\n"
        (past / f"{at}.txt").write_text(text, encoding="utf-8")
    for at, word in enumerate(("农业", "水利", "教育", "民政", "司法")):
        text = PAPER.replace("科学技术", word).replace("2025年", "1989年")
        text = text.replace("开展科普活动", "活动").replace("组织科技工作者", f"{word}系统")
        (past / f"x{at}.txt").write_text(text, encoding="utf-8")
    with Workspace.open(tmp_path / "office") as workspace:
        assert workspace.ingest(past).counts["failed"] == 0
        hits = workspace.search("开展科普活动", k=6).hits
        assert len(hits) == 6
        assert len({hit.issuer for hit in hits}) == 6
        assert all(not hit.also_in for hit in hits if hit.issuer != "示例市科学技术局")
        assert hits == workspace.search("开展科普活动", k=6).hits
        assert len(workspace.search("开展科普活动", k=50).hits) == len(
            {hit.passage_id for hit in workspace.search("开展科普活动", k=50).hits}
        )
