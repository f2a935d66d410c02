"""The commands on real files: what they print, what they write, how they end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from draftkit.values.draft import Draft
from draftkit.values.hits import Hits
from draftkit.values.notice import Notice
from draftkit.values.outline import Outline
from draftkit.values.store import IngestResult, Notices

if TYPE_CHECKING:
    from conftest import Run


def document(text: str) -> Any:
    """The one JSON document of a command's output."""
    return json.loads(text)


# ---- init, config, doctor, reindex


def test_init_makes_a_workspace_once(run: Run, here: Path) -> None:
    first = run("init", "office")
    assert first.exit_code == 0
    assert "draftkit.toml" in first.stdout
    assert (here / "office" / "draftkit.toml").is_file()
    assert "Next" in first.stderr
    written = (here / "office" / "draftkit.toml").read_bytes()
    again = run("init", "office", "--json")
    assert document(again.stdout) == {"schema": "draftkit.list/1", "items": []}
    assert (here / "office" / "draftkit.toml").read_bytes() == written


def test_init_refuses_two_folders_and_a_file(run: Run, here: Path, paper: Path) -> None:
    assert run("init", "a", "--workspace", "b").exit_code == 2
    done = run("init", paper)
    assert done.exit_code == 2
    assert "folder" in done.stderr


def test_config_shows_value_and_origin_but_never_a_key(run: Run, here: Path) -> None:
    done = run("config", DRAFTKIT_K="7", OPENAI_API_KEY="sk-not-shown", DRAFTKIT_MODEL="小模型")
    assert done.exit_code == 0
    assert "sk-not-shown" not in done.stdout + done.stderr
    assert "DRAFTKIT_K" in done.stdout
    rows = document(run("config", "--json", DRAFTKIT_K="7").stdout)
    assert rows["schema"] == "draftkit.list/1"
    assert {"name": "k", "value": "7", "origin": "environment DRAFTKIT_K"} in rows["items"]


def test_config_trust_lets_a_found_file_name_the_model(run: Run, here: Path) -> None:
    assert run("config", "trust").exit_code == 2
    (here / "draftkit.toml").write_text(
        '[model]\nbase_url = "http://localhost:8080/v1"\n', encoding="utf-8"
    )
    assert "http://localhost:8080/v1" not in run("config").stdout
    assert run("config", "trust").exit_code == 0
    assert "http://localhost:8080/v1" in run("config").stdout


def test_a_setting_that_cannot_be_is_named(run: Run, here: Path) -> None:
    done = run("config", DRAFTKIT_K="viele")
    assert done.exit_code == 2
    assert "DRAFTKIT_K" in done.stderr


def test_doctor_and_reindex(run: Run, filled: Path) -> None:
    doctor = run("doctor", "--workspace", filled, "--json")
    assert doctor.exit_code == 0
    rows = document(doctor.stdout)["items"]
    assert rows
    assert {row["status"] for row in rows} <= {"ok", "warning"}
    assert run("doctor", "--workspace", filled).stdout.startswith("status")
    built = run("reindex", "--workspace", filled, "--json")
    assert built.exit_code == 0
    assert document(built.stdout)["items"][0]["passages"] > 0


# ---- parse, ingest, notices, search


def test_parse_prints_a_tree_or_the_notice_and_makes_no_workspace(
    run: Run, here: Path, paper: Path
) -> None:
    tree = run("parse", paper)
    assert tree.exit_code == 0
    assert "开展科普活动" in tree.stdout
    assert tree.stderr == ""
    notice = Notice.model_validate_json(run("parse", paper, "--json").stdout)
    assert notice.title == "示例市科学技术局2025年科普工作要点"
    assert [section.heading for section in notice.sections] == ["开展科普活动", "加强组织领导"]
    assert sorted(path.name for path in here.iterdir()) == ["要点.txt"]


def test_ingest_tells_a_row_a_file_and_takes_the_good_ones(
    run: Run, here: Path, paper: Path
) -> None:
    past = here / "past"
    past.mkdir()
    shutil.copy(paper, past)
    (past / "empty.txt").write_bytes(b"")
    (past / "fake.docx").write_bytes(os.urandom(2000))
    (past / "strange.txt").write_bytes(bytes([0x81, 0xFF, 0x00, 0xFE, 0x80]) * 20)
    done = run("ingest", past, "nowhere", "--workspace", here / "ws")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 5
    assert sum(line.startswith("failed") for line in done.stdout.splitlines()) == 4
    for name in ("empty.txt", "fake.docx", "strange.txt", "nowhere"):
        assert sum(name in line for line in done.stderr.splitlines()) == 1
    again = run("ingest", past, "--workspace", here / "ws", "--json")
    result = IngestResult.model_validate_json(again.stdout)
    assert again.exit_code == 1
    assert result.counts["unchanged"] == 1
    assert result.counts["failed"] == 3
    held = run("notices", "--workspace", here / "ws", "--json")
    assert len(Notices.model_validate_json(held.stdout).notices) == 1


