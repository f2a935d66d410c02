"""Papers of one title told apart, and called by id, document number or file."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest

from draftkit.cli.layout import middle, width
from draftkit.workspace import Workspace
from draftkit.workspace.locking import writing
from tests.cli.conftest import PAPER, Run

TITLE = "示例市科学技术局关于文明科室创建情况的通报"
QUARTERS = {"一": "3月12日在北楼召开现场会", "二": "6月8日到东区回访", "三": "9月1日评比"}


def notice(quarter: str, number: str = "") -> str:
    """One of several papers of one title, body and year that are no versions of each other."""
    said = QUARTERS[quarter]
    return (
        f"{number}\n\n{TITLE}\n\n各科室：\n    现将第{quarter}季度文明科室创建情况通报如下。\n"
        f"    一、总体情况\n    {said}，第{quarter}季度各项任务完成。\n\n"
        "示例市科学技术局\n2025年11月10日\n"
    )


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three papers of one title in two folders, one with a number, and a workspace of them."""
    root = tmp_path_factory.mktemp("通报")
    for path, quarter, number in (
        ("甲/通报.txt", "一", ""),
        ("乙/通报.txt", "二", ""),
        ("甲/三季度.txt", "三", "示科〔2025〕21号"),
    ):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(notice(quarter, number), encoding="utf-8")
    with Workspace.open(root / "ws") as workspace:
        assert workspace.ingest(root / "甲", root / "乙").counts["added"] == 3
    return root


@pytest.fixture
def at(past: Path, tmp_path: Path) -> tuple[str, str]:
    """Options that name a copy of that workspace."""
    shutil.copytree(past / "ws", tmp_path / "ws")
    return ("--workspace", str(tmp_path / "ws"))


def ids(run: Run, at: tuple[str, str]) -> dict[str, str]:
    """Ids by the last two parts of their paths."""
    rows = json.loads(run("notices", "--json", *at).stdout)["notices"]
    return {"/".join(row["path"].split("/")[-2:]): row["id"] for row in rows}


def test_the_list_tells_papers_of_one_title_apart(run: Run, at: tuple[str, str]) -> None:
    listed = run("notices", *at).stdout
    for told in ("(甲/通报.txt)", "(乙/通报.txt)", "(示科〔2025〕21号)"):
        assert f"{TITLE} {told}" in listed
    assert f"{TITLE}（乙/通报.txt）" in run("notices", *at, DRAFTKIT_LANG="zh").stdout
    run("notices", "remove", "甲/通报.txt", *at)
    run("notices", "remove", "乙/通报.txt", *at)
    assert run("notices", *at).stdout.rstrip().endswith(TITLE)


@pytest.mark.parametrize(
    "name", ["示科〔2025〕21号", "示科[2025]21号", "三季度.txt", "甲/三季度.txt"]
)
def test_a_notice_is_called_by_number_or_file(run: Run, at: tuple[str, str], name: str) -> None:
    wanted = ids(run, at)["甲/三季度.txt"]
    shown = json.loads(run("notices", "show", name, "--json", *at).stdout)
    assert shown["id"] == wanted
    assert run("notices", "remove", name, *at).stdout.split() == [wanted, TITLE]


