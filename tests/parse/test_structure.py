"""Numbering and headings as papers really print them, and who answers for a task until when."""

from __future__ import annotations

import pytest

from draftkit.parse.responsible import responsible_in
from draftkit.values.notice import Section
from tests.parse.conftest import Read

HEAD = "示例市科学技术局2026年科普工作要点\n为做好全年科普工作，制定本要点。\n"


def outline(sections: tuple[Section, ...]) -> list[object]:
    """(number, heading) of each section, with its children as a list behind it."""
    rows: list[object] = []
    for section in sections:
        rows.append((section.number, section.heading))
        if section.children:
            rows.append(outline(section.children))
    return rows


def test_circled_items_stand_below_bracketed_digits(read: Read) -> None:
    notice = read(
        HEAD
        + "一、办好活动\n（一）活动周\n1.开幕式。五月举行。\n（1）场地。在科技馆。\n①布置会场，五月上旬完成；\n"
        "②调试设备，五月中旬完成。\n（2）人员。全员参加。\n2.闭幕式。五月底举行。\n"
    ).notice
    assert outline(notice.sections) == [
        ("一、", "办好活动"),
        [
            ("（一）", "活动周"),
            [
                ("1.", "开幕式"),
                [("（1）", "场地"), [("①", ""), ("②", "")], ("（2）", "人员")],
                ("2.", "闭幕式"),
            ],
        ],
    ]


def test_bracketed_numbers_may_be_the_first_level(read: Read) -> None:
    notice = read(HEAD + "（一）办好活动\n五月启动。\n（二）建好场馆\n年内开放。\n").notice
    assert outline(notice.sections) == [("（一）", "办好活动"), ("（二）", "建好场馆")]
    assert [s.level for s in notice.sections] == [2, 2]


def test_a_dash_for_a_one_is_a_one(read: Read) -> None:
    notice = read(HEAD + "—、办好活动\n五月启动。\n二 、建好场馆\n年内开放。\n").notice
    assert [s.heading for s in notice.sections] == ["办好活动", "建好场馆"]
    assert [s.number for s in notice.sections] == ["—、", "二、"]


def test_a_missing_number_is_found_behind_a_stop(read: Read) -> None:
    notice = read(
        HEAD + "一、办好活动\n1.活动周。五月启动。2.科普日。九月启动。\n3.科普月。十月启动。\n"
        "各科室配合。二、建好场馆\n年内开放。\n"
    ).notice
    assert outline(notice.sections) == [
        ("一、", "办好活动"),
        [("1.", "活动周"), ("2.", "科普日"), ("3.", "科普月")],
        ("二、", "建好场馆"),
    ]


def test_numbers_in_running_text_are_not_cut(read: Read) -> None:
    text = "办好三件事：一、开幕。二、巡展。三、总结。这三件事都要抓紧。"
    notice = read(
        HEAD + f"一、办好活动\n{text}\n二、建好场馆\n共3.5万平方米。4.2万人受益。\n"
    ).notice
    assert [s.heading for s in notice.sections] == ["办好活动", "建好场馆"]
    assert notice.sections[0].paragraphs == (text,)


def test_numbered_paragraphs_are_no_headings(read: Read) -> None:
    notice = read(
        "示例市科学技术局关于做好管理工作的通知\n各单位：\n"
        "一、这项工作专业性较强，涉及面广，情况复杂，由局办公室统一归口管理，各科室要指定专人负责。\n"
        "二、要加强调查取证，设法查找有关资料和当事人，了解掌握全部情况，弄清来龙去脉，建立台账备查。\n"
        "三、技术处理由专业科室负责。对保管地点要采取措施，确保安全。\n"
    ).notice
    assert [s.heading for s in notice.sections] == ["", "", ""]
    assert notice.sections[2].paragraphs[0].startswith("技术处理由专业科室负责。")


