"""Folders and many papers in one evaluation: all of them, in order, as one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from draftkit.cli import together
from draftkit.cli.together import Terms
from tests.cli.conftest import PAPER, REPO, Run

TERMS = Terms(None, None, None, None, (), (), None, None, limited=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """More papers than are worth a second process, one that cannot be read, and what is no paper."""
    samples = sorted((REPO / "corpus").glob("*.txt"))
    made = tmp_path / "文稿"
    for at in range(together.MANY + 2):
        below = made / f"第{at % 3}批"
        below.mkdir(parents=True, exist_ok=True)
        source = samples[at % len(samples)]
        (below / f"{at:02d}.txt").write_bytes(source.read_bytes())
    (made / "坏.txt").write_bytes(b"")
    (made / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (made / "~$稿.docx").write_bytes(b"x")
    return made


def test_a_folder_is_every_paper_in_it(folder: Path, run: Run) -> None:
    done = run("eval", folder, "--no-archive", "--json", "--fail-on", "never", DRAFTKIT_LANG="en")
    told = json.loads(done.stdout)
    assert done.exit_code == 1, done.stderr  # one file could not be read
    assert told["schema"] == "draftkit.reports/1"
    assert len(told["reports"]) == together.MANY + 2
    assert [Path(row["path"]).name for row in told["failed"]] == ["坏.txt"]
    assert "1 files of other kinds" in done.stderr


def test_a_folder_of_one_paper_is_reported_as_several(tmp_path: Path, run: Run) -> None:
    (tmp_path / "稿").mkdir()
    (tmp_path / "稿" / "a.txt").write_text(PAPER, encoding="utf-8")
    done = run("eval", tmp_path / "稿", "--no-archive", "--json", "--fail-on", "never")
    assert json.loads(done.stdout)["schema"] == "draftkit.reports/1"


def test_a_folder_without_a_paper_is_refused(tmp_path: Path, run: Run) -> None:
    done = run("eval", tmp_path, "--no-archive")
    assert done.exit_code == 2
    assert ".docx" in done.stderr


@pytest.mark.parametrize("broken", [False, True])
def test_processes_say_what_one_alone_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    """Also where the pool breaks: here its processes find no workspace to open."""
    files = sorted(folder.rglob("[0-9]*.txt"))
    alone = [together.one(TERMS.reviewer(), file).report for file in files]
    monkeypatch.setattr(together, "_processors", lambda: 2)
    reviewer = TERMS.reviewer()
    terms = TERMS if not broken else Terms(
        None, None, folder / "none", None, (), (), None, None, limited=True
    )  # fmt: skip
    told = list(together.each(files, reviewer, terms))
    assert [row.report for row in told] == alone
    shown = [report for report in alone if report]
    assert reviewer.text(shown[3], "text").count("结论") == 1
    assert len(reviewer.take_read()[0]) == len(files)


def test_one_indicator_with_two_values_is_told_in_both_papers(tmp_path: Path, run: Run) -> None:
    """Whatever their order; and not where body, year or matter differ."""
    texts = {
        "总结.txt": "示例市科学技术局2025年科普工作总结\n\n2025年，全年共举办科普讲座13场。\n",
        "汇报.txt": "示例市科学技术局2025年科普工作汇报\n\n2025年，全年共举办科普讲座15场。\n",
        "旧.txt": "示例市科学技术局2024年科普工作总结\n\n2024年，全年共举办科普讲座9场。\n",
        "别家.txt": "示例县教育局2025年科普工作总结\n\n2025年，全年共举办科普讲座7场。\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for order in (list(texts), list(texts)[::-1]):
        files = [tmp_path / name for name in order]
        done = run("eval", *files, "--no-archive", "--json", "--fail-on", "never")
        told = {
            Path(one["document"]["path"]).name: [
                row["message"] for row in one["findings"] if row["code"] == "R83"
            ]
            for one in json.loads(done.stdout)["reports"]
        }
        assert {name for name, rows in told.items() if rows} == {"总结.txt", "汇报.txt"}
        assert "15场" in told["总结.txt"][0]
        assert "汇报.txt" in told["总结.txt"][0]
