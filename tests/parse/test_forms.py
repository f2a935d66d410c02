"""Forms that papers other than a plain notice take: decrees, rules in chapters and articles, reports
to a congress, notices by letter, several papers in one file, tables of contents."""

from __future__ import annotations

from datetime import date

import pytest

from draftkit.values.notice import Notice, Section
from tests.parse.conftest import Read


def headings(sections: tuple[Section, ...]) -> list[str]:
    return [section.heading for section in sections]


def dropped(notice: Notice) -> list[str]:
    return [warning.quote for warning in notice.warnings if warning.code == "furniture"]


DECREE = """示例省人民政府令
第12号
《示例省科普管理办法》已经2025年6月3日省人民政府第8次常务会议通过，现予公布，自2025年9月1日起施行。
省长　某某
2025年6月20日
示例省科普管理办法
第一章　总则
第一条　为了规范科普工作，制定本办法。
第二条　本办法所称科普，包括下列活动：
（一）科普宣传，是指面向公众的活动；
（二）科普教育。
第三条　科普工作坚持公益原则。
第二章　附则
第四条　本办法自2025年9月1日起施行。
"""


def test_a_decree_gives_number_signer_and_day_to_the_rules_it_puts_in_force(read: Read) -> None:
    notice = read(DECREE).notice
    assert notice.letterhead == "示例省人民政府令"
    assert notice.doc_number == "示例省人民政府令第12号"
    assert notice.issuers == ("示例省人民政府",)
    assert notice.title == "示例省科普管理办法"
    assert notice.genre == "办法"
    assert (notice.issued_on, notice.signature) == (date(2025, 6, 20), "省长某某")


def test_articles_stand_under_chapters_and_items_under_articles(read: Read) -> None:
    notice = read(DECREE).notice
    assert [s.number for s in notice.sections] == ["第一章", "第二章"]
    assert headings(notice.sections) == ["总则", "附则"]
    articles = notice.sections[0].children
    assert [s.number for s in articles] == ["第一条", "第二条", "第三条"]
    assert [s.number for s in articles[1].children] == ["（一）", "（二）"]
    assert headings(articles[1].children) == ["", ""], "the items of an article are text"
    assert articles[2].paragraphs == ("科普工作坚持公益原则。",)


def test_an_article_that_is_spoken_of_opens_nothing(read: Read) -> None:
    notice = read(
        "示例市科学技术局关于执行办法有关问题的通知\n各科室：\n第三条规定的情形，按本通知办理。\n"
        "第五条第二款所称单位，指直属单位。\n一、加强学习\n组织学习。\n"
    ).notice
    assert headings(notice.sections) == ["加强学习"]
    assert len(notice.preamble) == 2


def test_a_report_to_a_congress_is_its_governments(read: Read) -> None:
    notice = read(
        "政府工作报告\n——2026年1月20日在示例市第五届人民代表大会第四次会议上\n示例市市长　某某\n各位代表：\n"
        "现在，我代表市人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n过去一年，成绩很大。\n"
        "二、2026年主要任务\n做好八项工作。\n"
    ).notice
    assert notice.genre == "政府工作报告"
    assert notice.issuers == ("示例市人民政府",)
    assert (notice.issued_on, notice.year) == (date(2026, 1, 20), 2026)


def test_a_report_that_lost_its_title_is_known_by_its_words(read: Read) -> None:
    notice = read(
        "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n过去一年，成绩很大。\n"
        "二、2026年主要任务\n做好八项工作。\n"
    ).notice
    assert (notice.title, notice.genre, notice.year) == (None, "政府工作报告", 2026)
    assert notice.issuer is None, "the text does not say of which city"


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("2025年示例市政府工作报告", ("示例市人民政府",)),
        ("2014国务院政府工作报告", ("国务院",)),
        ("政府工作报告", ()),
    ],
)
def test_a_report_whose_title_names_the_place(
    read: Read, title: str, issuers: tuple[str, ...]
) -> None:
    notice = read(
        f"{title}\n各位代表：\n现在，我向大会报告工作，请予审议。\n一、回顾\n成绩很大。\n"
    ).notice
    assert notice.issuers == issuers


