"""The first steps that are printed lead to files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import REPO, Run

DRAFT = re.compile(r"draftkit draft -r (\S+?\.yaml)")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_init_names_the_request_form_it_wrote_and_it_can_be_drafted_from(
    run: Run, here: Path, paper: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    told = run("init", "office", DRAFTKIT_LANG=lang).stderr
    assert str((here / "office").resolve()) in told
    (named,) = DRAFT.findall(told)
    monkeypatch.chdir(here / "office")
    assert Path(named).is_file()
    run("ingest", paper)
    assert run("draft", "-r", named).exit_code == 0


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/cli.md"])
def test_the_pages_draft_from_the_form_that_init_writes(run: Run, here: Path, name: str) -> None:
    run("init")
    named = set(DRAFT.findall((REPO / name).read_text(encoding="utf-8")))
    assert named
    assert all((here / one).is_file() for one in named - {"examples/gongzuoyaodian.yaml"})


def test_the_help_drafts_from_the_form_that_init_writes(run: Run, here: Path) -> None:
    run("init")
    for lang in ("en", "zh"):
        for words in (("--help",), ("draft", "--help")):
            (named, *_) = DRAFT.findall(run(*words, DRAFTKIT_LANG=lang).stdout)
            assert (here / named).is_file()
