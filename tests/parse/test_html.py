"""Saved web pages: the paper, the fields, the furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftkit.parse import parse_path
from draftkit.parse.html import read_html

BODY = "".join(f"<p>　　{text}</p>" for text in (
    "2026年以来，示例县教育局坚持把文明校园创建作为育人的重要抓手，工作取得新的成效。",
    "一、抓学习。组织读书会12场，参加教师320人次，形成体会文章46篇。",
    "二、抓作风。开展走访活动，帮助学校解决问题18个，群众满意度持续提高。",
))  # fmt: skip


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def paragraphs(markup: str) -> list[str]:
    return [
        block.text.strip("　") for block in read_html(markup).blocks if block.kind == "paragraph"
    ]


@pytest.mark.parametrize(
    "container",
    ['<div class="TRS_Editor">{}</div>', '<td id="UCAP-CONTENT">{}</td>', '<div id="zoom"><span>{}</span></div>',
     '<div class="con_text">{}</div>', '<div class="nobody-knows-this">{}</div>'],
)  # fmt: skip
def test_the_body_is_found(container: str) -> None:
    menu = "<ul>" + "<li><a href=x>政务公开</a></li>" * 9 + "</ul>"
    wrapped = container.format(BODY)
    if container.startswith("<td"):
        wrapped = f"<table><tr>{wrapped}</tr></table>"
    found = paragraphs(page(f"{menu}{wrapped}<div>版权所有 示例县教育局</div>"))
    assert len(found) == 3
    assert found[1].startswith("一、抓学习")


def test_line_breaks_scripts_and_hidden_parts() -> None:
    body = (
        '<div id="zoom">示例县教育局<br>2026年工作要点<script>var a="甲乙"</script>'
        f'<p style="display: none">垃圾文字</p>{BODY}</div>'
    )
    blocks = read_html(page(body)).blocks
    assert blocks[0].text == "示例县教育局\n2026年工作要点"
    assert not any("甲乙" in block.text or "垃圾" in block.text for block in blocks)


def test_fields_of_a_table_and_of_a_line(tmp_path: Path) -> None:
    fields = (
        "<table><tr><td>索&nbsp;引&nbsp;号：</td><td>000014/2026-3</td><td>主题分类：</td><td>教育</td></tr>"
        "<tr><td>发文机关：</td><td>示例县教育局</td><td>成文日期：</td><td>2026年03月05日</td></tr></table>"
        "<h1>示例县教育局关于做好文明校园创建工作的通知</h1>"
        "<div>来源：县教育局　时间：2026-03-06 浏览次数：<em>31</em> 【字体：大 中 小】</div>"
    )
    path = tmp_path / "a.html"
    path.write_text(page(fields + f'<div id="zoom">{BODY}</div>'), encoding="utf-8")
    notice = parse_path(path).notice
    assert notice.metadata == {
        "索引号": "000014/2026-3", "主题分类": "教育", "发文机关": "示例县教育局", "成文日期": "2026年03月05日",
        "来源": "县教育局", "时间": "2026-03-06",
    }  # fmt: skip
    assert notice.title == "示例县教育局关于做好文明校园创建工作的通知"
    assert notice.issuer == "示例县教育局"
    assert str(notice.issued_on) == "2026-03-05"
    assert len(notice.sections) == 2


def test_a_table_of_data_stays_a_table() -> None:
    table = "<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>学习</td></tr></table>"
    blocks = read_html(page(f'<div id="zoom">{BODY}{table}</div>')).blocks
    assert blocks[-1].rows == (("序号", "任务"), ("1", "学习"))


def test_a_page_nested_deeper_than_the_stack() -> None:
    deep = "<div>" * 5000 + BODY + "</div>" * 5000
    assert len(paragraphs(page(deep))) == 3


def blocks(body: str, head: str = "") -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_html(page(body, head)).blocks]


PLAIN = """示例县教育局关于做好文明校园创建工作的通知
各学校：
一、抓学习。组织读书会12场，参加教师320人次，形成体会文章46篇。
二、抓作风。开展走访活动，帮助学校解决问题18个，群众满意度持续提高。

