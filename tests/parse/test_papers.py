"""Carrier and payload, sign-off, annexes, decrees, joint papers, torn and glued lines."""

from __future__ import annotations

from datetime import date

from draftkit.values.notice import Notice
from draftkit.values.source import Parsed
from tests.parse.conftest import Read


def paper(parsed: Parsed) -> Notice:
    assert parsed.notice.payload is not None
    return parsed.notice.payload


def test_forwarding_with_requirements_of_its_own(read: Read) -> None:
    parsed = read(
        "示例市科学技术局转发省科技厅关于做好科普工作的通知\n示科〔2026〕9号\n各县（区）科技局：\n"
        "现将《关于做好科普工作的通知》（省科发〔2026〕3号）转发给你们，并提出以下要求：\n"
        "一、加强领导。各单位要专题研究。\n二、抓好落实。4月底前报送方案。\n"
        "示例市科学技术局\n2026年3月2日\n（此件公开发布）\n关于做好科普工作的通知\n各市科技局：\n"
        "为做好科普工作，现通知如下。\n一、办好活动周。5月下旬启动。\n"
    )
    notice = parsed.notice
    assert notice.genre == "转发通知"
    assert [s.heading for s in notice.sections] == ["加强领导", "抓好落实"]
    assert (notice.issued_on, notice.annotation) == (date(2026, 3, 2), "（此件公开发布）")
    assert paper(parsed).title == "关于做好科普工作的通知"
    assert paper(parsed).recipients == "各市科技局"
    assert [s.heading for s in paper(parsed).sections] == ["办好活动周"]


def test_joint_letterhead_signers_and_security(read: Read) -> None:
    notice = read(
        "000123\n机密★1年\n特急\n示例市教育局\n示例市科学技术局文件\n示教〔2026〕5号　签发人：王明　李华\n"
        "关于联合开展科普进校园活动的请示\n市人民政府：\n为丰富校园科普，拟联合开展活动。妥否，请批示。\n"
        "示例市教育局　示例市科学技术局\n2026年3月5日\n（联系人：赵某，联系电话：0000）\n"
    ).notice
    assert (notice.copy_no, notice.secrecy, notice.urgency) == ("000123", "机密★1年", "特急")
    assert notice.issuers == ("示例市教育局", "示例市科学技术局")
    assert notice.doc_number == "示教〔2026〕5号"
    assert notice.signatories == ("王明", "李华")
    assert notice.signature == "示例市教育局　示例市科学技术局"
    assert notice.genre == "请示"
    assert notice.annotation == "（联系人：赵某，联系电话：0000）"


def test_annexes(read: Read) -> None:
    notice = read(
        "示例县教育局关于开展文明校园评选的通知\n各学校：\n现就有关事项通知如下。\n一、评选条件。校风优良。\n"
        "附件：1.评选标准\n　　　2.评委名单\n示例县教育局\n2026年5月6日\n"
        "附件1\n评选标准\n一、思想道德建设。每学期2次。\n附件2\n评委名单\n张三、李四\n"
    ).notice
    assert notice.annex_note == ("附件：1.评选标准", "2.评委名单")
    assert [(a.label, a.title, a.kind) for a in notice.attachments] == [
        ("附件1", "评选标准", "text"), ("附件2", "评委名单", "roster")
    ]  # fmt: skip
    first = notice.attachments[0].notice
    assert first is not None and first.sections[0].heading == "思想道德建设"
    assert len(notice.sections) == 1


def test_the_paper_may_be_printed_as_an_annex(read: Read) -> None:
    parsed = read(
        "示例市商务局关于印发《2026年促消费工作方案》的通知\n各科室：\n现将《2026年促消费工作方案》印发给你们。\n"
        "附件：2026年促消费工作方案\n示例市商务局\n2026年3月1日\n附件\n2026年促消费工作方案\n为促进消费，制定本方案。\n"
        "一、工作目标\n全年增长5%。\n"
    )
    assert paper(parsed).title == "2026年促消费工作方案"
    assert paper(parsed).genre == "工作方案"
    assert parsed.notice.attachments == ()


def test_a_sign_off_at_the_very_end_is_the_carriers(read: Read) -> None:
    parsed = read(
        "示例市商务局关于印发2026年工作要点的通知\n各科室：\n现将2026年工作要点印发给你们，请抓好落实。\n"
        "2026年工作要点\n2026年工作的总体要求是：稳中求进。\n一、促消费。办好展会。\n示例市商务局\n2026年3月1日\n"
    )
    assert parsed.notice.issued_on == date(2026, 3, 1)
    assert parsed.notice.signature == "示例市商务局"
    assert paper(parsed).signature is None
    assert len(paper(parsed).sections) == 1


