"""Noise of real source text, kinds 29 to 54: cut papers, odd signs, web pages, glued lines.

The numbers are those of the fact base on noise; the texts are made up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.parse.noisy import (
    DAY,
    ISSUER,
    NUMBER,
    OPENING,
    TITLE,
    TO,
    Reader,
    everything,
    headings,
    paper,
    quotes,
)

BODY = (OPENING, "一、办好活动", "5月启动。", "二、加强领导", "各单位要专题研究。")
HEADS = [(1, "办好活动"), (1, "加强领导")]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def is_plain(notice_text: str, *gone: str) -> None:
    for word in gone:
        assert word not in notice_text


def test_n29_head_and_tail_missing(read: Reader) -> None:
    notice = read(
        "为贯彻落实市文明委部署，推动科普工作，结合我局实际，提出以下意见。\n" + "\n".join(BODY[1:])
    )
    assert (notice.title, notice.issuer, notice.issued_on, notice.doc_number) == (None,) * 4
    assert (notice.recipients, notice.signature) == (None, None)
    assert headings(notice) == HEADS


@pytest.mark.parametrize(
    "gap",
    [
        "深入学，认真系列重要讲话",
        "深入学,认真系列重要讲话",
        "认真贯彻系列重要指示批示，深入学，认真系列重要讲话",
    ],
)
def test_n30_name_missing_by_a_filter(read: Reader, gap: str) -> None:
    notice = read(paper(f"{gap}精神，推动科普工作。", *BODY[1:]))
    assert not notice.fit
    assert notice.unfit_because
    assert "系列重要讲话精神，推动科普工作。" in notice.preamble[0]


@pytest.mark.parametrize("dot", [".", "．", "·", "•", "・", "‧"])
def test_n31_dot_in_a_name(read: Reader, dot: str) -> None:
    notice = read(paper(f"开展“科普{dot}同心”行动，完成率3.5%，见www.example.cn。"))
    assert notice.preamble == ("开展“科普·同心”行动，完成率3.5%，见www.example.cn。",)


@pytest.mark.parametrize("mark", ["一.", "一．"])
def test_n31_dot_behind_a_mark_is_no_name(read: Reader, mark: str) -> None:
    assert headings(read(paper(OPENING, f"{mark}办好活动", "5月启动。"))) == [(1, "办好活动")]


@pytest.mark.parametrize("space", [" ", "　", "\u00a0", "\u2002"], ids=repr)
def test_n32_stray_space_behind_a_quote(read: Reader, space: str) -> None:
    notice = read(paper(f"开展“十个一”{space}行动，落实《条例》{space}规定。"))
    assert notice.preamble == ("开展“十个一”行动，落实《条例》规定。",)


@pytest.mark.parametrize(
    "menu",
    [
        "简体 繁體 无障碍阅读",
        "简体 | 繁体 | 无障碍浏览 | 长者模式",
        "首页 > 政务公开 > 通知公告",
        "当前位置：首页 > 信息公开 > 正文",
        "设为首页　加入收藏　联系我们",
    ],
)
def test_n33_menu_before_the_text(read: Reader, menu: str) -> None:
    notice = read(menu + "\n\n" + paper(*BODY))
    assert (notice.title, notice.doc_number, notice.recipients) == (TITLE, NUMBER, TO.rstrip("："))
    assert quotes(notice, "furniture") == [menu]
    assert headings(notice) == HEADS


@pytest.mark.parametrize("colon", [":", "："])
def test_n34_empty_labels_of_a_search_form(read: Reader, colon: str) -> None:
    form = [f"搜索位置{colon}", f"匹配度{colon}", f"排序{colon}"]
    notice = read("\n".join(form) + "\n" + paper(*BODY))
    assert notice.title == TITLE
    assert quotes(notice, "furniture") == form


@pytest.mark.parametrize(
    "line",
    [
        "索引号:kjj1/2026-00026 主题分类:科技 发文机关:示例市科学技术局 成文日期:2026-03-20",
        "索 引 号：kjj1/2026-00026　主题分类：科技　发文机关：示例市科学技术局　成文日期：2026年3月20日",
        "索引号： kjj1/2026-00026\n主题分类： 科技\n发文机关： 示例市科学技术局\n成文日期： 2026-03-20",
    ],
)
def test_n35_fields_of_the_page_glued(read: Reader, line: str) -> None:
    notice = read(line + "\n" + paper(*BODY))
    assert notice.metadata["索引号"] == "kjj1/2026-00026"
    assert notice.metadata["主题分类"] == "科技"
    assert notice.metadata["发文机关"] == ISSUER
    assert (notice.title, notice.issued_on) == (TITLE, date(2026, 3, 20))


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u00a0\u00a0", "　"], ids=repr)
def test_n36_buttons_and_hard_spaces(read: Reader, space: str) -> None:
    buttons = f"【下载Word】{space}【下载PDF】{space}【打印】"
    notice = read(
        f"{buttons}\n{space}\n"
        + paper(f"{space}{space}为做好科普{space}工作，现通知如下。", *BODY[1:])
    )
    assert quotes(notice, "furniture") == [buttons]
    assert notice.preamble == ("为做好科普工作，现通知如下。",)
    assert notice.title == TITLE


@pytest.mark.parametrize(
    "tail", ["登录", "登录 注册", "上一篇：示例市科协通知\n下一篇：没有了", "打印本页 关闭窗口"]
)
def test_n37_furniture_behind_the_text(read: Reader, tail: str) -> None:
    notice = read(paper(*BODY) + "\n" + tail + "\n")
    assert quotes(notice, "furniture") == tail.split("\n")
    assert (notice.signature, notice.issued_on) == (ISSUER, date(2026, 3, 20))
    assert headings(notice) == HEADS


@pytest.mark.parametrize("typo", ["加强政理论学习", "布署科普工作", "按装展板"])
def test_n38_typos_stay_as_they_are(read: Reader, typo: str) -> None:
    assert read(paper(f"今年要{typo}，抓好落实。")).preamble == (f"今年要{typo}，抓好落实。",)


@pytest.mark.parametrize("comma", [",", "，"])
def test_n39_year_without_its_sign(read: Reader, comma: str) -> None:
    notice = read(
        paper(f"2025以来{comma}我局深入到社区开展科普。", *BODY[1:], title="示例市科学技术局2025年科普工作总结", number=None, to=None)
    )  # fmt: skip
    assert notice.preamble == ("2025以来，我局深入到社区开展科普。",)
    assert (notice.year, headings(notice)) == (2025, HEADS)


@pytest.mark.parametrize("text", ["纲要(20212025年)", "纲要（20212025年）", "纲要（20212025 年）"])
def test_n40_dash_lost_between_years(read: Reader, text: str) -> None:
    notice = read(paper(f"按照《全民科学素质行动规划{text}》要求，抓好落实。", *BODY[1:]))
    assert notice.preamble == ("按照《全民科学素质行动规划纲要（2021—2025年）》要求，抓好落实。",)
    assert len(quotes(notice, "repair")) == 1 and "20212025" in quotes(notice, "repair")[0]


def test_n40_other_long_numbers_stay(read: Reader) -> None:
    text = "发放资料20252024份，编号为20212025，热线20202021。"
    assert read(paper(text)).preamble == (text,)


@pytest.mark.parametrize(
    "clock",
    [
        "2019年12月3日星期二",
        "2019年12月3日 星期二",
        "今天是2019年12月3日　星期二",
        "2019年12月3日 星期二 10:25:30",
    ],
)
def test_n41_date_of_the_page_template(read: Reader, clock: str) -> None:
    notice = read(clock + "\n网站首页 | 政务公开\n" + paper(*BODY))
    assert notice.issued_on == date(2026, 3, 20)
    assert notice.title == TITLE
    assert clock in quotes(notice, "furniture")
    bare = read(clock + "\n网站首页 | 政务公开\n" + paper(*BODY, end=()))
    assert bare.issued_on is None


@pytest.mark.parametrize(
    "day",
    [
        pytest.param("一二年一月十二日", id="n42_two_signs"),
        pytest.param("二六年六月六日", id="n43_two_signs"),
        pytest.param("二二六年六月六日", id="n43_three_signs"),
        pytest.param("二 六年六月六日", id="n43_space_for_the_sign"),
    ],
)
def test_sign_for_nought_lost_in_a_date(read: Reader, day: str) -> None:
    notice = read(paper(*BODY, end=(ISSUER, day)))
    assert notice.issued_on is None
    assert notice.signature == ISSUER
    assert notice.sections[-1].paragraphs == ("各单位要专题研究。",)


@pytest.mark.parametrize("number", ["示市科发200603号", "示市科发2006第03号", "示市科发 2006 03号"])
def test_n44_brackets_of_the_number_lost(read: Reader, number: str) -> None:
    notice = read(paper(*BODY, number=number))
    assert notice.doc_number == "示市科发〔2006〕03号"
    assert notice.title == TITLE


@pytest.mark.parametrize("nought", ["O", "Ｏ", "○", "〇", "零", "0", "◯", "o", "０", "Ο"])
def test_n45_letters_for_nought(read: Reader, nought: str) -> None:
    day = f"二{nought}一二年十月{{}}"
    notice = read(paper(*BODY, end=(ISSUER, day.format("八日"))))
    assert (notice.issued_on, notice.signature) == (date(2012, 10, 8), ISSUER)
    month = read(paper(*BODY, end=(ISSUER, day.format(""))))
    assert (month.issued_on, month.signature) == (None, ISSUER)


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param('""', id="n46_straight_quotes"),
        pytest.param("“”", id="n46_quotes"),
        pytest.param("''", id="n46_single_quotes"),
        pytest.param("‘’", id="n46_single_curly"),
        pytest.param("„‟", id="n47_low_quotes"),
        pytest.param("〝〞", id="n47_prime_quotes"),
        pytest.param("[]", id="n49_square"),
        pytest.param("［］", id="n49_square_wide"),
        pytest.param("()", id="n49_round"),
        pytest.param("（）", id="n49_round_wide"),
        pytest.param("﹝﹞", id="n49_small_tortoise"),
        pytest.param("{}", id="n49_curly"),
        pytest.param("<>", id="n49_angles"),
        pytest.param("〈〉", id="n49_angles_wide"),
        pytest.param("【】", id="n50_lenticular"),
        pytest.param("〖〗", id="n50_lenticular_white"),
    ],
)
def test_brackets_of_the_number(read: Reader, pair: str) -> None:
    notice = read(paper(*BODY, number=f"示科{pair[0]}2011{pair[1]}32号"))
    assert notice.doc_number == "示科〔2011〕32号"
    assert (notice.title, notice.recipients) == (TITLE, TO.rstrip("："))
    spaced = read(paper(*BODY, number=f"示科 {pair[0]} 2011 {pair[1]} 32 号"))
    assert spaced.doc_number == "示科〔2011〕32号"


@pytest.mark.parametrize(
    "raw",
    [
        "‚科普之春‛",
        "„科普之春‟",
        "“科普之春”",
        "〝科普之春〞",
        "“科普之春＂",
        '"科普之春”',
        "＂科普之春＂",
        '"科普之春"',
    ],
)
def test_n48_low_quotes_as_quotes(read: Reader, raw: str) -> None:
    assert read(paper(f"办好{raw}活动周。")).preamble == ("办好“科普之春”活动周。",)


@pytest.mark.parametrize("text", ['展板尺寸为50"。', '提升”科普之春"指标。', '“甲”与"乙。'])
def test_n48_quotes_nobody_can_pair_stay(read: Reader, text: str) -> None:
    assert read(paper(text)).preamble == (text,)


@pytest.mark.parametrize("end", ["通 知", "通　知", "通\u00a0知", "通\n知"], ids=repr)
def test_n51_word_of_the_kind_split(read: Reader, end: str) -> None:
    notice = read(paper(*BODY, title=f"示例市科学技术局关于做好2026年科普工作的\n{end}"))
    assert (notice.title, notice.genre, notice.recipients) == (TITLE, "通知", TO.rstrip("："))


@pytest.mark.parametrize(
    "line",
    ["主题词：科技　科普　通知", "主题词:科技 通知", "主 题 词：科技 规划", "主题词　科技　通知"],
)
def test_n52_legacy_subject_words(read: Reader, line: str) -> None:
    notice = read(
        paper(*BODY) + f"{line}\n抄送：市科协。\n示例市科学技术局办公室　2026年3月21日印发\n"
    )
    assert line in quotes(notice, "furniture")
    assert (notice.cc, notice.signature) == ("市科协", ISSUER)
    assert notice.sections[-1].paragraphs == ("各单位要专题研究。",)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n", "\n　　"], ids=repr)
def test_n53_title_on_three_lines(read: Reader, gap: str) -> None:
    title = gap.join(
        ("示例市人民政府办公室关于", "印发《示例市2026年全民科学素质工作要点》", "的通知")
    )
    notice = read(
        paper(OPENING, title=title, number="示政办〔2026〕5号", end=("示例市人民政府办公室", DAY))
    )
    assert notice.title == "示例市人民政府办公室关于印发《示例市2026年全民科学素质工作要点》的通知"
    assert (notice.issuer, notice.genre) == ("示例市人民政府办公室", "印发通知")


@pytest.mark.parametrize("joint", [" ", "　　", ""], ids=repr)
def test_n54_a_whole_document_on_one_line(read: Reader, joint: str) -> None:
    text = paper(
        "为做好全市科普工作，提高公民科学素质，根据市政府部署，结合工作实际，现就有关事项通知如下。",
        "一、加强组织领导。各单位要专题研究，明确分工，落实责任，确保各项任务按期完成，重要情况及时报告。",
        "二、办好科普活动。(一)组织活动周。5月下旬启动，全年不少于5场，覆盖全部县区。(二)开放基地。每月开放1次，接待公众参观学习。",
        "三、强化工作保障。安排专项经费，建强科普队伍，加强宣传引导，年底前报送工作总结。",
        joint=joint,
    )  # fmt: skip
    notice = read(text)
    assert (notice.title, notice.doc_number) == (TITLE, NUMBER)
    assert headings(notice) == [
        (1, "加强组织领导"), (1, "办好科普活动"), (2, "组织活动周"), (2, "开放基地"), (1, "强化工作保障"),
    ]  # fmt: skip
    assert (notice.signature, notice.issued_on) == (ISSUER, date(2026, 3, 20))
    is_plain(everything(notice), ISSUER, DAY)