def test_ingest_of_nothing_readable_is_2(run: Run, here: Path) -> None:
    (here / "empty").mkdir()
    for path in ("nowhere", "empty"):
        done = run("ingest", path, "--workspace", here / "ws")
        assert done.exit_code == 2
        assert done.stderr


def test_notices_are_shown_and_removed(run: Run, here: Path, paper: Path) -> None:
    at = ("--workspace", here / "ws")
    run("ingest", paper, *at)
    listed = run("notices", *at)
    assert "工作要点" in listed.stdout
    assert "1 notices" in listed.stderr
    notice_id = document(run("notices", "--json", *at).stdout)["notices"][0]["id"]
    shown = run("notices", "show", notice_id[:6], "--json", *at)
    assert Notice.model_validate_json(shown.stdout).id == notice_id
    assert "开展科普活动" in run("notices", "show", notice_id, *at).stdout
    assert run("notices", "show", "ffffffffff", *at).exit_code == 2
    removed = run("notices", "remove", notice_id[:6], "--json", *at)
    assert document(removed.stdout)["items"] == [{"notice_id": notice_id, "result": "removed"}]
    assert document(run("notices", "--json", *at).stdout)["notices"] == []


def test_search_prints_sections_and_filters(run: Run, filled: Path) -> None:
    at = ("--workspace", filled)
    done = run("search", "志愿服务", "-k", "3", *at)
    assert done.exit_code == 0
    assert done.stdout.startswith("1. 《")
    assert done.stderr == ""
    hits = Hits.model_validate_json(run("search", "志愿服务", "--json", "-k", "2", *at).stdout).hits
    assert 1 <= len(hits) <= 2
    some = run("search", "志愿服务", "--year", "2023..2024", "--genre", "工作要点", "--json", *at)
    assert {hit.year for hit in Hits.model_validate_json(some.stdout).hits} <= {2023, 2024}
    none = run("search", "志愿服务", "--year", "1999", *at)
    assert (none.exit_code, none.stdout) == (0, "")
    assert "Nothing found" in none.stderr


def test_an_empty_archive_is_2_where_one_is_needed(
    run: Run, here: Path, request_file: Path
) -> None:
    at = ("--workspace", here / "ws")
    run("init", here / "ws")
    for args in (
        ["search", "志愿"],
        ["outline", "-r", request_file],
        ["draft", "-r", request_file],
    ):
        done = run(*args, *at)
        assert (done.exit_code, done.stdout) == (2, ""), args
        assert "ingest" in done.stderr
    assert not list((here / "ws" / ".draftkit" / "runs").iterdir())


# ---- outline, draft, export


def test_an_outline_is_edited_and_given_back(
    run: Run, here: Path, filled: Path, request_file: Path
) -> None:
    at = ("--workspace", filled)
    printed = run("outline", "-r", request_file, *at)
    assert printed.exit_code == 0
    assert printed.stdout.startswith("# 2026年")
    outline = Outline.model_validate_json(run("outline", "-r", request_file, "--json", *at).stdout)
    assert outline.sections
    assert run("outline", "-r", request_file, "-o", "o.md", *at).stdout == "o.md\n"
    (here / "o.md").write_text(
        "# 题目\n\n## 一、自拟的第一部分\n\n## 二、自拟的第二部分\n", "utf-8"
    )
    done = run("draft", "-r", request_file, "--outline", "o.md", "--json", *at)
    assert done.exit_code == 0, done.stderr
    headings = [s["heading"] for s in document(done.stdout)["draft"]["notice"]["sections"]]
    assert headings == ["自拟的第一部分", "自拟的第二部分"]


def test_draft_writes_every_form_and_says_what_it_is(
    run: Run, here: Path, filled: Path, request_file: Path
) -> None:
    outputs = [f"d{ending}" for ending in (".docx", ".md", ".html", ".json", ".txt")]
    flags = [flag for name in outputs for flag in ("-o", name)]
    done = run("draft", "-r", request_file, *flags, "--report", "r.html", "--workspace", filled)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [*outputs, "r.html"]
    assert all((here / name).stat().st_size > 200 for name in [*outputs, "r.html"])
    assert "sentences" in done.stderr
    assert "open blanks" in done.stderr
    draft = Draft.model_validate_json((here / "d.json").read_text(encoding="utf-8"))
    assert draft.notice.paper.year == 2026


def test_draft_without_o_stands_in_the_run_folder(run: Run, here: Path, filled: Path) -> None:
    flags = ("--genre", "工作要点", "--issuer", "示例市科学技术局", "--year", "2026")
    done = run("draft", *flags, "--workspace", filled)
    assert done.exit_code == 0, done.stderr
    written = Path(done.stdout.strip())
    assert written.name == "draft.docx"
    assert written.is_file()
    assert (written.parent / "draft.json").is_file()
    assert list(here.iterdir()) == []