def test_a_paper_issued_under_its_own_title(read: Read) -> None:
    parsed = read(
        "示例市商务局促消费工作方案\n示商〔2026〕3号\n各科室：\n现将《示例市商务局促消费工作方案》印发给你们，请落实。\n"
        "示例市商务局\n2026年3月1日\n示例市商务局促消费工作方案\n为促进消费，制定本方案。\n一、工作目标\n全年增长5%。\n"
    )
    assert parsed.notice.genre == "印发通知"
    assert parsed.notice.doc_number == "示商〔2026〕3号"
    assert paper(parsed).genre == "工作方案"
    assert parsed.notice.year == 2026


def test_a_decree(read: Read) -> None:
    notice = read(
        "　　《示例省科普办法》已经2026年1月8日省人民政府第9次常务会议通过，现予公布，自2026年3月1日起施行。\n"
        "　　省长　张某某\n　　2026年1月15日\n示例省科普办法\n　　第一条　为促进科普，制定本办法。\n"
    ).notice
    assert notice.title == "示例省科普办法"
    assert notice.genre == "办法"
    assert notice.issued_on == date(2026, 1, 15)


def test_an_untitled_paper_names_itself(read: Read) -> None:
    notice = read(
        "为做好科普工作，结合实际，特制定2026年科普工作方案。\n一、工作目标\n全年12场。\n"
    ).notice
    assert (notice.genre, notice.year, notice.topic, notice.title) == (
        "工作方案",
        2026,
        "科普",
        None,
    )


def test_by_line_and_month_under_a_headline(read: Read) -> None:
    notice = read(
        "让科普走进千家万户\n示例市科学技术局\n（2026年3月）\n近年来，我局坚持科普惠民。\n一、抓阵地\n建成基地8家。\n二、抓队伍\n培训300人。\n"
    ).notice
    assert (notice.genre, notice.issuer, notice.issued_on, notice.year) == (
        "经验材料", "示例市科学技术局", None, 2026
    )  # fmt: skip


def test_hard_wrapped_text_is_made_whole(read: Read) -> None:
    body = (
        "为贯彻落实全市科普工作会议精神，进一步提高公民科学素质，动员各方力量，根据市委部署，结合我局实际，"
        "现就做好二〇二六年科普工作有关事项作出安排，请各县区、各单位结合自身职责认真研究，抓好贯彻落实，"
        "确保各项任务按期完成，重要情况及时报告市科普工作联席会议办公室，年底前报送工作总结和下一年工作打算，"
        "联席会议办公室将适时组织督查，对工作扎实、成效明显的单位予以通报表扬，对进展缓慢的单位进行约谈。"
    )
    lines = [body[at : at + 30] for at in range(0, len(body), 30)]
    parsed = read(
        "示例市科学技术局关于做好科普工作的通知\n各县区科技局：\n"
        + "\n".join(lines)
        + "\n一、办好活动\n"
    )
    assert parsed.notice.preamble == (body,)


def test_a_notice_glued_into_one_line(read: Read) -> None:
    text = "".join([
        "示例市人民政府办公室关于同意建立科普工作联席会议制度的函示府办函〔2026〕5号市科技局：",
        "你局《关于建立联席会议制度的请示》（示科〔2026〕2号）收悉。经市政府同意，现函复如下：同意建立市科普工作联席会议制度。",
        "联席会议不刻制印章，不正式行文，请按有关规定认真组织开展工作，统筹协调全市科普工作，研究解决重大问题，",
        "督促检查任务落实，推动资源共建共享，及时总结推广经验做法，重要情况及时向市政府报告，有关事项按程序办理。",
        "示例市人民政府办公室2026年2月3日（此件公开发布）",
    ])  # fmt: skip
    notice = read(text).notice
    assert notice.title == "示例市人民政府办公室关于同意建立科普工作联席会议制度的函"
    assert notice.doc_number == "示府办函〔2026〕5号"
    assert notice.recipients == "市科技局"
    assert notice.issued_on == date(2026, 2, 3)
    assert notice.signature == "示例市人民政府办公室"


