"""Each rule finds its wrong examples and lets its right ones pass."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from draftkit.checks import (
    Example,
    RuleInfo,
    compared,
    evaluate_parsed,
    patterns,
    rules,
    said_in,
)
from draftkit.checks.model import FAMILIES, Context, Hit, Row
from draftkit.checks.patterns import compiled
from draftkit.parse import parse_path
from draftkit.text.marks import read_mark
from draftkit.values.notice import Notice
from draftkit.values.policy import EvalPolicy
from draftkit.values.report import EvalReport, Finding
from draftkit.values.request import DraftRequest
from draftkit.values.source import Parsed
from tests.checks.layout_papers import good, planted

CASES = [(info, example) for info in rules() for example in info.examples]
REQUEST = {"genre": "工作要点", "issuer": "示例市科学技术局"}
ROWS = [(info, row) for info in rules() for row in info.rows]
TITLE = "市科技局文明创建工作方案"
FRAME = (
    "市科技局文明创建工作方案\n\n为深化文明单位创建，结合我局实际，制定本方案。\n\n"
    "一、开展宣传活动\n\n{text}\n\n二、开展志愿服务\n\n组织志愿者进社区。\n\n"
    "三、加强组织领导\n\n明确分工，强化督查。\n"
)
HEAD = "市科技局文明创建工作方案\n\n为深化文明单位创建，结合我局实际，制定本方案。\n\n"


def _paper(text: str, example: Example) -> str:
    spaced = text.replace("\n", "\n\n")
    if example.setup.get("whole"):
        return spaced
    if example.setup.get("title"):
        return FRAME.format(text="用好宣传栏。").replace(TITLE, text)
    return HEAD + spaced if read_mark(text) else FRAME.format(text=spaced)


def _findings(text: str, info: RuleInfo, example: Example, folder: Path) -> list[Finding]:
    layout = example.setup.get("layout")
    if layout:
        file = planted(folder, layout)[0] if text == example.wrong else good(folder)
    else:
        file = folder / "example.txt"
        file.write_text(_paper(text, example), encoding="utf-8")
    asked = example.setup.get("request")
    request = DraftRequest.from_mapping(asked) if asked else None
    report = evaluate_parsed(
        parse_path(file), request=request, archive_notices=_past(example), select=[info.code],
        policy=EvalPolicy.model_validate(example.setup.get("policy", {})),
        stage=(layout or {}).get("stage"),
    )  # fmt: skip
    if "others" in example.setup:
        report = _beside(example, parse_path(file), report, folder)
    assert info.code in report.rules_run
    return [row for row in report.findings if row.severity != "hint" or info.severity == "hint"]


def _beside(example: Example, parsed: Parsed, report: EvalReport, folder: Path) -> EvalReport:
    """The report on the example with another paper of its body and year beside it."""
    texts = [parsed, *(_titled(text, folder) for text in example.setup["others"])]
    said = [row for one in texts for row in said_in(one)]
    return compared([report], said)[0]


def _titled(text: str, folder: Path) -> Parsed:
    file = folder / "other.txt"
    file.write_text(
        _paper(text, Example(wrong=text, right="", setup={"whole": True})), encoding="utf-8"
    )
    return parse_path(file)


def _past(example: Example) -> list[Notice]:
    return [
        Notice(
            id=f"past{at}", genre="工作要点", title=f"{row['year']}年工作要点", issuer=row["issuer"],
            year=row["year"], preamble=(row["text"],),
        )
        for at, row in enumerate(example.setup.get("archive", ()))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("info", "example"), CASES, ids=[f"{i.code}-{e.wrong[:12]}" for i, e in CASES]
)
def test_wrong_is_found_and_right_is_not(info: RuleInfo, example: Example, tmp_path: Path) -> None:
    assert _findings(example.wrong, info, example, tmp_path)
    assert not _findings(example.right, info, example, tmp_path)


@pytest.mark.parametrize(("info", "row"), ROWS, ids=[f"{i.code}-{r.wrong[:12]}" for i, r in ROWS])
def test_a_row_finds_its_wrong_wording_and_mends_it(
    info: RuleInfo, row: Row, tmp_path: Path
) -> None:
    """Its own example is found by this very row, its replacement yields the right wording."""
    alone = info.model_copy(update={"rows": (row,)})
    found = _by_rows(row.wrong, alone, tmp_path)
    assert found, "the wrong wording is not found"
    for right in (row.right, *row.passes):
        assert not _by_rows(right, alone, tmp_path), right
    if row.to is not None:
        assert compiled(row.pattern).sub(row.to, row.wrong) == row.right
        assert all(hit.fix and hit.fix.safe == row.safe for hit in found)
    assert not row.has or any(word in row.wrong for word in row.has)


def _by_rows(text: str, info: RuleInfo, folder: Path) -> list[Hit]:
    file = folder / "row.txt"
    file.write_text(
        _paper(text, Example(wrong=text, right="", setup=info.rows[0].setup)), encoding="utf-8"
    )
    day = info.rows[0].until or date(2026, 3, 20)
    request = DraftRequest.from_mapping(REQUEST | {"year": day.year, "issued_on": day.isoformat()})
    return list(patterns.check(Context(parse_path(file), "初稿", request), info))


def test_every_rule_has_an_example_and_says_what_to_do() -> None:
    for info in rules():
        assert info.examples or info.rows, info.code
        assert info.family in FAMILIES, info.code
        assert info.basis, info.code
        assert info.advice.endswith(("。", "】。")), info.code
        assert info.owner in ("拟稿人", "科室", "办公室"), info.code


def test_a_basis_that_is_only_recommended_is_never_an_error() -> None:
    for info in rules():
        if info.strength in ("推荐", "可以"):
            assert info.severity != "error", info.code


def test_the_pages_are_made_from_the_rules(repo: Path) -> None:
    """docs/rules.md and docs/rules/*.md are what `make pages` writes."""
    spec = importlib.util.spec_from_file_location("rule_pages", repo / "scripts" / "rule_pages.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    wanted = script.pages()
    for name, text in wanted.items():
        assert (repo / "docs" / name).read_text(encoding="utf-8") == text, f"make pages: {name}"
    there = {f"rules/{path.name}" for path in (repo / "docs" / "rules").glob("*.md")}
    assert there | {"rules.md"} == set(wanted)
