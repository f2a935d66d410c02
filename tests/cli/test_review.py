"""Verdicts on findings from the command line: given, asked for, listed and summed up by rule."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from draftkit.cli import verdicts
from tests.cli.conftest import PAPER, Run

WRONG = PAPER.replace("走进社区。", "走进社区,截止目前已办34余场。")


@pytest.fixture
def reviewed(tmp_path: Path, filled: Path, run: Run) -> tuple[Path, Path]:
    """A report on a paper with three faults, and a workspace of its own."""
    shutil.copytree(filled, tmp_path / "办公")
    paper, report = tmp_path / "要点.txt", tmp_path / "report.json"
    paper.write_text(WRONG, encoding="utf-8")
    done = run("eval", paper, "--no-archive", "--select", "R32,R34,R55", "-o", report)
    assert done.exit_code in (0, 1), done.stderr
    return report, tmp_path / "办公"


def items(run: Run, *args: str | Path) -> list[dict[str, object]]:
    done = run(*args, "--json")
    assert done.exit_code == 0, done.stderr
    listed: list[dict[str, object]] = json.loads(done.stdout)["items"]
    return listed


def test_findings_are_named_by_number_code_and_family(
    reviewed: tuple[Path, Path], run: Run
) -> None:
    report, office = reviewed
    listed = items(run, "review", report, "--workspace", office)
    assert sorted(str(row["code"]) for row in listed) == ["R32", "R34", "R55"]
    number = next(row["number"] for row in listed if row["code"] == "R34")
    done = run(
        "review", report, "--workspace", office, "--agree", "punctuation", "--disagree", str(number),
        "--note", "约数可用", "--by", "甲",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    said = {row["code"]: row for row in items(run, "review", report, "--workspace", office)}
    assert {code: row["verdict"] for code, row in said.items()} == {
        "R32": "agree", "R34": "disagree", "R55": None,
    }  # fmt: skip
    assert (said["R34"]["note"], said["R34"]["by"]) == ("约数可用", "甲")


def test_the_rules_people_agree_with_least_come_first(
    reviewed: tuple[Path, Path], run: Run
) -> None:
    report, office = reviewed
    assert "draftkit review" in run("rules", "stats", "--workspace", office).stdout
    run("review", report, "--workspace", office, "--agree", "R32,R55", "--disagree", "R34")
    lines = run("rules", "stats", "--workspace", office).stdout.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["R34", "R32", "R55"]
    stats = json.loads(run("rules", "stats", "--workspace", office, "--json").stdout)
    assert stats["schema"] == "draftkit.stats/1"
    assert [row["precision"] for row in stats["rules"]] == [0.0, 1.0, 1.0]


def test_what_the_page_of_a_report_saved_is_kept_as_it_is(
    reviewed: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    report, office = reviewed
    read = json.loads(report.read_text(encoding="utf-8"))
    row = read["findings"][0]
    saved = tmp_path / "意见.json"
    said = {
        "fingerprint": row["fingerprint"],
        "code": row["code"],
        "verdict": "disagree",
        "note": "x",
    }
    saved.write_text(
        json.dumps(
            {"schema": "draftkit.review/1", "document": read["document"], "verdicts": [said]},
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )
    assert run("review", saved, "--workspace", office).exit_code == 0
    listed = items(run, "review", report, "--workspace", office)
    assert [one["verdict"] for one in listed].count("disagree") == 1
    again = run("review", saved, "--workspace", office, "--agree", "1")
    assert again.exit_code == 2
    assert "--agree" in again.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--agree", "99"), "99"),
        (("--agree", "R01"), "R01"),
        (("--agree", "1", "--disagree", "1"), "--disagree"),
        (("--agree", "R34", "--disagree", "punctuation,R34"), "--disagree"),
    ],
)
def test_words_that_fit_nothing_or_both_keep_nothing(
    reviewed: tuple[Path, Path], run: Run, words: tuple[str, ...], told: str
) -> None:
    report, office = reviewed
    done = run("review", report, "--workspace", office, *words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not list(office.rglob("reviews.jsonl"))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"\xff\xfe", b"null", b'{"schema": "draftkit.review/1"}', b"[" * 99999],
)
def test_what_is_no_report_is_refused(filled: Path, run: Run, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(data)
    done = run("review", file, "--workspace", filled)
    assert done.exit_code == 2
    assert "draftkit eval" in done.stderr


def test_verdicts_need_a_workspace(
    reviewed: tuple[Path, Path], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("review", reviewed[0], "--agree", "1", "--workspace", tmp_path / "none")
    assert done.exit_code == 2
    assert "draftkit init" in done.stderr


def test_each_answer_is_kept_before_the_next_question(
    reviewed: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, office = reviewed
    monkeypatch.setattr(verdicts, "can_ask", lambda: True)
    kept: list[int] = []

    class Typed(io.StringIO):
        def readline(self, *_: int) -> str:  # type: ignore[override]
            file = next(office.rglob("reviews.jsonl"), None)
            kept.append(len(file.read_bytes().splitlines()) if file else 0)
            return super().readline()

    book = verdicts.Book(office, "乙")
    monkeypatch.setattr("sys.stdin", Typed("什么\ny\nn\n不是约数\n\n"))
    from draftkit.recording import read_reviewed

    verdicts.ask(book, read_reviewed(report))  # type: ignore[arg-type]
    assert kept == [0, 0, 1, 1, 2]
    assert [(row.verdict, row.note, row.by) for row in book.kept] == [
        ("agree", "", "乙"), ("disagree", "不是约数", "乙"),
    ]  # fmt: skip
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    verdicts.ask(verdicts.Book(office, "乙"), read_reviewed(report))  # type: ignore[arg-type]
    assert len(book.before()) == 2
