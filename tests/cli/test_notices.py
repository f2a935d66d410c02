"""`draftkit notices`: versions in the list, and notices carried in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.archive.test_versions import BODY, REVISED, paper

if TYPE_CHECKING:
    from conftest import Run


@pytest.fixture
def at(run: Run, tmp_path: Path) -> tuple[str, str]:
    """Options that name a workspace of two versions of a paper."""
    past = tmp_path / "past"
    past.mkdir()
    draft = paper(body=BODY.replace("12场", "10场"), issuer="中共示例市科学技术局党组")
    (past / "要点（送审稿）.txt").write_text(draft, encoding="utf-8")
    issued = paper(number="示科〔2025〕12号", body=REVISED)
    (past / "要点.txt").write_text(issued, encoding="utf-8")
    where = ("--workspace", str(tmp_path / "ws"))
    assert run("ingest", past, *where).exit_code == 0
    return where


def test_versions_are_listed_shown_and_named_on_removal(run: Run, at: tuple[str, str]) -> None:
    rows = json.loads(run("notices", "--json", *at).stdout)["notices"]
    best = next(row["id"] for row in rows if row["stage"] == "印发稿")
    other = next(row["id"] for row in rows if row["stage"] == "送审稿")
    assert {row["best"] for row in rows} == {best}
    listed = run("notices", *at).stdout
    assert f"[送审稿, see {best[:8]}] 2025年精神文明建设工作要点" in listed
    assert f"【送审稿，以{best[:8]}为准】" in run("notices", *at, DRAFTKIT_LANG="zh").stdout
    shown = run("notices", "show", other, *at).stdout
    assert f"{best}  印发稿, drafted from" in shown
    assert f"{other}  送审稿" in shown
    assert "中共示例市科学技术局党组、示例市科学技术局" in shown
    removed = run("notices", "remove", best, *at)
    assert removed.stdout.strip() == f"{best}  2025年精神文明建设工作要点"
    assert other in removed.stderr
    assert "see" not in run("notices", *at).stdout
    assert "Versions" not in run("notices", "show", other, *at).stdout


def test_notices_are_carried_in_a_file(run: Run, at: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "公文.zip"
    said = run("notices", "export", file, *at)
    assert said.exit_code == 0
    assert "2 notices" in said.stdout
    there = ("--workspace", str(tmp_path / "there"))
    taken = run("notices", "import", file, *there)
    assert taken.exit_code == 0
    assert "2 added" in taken.stderr
    again = json.loads(run("notices", "import", file, "--json", *there).stdout)
    assert again["schema"] == "draftkit.ingest/1"
    assert again["counts"]["unchanged"] == 2
    assert json.loads(run("notices", "--json", *there).stdout) == json.loads(
        run("notices", "--json", *at).stdout
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export",), "needs a file"),
        (("import",), "needs a file"),
        (("import", "a.zip", "b.zip"), "one file"),
        (("import", "none.zip"), "no such file"),
        (("export", "none/x.zip"), "none"),
    ],
)
def test_what_is_wrong_with_a_call_is_one_line(
    run: Run, at: tuple[str, str], words: tuple[str, ...], said: str
) -> None:
    result = run("notices", *words, *at)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", [("search", "志愿服务"), ("notices",), ("doctor",), ("reindex",)]
)
def test_a_foreign_archive_is_one_clear_line(
    run: Run, at: tuple[str, str], command: tuple[str, ...]
) -> None:
    (Path(at[1]) / ".draftkit" / "archive.db").write_bytes(b"no database" * 999)
    result = run(*command, *at)
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.stderr
    assert "archive.db is not a readable archive" in result.stderr + result.stdout


def test_export_replaces_nothing_but_an_export(
    run: Run, at: tuple[str, str], tmp_path: Path
) -> None:
    paper_file, archive = (
        tmp_path / "past" / "要点.txt",
        tmp_path / "ws" / ".draftkit" / "archive.db",
    )
    for file in (paper_file, archive, tmp_path / "ws" / "draftkit.toml"):
        before = file.read_bytes()
        refused = run("notices", "export", file, *at)
        assert refused.exit_code == 2 and "not replaced" in refused.stderr
        assert file.read_bytes() == before
    file = tmp_path / "公文.zip"
    assert [run("notices", "export", file, *at).exit_code for _ in range(2)] == [0, 0]


def test_an_id_without_a_file_exports_nothing(
    run: Run, at: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ident = json.loads(run("notices", "--json", *at).stdout)["notices"][0]["id"][:6]
    refused = run("notices", "export", ident, *at)
    assert refused.exit_code == 2 and "Name the file first" in refused.stderr
    assert not (tmp_path / ident).exists()


def test_a_wrong_id_among_right_ones_removes_none(run: Run, at: tuple[str, str]) -> None:
    ids = [row["id"] for row in json.loads(run("notices", "--json", *at).stdout)["notices"]]
    assert run("notices", "remove", ids[0], "zzz", *at).exit_code == 2
    assert len(json.loads(run("notices", "--json", *at).stdout)["notices"]) == len(ids)


def test_a_document_number_finds_its_paper_first(run: Run, at: tuple[str, str]) -> None:
    for asked in ("示科〔2025〕12号", "示科[2025]12号"):
        first = json.loads(run("search", asked, "--json", *at).stdout)["hits"][0]
        assert first["title"] == "2025年精神文明建设工作要点"
        rows = json.loads(run("notices", "--json", *at).stdout)["notices"]
        assert next(r for r in rows if r["id"] == first["notice_id"])["stage"] == "印发稿"
    none = run("search", "精神文明", "--genre", "没有的", *at)
    assert none.exit_code == 0 and "工作要点" in none.stderr
