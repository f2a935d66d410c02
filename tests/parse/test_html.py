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
    assert parse_path(folder / "gov-cn-page-3.html").notice.unfit_because == "原文有删减"