def test_a_flag_stands_before_the_request_file(
    run: Run, here: Path, filled: Path, request_file: Path
) -> None:
    done = run("draft", "-r", request_file, "--year", "2027", "--json", "--workspace", filled)
    made = document(done.stdout)
    assert made["schema"] == "draftkit.run/1"
    assert made["draft"]["notice"]["year"] == 2027
    assert made["report"]["schema"] == "draftkit.report/1"
    assert Path(made["folder"]).is_dir()


def test_a_model_that_is_set_is_not_used_and_that_is_said(
    run: Run, here: Path, filled: Path, request_file: Path
) -> None:
    args = ("draft", "-r", request_file, "-o", "d.md", "--workspace", filled)
    assert "小模型" in run(*args, DRAFTKIT_MODEL="小模型").stderr
    assert "小模型" not in run(*args, "--no-model", DRAFTKIT_MODEL="小模型").stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("文种: 工作要点\n单位: 甲市局\n年度: 3026\n", "3026"),
        ("文种: 工作要点\n单位: 甲市局\n年度: 2026\n主体: 科普\n", "主体"),
        ("文种: 工作要点\n单位: 甲市局\n", "year"),
        ("文种: [工作要点\n", "line"),
        ("", "key: value"),
    ],
)
def test_a_bad_request_is_2_and_leaves_nothing(
    text: str, told: str, run: Run, here: Path, filled: Path
) -> None:
    (here / "bad.yaml").write_text(text, encoding="utf-8")
    before = set((filled / ".draftkit" / "runs").iterdir())
    done = run("draft", "-r", "bad.yaml", "-o", "d.docx", "--workspace", filled)
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert told in done.stderr
    assert not (here / "d.docx").exists()
    assert set((filled / ".draftkit" / "runs").iterdir()) == before


def test_export_writes_a_saved_draft_anew(run: Run, here: Path, filled: Path) -> None:
    flags = ("--genre", "工作要点", "--issuer", "示例市科学技术局", "--year", "2026")
    run("draft", *flags, "-o", "d.json", "-o", "d.txt", "--workspace", filled)
    done = run("export", "d.json", "-o", "e.txt", "-o", "e.docx", "--json")
    assert done.exit_code == 0, done.stderr
    assert document(done.stdout)["items"] == [{"path": "e.txt"}, {"path": "e.docx"}]
    assert (here / "e.txt").read_bytes() == (here / "d.txt").read_bytes()
    before = (here / "d.json").read_bytes()
    assert run("export", "d.json", "-o", "d.json").exit_code == 2
    assert (here / "d.json").read_bytes() == before
    assert run("export", "e.txt", "-o", "f.txt").exit_code == 2
    assert not (here / "f.txt").exists()


# ---- where nothing may be written


@pytest.mark.usefixtures("rights_count")
def test_a_read_only_workspace_takes_nothing_in_and_is_searched_and_drafted_from(
    run: Run,
    filled: Path,
    tmp_path: Path,
    request_file: Path,
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = tmp_path / "own"
    monkeypatch.setattr("draftkit.workspace.workspace.user_data", lambda: own)
    locked = tmp_path / "locked"
    shutil.copytree(filled, locked)
    folders = [locked, *(path for path in locked.rglob("*") if path.is_dir())]
    try:
        for folder in folders:
            folder.chmod(0o555)
        assert run("search", "志愿服务", "--workspace", locked).exit_code == 0
        assert run("draft", "-r", request_file, "--workspace", locked).exit_code == 0
        assert len(list((own / "runs").rglob("draft.docx"))) == 1
        done = run("ingest", paper, "--workspace", locked)
        assert done.exit_code == 2
        assert len(done.stderr.splitlines()) == 2  # which workspace it is, and why not
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_an_output_that_cannot_be_written_is_told_before_the_work(
    run: Run, here: Path, filled: Path, request_file: Path
) -> None:
    (here / "file").write_text("x", encoding="utf-8")
    (here / "folder.docx").mkdir()
    before = set((filled / ".draftkit" / "runs").iterdir())
    for path in ("file/d.docx", "folder.docx"):
        done = run("draft", "-r", request_file, "-o", path, "--workspace", filled)
        assert done.exit_code == 2
        assert len(done.stderr.splitlines()) == 1
    assert set((filled / ".draftkit" / "runs").iterdir()) == before


def test_progress_is_drawn_on_a_terminal_only(run: Run, here: Path, paper: Path) -> None:
    done = run("ingest", paper, "--workspace", here / "ws")
    assert "\x1b" not in done.stdout + done.stderr
    assert "reading" not in done.stderr


def test_the_module_runs_as_a_program(tmp_path: Path, paper: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "draftkit", "parse", str(paper), "--json"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
    )
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["title"] == "示例市科学技术局2025年科普工作要点"