def test_a_path_is_read_from_where_the_user_stands(
    run: Run, at: tuple[str, str], past: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(past / "乙")
    shown = json.loads(run("notices", "show", "../甲/通报.txt", "--json", *at).stdout)
    assert shown["id"] == ids(run, at)["甲/通报.txt"]
    here = json.loads(run("notices", "show", "通报.txt", "--json", *at).stdout)
    assert here["id"] == ids(run, at)["乙/通报.txt"]


@pytest.mark.parametrize("action", ["show", "remove"])
def test_of_an_ambiguous_name_the_candidates_are_listed(
    run: Run, at: tuple[str, str], action: str
) -> None:
    asked = run("notices", action, "通报.txt", "--json", *at)
    assert asked.exit_code == 2
    held = ids(run, at)
    wanted = [held["甲/通报.txt"], held["乙/通报.txt"]]
    error = json.loads(asked.stdout)
    assert error["key"] == "store.ambiguous"
    assert sorted(error["candidates"]) == sorted(wanted)
    first, *lines = asked.stderr.splitlines()
    assert "may mean 2 notices" in first
    assert sorted(line.split()[0] for line in lines) == sorted(wanted)
    assert any("甲/通报.txt" in line for line in lines)
    assert len(ids(run, at)) == 3


def test_an_unknown_name_says_how_notices_are_called(run: Run, at: tuple[str, str]) -> None:
    for name in ("没有的.txt", "示科〔2025〕99号", " "):
        asked = run("notices", "show", name, *at)
        assert asked.exit_code == 2
        assert "document number" in asked.stderr


def test_the_same_content_at_another_path_names_the_first(
    run: Run, at: tuple[str, str], past: Path, tmp_path: Path
) -> None:
    wanted = ids(run, at)["甲/通报.txt"]
    (tmp_path / "副本.txt").write_bytes((past / "甲" / "通报.txt").read_bytes())
    done = run("ingest", tmp_path / "副本.txt", "--json", *at)
    (row,) = json.loads(done.stdout)["files"]
    assert row["result"] == "unchanged"
    assert row["notice_id"] == wanted
    assert "甲/通报.txt" in row["reason"]
    (row,) = json.loads(run("ingest", tmp_path / "副本.txt", "--json", *at).stdout)["files"]
    assert row["reason"] is None


def test_an_export_given_to_ingest_is_named_as_one(
    run: Run, at: tuple[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "带来"
    folder.mkdir()
    for name in ("公文.zip", "公文.draftkit", "公文"):
        assert run("notices", "export", folder / name, *at).exit_code == 0
        done = run("ingest", folder / name, *at)
        assert done.exit_code == 2
        assert f"draftkit notices import {folder / name}" in done.stderr
    rows = json.loads(run("ingest", folder, "--json", *at).stdout)["files"]
    assert [row["result"] for row in rows] == ["skipped"] * 3
    assert all("notices import" in row["reason"] for row in rows)


def test_another_archive_is_still_to_be_unpacked(run: Run, at: tuple[str, str], here: Path) -> None:
    import zipfile

    with zipfile.ZipFile(here / "资料.zip", "w") as package:
        package.writestr("要点.txt", PAPER)
        package.writestr("manifest.json", "{}")
    done = run("ingest", here / "资料.zip", *at)
    assert done.exit_code == 2
    assert "unpack it" in done.stderr and "named like a paper" not in done.stderr


@pytest.mark.parametrize(
    "words", [("notices", "remove", "三季度.txt"), ("reindex",), ("notices", "import", "公文.zip")]
)
def test_every_writer_can_be_told_how_long_to_wait(
    run: Run, at: tuple[str, str], here: Path, words: tuple[str, ...]
) -> None:
    assert run("notices", "export", here / "公文.zip", *at).exit_code == 0
    ready, go = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(Path(at[1]) / ".draftkit", 0):
            ready.set()
            go.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert ready.wait(5)
        refused = run(*words, "--wait", "0", *at)
        threading.Timer(1.3, go.set).start()
        waited = run(*words, "--wait", "15", *at)
    finally:
        go.set()
        holder.join()
    assert refused.exit_code == 2
    assert "process " in refused.stderr and "--wait SECONDS" in refused.stderr
    assert waited.exit_code == 0
    assert "Waiting for another draftkit" in waited.stderr


def test_ingest_and_import_say_which_workspace_it_is(run: Run, here: Path, paper: Path) -> None:
    home = here / "数据"
    first = run("ingest", paper, DRAFTKIT_HOME=str(home))
    assert first.stderr.splitlines()[0] == f"Workspace: {home} (new)"
    again = run("ingest", paper, DRAFTKIT_HOME=str(home), DRAFTKIT_LANG="zh")
    assert again.stderr.splitlines()[0] == f"工作区：{home}"
    run("notices", "export", here / "公文.zip", DRAFTKIT_HOME=str(home))
    other = here / "别处"
    taken = run("notices", "import", here / "公文.zip", "--workspace", other)
    assert taken.stderr.splitlines()[0] == f"Workspace: {other} (new)"


def test_an_archive_that_is_gone_is_no_workspace_that_never_was(
    run: Run, at: tuple[str, str], paper: Path
) -> None:
    (Path(at[1]) / ".draftkit" / "archive.db").unlink()
    for lang, words in (("en", "Put back a copy"), ("zh", "请放回备份")):
        done = run("search", "文明科室", *at, DRAFTKIT_LANG=lang)
        assert done.exit_code == 2
        assert words in done.stderr and done.stderr.count("\n") == 1
    taken = run("ingest", paper, *at)
    assert taken.exit_code == 0
    assert "Its archive.db was gone" in taken.stderr.splitlines()[0]


def test_an_import_of_a_file_that_is_not_there_makes_no_workspace(run: Run, here: Path) -> None:
    assert run("notices", "import", "没有.zip", "--workspace", here / "ws").exit_code == 2
    assert not (here / "ws").exists()


def test_the_middle_of_a_long_label_is_left_out() -> None:
    text = "示例市科学技术局二〇二五年" * 6 + "（第三稿）.txt"
    shown = middle(text, 40)
    assert width(shown) <= 40
    assert shown.startswith("示例市") and shown.endswith("（第三稿）.txt") and "…" in shown
    assert middle("短.txt", 40) == "短.txt"