示例县教育局
2026年3月5日"""


@pytest.mark.parametrize(
    "frame",
    [
        "<pre>{}</pre>",
        "<div class=menu>首页</div><pre>\n{}\n</pre>",
        '<div style="white-space: pre-wrap">{}</div>',
        '<div style="white-space:pre-line"><span>{}</span></div>',
        '<p style="WHITE-SPACE: pre">{}</p>',
    ],
)
def test_line_ends_that_the_page_shows(frame: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(frame.format(PLAIN)), encoding="utf-8")
    notice = parse_path(path).notice
    assert notice.title == "示例县教育局关于做好文明校园创建工作的通知"
    assert notice.recipients == "各学校"
    assert [section.number for section in notice.sections] == ["一、", "二、"]
    assert notice.signature == "示例县教育局"


def test_line_ends_inside_an_element_that_does_not_keep_them() -> None:
    inner = '<div style="white-space:normal">甲\n乙</div>'
    assert blocks(f"<pre>{inner}</pre>{BODY}")[0] == ("paragraph", "甲 乙")


def items(
    attributes: str, *, inner: str = "<li>学习</li><li>创建</li>", head: str = ""
) -> list[str]:
    body = f'<div id="zoom">{BODY}<ol {attributes}>{inner}</ol></div>'
    return [text for _, text in blocks(body, head)][3:]


def test_numbers_of_a_list_that_a_reader_sees() -> None:
    assert items("") == ["1.学习", "2.创建"]
    assert items("start=3") == ["3.学习", "4.创建"]
    assert items("type=A") == ["A.学习", "B.创建"]
    assert items("type=a reversed") == ["b.学习", "a.创建"]
    assert items('style="list-style-type: lower-roman"') == ["i.学习", "ii.创建"]
    assert items('style="list-style: cjk-ideographic inside"') == ["一、学习", "二、创建"]
    assert items("", inner="<li>学习</li><li value=7>创建</li><li>总结</li>") == [
        "1.学习", "7.创建", "8.总结",
    ]  # fmt: skip
    assert items("start=三") == ["1.学习", "2.创建"]


def test_lists_within_lists() -> None:
    inner = "<li>学习<ol type=a><li>读书</li><li>写作</li></ol></li><li><p>创建</p></li>"
    assert items("", inner=inner) == ["1.学习", "a.读书", "b.写作", "2.创建"]


def test_lists_without_numbers() -> None:
    plain = ["学习", "创建"]
    assert items('style="list-style:none"') == plain
    assert items('style="list-style-type:disc"') == plain
    assert items("", head="<style>ul, ol { margin:0; list-style: none }</style>") == plain
    assert items("", inner="<li>1.学习</li><li>（2）创建</li>") == ["1.学习", "（2）创建"]
    assert blocks(f"<ol><li>首页</li></ol><div id=zoom>{BODY}</div>")[0] == ("meta", "首页")


def test_headers_and_footers_of_a_saved_document() -> None:
    found = blocks(
        f'<div title="header"><p>示例县教育局文件</p></div>{BODY}'
        "<div style='mso-element:footer'><p>- 3 -</p></div>"
    )
    assert found[0] == ("header", "示例县教育局文件")
    assert found[-1] == ("footer", "- 3 -")
    assert [kind for kind, _ in found[1:-1]] == ["paragraph"] * 3


def test_the_printing_note_in_a_table() -> None:
    note = (
        "<table><tr><td colspan=2>抄送：县委宣传部，县文明办。</td></tr>"
        "<tr><td>示例县教育局办公室</td><td>2026年3月6日印发</td></tr></table>"
    )
    assert blocks(BODY + note)[3:] == [
        ("paragraph", "抄送：县委宣传部，县文明办。"),
        ("paragraph", "示例县教育局办公室　2026年3月6日印发"),
    ]


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0",
        "font-size: 0px",
        "visibility: hidden",
        "opacity:0",
        "opacity: 0.0",
        "text-indent:-9999px",
        "position:absolute; left:-9999px",
        "position:fixed;top:-1000em",
        "color:#fff;background-color:#FFFFFF",
        "color: white; background: rgb(255, 255, 255)",
        "display : none",
    ],
)
def test_text_that_no_reader_sees(style: str) -> None:
    content = read_html(page(f'{BODY}<p style="{style}">垃圾文字</p>'))
    assert not any("垃圾" in block.text for block in content.blocks)
    assert [(one.code, one.quote) for one in content.warnings] == [("hidden", "垃圾文字")]


@pytest.mark.parametrize(
    "body",
    [
        '<p style="font-size:0">{}</p>'.format('<span style="font-size:16pt">看得见</span>'),
        '<div style="visibility:hidden"><p style="visibility:visible">看得见</p></div>',
        '<p style="opacity:0.9">看得见</p>',
        '<p style="text-indent:-24px">看得见</p>',
        '<p style="position:absolute;left:-20px">看得见</p>',
        '<p style="color:#333;background:#fff">看得见</p>',
        '<p style="font-size:0.9em">看得见</p>',
    ],
)
def test_text_that_readers_see(body: str) -> None:
    content = read_html(page(BODY + body))
    assert any("看得见" in block.text for block in content.blocks)
    assert not content.warnings


def test_hidden_text_in_a_cell_and_in_place_of_the_body() -> None:
    cell = '<td>学习<span style="display:none">垃圾文字</span></td>'
    table = f"<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td>{cell}</tr></table>"
    content = read_html(page(f'<div id="zoom">{BODY}{table}</div>'))
    assert content.blocks[-1].rows == (("序号", "任务"), ("1", "学习"))
    assert [one.quote for one in content.warnings] == ["垃圾文字"]
    junk = "<p>垃圾文字反复出现在页面外面的地方。</p>" * 40
    content = read_html(page(f'<div style="text-indent:-9999px">{junk}</div><div>{BODY}</div>'))
    assert len([block for block in content.blocks if block.kind == "paragraph"]) == 3


def test_a_page_that_only_a_script_makes_visible_is_read() -> None:
    content = read_html(page(f'<div style="opacity:0">{BODY}</div>'))
    assert len([block for block in content.blocks if block.kind == "paragraph"]) == 3


def test_real_pages(shared: Path) -> None:
    folder = shared / "data" / "files"
    if not folder.is_dir():
        pytest.skip("shared/data/files is not there")
    wanted = {
        "gov-cn-page-1.html": ("国务院关于印发国家职业教育改革实施方案的通知", "国发〔2019〕4号", "国务院"),
        "gov-cn-page-2.html": ("国务院办公厅关于开展城镇小区配套幼儿园治理工作的通知", "国办发〔2019〕3号", "国务院办公厅"),
        "gov-cn-page-3.html": (
            "国务院办公厅关于湖北省在温家宝总理考察工作时所提问题和建议办理情况的函", "国办函〔2004〕25号", "国务院办公厅",
        ),
    }  # fmt: skip
    for name, expected in wanted.items():
        notice = parse_path(folder / name).notice
        assert (notice.title, notice.doc_number, notice.issuer) == expected
    because = parse_path(folder / "gov-cn-page-3.html").notice.unfit_because
    assert because == "原文有删减：“（本文有删减）”"
