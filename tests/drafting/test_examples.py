"""Every example request over the sample notices: the whole path, and the promises on its result."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from draftkit.intake import complete, grounds_of
from draftkit.reading import judge
from draftkit.values.draft import Draft
from draftkit.values.flow import flow
from draftkit.values.request import DraftRequest
from draftkit.workspace import DraftRun, Workspace

REPO = Path(__file__).parents[2]
EXAMPLES = sorted((REPO / "examples").glob("*.yaml"))
_RUNS: dict[str, DraftRun] = {}


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def asked(example: Path) -> DraftRequest:
    return DraftRequest.load(example)


@pytest.fixture
def run(example: Path, asked: DraftRequest, office: Workspace) -> DraftRun:
    if example.stem not in _RUNS:
        _RUNS[example.stem] = office.draft(asked)
    return _RUNS[example.stem]


def body_of(run: DraftRun) -> str:
    return "\n".join(line.text for line in flow(run.notice))


def test_the_report_has_no_error(run: DraftRun) -> None:
    assert run.report.verdict in ("review", "pass")
    assert run.report.counts.get("error", 0) == 0, run.report.findings


def test_no_required_part_is_missing(run: DraftRun) -> None:
    assert run.report.requirements
    assert [r.name for r in run.report.requirements if r.status == "missing"] == []


def test_every_fact_is_used_or_named_as_unused(run: DraftRun, asked: DraftRequest) -> None:
    used = {fact for sentence in run.sentences for fact in sentence.facts}
    assert used | set(run.unused_facts) == {fact.id for fact in complete(asked).facts}
    for fact in asked.facts:
        if fact.id in used:
            assert fact.text.rstrip("。") in body_of(run)


def test_nothing_stands_that_nobody_vouches_for(run: DraftRun, asked: DraftRequest) -> None:
    grounds = grounds_of(complete(asked))
    for sentence in run.sentences:
        if sentence.part in ("title", "carrier", "doc_number", "heading"):
            continue
        loose = [
            j.span.text
            for j in judge(sentence.text, grounds)
            if j.support == "unsupported" and j.span.kind not in ("work", "formula", "meeting")
        ]
        assert loose == [], sentence.text


def test_no_other_bodys_name_or_brand_comes_in(run: DraftRun, asked: DraftRequest) -> None:
    rows = [
        row
        for name in ("manifest-a.yaml", "manifest-b.yaml")
        for row in yaml.safe_load((REPO / "corpus" / name).read_text(encoding="utf-8"))
    ]
    issuers = {row["expect"].get("issuer") for row in rows} - {None, asked.issuer}
    assert len(issuers) >= 8
    text = body_of(run)
    assert [name for name in issuers if name in text] == []


def test_last_years_numbers_do_not_stand_outside_marks(
    run: DraftRun, asked: DraftRequest, office: Workspace
) -> None:
    open_text = re.sub(r"【[^【】]*】", "", body_of(run))
    given = "".join(item.text for item in grounds_of(complete(asked)).given)
    percents = set(re.findall(r"\d+(?:\.\d+)?%", open_text))
    assert [p for p in percents if p not in given] == []


def test_sentences_in_order_are_the_text(run: DraftRun) -> None:
    lines = [
        re.sub("：$", "", x.text) if x.part == "recipients" else x.text for x in flow(run.notice)
    ]
    assert "".join(s.text for s in run.sentences) == "".join(lines)


def test_the_run_folder_keeps_what_was_used(run: DraftRun) -> None:
    names = {path.name for path in run.folder.iterdir()}
    assert {"request.json", "grounds.json", "outline.json", "evidence.json", "draft.json",
            "report.json"} <= names  # fmt: skip
    saved = Draft.model_validate_json((run.folder / "draft.json").read_text(encoding="utf-8"))
    assert saved == run.draft
    assert json.loads(run.model_dump_json())["schema"] == "draftkit.draft/1"
    assert run.folder.stat().st_mode & 0o077 == 0


def test_a_second_run_differs_only_in_run(
    run: DraftRun, asked: DraftRequest, office: Workspace
) -> None:
    again = office.draft(asked)
    assert again.folder != run.folder
    assert again.draft.model_copy(update={"run": run.draft.run}) == run.draft


def test_it_saves_in_every_form(run: DraftRun, tmp_path: Path) -> None:
    for suffix in (".docx", ".md", ".txt", ".html", ".json"):
        assert run.save(tmp_path / f"稿{suffix}").stat().st_size > 500
    for suffix in (".html", ".md", ".txt", ".json"):
        assert run.report.save(tmp_path / f"报告{suffix}").stat().st_size > 300


def test_there_is_an_example_for_each_genre_of_the_seeds() -> None:
    genres = {DraftRequest.load(path).genre for path in EXAMPLES}
    assert {"工作要点", "总结暨计划", "工作方案", "经验材料"} <= genres
