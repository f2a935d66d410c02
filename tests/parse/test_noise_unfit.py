"""Noise of real source text, kinds 65 to 70 and 75 to 82: masked, swapped, redacted texts, pages
that are no papers, and what stands round the signature.

Unfit is kept and marked with a reason, never dropped. The numbers are those of the fact base on
noise; the texts are made up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from draftkit.values.notice import Notice
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
)

BODY = ("一、办好活动", "5月启动。", "二、加强领导", "各单位要专题研究。")
HEADS = [(1, "办好活动"), (1, "加强领导")]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def unfit(notice: Notice) -> bool:
    assert notice.fit == (notice.unfit_because is None)
    return not notice.fit


def test_a_clean_paper_is_fit(read: Reader) -> None:
    assert not unfit(read(paper(OPENING, *BODY)))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("庆祝新中国成立xx周年，开展科普。", "xx周年", id="n65_years"),
        pytest.param("庆祝新中国成立××周年，开展科普。", "××周年", id="n65_years_crosses"),
        pytest.param("20XX年，我局开展科普。", "20XX年", id="n65_year"),
        pytest.param("２０ＸＸ年，我局开展科普。", "年，我局开展科普", id="n65_year_wide"),
        pytest.param("某某市、某某县开展科普。", "某某市", id="n65_place"),
        pytest.param("深入学习贯彻党的XX大精神，开展科普。", "党的XX大", id="n66_congress"),
        pytest.param("深入学习贯彻党的ＸＸ大精神，开展科普。", "大精神，开展科普", id="n66_congress_wide"),
        pytest.param("深入学习贯彻党的**大精神，开展科普。", "党的**大", id="n66_congress_stars"),
        pytest.param("贯彻十X届X中、X中全会精神，开展科普。", "十X届X中", id="n67_plenum"),
        pytest.param("贯彻十×届×中全会精神，开展科普。", "十×届×中", id="n67_plenum_crosses"),
        pytest.param("全年召开会议*次，培训*人次。", "会议*次", id="n68_star"),
        pytest.param("全年召开会议**次，培训***人次。", "会议**次", id="n68_stars"),
        pytest.param("在**市**区开展科普，投入**万元。", "在**市**区", id="n68_places"),
        pytest.param("深入开展科学开展观学习，推动科普。", "科学开展观", id="n69_swapped"),
        pytest.param("加强精神礼貌建设，推动科普。", "精神礼貌", id="n69_swapped_civility"),
        pytest.param("加强社会主义精神礼貌，创立和谐社会。", "精神礼貌", id="n69_swapped_harmony"),
        pytest.param("自2021年被评为文明单位以来，连续9年保持荣誉。", "连续9年", id="n70_year_replaced"),
    ],
)  # fmt: skip
def test_masked_and_swapped(read: Reader, text: str, kept: str) -> None:
    notice = read(
        paper(text, *BODY, title="示例市科学技术局2025年科普工作总结", number=None, to=None)
    )
    assert kept in notice.preamble[0]
    assert unfit(notice)
    assert headings(notice) == HEADS


@pytest.mark.parametrize(
    "text",
    [
        "庆祝建市70周年，开展科普。",
        "建设5G+X示范工程，推广“1+X”证书。",
        "自2018年被评为文明单位以来，连续7年保持荣誉。",
        "采用3*5米展板，召开会议12次。",
        "某些单位和部分群众参与，开展XR体验。",
        "推进精神文明建设，讲文明懂礼貌。",
    ],
)
def test_what_only_looks_masked_is_fit(read: Reader, text: str) -> None:
    notice = read(
        paper(text, *BODY, title="示例市科学技术局2025年科普工作总结", number=None, to=None)
    )
    assert not unfit(notice)


@pytest.mark.parametrize("note", ["（本文有删减）", "(本文有删减)", "（此件有删减）", "（有删减）"])
def test_n75_redaction(read: Reader, note: str) -> None:
    notice = read(paper(OPENING, *BODY) + note + "\n")
    assert unfit(notice)
    assert "删减" in (notice.unfit_because or "")
    assert headings(notice) == HEADS
    assert (notice.signature, notice.issued_on) == (ISSUER, date(2026, 3, 20))


@pytest.mark.parametrize(
    "note",
    [
        "（此件主动公开）",
        "(此件公开发布)",
        "（此件依申请公开）",
        "(此件不公开)",
        "（公开属性：主动公开）",
    ],
)
def test_n76_notes_are_no_text(read: Reader, note: str) -> None:
    notice = read(paper(OPENING, *BODY) + note + "\n")
    assert notice.annotation == note.replace("(", "（").replace(")", "）")
    assert notice.sections[-1].paragraphs == ("各单位要专题研究。",)
    assert notice.issued_on == date(2026, 3, 20)


@pytest.mark.parametrize(
    "note",
    [
        "(联系人:甲某某,联系电话:0000000)",
        "（联系人：甲某某，联系电话：0000000）",
        "（联系人：甲某某；电话：0000000）",
        "联系人：甲某某，联系电话：0000000",
    ],
)
def test_n77_contacts_behind_the_signature(read: Reader, note: str) -> None:
    notice = read(paper(OPENING, *BODY) + note + "\n")
    assert "甲某某" in (notice.annotation or "")
    assert "甲某某" not in everything(notice)
    assert (notice.signature, notice.issued_on) == (ISSUER, date(2026, 3, 20))


@pytest.mark.parametrize(
    "title",
    [
        "示例市科学技术局《关于印发 的通知》",
        "示例市科学技术局关于印发《》的通知",
        "示例市科学技术局关于印发 的通知",
        "示例市科学技术局关于关于做好科普工作的通知",
    ],
)
def test_n78_name_lost_in_tags(read: Reader, title: str) -> None:
    notice = read(paper(OPENING, *BODY, title=title))
    assert (notice.title or "").replace(" ", "") == title.replace(" ", "")
    assert unfit(notice)


@pytest.mark.parametrize(
    ("bracket", "units"),
    [
        ("（市政府办公室牵头）", [("牵头", "市政府办公室")]),
        ("（市科技局、市科协牵头，市教育局配合）", [("牵头", "市科技局"), ("牵头", "市科协"), ("配合", "市教育局")]),
        ("（市科技局负责）", [("负责", "市科技局")]),
        ("〔责任单位：市科技局、市科协〕", [("责任单位", "市科技局"), ("责任单位", "市科协")]),
        ("(责任单位:市科技局;配合单位:市教育局)", [("责任单位", "市科技局"), ("配合单位", "市教育局")]),
        ("【牵头单位：市科技局】", [("牵头单位", "市科技局")]),
    ],
)  # fmt: skip
def test_n79_responsible_units(read: Reader, bracket: str, units: list[tuple[str, str]]) -> None:
    notice = read(paper(OPENING, "一、办好活动", f"组织科技活动周，全年不少于5场。{bracket}"))
    section = notice.sections[0]
    assert [(item.role, item.unit) for item in section.responsible] == units


def page(title: str, body: str, *, crumb: str = "通知公告") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}_示例市人民政府</title></head><body><div class='nav'>首页 &gt; {crumb} &gt; 正文</div>"
        f"<h1>{title}</h1><div id='zoom'>{body}</div></body></html>"
    )


@pytest.mark.parametrize(
    ("title", "crumb", "text"),
    [
        ("《示例市科普工作方案》政策解读", "政策解读", "现就《示例市科普工作方案》解读如下。"),
        ("一图读懂《示例市科普工作方案》", "政策解读", "为便于理解，现将方案图解如下。"),
        (
            "《示例市科普工作方案》解读",
            "政策解读",
            "近日，市科技局印发《示例市科普工作方案》，现解读如下。",
        ),
        (
            "示例市召开科普工作会议",
            "新闻中心",
            "3月20日，示例市召开科普工作会议，副市长出席会议并讲话。",
        ),
    ],
    ids=["reading", "picture", "reading_2", "news"],
)
@pytest.mark.parametrize("html", [True, False], ids=["html", "txt"])
def test_n80_pages_that_are_no_papers(
    read: Reader, title: str, crumb: str, text: str, html: bool
) -> None:
    lines = [text, "一、出台背景", "科普工作面临新形势，群众对科普有新期待，需要统筹推进。", "二、主要内容",
             "方案提出三个方面十二项任务，覆盖城乡居民，明确责任单位和完成时限。"]  # fmt: skip
    if html:
        notice = read(
            page(title, "".join(f"<p>{line}</p>" for line in lines), crumb=crumb), name="页.html"
        )
    else:
        notice = read(f"首页 > {crumb} > 正文\n{title}\n" + "\n".join(lines) + "\n")
    assert unfit(notice)
    assert "方案" in everything(notice)


SPAM = "示例范文网提供海量公文写作范文下载，加微信获取更多优惠！点击进入"


@pytest.mark.parametrize("html", [True, False], ids=["html", "txt"])
def test_n81_banner_before_the_paper(read: Reader, html: bool) -> None:
    if html:
        lines = paper(OPENING, *BODY).splitlines()
        body = f"<p>{SPAM}</p>" + "".join(f"<p>{line}</p>" for line in lines)
        notice = read(page(TITLE, body), name="页.html")
    else:
        notice = read(SPAM + "\n" + paper(OPENING, *BODY))
    listed = any(SPAM in item.quote for item in notice.warnings)
    assert unfit(notice) or listed
    assert SPAM not in everything(notice) or unfit(notice)
    assert headings(notice) == HEADS


def test_n81_hidden_text_is_told(read: Reader) -> None:
    lines = "".join(f"<p>{line}</p>" for line in paper(OPENING, *BODY).splitlines())
    hidden = f"<div style='display: none'>{SPAM}</div>"
    notice = read(page(TITLE, lines + hidden), name="页.html")
    assert SPAM not in everything(notice)
    assert any(SPAM in item.quote for item in notice.warnings)
    assert (notice.title, headings(notice)) == (TITLE, HEADS)


@pytest.mark.parametrize("label", ["发布日期", "发布时间", "成文日期", "时间"])
def test_n82_date_of_the_paper_before_that_of_the_page(read: Reader, label: str) -> None:
    notice = read(f"索引号：000/2026-1　{label}：2019-12-03\n" + paper(OPENING, *BODY))
    assert notice.issued_on == date(2026, 3, 20)
    assert notice.year == 2026


@pytest.mark.parametrize("label", ["发布日期", "发布时间", "时间"])
def test_n82_date_of_the_page_is_no_date_of_the_paper(read: Reader, label: str) -> None:
    notice = read(
        f"索引号：000/2026-1　{label}：2019-12-03\n" + paper(OPENING, *BODY, end=(ISSUER,))
    )
    assert notice.issued_on is None
    assert (notice.year, notice.doc_number, notice.recipients) == (2026, NUMBER, TO.rstrip("："))
    assert DAY not in everything(notice)
