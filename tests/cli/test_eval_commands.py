"""draftkit eval and rules on real files: what they print, what they write, how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from draftkit.values.report import EvalReport, EvalReports

if TYPE_CHECKING:
    from conftest import Run


def test_eval_needs_no_workspace_and_makes_none(run: Run, here: Path, paper: Path) -> None:
    done = run("eval", paper, "--fail-on", "never")
    assert done.exit_code == 0
    assert done.stdout.startswith(str(paper))
    assert done.stderr == ""
    assert sorted(path.name for path in here.iterdir()) == ["要点.txt"]
    report = EvalReport.model_validate_json(run("eval", "要点.txt", "--json").stdout)
    assert report.document.path == "要点.txt"
    assert report.rules_run


def test_eval_writes_the_form_the_ending_names(run: Run, here: Path, paper: Path) -> None:
    for name, begins in (
        ("r.html", "<!DOCTYPE"),
        ("r.json", "{"),
        ("r.md", "#"),
        ("r.txt", "要点"),
    ):
        done = run("eval", "要点.txt", "-o", name, "--fail-on", "never")
        assert (done.exit_code, done.stdout) == (0, f"{name}\n")
        assert (here / name).read_text(encoding="utf-8").startswith(begins)
    before = paper.read_bytes()
    assert run("eval", "要点.txt", "-o", "要点.txt").exit_code == 2
    assert paper.read_bytes() == before


def test_fail_on_decides_the_exit_code(run: Run, here: Path, paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    (here / "bad.txt").write_text(text.replace("服务群众。", "服务群众。**"), encoding="utf-8")
    (here / "plain.txt").write_text(text, encoding="utf-8")
    counts = json.loads(run("eval", "bad.txt", "--json").stdout)["counts"]
    assert counts["error"] >= 1
    assert run("eval", "bad.txt").exit_code == 1
    assert run("eval", "bad.txt", "--fail-on", "never").exit_code == 0
    assert run("eval", "bad.txt", "--ignore", "R").exit_code == 0
    assert run("eval", "bad.txt", "--select", "R45").exit_code == 1
    assert run("eval", "bad.txt", "--select", "R44,R31").exit_code == 0
    assert run("eval", "bad.txt", "--select", "Q").exit_code == 2


def test_several_files_are_one_document_with_the_failed_ones(
    run: Run, here: Path, paper: Path
) -> None:
    (here / "empty.txt").write_bytes(b"")
    done = run("eval", "要点.txt", "empty.txt", "要点.txt", "--json", "--fail-on", "never")
    assert done.exit_code == 1
    reports = EvalReports.model_validate_json(done.stdout)
    assert [row.document.path for row in reports.reports] == ["要点.txt", "要点.txt"]
    assert [row.path for row in reports.failed] == ["empty.txt"]
    assert "empty.txt" in done.stderr
    none = run("eval", "empty.txt", "nowhere.txt", "-o", "none.html")
    assert (none.exit_code, none.stdout) == (2, "")
    assert not (here / "none.html").exists()
    assert run("eval", "要点.txt", "empty.txt", "-o", "r.html").exit_code == 1
    assert "empty.txt" in (here / "r.html").read_text(encoding="utf-8")


def test_a_fault_on_one_file_does_not_keep_the_others_from_it(
    run: Run, here: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from draftkit.api import Reviewer

    review = Reviewer.review

    def faulty(self: Reviewer, document: Any) -> EvalReport:
        if Path(document).name == "b.txt":
            raise RuntimeError("boom")
        return review(self, document)

    monkeypatch.setattr(Reviewer, "review", faulty)
    monkeypatch.setenv("TMPDIR", str(here))
    monkeypatch.setattr("tempfile.tempdir", str(here))
    done = run("eval", "要点.txt", "b.txt", "--json", "--fail-on", "never")
    assert done.exit_code == 1
    assert len(json.loads(done.stdout)["reports"]) == 1
    assert "RuntimeError" in json.loads(done.stdout)["failed"][0]["reason"]
    assert run("eval", "b.txt").exit_code == 3


def test_a_saved_draft_is_evaluated_with_its_request(
    run: Run, here: Path, filled: Path, request_file: Path
) -> None:
    run("draft", "-r", request_file, "-o", "d.json", "--workspace", filled)
    done = run("eval", "d.json", "-r", request_file, "--json", "--workspace", filled)
    report = EvalReport.model_validate_json(done.stdout)
    assert report.document.path == "d.json"
    assert {"R01", "R02", "R03"} <= set(report.rules_run)


def test_rules_are_listed_and_shown(run: Run) -> None:
    listed = run("rules")
    assert listed.exit_code == 0
    assert "R01" in listed.stdout
    items = json.loads(run("rules", "--json").stdout)["items"]
    assert all(item["code"] and item["basis"] for item in items)
    shown = run("rules", "show", "r01")
    assert items[0]["name"] in shown.stdout
    assert json.loads(run("rules", "show", "R01", "--json").stdout)["items"] == items[:1]
