"""What an office settles counts: severities, rules by genre and file, waivers, a baseline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from draftkit.checks import baseline_of, evaluate_parsed, read_baseline
from draftkit.checks.policy import fits
from draftkit.errors import InputError, UsageError
from draftkit.values.policy import EvalPolicy
from draftkit.values.source import Parsed

Read = Callable[[str], Parsed]
DAY = date(2026, 11, 24)


@pytest.fixture
def bad(read: Read, good: str) -> Parsed:
    """A paper with a gap in its numbers (error) and two half-width commas (warnings)."""
    text = good.replace("三、健全", "四、健全").replace("落实学习制度，", "落实学习制度,")
    return read(text.replace("用好宣传阵地，", "用好宣传阵地,"))


def _codes(parsed: Parsed, **settled: object) -> dict[str, str]:
    report = evaluate_parsed(parsed, policy=EvalPolicy.model_validate(settled), today=DAY)
    return {row.code: row.severity for row in report.findings}


def test_severities_are_the_offices(bad: Parsed) -> None:
    assert _codes(bad) == {"R17": "error", "R32": "warning"}
    assert _codes(bad, severity={"R32": "error"}) == {"R17": "error", "R32": "error"}
    assert _codes(bad, severity={"punctuation": "off"}) == {"R17": "error"}
    assert _codes(bad, severity={"序号": "hint"}) == {"R17": "hint", "R32": "warning"}


def test_the_special_stands_before_the_general(bad: Parsed) -> None:
    genre = {"工作要点": {"severity": {"R32": "hint"}}}
    files = [{"match": "*.txt", "ignore": ["R17"]}, {"match": "别的*", "ignore": ["R32"]}]
    assert _codes(bad, severity={"R32": "error"}, genre=genre) == {"R17": "error", "R32": "hint"}
    assert _codes(bad, genre=genre, files=files) == {"R32": "hint"}
    assert _codes(bad, genre={"工作总结": {"ignore": ["R17"]}}) == _codes(bad)


def test_the_report_says_what_was_settled(bad: Parsed) -> None:
    policy = EvalPolicy.model_validate({"ignore": ["R17"], "origin": "办公/draftkit.toml"})
    assert evaluate_parsed(bad, policy=policy).notes == ("按设置不查R17（办公/draftkit.toml）。",)
    assert evaluate_parsed(bad).notes == ()


def test_a_waived_finding_is_kept_with_its_reason(bad: Parsed) -> None:
    waiver = {
        "code": "R32",
        "text": "落实学习制度",
        "reason": "引自来文原样",
        "until": "2026-12-31",
    }
    report = evaluate_parsed(
        bad, policy=EvalPolicy.model_validate({"waivers": [waiver]}), today=DAY
    )
    assert [(row.finding.code, row.reason) for row in report.waived] == [("R32", "引自来文原样")]
    assert report.counts == {"error": 1, "warning": 1, "hint": 0}
    over = evaluate_parsed(
        bad, policy=EvalPolicy.model_validate({"waivers": [waiver]}), today=date(2027, 1, 1)
    )
    assert over.waived == ()
    assert "全文共2处" in over.findings[-1].message
    assert over.notes == ("免查“落实学习制度”已于2026-12-31到期，不再有效。",)


def test_a_waiver_of_another_file_or_another_text_does_not_count(bad: Parsed) -> None:
    for other in ({"file": "别的.txt", "text": "落实学习制度"}, {"text": "没有的话"}, {}):
        waiver = {"code": "R", "reason": "试", **other}
        report = evaluate_parsed(bad, policy=EvalPolicy.model_validate({"waivers": [waiver]}))
        assert report.waived == ()


def test_what_a_baseline_holds_is_not_told_again(bad: Parsed, read: Read, good: str) -> None:
    base = baseline_of([evaluate_parsed(bad, limited=False)])
    base = read_baseline(base.model_dump_json(), "基线.json")
    known = base.of(bad.source.path)
    assert len(known) == 3
    again = evaluate_parsed(bad, known=known)
    assert (again.verdict, len(again.findings), len(again.waived)) == ("pass", 0, 3)
    moved = good.replace("三、健全", "四、健全").replace("落实学习制度，", "落实学习制度,")
    worse = read("（送审稿）\n\n" + moved.replace("做好典型宣传。", "做好典型宣传。**"))
    report = evaluate_parsed(worse, known=base.of("别处/稿.txt"))
    assert [row.code for row in report.findings] == ["R45"]
    assert report.notes == ("基线中有1处已经不再出现。",)


def test_a_finding_beyond_the_limit_is_no_known_one(read: Read, good: str) -> None:
    """A paper whose ten listed findings are known still tells of the eleventh."""
    line = "6.抓好宣传,办好活动。\n\n"
    many = good + "".join(line.replace("6.", f"{at}.") for at in range(6, 20))
    known = baseline_of([evaluate_parsed(read(many), limited=False)])
    report = evaluate_parsed(read(many + "20.抓好学习,加强管理。\n"), known=known.of("稿.txt"))
    assert [row.where.quote for row in report.findings] == [","]
    assert report.findings[0].where.heading_path[-1].startswith("抓好学习")


@pytest.mark.parametrize("text", ["", "{}", '{"files": {}}', '{"schema": "draftkit.report/1"}'])
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="write-baseline"):
        read_baseline(text, "x.json")


def test_an_unknown_rule_in_a_policy_is_an_error(bad: Parsed) -> None:
    for settled in ({"severity": {"R999": "off"}}, {"ignore": ["标点符号学"]}):
        with pytest.raises(UsageError, match=r"R999|标点符号学"):
            _codes(bad, **settled)


def test_patterns_of_files() -> None:
    assert fits("往年/2025.docx", "*.docx")
    assert fits("往年/2025.docx", "往年/*")
    assert fits("/x/往年/2025.docx", "往年/*")
    assert not fits("往年/2025.docx", "今年/*")
