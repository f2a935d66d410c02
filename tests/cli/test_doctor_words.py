"""What doctor says: no counts of nothing, what to do next, in both languages."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from draftkit.workspace.whys import why
from tests.cli.conftest import Run

NOTHING = re.compile(r"(?<![\d.])0 (?!bytes)[a-z]|(?<![\d.])0[份个]")


@pytest.fixture
def ws(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled workspace."""
    return Path(shutil.copytree(filled, tmp_path / "ws"))


def said(run: Run, ws: Path, lang: str) -> str:
    """All that doctor says."""
    done = run("doctor", "--workspace", ws, DRAFTKIT_LANG=lang)
    return done.stdout + done.stderr


def changed(ws: Path, statement: str) -> None:
    with closing(sqlite3.connect(ws / ".draftkit" / "archive.db")) as db:
        db.execute(statement)
        db.commit()


@pytest.mark.parametrize(
    ("statement", "english", "chinese"),
    [
        ("UPDATE meta SET value = 0 WHERE name = 'linked'", "not linked yet", "关联各稿次"),
        (
            "UPDATE sources SET parser = 'old'",
            "3 files were read by another",
            "有3份由其他版本识读",
        ),
        ("DELETE FROM notices", "no notices yet", "尚无公文"),
    ],
)
def test_a_state_is_said_without_counts_of_nothing(
    run: Run, ws: Path, statement: str, english: str, chinese: str
) -> None:
    changed(ws, statement)
    for lang, words in (("en", english), ("zh", chinese)):
        text = said(run, ws, lang)
        assert words in text
        assert not NOTHING.search(text), text


def test_the_last_line_says_what_to_do_next(run: Run, ws: Path) -> None:
    shutil.rmtree(ws / ".draftkit" / "index")
    done = run("doctor", "--workspace", ws)
    assert "(files missing)" in done.stdout and "Run 'draftkit reindex'" in done.stdout
    assert "what to do stands in each. Searches answer. Nothing was changed." in done.stderr
    run("reindex", "--workspace", ws)
    assert not NOTHING.search(said(run, ws, "zh"))
    items = json.loads(run("doctor", "--workspace", ws, "--json").stdout)["items"]
    assert {"name", "status", "detail"} == set(items[0])


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        (b"\xd0\xcf no database" * 999, "it is another kind of file", "是其他类型的文件"),
        (None, "it is cut off or damaged", "文件不完整或已损坏"),
    ],
)
def test_an_archive_that_cannot_be_read_says_the_next_step(
    run: Run, ws: Path, content: bytes | None, english: str, chinese: str
) -> None:
    file = ws / ".draftkit" / "archive.db"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 3 + 100] if content is None else content)
    before = file.read_bytes()
    asked = run("search", "志愿服务", "--workspace", ws, DRAFTKIT_LANG="zh")
    assert asked.exit_code == 2
    assert chinese in asked.stderr and "draftkit doctor" in asked.stderr
    for lang, reason in (("en", english), ("zh", chinese)):
        text = said(run, ws, lang)
        assert reason in text and "draftkit ingest" in text
        assert "draftkit doctor" not in text
        assert not NOTHING.search(text), text
    assert run("doctor", "--workspace", ws).exit_code == 1
    assert file.read_bytes() == before


def test_a_newer_archive_says_the_next_step(run: Run, ws: Path) -> None:
    changed(ws, "PRAGMA user_version = 99")
    for command in (("doctor",), ("search", "志愿服务"), ("notices",)):
        done = run(*command, "--workspace", ws, DRAFTKIT_LANG="zh")
        assert done.exit_code in (1, 2)
        assert "请升级本机的draftkit" in done.stdout + done.stderr


def test_reasons_of_an_index_are_put_for_people() -> None:
    assert why("torn") == "files damaged"
    assert why("sections.npz") == "sections.npz"


def test_vectors_are_counted_by_sections(run: Run, ws: Path) -> None:
    assert re.search(r"gen-\S+: vectors of \d+ sections", said(run, ws, "en"))
    chinese = said(run, ws, "zh")
    assert re.search(r"gen-\S+：\d+节的向量", chinese) and "一节分为一个或几个片段" in chinese
    how = run("search", "志愿服务", "-v", "--workspace", ws, DRAFTKIT_LANG="zh").stderr
    assert "节符合筛选条件" in how and "片段" not in how


def test_a_read_only_workspace_says_who_can_mend_it() -> None:
    from draftkit.messages import say

    told = say("store.check.folder_read_only", folder="office")
    assert "'draftkit reindex'" in told and "one who may write there" in told
