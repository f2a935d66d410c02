"""What is said of papers that are unfit, have no title, are secret, or carry remarks."""

from __future__ import annotations

import json
from pathlib import Path

from draftkit.parse.show import tree
from draftkit.values.notice import Notice, Warning_
from tests.cli.conftest import PAPER, Run

UNTITLED = """一、开展星火宣讲
组织科技工作者走进社区，开展星火宣讲，引导干部职工学习先进典型。
二、加强组织领导
各科室要把科普工作摆上重要日程。
"""


def test_a_remark_without_a_quote_ends_without_a_colon() -> None:
    told = (
        Warning_(code="layout", message="未读版式"),
        Warning_(code="noise", message="杂质，已略去", quote="<br>"),
    )
    assert tree(Notice(genre="其他", title="通知", warnings=told)).split("\n")[-2:] == [
        "提示（layout）：未读版式",
        "提示（noise）：杂质，已略去：<br>",
    ]


def test_an_unfit_paper_is_told_when_it_is_taken_in_and_marked_in_the_list(
    run: Run, here: Path, paper: Path
) -> None:
    (here / "遮盖.txt").write_text(PAPER + "全年开展活动××场次。\n", encoding="utf-8")
    at = ("--workspace", here / "ws")
    done = run("ingest", paper, here / "遮盖.txt", *at)
    fine, masked = done.stdout.splitlines()
    assert "drafted from" not in fine
    assert "kept, but not drafted from: 数字被隐去：“" in masked
    assert "可检索，不宜作范文：数字被隐去" in run(
        "ingest", here / "遮盖.txt", "--workspace", here / "ws2", DRAFTKIT_LANG="zh"
    ).stdout  # fmt: skip
    rows = run("notices", *at).stdout.splitlines()
    assert ["[not drafted from]" in row for row in rows if "科普工作要点" in row].count(True) == 1
    assert "【不宜作范文】" in run("notices", *at, DRAFTKIT_LANG="zh").stdout


def test_a_paper_without_a_title_goes_by_the_name_of_its_file(run: Run, here: Path) -> None:
    (here / "宣讲稿.txt").write_text(UNTITLED, encoding="utf-8")
    at = ("--workspace", here / "ws")
    run("ingest", here / "宣讲稿.txt", *at)
    assert "宣讲稿.txt" in run("notices", *at).stdout
    assert json.loads(run("notices", "--json", *at).stdout)["notices"][0]["title"] is None
    assert run("search", "星火宣讲", *at).stdout.startswith("1. 宣讲稿.txt")
    assert json.loads(run("search", "星火宣讲", "--json", *at).stdout)["hits"][0]["title"] == ""


def test_a_secret_file_is_named(run: Run, here: Path) -> None:
    at = ("--workspace", here / "ws")
    inside, named = here / "要点甲.txt", here / "要点（机密）.txt"
    inside.write_text("机密★1年\n" + PAPER, encoding="utf-8")
    named.write_text(PAPER, encoding="utf-8")
    for path in (inside, named):
        done = run("ingest", path, *at)
        assert done.exit_code == 2
        assert path.name in done.stderr
        assert path.name in run("ingest", path, *at, DRAFTKIT_LANG="zh").stderr


def test_the_help_names_every_format_that_is_read(run: Run) -> None:
    shown = run("parse", "--help").stdout
    assert "FILE  a notice: .docx .doc .wps .pdf .rtf .odt .html .mht .txt .md\n" in shown