def test_a_paper_issued_by_letter_is_a_payload(read: Read) -> None:
    notice = read(
        "示例市人民政府办公室关于印发示例市科普应急预案的函\n示政办函〔2025〕7号\n各县（区）人民政府：\n"
        "《示例市科普应急预案》已经市政府同意，现印发给你们，请认真实施。\n示例市人民政府办公室\n2025年3月3日\n"
        "示例市科普应急预案\n一、总则\n为了应急，制定本预案。\n二、职责\n各负其责。\n"
    ).notice
    assert notice.genre == "函"
    assert notice.payload is not None
    assert (notice.payload.title, notice.payload.genre) == ("示例市科普应急预案", "应急预案")
    assert headings(notice.payload.sections) == ["总则", "职责"]


def test_the_second_paper_of_a_carrier_is_an_attachment(read: Read) -> None:
    notice = read(
        "示例市科学技术局关于印发《示例市科普工作要点》和《示例市普法工作要点》的通知\n各科室：\n"
        "现将《示例市科普工作要点》和《示例市普法工作要点》印发给你们，请贯彻执行。\n示例市科学技术局\n2026年3月1日\n"
        "示例市科普工作要点为做好全年科普工作，推动各项任务落到实处，结合我市工作实际，特制定本要点，请认真落实。\n"
        "一、办好活动周\n5月启动。\n二、建好场馆\n年内开放。\n"
        "示例市普法工作要点\n一、学习宪法\n人人参与。\n二、以案释法\n每季一次。\n"
    ).notice
    assert notice.payload is not None
    assert notice.payload.title == "示例市科普工作要点"
    assert headings(notice.payload.sections) == ["办好活动周", "建好场馆"]
    (second,) = notice.payload.attachments
    assert second.notice is not None
    assert second.notice.title == "示例市普法工作要点"
    assert headings(second.notice.sections) == ["学习宪法", "以案释法"]


def test_a_carrier_whose_annexes_are_only_listed_keeps_its_list(read: Read) -> None:
    notice = read(
        "示例市科学技术局关于印发《示例市科普事项清单》的通知\n各科室：\n"
        "根据《科普法》，我局制定了清单，现印发给你们，请贯彻执行。\n2026年3月1日\n附件：1.科普事项清单\n"
        "2.科普场馆名单\n3.科普基地名单\n"
    ).notice
    assert notice.payload is None
    assert notice.issued_on == date(2026, 3, 1)
    assert notice.annex_note == ("附件：1.科普事项清单", "2.科普场馆名单", "3.科普基地名单")


def test_a_table_of_contents_is_listed_and_not_read_twice(read: Read) -> None:
    notice = read(
        "示例市2026年科普工作方案\n目　录\n一、总体要求……1\n二、主要任务……2\n三、保障措施……5\n"
        "一、总体要求\n坚持公益。\n二、主要任务\n办好活动。\n三、保障措施\n加强领导。\n"
    ).notice
    assert headings(notice.sections) == ["总体要求", "主要任务", "保障措施"]
    assert dropped(notice) == ["目　录", "一、总体要求……1", "二、主要任务……2", "三、保障措施……5"]


def test_a_heading_called_contents_with_text_below_is_text(read: Read) -> None:
    notice = read(
        "示例市科普资料目录\n目录\n一、科普读物\n共有八种读物。\n二、科普影片\n共有三部影片。\n"
    ).notice
    assert headings(notice.sections) == ["科普读物", "科普影片"]
    assert not dropped(notice)


def test_of_a_title_that_stands_twice_the_longer_is_the_papers(read: Read) -> None:
    notice = read(
        "关于印发科普工作要点的通知\n示例市科学技术局文件\n示科〔2026〕3号\n示例市科学技术局\n"
        "关于印发科普工作要点的通知\n各科室：\n现将要点印发给你们。\n示例市科学技术局\n2026年3月1日\n"
    ).notice
    assert notice.title == "示例市科学技术局关于印发科普工作要点的通知"
    assert dropped(notice) == ["关于印发科普工作要点的通知"]


