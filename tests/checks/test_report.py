"""What a report says: stages, limits, what was not judged, places, fixes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.checks import all_fixes, evaluate_draft, evaluate_parsed, rule, rules
from draftkit.errors import NotFoundError, UsageError
from draftkit.parse import parse_path
from draftkit.values.report import EvalReport
from draftkit.values.source import Parsed

Judge = Callable[..., EvalReport]
Read = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("stage", "verdict", "severity"),
    [("初稿", "review", None), ("送审稿", "review", "warning"), ("印发稿", "fail", "error")],
)
def test_open_marks_by_stage(
    judge: Judge, good: str, stage: str, verdict: str, severity: str | None
) -> None:
    text = good.replace("落实学习制度", "【待补：学习次数】、【待核：31次】")
    report = judge(text, stage=stage)
    assert [mark.kind for mark in report.open] == ["fill", "confirm"]
    assert [mark.question for mark in report.open] == ["学习次数", "31次"]
    assert report.verdict == verdict
    found = {row.severity for row in report.findings if row.code == "R05"}
    assert found == ({severity} if severity else set())


def test_a_number_not_yet_given_counts_only_when_issued(judge: Judge, good: str) -> None:
    text = good.replace("示科〔2026〕12号", "示科〔2026〕　号")
    first = judge(text)
    assert (first.verdict, [mark.kind for mark in first.open]) == ("review", ["registry"])
    assert first.findings == ()
    assert [row.code for row in judge(text, stage="印发稿").findings] == ["R05"]


def test_without_a_request_nothing_is_said_of_figures(read: Read, good: str) -> None:
    report = evaluate_parsed(read(good.replace("落实学习制度", "2023年开展学习31次")))
    assert not {"R01", "R02", "R03"} & {row.code for row in report.findings}
    lacking = {row.what[:3]: row.why for row in report.unscored}
    assert "起草要求" in lacking["R01"]
    assert report.scores["figures"] is None


def test_a_copy_without_head_and_tail_is_only_hinted_at(read: Read, good: str) -> None:
    text = good.replace("局机关各科室，各直属单位：\n", "").replace(
        "示例市科学技术局\n2026年3月20日\n", ""
    )
    report = evaluate_parsed(read(text))
    found = [row for row in report.findings if row.code == "R08"]
    assert [row.severity for row in found] == ["hint"]
    assert "主送机关" in found[0].message


def test_one_finding_a_paragraph_and_ten_a_paper(judge: Judge, good: str) -> None:
    line = "6.抓好宣传,办好活动,做好服务。\n\n"
    many = good + "".join(line.replace("6.", f"{at}.") for at in range(6, 20))
    found = [row for row in judge(many).findings if row.code == "R32"]
    assert len(found) == 10
    assert "共28处" in found[-1].message
    assert "本段共2处" in found[0].message


def test_select_and_ignore(judge: Judge, good: str) -> None:
    bad = good.replace("落实学习制度，", "落实学习制度,").replace("三、健全", "四、健全")
    assert {row.code for row in judge(bad).findings} == {"R17", "R32"}
    assert set(judge(bad, select=["R3"]).rules_run) >= {"R31", "R32"}
    assert judge(bad, select=["序号"], ignore=["R2"]).rules_run == ("R17", "R18", "R19")
    assert "R17" not in judge(bad, select=["punctuation"]).rules_run
    assert {row.code for row in judge(bad, ignore=["R32"]).findings} == {"R17"}
    with pytest.raises(UsageError, match="R"):
        judge(bad, select=["R99x"])


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="R64"):
        rule("R640")
    assert [info.code for info in rules()] == sorted(info.code for info in rules())


def test_the_same_paper_gives_the_same_report(judge: Judge, good: str) -> None:
    bad = good.replace("落实学习制度", "2023年落实学习制度,“开展")
    assert judge(bad).model_dump_json() == judge(bad).model_dump_json()


def test_a_report_reads_back(judge: Judge, good: str) -> None:
    report = judge(good.replace("三、健全", "四、健全"))
    assert EvalReport.model_validate_json(report.model_dump_json()) == report
    assert '"schema":"draftkit.report/1"' in report.model_dump_json()


def test_safe_fixes_applied_leave_nothing_to_fix(read: Read, good: str) -> None:
    bad = (
        good.replace("落实学习制度，", "落实学习制度,").replace("2.抓好", "2、抓好")
        .replace("用好宣传阵地", "用好“一栏”、“一网”(含内网)").replace("2026年3月20日", "2026年03月20日")
    )  # fmt: skip
    parsed = read(bad)
    texts = {block.index: block.text for block in parsed.source.blocks}
    fixes = all_fixes(parsed)
    assert len(fixes) >= 6
    for row in fixes:
        where = row.where
        assert where.paragraph is not None
        assert row.fix is not None
        text = texts[where.paragraph]
        texts[where.paragraph] = text[: where.start] + row.fix.replacement + text[where.end :]
    mended = read("\n".join(texts[index] for index in sorted(texts)))
    assert all_fixes(mended) == ()
    assert "2026年3月20日" in texts.values()


def test_a_draft_is_judged_like_a_file(read: Read, good: str, request_2026: object) -> None:
    notice = read(good.replace("三、健全", "四、健全")).notice
    report = evaluate_draft(notice)
    assert [row.code for row in report.findings] == ["R17"]
    assert report.document.path == "draft.json"


@pytest.mark.parametrize("number", range(5))
def test_places_are_where_the_words_stand(number: int, seeds: list[Path]) -> None:
    parsed = parse_path(seeds[number])
    blocks = {block.index: block.text for block in parsed.source.blocks}
    report = evaluate_parsed(parsed)
    places = [row.where for row in report.findings if row.where.quote]
    places += [row.where for row in report.requirements if row.where and row.where.quote]
    assert places
    for where in places:
        assert where.paragraph is not None
        stands = blocks[where.paragraph][where.start : where.end]
        assert where.quote
        assert stands.startswith(where.quote)


SEED_CODES: list[dict[str, str]] = [
    {"R08": "hint", "R26": "hint", "R33": "warning", "R45": "error", "R46": "warning"},
    {
        **dict.fromkeys(("R20", "R31", "R32", "R33", "R35"), "warning"),
        "R56": "warning",
        "R66": "warning",
    },
    {"R08": "hint", "R31": "warning", "R33": "warning"},
    {"R32": "warning", "R34": "warning", "R40": "warning", "R41": "warning"},
    {
        "R06": "warning",
        "R08": "hint",
        "R19": "warning",
        "R31": "warning",
        "R32": "warning",
        "R37": "warning",
        "R47": "warning",
        "R55": "warning",
    },
]


@pytest.mark.parametrize("number", range(5))
def test_codes_of_the_seeds(number: int, seeds: list[Path]) -> None:
    """Run-on numbers, merged parts and the jump from 一、 to 1. are no faults; ** left in is."""
    report = evaluate_parsed(parse_path(seeds[number]))
    assert {row.code: row.severity for row in report.findings} == SEED_CODES[number]


def test_issued_papers_raise_few_alarms(shared: Path) -> None:
    """A sample of real papers: an error of a missing part in at most one of twenty."""
    files = sorted((shared / "data" / "full").glob("*.txt"))[::8]
    if not files:
        pytest.skip("no full documents in shared/")
    alarms: dict[str, int] = {}
    for file in files:
        report = evaluate_parsed(parse_path(file))
        for code in {row.code for row in report.findings if row.severity == "error"}:
            alarms[code] = alarms.get(code, 0) + 1
    assert alarms.get("R08", 0) <= len(files) * 0.05
    assert all(count <= len(files) * 0.1 for count in alarms.values()), alarms
