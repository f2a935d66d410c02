"""Noise of real source text, kinds 1 to 28: torn sentences, spaces, marks, parts of a paper.

The numbers are those of the fact base on noise; the texts are made up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.parse.noisy import (
    DAY,
    ISSUER,
    LONG,
    NUMBER,
    OPENING,
    TITLE,
    TO,
    Reader,
    headings,
    paper,
    tree,
)

BREAKS = {"lf": "\n\n", "crlf": "\r\n\r\n", "page-number": "\n\n— 3 —\n\n", "form-feed": "\n\f\n"}
"""What stands between the halves of a sentence that a page end tore."""


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def rows(cases: dict[str, tuple[str, str]]) -> list[object]:
    return [
        pytest.param(left, right, gap, id=f"{name}-{kind}")
        for name, (left, right) in cases.items()
        for kind, gap in BREAKS.items()
    ]


@pytest.mark.parametrize(
    ("left", "right", "gap"),
    rows({
        "n01_split_mid_word": (LONG + "组织干部职工积极参加应急", "管理知识竞赛，提高本领。"),
        "n02_split_mid_word_after_comma": (LONG + "举办科普演讲比赛，引", "导机关干部学科学。"),
        "n03_split_inside_an_ordinal_name": (LONG + "学习宣传第七届全", "国道德模范事迹。"),
        "n04_split_inside_a_list": (LONG + "开展“爱心助学”公益行", "动、“种文化”活动。"),
        "n05_split_before_a_quote": (LONG + "完善政策体系，支持创新", "“1+3+N”平台建设。"),
        "n06_split_after_a_closing_quote": (LONG + "参加文化科技卫生“三下乡”", "活动，服务群众。"),
        "n07_split_inside_quotes": (LONG + "办好“科技成", "就科普展”，开放基地。"),
        "n07_split_inside_a_book_title": (LONG + "落实《全民科学素质行动规划纲", "要》，抓好任务。"),
    }),
)  # fmt: skip
def test_page_split(read: Reader, left: str, right: str, gap: str) -> None:
    text = paper("一、办好活动", left + gap + right, "二、加强领导", "各单位要专题研究。")
    notice = read(text)
    assert notice.sections[0].paragraphs == (left + right,)
    assert headings(notice) == [(1, "办好活动"), (1, "加强领导")]
    assert (notice.signature, notice.issued_on) == (ISSUER, date(2026, 3, 20))


@pytest.mark.parametrize("right", ["二、加强领导", "（二）加强领导", "2.加强领导", ISSUER], ids=str)
def test_n01_what_is_no_split_stays_apart(read: Reader, right: str) -> None:
    notice = read(paper("一、办好活动", LONG + "办好活动周，\n\n" + right, end=(DAY,)))
    assert notice.sections[0].paragraphs[0] == LONG + "办好活动周，"


@pytest.mark.parametrize(
    ("line", "heading", "rest"),
    [
        pytest.param("9. **加强志愿服务典型选树。** 开展评选。", "加强志愿服务典型选树", "开展评选。", id="n08_bold"),
        pytest.param("9．**加强志愿服务典型选树**。开展评选。", "加强志愿服务典型选树", "开展评选。", id="n08_bold_wide"),
        pytest.param("**9.加强志愿服务典型选树。**开展评选。", "加强志愿服务典型选树", "开展评选。", id="n08_bold_mark"),
        pytest.param("9.**加强志愿服务宣传。**贯彻《条例》。", "加强志愿服务宣传", "贯彻《条例》。", id="n09_bold_with_stop"),
        pytest.param("9. ***加强志愿服务宣传。***贯彻《条例》。", "加强志愿服务宣传", "贯彻《条例》。", id="n09_three_stars"),
        pytest.param("9. __加强志愿服务宣传。__贯彻《条例》。", "加强志愿服务宣传", "贯彻《条例》。", id="n09_underscores"),
    ],
)  # fmt: skip
def test_bold(read: Reader, line: str, heading: str, rest: str) -> None:
    notice = read(paper(OPENING, line))
    assert [(s.heading, s.paragraphs) for s in notice.sections] == [(heading, (rest,))]


@pytest.mark.parametrize("space", [" ", "　", "\u00a0", "  ", "\t"], ids=repr)
def test_n10_space_in_a_title(read: Reader, space: str) -> None:
    notice = read(
        paper(OPENING, title=f"示例市科学技术局{space}关于做好2026年科普工作{space}的通知")
    )
    assert notice.title == TITLE
    assert notice.issuer == ISSUER


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("庆祝建市 70 周年", "庆祝建市70周年"),
        ("庆祝建市　70　周年", "庆祝建市70周年"),
        ("庆祝建市\u00a070\u00a0周年", "庆祝建市70周年"),
        ("增长 3.5 %，达到 12 个", "增长3.5%，达到12个"),
        ("在 3 月 20 日前", "在3月20日前"),
    ],
)
def test_n11_spaces_round_digits(read: Reader, raw: str, shown: str) -> None:
    notice = read(paper(f"为{raw}，开展科普。"))
    assert notice.preamble == (f"为{shown}，开展科普。",)


@pytest.mark.parametrize(
    "title",
    [
        "示例市科技局2023年科普工作总结暨2024年 工作思路",
        "示例市科技局 2023年科普工作总结暨 2024 年工作思路",
        "示例市科技局２０２３年科普工作总结暨２０２４年　工作思路",
    ],
)
def test_n12_mixed_digit_spacing_in_one_title(read: Reader, title: str) -> None:
    notice = read(paper("2023年，我局开展科普。", title=title, number=None, to=None))
    assert notice.title == "示例市科技局2023年科普工作总结暨2024年工作思路"
    assert (notice.year, notice.next_year) == (2023, 2024)


@pytest.mark.parametrize("space", [" ", "　", "\u00a0"], ids=repr)
def test_n13_spaces_in_a_slogan_stay(read: Reader, space: str) -> None:
    slogan = space.join(("学科学", "强素质", "重实践"))
    notice = read(paper(f"开展 “{slogan}” 活动， 共 5 场。"))
    assert notice.preamble == ("开展“学科学 强素质 重实践”活动，共5场。",)


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param(("(一)", "（二）", "（三)"), id="n14_brackets_of_both_widths"),
        pytest.param(("（一） ", "(二) ", "(三)　"), id="n15_space_after_the_bracket"),
        pytest.param(("( 一 )", "（ 二 ）", "（三 ）"), id="n15_space_inside"),
        pytest.param(("（一）、", "(二)、", "（三）"), id="n14_comma_behind"),
        pytest.param(("﹙一﹚", "㈡", "（三）"), id="n14_small_and_ready_made"),
    ],
)
def test_bracket_marks(read: Reader, marks: tuple[str, str, str]) -> None:
    names = ("深化文明创建", "加强科普阵地", "办好科普活动")
    body = [f"{mark}{name}\n各单位要抓好落实。" for mark, name in zip(marks, names, strict=True)]
    notice = read(paper("一、重点任务", *body))
    assert headings(notice) == [(1, "重点任务"), *((2, name) for name in names)]
    assert [tree(section) for section in notice.sections] == [
        ("重点任务", [(name, []) for name in names])
    ]


def test_n16_digit_marks_fold(read: Reader) -> None:
    marks = ("1.", "2. ", "3、", "4．", "５.", "6 .")
    body = [f"{mark}加强第{at}项工作。各单位要抓好落实。" for at, mark in enumerate(marks, 1)]
    notice = read(paper("一、重点任务", *body))
    assert headings(notice)[1:] == [(3, f"加强第{at}项工作") for at in range(1, 7)]


def test_n17_numbers_run_on_over_sections(read: Reader) -> None:
    notice = read(
        paper("一、抓阵地", "1.建场馆。全年2个。", "2.建基地。全年3个。", "二、抓队伍", "3. 加强培训。全年4期。",
              "三、抓活动", "1.办周。5月。")
    )  # fmt: skip
    assert [tree(section) for section in notice.sections] == [
        ("抓阵地", [("建场馆", []), ("建基地", [])]),
        ("抓队伍", [("加强培训", [])]),
        ("抓活动", [("办周", [])]),
    ]
    assert notice.sections[1].children[0].number == "3."


@pytest.mark.parametrize("mark", ["2. ", "2.", "2、", "（2）"])
@pytest.mark.parametrize("comma", ["，", ","])
def test_n18_run_in_heading(read: Reader, mark: str, comma: str) -> None:
    line = f"{mark}培育和践行科学精神。深入开展宣讲{comma}覆盖全市。"
    section = read(paper("一、重点任务", line)).sections[0].children[0]
    assert (section.heading, section.run_in) == ("培育和践行科学精神", True)
    assert section.paragraphs == ("深入开展宣讲，覆盖全市。",)


def test_n19_heading_of_the_same_level_alone(read: Reader) -> None:
    sections = read(
        paper("一、重点任务", "1. 深入学习宣传科学思想。", "组织集中学习12次。", "2.办好活动。5月启动。")
    ).sections[0].children  # fmt: skip
    assert [(s.heading, s.run_in, s.paragraphs) for s in sections] == [
        ("深入学习宣传科学思想", False, ("组织集中学习12次。",)),
        ("办好活动", True, ("5月启动。",)),
    ]


@pytest.mark.parametrize("comma", [",", "，"])
def test_n20_two_clauses_as_a_heading(read: Reader, comma: str) -> None:
    section = read(
        paper("一、重点任务", f"1、广泛动员{comma}营造氛围。各单位要抓好宣传。")
    ).sections[0].children[0]  # fmt: skip
    assert section.heading == "广泛动员，营造氛围"


@pytest.mark.parametrize("gap", ["", "　　", "  "], ids=repr)
def test_n21_spoken_ordinals_as_headings(read: Reader, gap: str) -> None:
    notice = read(
        paper("近年来，我局坚持科普惠民。", f"{gap}一是树牢创建目标。建成基地8家。", f"{gap}二是建强科普队伍。培训300人。",
              title="让科普走进千家万户", number=None, to=None)
    )  # fmt: skip
    assert headings(notice) == [(1, "树牢创建目标"), (1, "建强科普队伍")]


def test_n22_spoken_ordinals_inside_spoken_ordinals(read: Reader) -> None:
    notice = read(
        paper(
            "近年来，我局坚持科普惠民。",
            "一是强化组织领导。成立专班，一是明确分工；二是压实责任。",
            "二是建强科普队伍。一是抓培训。二是抓考核。",
            "三是办好活动。全年5场。",
            title="让科普走进千家万户", number=None, to=None,
        )
    )  # fmt: skip
    assert headings(notice) == [(1, "强化组织领导"), (1, "建强科普队伍"), (1, "办好活动")]
    assert notice.sections[1].paragraphs == ("一是抓培训。二是抓考核。",)


@pytest.mark.parametrize("stop", [";", "；", "。"])
def test_n23_spoken_ordinals_inside_a_paragraph(read: Reader, stop: str) -> None:
    shown = stop.replace(";", "；")
    text = "一是开展宣讲，养成良好习惯{0}二是举办讲座{0}三是开设专栏。"
    notice = read(paper("一、抓宣传", text.format(stop), "二、抓队伍", "培训300人。"))
    assert headings(notice) == [(1, "抓宣传"), (1, "抓队伍")]
    assert notice.sections[0].paragraphs == (text.format(shown),)


@pytest.mark.parametrize(
    "name", ["示例市科学技术局文件", "示例市科学技术局 文件", "示例市科学技术局\n文件"]
)
def test_n24_letterhead_as_a_plain_line(read: Reader, name: str) -> None:
    notice = read(f"{name}\n\n{NUMBER}\n\n" + paper(OPENING, number=None))
    assert (notice.letterhead or "").replace(" ", "") == "示例市科学技术局文件"
    assert (notice.doc_number, notice.title, notice.issuer) == (NUMBER, TITLE, ISSUER)


@pytest.mark.parametrize(
    "day", ["2026年3月1日", "2026 年 3 月 1 日", "二〇二六年三月一日", "2026年03月01日"]
)
def test_n25_signature_in_the_middle(read: Reader, day: str) -> None:
    notice = read(
        "示例市科学技术局关于印发《2026年科普工作要点》的通知\n各科室：\n现将《2026年科普工作要点》印发给你们，请抓好落实。\n"
        f"示例市科学技术局\n{day}\n2026年科普工作要点\n2026年工作要求是：稳中求进。\n一、办好活动\n5月启动。\n"
    )  # fmt: skip
    assert (notice.signature, notice.issued_on) == (ISSUER, date(2026, 3, 1))
    assert notice.payload is not None and notice.payload.title == "2026年科普工作要点"
    assert headings(notice.payload) == [(1, "办好活动")]


@pytest.mark.parametrize(
    "imprint",
    ["示例市科学技术局办公室　　2026年4月19日印发", "2026年4月19日印发", "2026 年 4 月 19 日 印发"],
)
def test_n26_no_signature_at_all(read: Reader, imprint: str) -> None:
    notice = read(paper(OPENING, "一、办好活动", "5月启动。", end=(imprint,)))
    assert (notice.signature, notice.issued_on) == (None, None)
    assert notice.printed_on == date(2026, 4, 19)


@pytest.mark.parametrize("label", ["抄送：", "抄送:", "抄 送：", "抄送： "])
def test_n27_copies_at_the_end(read: Reader, label: str) -> None:
    notice = read(
        paper(OPENING, "一、办好活动", "5月启动。") + f"{label}市委宣传部，市科协。\n"
        "示例市科学技术局办公室　2026年3月21日印发\n"
    )  # fmt: skip
    assert notice.cc == "市委宣传部，市科协"
    assert (notice.printed_by, notice.printed_on) == ("示例市科学技术局办公室", date(2026, 3, 21))
    assert notice.sections[0].paragraphs == ("5月启动。",)


def test_n28_title_by_a_web_editor_names_no_body(read: Reader) -> None:
    notice = read(
        paper("一、办好活动", "5月启动。", title="示例市关于印发《2026年科普工作要点》的通知", number=None, to=TO, end=())
    )  # fmt: skip
    assert notice.issuer is None
    assert notice.title == "示例市关于印发《2026年科普工作要点》的通知"