def test_page_numbers_between_halves_of_a_sentence(read: Read) -> None:
    notice = read(
        "示例市科学技术局2026年工作计划\n为做好全年工作，按照市委、市政府部署，结合科技工作实际，在广泛征求各方面意见的基\n— 1 —\n础上，制定本计划。\n一、抓创新\n办好大赛。\n"
    ).notice
    assert notice.preamble == (
        "为做好全年工作，按照市委、市政府部署，结合科技工作实际，在广泛征求各方面意见的基础上，制定本计划。",
    )
    assert [w.quote for w in notice.warnings] == ["— 1 —"]


def test_a_greeting_is_no_recipient(read: Read) -> None:
    notice = read(
        "2025年工作情况汇报\n尊敬的各位领导：\n现将工作情况汇报如下：\n一、基本情况\n共12人。\n"
    ).notice
    assert notice.recipients is None
    assert notice.preamble[0] == "尊敬的各位领导："
    assert notice.genre == "汇报"


def test_same_words_same_id(read: Read) -> None:
    text = "示例市科学技术局2026年工作计划\n为做好工作，制定本计划。\n一、抓创新。办好大赛。\n"
    assert (
        read(text).notice.id == read(text.replace("，", ",").replace("2026年", "2026 年")).notice.id
    )
    assert read(text).notice.id != read(text.replace("12", "13").replace("大赛", "比赛")).notice.id


def test_responsible_units_and_limits(read: Read) -> None:
    section = read(
        "示例市科学技术局2026年工作计划\n制定本计划。\n一、抓创新。办好大赛。（责任单位：科普科、市科协；配合单位：办公室；完成时限：6月底前）\n"
    ).notice.sections[0]
    assert [(item.role, item.unit) for item in section.responsible] == [
        ("责任单位", "科普科"), ("责任单位", "市科协"), ("配合单位", "办公室")
    ]  # fmt: skip
    assert section.deadline == "6月底前"
    assert "责任单位" in section.paragraphs[0]


def test_masked_papers_are_no_models(read: Read) -> None:
    notice = read("XX县教育局工作总结\n20XX年，我局开展活动若干。\n一、成绩\n良好。\n").notice
    assert not notice.fit
    assert notice.unfit_because


def test_a_carrier_whose_title_was_cut_off(read: Read) -> None:
    parsed = read(
        "各科室：\n《关于加强科普工作的意见》已经局党组同意，现印发给你们，请认真贯彻执行。\n示例市科学技术局\n2026年3月1日\n"
        "关于加强科普工作的意见\n为加强科普工作，现提出如下意见。\n一、总体要求\n面向全民。\n"
    )
    assert (parsed.notice.genre, parsed.notice.title) == ("印发通知", None)
    assert paper(parsed).genre == "意见"


def test_a_number_behind_the_title(read: Read) -> None:
    notice = read(
        "示例市科学技术局关于做好科普工作的通知（示科〔2026〕11号）\n各县区科技局：\n现就有关事项通知如下。\n一、办好活动。5月启动。\n"
    ).notice
    assert notice.title == "示例市科学技术局关于做好科普工作的通知"
    assert notice.doc_number == "示科〔2026〕11号"


def test_title_and_recipients_in_the_line_of_the_text(read: Read) -> None:
    notice = read(
        "市科技局关于简化科普项目申报 手续有关问题的通知 各区科技局，有关单位： 为深化改革，进一步简化手续，现就有关事项通知如下："
        " 一、取消纸质材料，全部网上办理，各区不再受理窗口申报。\n"
    ).notice
    assert notice.title == "市科技局关于简化科普项目申报手续有关问题的通知"
    assert notice.recipients == "各区科技局，有关单位"


def test_a_date_still_to_be_filled_in_closes_the_carrier(read: Read) -> None:
    parsed = read(
        "示例市科学技术局关于印发《2026年科普工作要点》的通知\n示科〔2026〕　号\n各科室：\n现将《2026年科普工作要点》印发给你们。\n"
        "示例市科学技术局\n2026年　月　日\n2026年科普工作要点\n2026年工作要求是：稳中求进。\n一、办好活动。5月启动。\n"
    )
    assert parsed.notice.doc_number == "示科〔2026〕　号"
    assert (parsed.notice.signature, parsed.notice.issued_on) == ("示例市科学技术局", None)
    assert [line.text for line in parsed.lines if line.part == "date"] == ["2026年月日"]
    assert len(paper(parsed).sections) == 1