def test_a_misprinted_letterhead_gives_way_to_title_and_signature(read: Read) -> None:
    notice = read(
        "示例市科学技局文件\n示科〔2026〕3号\n示例市科学技术局关于做好科普工作的通知\n各科室：\n请做好工作。\n"
        "示例市科学技术局\n2026年3月1日\n"
    ).notice
    assert notice.issuers == ("示例市科学技术局",)
    assert notice.letterhead == "示例市科学技局文件"


def test_a_signature_over_two_lines_with_a_seal_for_another(read: Read) -> None:
    notice = read(
        "关于印发审批方案的通知\n各科室：\n现将方案印发给你们。\n省工程建设项目审批\n制度改革领导小组办公室（代章）\n"
        "2026年6月14日\n"
    ).notice
    assert notice.issuers == ("省工程建设项目审批制度改革领导小组办公室",)


def test_bodies_run_together_are_told_apart_by_the_rank_they_begin_with(read: Read) -> None:
    notice = read(
        "市科技局市教育局市财政局关于开展活动的通知\n各学校：\n请开展活动。\n2026年3月1日\n"
    ).notice
    assert notice.issuers == ("市科技局", "市教育局", "市财政局")


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("示例市科普行动方案（2024—2026年）", date(2024, 1, 1), date(2026, 12, 31)),
        ("示例市2026年上半年工作总结", date(2026, 1, 1), date(2026, 6, 30)),
        ("示例市2026年第四季度工作计划", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_span_of_time_in_the_title(read: Read, title: str, start: date, end: date) -> None:
    period = read(f"{title}\n一、办好活动\n五月启动。\n").notice.period
    assert period is not None
    assert (period.start, period.end) == (start, end)
    assert period.label in title


def test_a_plain_year_is_no_period(read: Read) -> None:
    assert read("示例市2026年工作要点\n一、办好活动\n五月启动。\n").notice.period is None


def test_bodies_that_sign_without_a_space_behind_the_last_sentence(read: Read) -> None:
    notice = read(
        "关于开展科普活动的通知\n各学校：\n请结合实际，认真落实。示例省教育厅示例省科学技术厅国家税务总局示例省税务局\n"
        "2026年3月1日\n"
    ).notice
    assert notice.issuers == ("示例省教育厅", "示例省科学技术厅", "国家税务总局示例省税务局")
    assert notice.preamble == ("请结合实际，认真落实。",)


def test_a_signature_behind_the_name_of_an_annex(read: Read) -> None:
    notice = read(
        "关于报送情况的通知\n各学校：\n请按期报送。\n附件：1.活动方案\n2.情况报送表示例市教育局\n2026年3月1日\n"
    ).notice
    assert notice.annex_note == ("附件：1.活动方案", "2.情况报送表")
    assert notice.signature == "示例市教育局"


def test_recipients_over_two_lines(read: Read) -> None:
    notice = read(
        "示例市教育局关于报送情况的通知\n各县（市、区）人民政府，市直各\n部门，各直属单位：\n请按期报送。\n示例市教育局\n2026年3月1日\n"
    ).notice
    assert notice.recipients == "各县（市、区）人民政府，市直各部门，各直属单位"
    assert notice.title == "示例市教育局关于报送情况的通知"


def test_a_body_in_the_last_line_of_an_undated_payload_signs_nothing(read: Read) -> None:
    notice = read(
        "示例市科学技术局关于印发《示例市科普工作方案》的通知\n各科室：\n现将方案印发给你们。\n示例市科学技术局\n2026年3月1日\n"
        "示例市科普工作方案\n一、办好活动\n五月启动。\n二、责任单位\n按以下分工落实。\n示例经济技术开发区管理委员会\n"
    ).notice
    assert notice.issuers == ("示例市科学技术局",)
    assert notice.payload is not None
    assert (notice.payload.issuer, notice.payload.signature) == (None, None)
    assert notice.payload.sections[1].paragraphs[-1] == "示例经济技术开发区管理委员会"