def test_how_many_things_a_heading_announces_is_no_part_of_its_name(read: Read) -> None:
    section = read(HEAD + "一、推广的举措（共23项）\n逐项落实。\n").notice.sections[0]
    assert (section.heading, section.heading_end) == ("推广的举措", "（共23项）")


@pytest.mark.parametrize(
    ("text", "units", "limit"),
    [
        (
            "（责任单位：甲局、乙局；完成时限：6月底前）",
            ["责任单位 甲局", "责任单位 乙局"],
            "6月底前",
        ),
        ("推进。〔牵头单位：甲局；配合单位：各区〕", ["牵头单位 甲局", "配合单位 各区"], None),
        (
            "（甲局牵头，乙局、市有关部门按职责分工负责）",
            ["牵头 甲局", "负责 乙局", "负责 市有关部门"],
            None,
        ),
        ("（市政府办公室负责）", ["负责 市政府办公室"], None),
        (
            "（由甲局牵头，乙局配合，2026年6月底前完成）",
            ["牵头 甲局", "配合 乙局"],
            "2026年6月底前",
        ),
        (
            "（甲局，各县（市、区）人民政府负责）",
            ["负责 甲局", "负责 各县（市、区）人民政府"],
            None,
        ),
        ("（甲局牵头，长期推进）", ["牵头 甲局"], "长期推进"),
        ("责任单位：甲局、乙局。", ["责任单位 甲局", "责任单位 乙局"], None),
        ("（以下简称甲局）", [], None),
        ("（立法与决策参与）", [], None),
        ("（1995年共落实了165名任务）", [], None),
        ("（2026年6月底前完成）", [], None),
        ("甲局牵头，乙局负责。", [], None),
    ],
)
def test_who_answers_for_a_task(text: str, units: list[str], limit: str | None) -> None:
    found, until = responsible_in(text)
    assert [f"{item.role} {item.unit}" for item in found] == units
    assert until == limit


def test_a_short_sentence_among_numbered_paragraphs_is_an_item(read: Read) -> None:
    notice = read(
        HEAD
        + "一、办好活动\n1.开放全县科普场馆。\n2.支持学校建设科普角，每校补助一次，由县财政安排，"
        "年底前拨付到位。验收由县科协负责。\n3.取消场馆门票。\n二、建好场馆\n1.场馆高度不得超过十米。\n"
        "2.场馆内禁止吸烟。\n"
    ).notice
    assert outline(notice.sections) == [
        ("一、", "办好活动"),
        [("1.", ""), ("2.", ""), ("3.", "")],
        ("二、", "建好场馆"),
        [("1.", ""), ("2.", "")],
    ]
    assert notice.sections[0].children[2].paragraphs == ("取消场馆门票。",)


def test_a_heading_with_a_stop_that_has_text_below_is_one(read: Read) -> None:
    notice = read(
        HEAD + "一、办好活动\n（一）开放场馆。\n五月启动。\n（二）必须按时报送。\n每月一次。\n"
    ).notice
    assert [s.heading for s in notice.sections[0].children] == ["开放场馆", "必须按时报送"]


def test_a_decimal_outline(read: Read) -> None:
    notice = read(
        "示例市科普应急预案\n1 总则\n1.1 编制目的\n为了应急。\n1.2 适用范围\n适用于全市。\n2 职责\n2.1 指挥部\n负责指挥。\n"
    ).notice
    assert outline(notice.sections) == [
        ("1", "总则"), [("1.1", "编制目的"), ("1.2", "适用范围")], ("2", "职责"), [("2.1", "指挥部")],
    ]  # fmt: skip


def test_numbers_that_make_no_outline_are_text(read: Read) -> None:
    notice = read(
        HEAD + "一、目标\n1.5 万人参加活动。\n3 场讲座如期举办。\n2 个场馆开放。\n"
    ).notice
    assert [s.heading for s in notice.sections] == ["目标"]
    assert len(notice.sections[0].paragraphs) == 3
