"""Faults planted in a good paper are found where they were planted, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from draftkit.checks import evaluate_parsed
from draftkit.parse import from_notice
from draftkit.values.notice import Notice, Section
from draftkit.values.report import EvalReport
from draftkit.values.request import DraftRequest

Judge = Callable[..., EvalReport]

PLANTED = [
    ("R01", "落实学习制度", "巩固2023年成果", "2023年"),
    ("R02", "深入社区", "深入宝珊花园社区", "宝珊花园社区"),
    ("R03", "开展专题研讨", "开展专题研讨12次", "12次"),
    ("R03", "制定《2026", "（泉科〔2025〕8号）制定《2026", "泉科〔2025〕8号"),
    ("R04", "党的二十大精神", "党的十九大精神", "党的十九大精神"),
    ("R05", "党的二十大精神", "党的XX大精神", "XX"),
    ("R05", "明确专人", "明确某某为专人", "某某"),
    ("R09", "\n2026年市科技局精神文明建设工作要点\n", "\n2026年市科技局精神文明建设工作计划\n", "2026年市科技局"),
    ("R11", "示科〔2026〕12号", "示科[2026]12号", "[2026]12号"),
    ("R13", "\n2026年3月20日", "\n2026年03月20日", "2026年03月20日"),
    ("R13", "按季度报送", "于2026年2月30日报送", "2026年2月30日"),
    ("R15", "开展专题研讨", "迎接建党104周年", "建党104周年"),
    ("R17", "三、健全", "四、健全", "四、"),
    ("R17", "4.做好结对", "5.做好结对", "5."),
    ("R19", "2.抓好宣传", "2、抓好宣传", "2、"),
    ("R31", "用好宣传阵地", "用好“一栏”、“一网”", "、"),
    ("R32", "落实学习制度，开展", "落实学习制度,开展", ","),
    ("R44", "根据《2026年市直机关精神文明建设工作要点》（", "根据《2026年市直机关精神文明建设工作要点（", "《"),
    ("R45", "开展专题研讨", "开展**专题研讨**", "**"),
]  # fmt: skip


def test_the_good_paper_is_clean(judge: Judge, good: str) -> None:
    report = judge(good)
    assert report.verdict == "pass", [row.message for row in report.findings]
    assert report.findings == ()
    assert report.scores["required_parts"] == report.scores["figures_supported"] == 1.0


@pytest.mark.parametrize(("code", "old", "new", "quote"), PLANTED, ids=lambda v: str(v)[:10])
def test_a_planted_fault_is_found(
    judge: Judge, good: str, code: str, old: str, new: str, quote: str
) -> None:
    assert good.count(old) >= 1
    report = judge(good.replace(old, new, 1))
    found = [row for row in report.findings if row.code == code]
    assert found, [row.code for row in report.findings]
    assert any(quote in (row.where.quote or "") for row in found), found
    assert report.verdict == (
        "fail" if any(r.severity == "error" for r in report.findings) else "review"
    )


@pytest.mark.parametrize(
    ("old", "part"),
    [
        ("局机关各科室，各直属单位：\n", "主送机关"),
        ("示例市科学技术局\n2026年3月20日\n", "发文机关署名"),
        ("，现印发给你们，请认真抓好贯彻落实", "印发句"),
        ("2026年，市科技局精神文明建设工作要以习近平新时代中国特色社会主义思想为指导，"
         "全面贯彻党的二十大精神，为科技创新提供精神动力。\n", "指导思想或总体要求"),
    ],
)  # fmt: skip
def test_a_part_taken_out_is_missed(judge: Judge, good: str, old: str, part: str) -> None:
    report = judge(good.replace(old, "", 1))
    assert any(row.code == "R08" and part in row.message for row in report.findings)
    assert {row.name for row in report.requirements if row.status == "missing"} >= {part}


def test_years_of_a_two_year_paper_must_be_successive(judge: Judge) -> None:
    text = (
        "市科技局2025年工作总结暨2027年工作思路\n\n2025年，市科技局认真开展工作。\n\n"
        "一、2025年工作总结\n\n（一）加强学习\n\n落实制度。\n\n二、2027年工作思路\n\n（一）深化学习\n\n抓好落实。\n"
    )
    report = judge(text, request=None)
    assert [row.code for row in report.findings if row.severity == "error" and row.code == "R16"]


def test_the_text_of_another_body_is_quoted_as_evidence(judge: Judge, good: str) -> None:
    from draftkit.values.notice import Notice

    past = Notice(id="feed" * 4, genre="工作要点", preamble=("深入宝珊花园社区开展慰问。",))
    report = judge(good.replace("深入社区", "深入宝珊花园社区"), archive_notices=[past])
    found = next(row for row in report.findings if row.code == "R02")
    assert found.evidence[0].notice_id == past.id
    assert "宝珊花园社区" in found.evidence[0].quote


def _past(issuer: str, text: str) -> Notice:
    return Notice(
        id=issuer, genre="工作要点", title="2024年工作要点", issuer=issuer, year=2024,
        sections=(Section(level=1, number="一、", heading="工作", paragraphs=(text,)),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("past", "words", "severity"),
    [
        (_past("样例县农业农村局", "深入宝珊花园社区开展活动。"), "宝珊花园社区", "error"),
        (_past("示例市科学技术局", "深入宝珊花园社区开展活动。"), "宝珊花园社区", "hint"),
        (_past("样例县农业农村局", "深入社区开展活动。"), "宝珊花园社区", "warning"),
        (_past("样例县农业农村局", "深入社区开展活动。"), "福州市鼓楼社区", "error"),
    ],
)
def test_a_strange_name_weighs_by_where_it_was_seen(
    past: Notice, words: str, severity: str
) -> None:
    paper = Notice(
        genre="工作要点", title="2026年示例市科技局工作要点", issuer="示例市科学技术局", year=2026,
        sections=(Section(level=1, number="一、", heading="工作", paragraphs=(f"深入{words}开展活动。",)),),
    )  # fmt: skip
    asked = DraftRequest(
        genre="工作要点", issuer="示例市科学技术局", short_name="示例市科技局", year=2026
    )
    report = evaluate_parsed(from_notice(paper), request=asked, archive_notices=[past])
    (found,) = [row for row in report.findings if row.code == "R02"]
    assert (found.severity, found.where.quote) == (severity, words)
    assert bool(found.evidence) == (past.sections[0].paragraphs[0].find(words) >= 0)
