"""`judge` and `reword`: who vouches for what, and how a thing is written on a day."""

from datetime import date

import pytest

from draftkit.intake import grounds_of
from draftkit.reading import current_chain, judge, period_of, reword, year_tag
from draftkit.values.request import DraftRequest, Fact

GROUNDS = grounds_of(
    DraftRequest(
        genre="工作要点",
        issuer="示例市科学技术局",
        short_name="市科技局",
        year=2026,
        topic="精神文明建设",
        issued_on=date(2026, 3, 20),
        facts=(Fact(id="f1", text="在青石社区开展“科技萤火”活动不少于15场", due="2026年11月底前"),),
    )
)


def supports(text: str) -> dict[str, str]:
    return {j.span.text: j.support for j in judge(text, GROUNDS)}


@pytest.mark.parametrize(
    ("text", "words", "support"),
    [
        ("2026年，全局要", "2026年", "given"),
        ("2025年，全局要", "2025年", "unsupported"),
        ("开展15场活动", "15场", "given"),
        ("开展5场活动", "5场", "unsupported"),
        ("在青石社区开展活动", "青石社区", "given"),
        ("在望湖社区开展活动", "望湖社区", "unsupported"),
        ("打造“科技萤火”品牌", "“科技萤火”", "given"),
        ("打造“温暖榕城”品牌", "“温暖榕城”", "unsupported"),
        ("严格落实“第一议题”制度", "“第一议题”", "national"),
        ("贯彻《志愿服务条例》", "《志愿服务条例》", "national"),
        ("学习党的二十届四中全会精神", "党的二十届四中全会", "national"),
        ("学习党的十九大精神", "党的十九大精神", "unsupported"),
        ("学习二十届五中全会精神", "二十届五中全会", "unsupported"),
        ("第63个学雷锋纪念日", "第63个", "computed"),
        ("第60个学雷锋纪念日", "第60个", "unsupported"),
        ("纪念建党105周年", "建党105周年", "computed"),
        ("庆祝新中国成立77周年", "新中国成立77周年", "unsupported"),
        ("“十五五”开局之年", "“十五五”开局", "national"),
        ("“十四五”收官之年", "“十四五”收官", "unsupported"),
        ("扎实开展党史学习教育", "党史学习教育", "unsupported"),
        ("开展树立和践行正确政绩观学习教育", "树立和践行正确政绩观学习教育", "national"),
        ("示例市科学技术局各科室", "示例市科学技术局", "given"),
        ("【待补：场次】", "【待补：场次】", "open"),
    ],
)
def test_support(text: str, words: str, support: str) -> None:
    assert supports(text)[words] == support


def test_a_number_is_not_given_by_a_longer_one() -> None:
    assert supports("覆盖1场")["1场"] == "unsupported"


def test_the_reason_names_what_is_right() -> None:
    (judged,) = judge("第60个学雷锋纪念日", GROUNDS)
    assert "第63个" in judged.why


@pytest.mark.parametrize(
    ("day", "text", "now"),
    [
        (
            date(2026, 3, 1),
            "党的十九大和十九届二中、三中全会精神",
            "党的二十大和二十届历次全会精神",
        ),
        (date(2024, 3, 1), "党的十九大精神", "党的二十大和二十届二中全会精神"),
        (
            date(2026, 3, 1),
            "党的二十大和二十届二中、三中全会精神",
            "党的二十大和二十届历次全会精神",
        ),
        (date(2026, 3, 1), "贯彻党的二十大精神", "贯彻党的二十大和二十届历次全会精神"),
        (date(2026, 3, 1), "党的二十大报告", "党的二十大报告"),
        (date(2026, 3, 1), "党组（党委）中心组学习", "党委（党组）理论学习中心组学习"),
        (
            date(2026, 3, 1),
            "树牢“四个意识”，坚定“四个自信”，做到“两个维护”",
            "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”",
        ),
        (
            date(2019, 4, 1),
            "党的十九大和十九届二中、三中全会精神",
            "党的十九大和十九届二中、三中全会精神",
        ),
    ],
)
def test_formulations_of_a_day(day: date, text: str, now: str) -> None:
    assert reword(text, day)[0] == now


def test_rewording_says_what_it_did_and_where() -> None:
    text, done = reword("新时期贯彻党的十九大精神的任务使命", date(2026, 3, 1))
    assert len(done) == 3
    assert all(text[item.start : item.start + len(item.now)] == item.now for item in done)


def test_rewording_is_settled_after_one_pass() -> None:
    text = "树牢“四个意识”，坚定“四个自信”，做到“两个坚决维护”，学习党的十九大精神"
    once, _ = reword(text, date(2026, 3, 1))
    assert reword(once, date(2026, 3, 1)) == (once, ())


def test_names_in_works_are_never_reworded() -> None:
    text = "《关于学习党的十九大精神的意见》"
    assert reword(text, date(2026, 3, 1)) == (text, ())


def test_the_tables_speak_for_their_years() -> None:
    assert current_chain(date(2024, 8, 1)) == "党的二十大和二十届二中、三中全会"
    assert period_of(2026) == "十五五"
    assert year_tag(2026) == "“十五五”开局之年"
    assert year_tag(1999) is None
