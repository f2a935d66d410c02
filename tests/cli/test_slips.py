"""A clerk's slips with `notices`: a word mistyped, a broken file, what was taken out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_only_a_near_word_is_proposed(run: Run, here: Path) -> None:
    far = run("notices", "frob")
    assert far.exit_code == 2
    assert "list, show, remove, export, import" in far.stderr and "mean" not in far.stderr
    assert "Did you mean 'remove'?" in run("notices", "remov").stderr
    assert "是不是" not in run("notices", "frob", DRAFTKIT_LANG="zh").stderr


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"no zip at all"])
def test_a_broken_export_makes_no_workspace(run: Run, here: Path, content: bytes) -> None:
    (here / "broken.zip").write_bytes(content)
    done = run("notices", "import", "broken.zip", "--workspace", here / "new")
    assert done.exit_code == 2
    assert "broken.zip" in done.stderr and "Workspace:" not in done.stderr
    assert not (here / "new").exists()


def test_what_was_removed_is_named_by_its_title(run: Run, here: Path, paper: Path) -> None:
    at = ("--workspace", here / "ws")
    for as_json in (False, True):
        run("ingest", paper, *at)
        (row,) = json.loads(run("notices", "--json", *at).stdout)["notices"]
        flag = ("--json",) if as_json else ()
        out = run("notices", "remove", row["id"], *flag, *at).stdout
        if as_json:
            assert json.loads(out)["items"] == [{"notice_id": row["id"], "result": "removed"}]
        else:
            assert out == f"{row['id']}  {row['title']}\n"
