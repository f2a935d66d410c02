"""draftkit eval for people: colours, the printed summary, --fix and its list, traces, rules by
family."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

FAULTY = """示例市科技局2026年科普工作方案

为做好2021-2025年规划的收官 工作,结合我局实际，制定本方案。

一、重点工作

1、加强学习。学习《条例》、《办法》,于2026年04月05日前报送。
"""


@pytest.fixture
def faulty(here: Path) -> Path:
    file = here / "方案.txt"
    file.write_text(FAULTY, encoding="utf-8")
    return file


def test_a_pipe_gets_no_colours_and_whole_lines(run: Run, faulty: Path) -> None:
    done = run("eval", faulty, "--fail-on", "never", COLUMNS="40")
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) > 40
    assert done.stdout.splitlines()[0] == str(faulty)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("no_colour", ["", "1"])
def test_a_terminal_gets_colours_and_its_width(faulty: Path, no_colour: str) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 60, 0, 0))
    env = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": no_colour}
    env.pop("COLUMNS", None)
    command = [sys.executable, "-m", "draftkit", "eval", faulty.name, "--no-archive"]
    child = subprocess.Popen(command, cwd=faulty.parent, env=env, stdout=theirs, stdin=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end was closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert child.wait(60) == 1
    text = shown.decode("utf-8")
    assert ("\x1b[" in text) is not bool(no_colour)
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    from draftkit.cli.layout import width

    assert max(width(line) for line in plain.splitlines() if "eval" not in line) <= 60
    assert "小结：不通过" in plain


def test_the_summary_is_asked_for_by_name_or_by_format(run: Run, here: Path, faulty: Path) -> None:
    import docx

    for args in (("-o", "甲.summary.docx"), ("--format", "summary", "-o", "乙.docx")):
        done = run("eval", faulty.name, *args, "--fail-on", "never")
        assert (done.exit_code, done.stdout) == (0, f"{args[-1]}\n")
        lines = [one.text for one in docx.Document(str(here / args[-1])).paragraphs]
        assert lines[0] == "公文审核单"
        assert any(line.startswith("（三）涉及有关地区") for line in lines)
    assert run("eval", faulty.name, "-o", "丙.docx", "--fail-on", "never").exit_code == 0
    commented = docx.Document(str(here / "丙.docx"))
    assert commented.paragraphs[0].text == "示例市科技局2026年科普工作方案"


@pytest.mark.parametrize(
    "args", [("--format", "summary"), ("--format", "summary", "-o", "r.html")]
)  # fmt: skip
def test_a_summary_goes_to_a_word_file(run: Run, faulty: Path, args: tuple[str, ...]) -> None:
    done = run("eval", faulty.name, *args)
    assert done.exit_code == 2
    assert ".summary.docx" in done.stderr
    assert sorted(path.name for path in faulty.parent.iterdir()) == [faulty.name]
    assert run("eval", faulty.name, faulty.name, "-o", "s.summary.docx").exit_code == 2


def test_fix_lists_every_change_in_its_words(run: Run, here: Path, faulty: Path) -> None:
    done = run("eval", faulty, "--fix", "--no-archive", DRAFTKIT_LANG="zh")
    assert done.exit_code == 0
    assert faulty.read_text(encoding="utf-8") == FAULTY
    fixed = (here / "方案.fixed.txt").read_text(encoding="utf-8")
    assert "2021—2025年规划的收官工作，结合" in fixed
    changes = [line for line in done.stdout.splitlines() if re.match(r"  R\d\d  第\d+段", line)]
    assert f"改了{len(changes)}处" in done.stdout
    assert any("为做好〖2021-2025〗年规划的收官 工 → 〖2021—2025〗" in line for line in changes)
    assert any("〖 〗" in line and line.endswith("删去") for line in changes)
    again = run("eval", here / "方案.fixed.txt", "--fix", "--json", "--no-archive")
    (item,) = json.loads(again.stdout)["items"]
    assert item["made"] == item["left"] == []
    assert (here / "方案.fixed.fixed.txt").read_text(encoding="utf-8") == fixed
    assert run("eval", faulty, "--fix", "--no-archive").exit_code == 2


def test_verbose_tells_where_figures_come_from(run: Run, faulty: Path, request_file: Path) -> None:
    args = ("eval", faulty.name, "-r", request_file.name, "--no-archive", "--fail-on", "never")
    told = run(*args, "-v").stdout
    assert "年份、数字、名称的出处" in told
    rows = re.findall(r"^  (\S+)  “(.+?)”", told.split("名称的出处")[1], re.MULTILINE)
    assert ("没有出处", "2021-2025") in rows or any(said == "没有出处" for said, _ in rows)
    assert [said for said, _ in rows] == sorted(
        (said for said, _ in rows), key=lambda said: said != "没有出处"
    )
    assert "年份、数字、名称的出处" not in run(*args).stdout


@pytest.mark.parametrize("name", ["numbering", "NUMBERING", "序号"])
def test_rules_of_a_family(run: Run, name: str) -> None:
    items = json.loads(run("rules", "list", "--family", name, "--json").stdout)["items"]
    assert {item["family"] for item in items} == {"numbering"}
    assert {"R17", "R19"} <= {item["code"] for item in items}
    lines = run("rules", "list", "--family", name).stdout.splitlines()
    assert len(lines) == len(items) + 1


def test_an_unknown_family_is_named_with_the_nearest(run: Run) -> None:
    done = run("rules", "list", "--family", "number")
    assert done.exit_code == 2
    assert "'numbering'" in done.stderr


def test_a_rule_is_shown_with_what_differs_marked(run: Run) -> None:
    shown = run("rules", "show", "R35").stdout
    assert "误：完成2021〖-〗2025年规划的任务" in shown
    assert "正：完成2021〖—〗2025年规划的任务" in shown
    assert "不算错：" in shown
