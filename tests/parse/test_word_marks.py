"""Marks of Word that a reader sees through: tracking, fields, symbols, notes, boxes, numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from draftkit.parse import read_source
from draftkit.values.source import Source
from tests.word_files import (
    box,
    deleted,
    field,
    inserted,
    item,
    lists,
    mark_deleted,
    numbered,
    p,
    r,
    tbl,
    tc,
    tr,
    word_file,
)

Read = Callable[..., Source]
TRACKED = 'w:id="3" w:author="甲" w:date="2026-01-01T00:00:00Z"'


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def build(*body: str, **parts: str) -> Source:
        path = tmp_path / "稿.docx"
        path.write_bytes(word_file("".join(body), **parts))
        return read_source(path)

    return build


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def test_tracked_changes_are_read_as_accepted(read: Read) -> None:
    moved = f"<w:moveFrom {TRACKED}>{r('移走')}</w:moveFrom>"
    here = f"<w:moveTo {TRACKED}>{r('移来')}</w:moveTo>"
    gone = f"<w:trPr><w:del {TRACKED}/></w:trPr>"
    body = (
        p("甲", deleted("删"), inserted("加"), moved, here),
        p("前半", properties=mark_deleted()),
        p("后半"),
        p(deleted("整段"), properties=mark_deleted()),
        p(f"<w:del {TRACKED}>{box(p('删去的框'))}</w:del>", "乙"),
        tbl(
            tr("任务", "时限"),
            f"<w:tr>{gone}{tc('删去')}{tc('的行')}</w:tr>",
            tr("科普", tc("删去的格", properties=f"<w:cellDel {TRACKED}/>"), "全年"),
        ),
        p("最后", properties=mark_deleted()),
    )
    source = read(*body)
    assert texts(source) == ["甲加移来", "前半后半", "乙", "", "最后"]
    assert source.blocks[3].rows == (("任务", "时限"), ("科普", "全年"))


def test_hidden_text_is_out_by_style_too(read: Read) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="k"><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        p("甲", r("藏", '<w:rStyle w:val="k"/>'), r("乙", '<w:rStyle w:val="k"/><w:vanish w:val="0"/>')),
        p("整段", properties='<w:pStyle w:val="q"/>'),
        p("一、学习。", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>"),
        p("每月一次。"),
    )  # fmt: skip
    assert texts(read(*body, styles=styles)) == ["甲乙", "", "一、学习。每月一次。"]


@pytest.mark.parametrize(
    ("code", "result", "shown"),
    [
        (' HYPERLINK "http://example.org" ', "链接", "链接"),
        (' DATE \\@ "yyyy" ', "2026年3月20日", "2026年3月20日"),
        (" REF _Ref1 \\h ", "第二条", "第二条"),
        (' TOC \\o "1-3" ', "一、学习\t3", "一、学习\t3"),
        (" PAGEREF _Toc1 ", "3", "3"),
        (" PAGE ", "7", ""),
        (" NUMPAGES ", "9", ""),
        (" eq \\o\\ac(○,21) ", None, "㉑"),
        (" EQ \\o\\ac(□,优) ", None, "优"),
        (' EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(zì),字) ', None, "字"),
        (" EQ \\f(1,2) ", None, "1/2"),
        (" MACROBUTTON NoMacro 点此输入 ", None, "点此输入"),
        (' SYMBOL 254 \\f "Wingdings" \\s 12 ', None, "☑"),
        (" SYMBOL 0x25A1 \\u ", None, "□"),
        (" TIME ", None, ""),
    ],
)
def test_fields(read: Read, code: str, result: str | None, shown: str) -> None:
    assert texts(read(p("甲", field(code, result), "乙"))) == [f"甲{shown}乙"]


def test_check_boxes_and_symbols(read: Read) -> None:
    def form(state: str) -> str:
        data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"
        return (
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
            '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar '
            'w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )  # fmt: skip

    control = (
        f"<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>{r('☒')}</w:sdtContent></w:sdt>"
    )
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    body = (
        p(form("<w:checked/>"), form('<w:default w:val="0"/>'), control, "选"),
        p(sign.format("Wingdings", "F0A8"), sign.format("Wingdings 2", "F052"),
          sign.format("Symbol", "F0B3"), sign.format("宋体", "25A1"), sign.format("Odd", "F041")),
        p(r("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>'), r("\uf0fe", '<w:rFonts w:ascii="仿宋"/>')),
    )  # fmt: skip
    assert texts(read(*body)) == ["☑☐☒选", "□☑≥□\uf041", "☑\uf0fe"]


def test_ruby_keeps_the_base(read: Read) -> None:
    ruby = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('shì')}</w:rt><w:rubyBase>{r('示')}</w:rubyBase>"
        "</w:ruby></w:r>"
    )
    assert texts(read(p(ruby, "例"))) == ["示例"]


def test_notes_and_comments_are_blocks_of_their_own(read: Read) -> None:
    source = read(
        p("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote>'
        f'<w:footnote w:id="2">{p("脚注一")}{p("第二段")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("尾注")}{tbl(tr("表", "格"))}</w:endnote>',
        comments=f'<w:comment w:id="0">{p("请核对", deleted("错"))}</w:comment>',
    )
    assert [(block.kind, block.text) for block in source.blocks] == [
        ("paragraph", "正文"), ("footnote", "脚注一\n第二段"), ("footnote", "尾注\n表\n格"),
        ("comment", "请核对"),
    ]  # fmt: skip


def test_boxes_each_once_wherever_they_are(read: Read) -> None:
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{p('旧式框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    table = tbl(tr("任务", "时限"), tr("科普", "全年"), columns=2)
    source = read(
        p(box(p("新式框") + table), old, art, "正文"),
        tbl(
            tr(tc(p(box(p("格内框")), "格")), tc("外", tbl(tr("内", "层")), p("尾"))),
            tr("甲", "乙"),
        ),
    )
    kinds = [(block.kind, block.text or block.rows) for block in source.blocks]
    assert kinds == [
        ("textbox", "新式框"), ("table", (("任务", "时限"), ("科普", "全年"))),
        ("textbox", "旧式框"), ("textbox", "艺术字"), ("paragraph", "正文"),
        ("table", (("格内框\n格", "外\n内\n层\n尾"), ("甲", "乙"))),
    ]  # fmt: skip
    assert source.warnings == ()


def test_pictures_and_linked_documents_are_said(read: Read) -> None:
    blip = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><a:blip r:embed="rId9"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    ole = (
        '<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="x"/></w:object></w:r>'
    )
    line = "<w:r><w:pict><v:line/></w:pict></w:r>"
    source = read(p("正文", blip, ole, line), '<w:altChunk r:id="rId8"/>', header1=p(blip))
    assert [w.code for w in source.warnings] == ["drawing_unread", "part_unread"]
    assert "3处" in source.warnings[0].message
    assert all(w.quote == "" for w in source.warnings)


def test_spans_keep_columns_in_place(read: Read) -> None:
    span = '<w:gridSpan w:val="2"/>'
    rows = (
        tr(tc("宽", properties=span), "丙"),
        tr("后", "面", properties='<w:gridBefore w:val="1"/>'),
        tr("一", "二", "三"),
        tr(
            tc("左", properties='<w:hMerge w:val="restart"/>'),
            tc("x", properties="<w:hMerge/>"),
            "右",
        ),
    )
    assert read(tbl(*rows)).blocks[0].rows == (
        ("宽", "", "丙"), ("", "后", "面"), ("一", "二", "三"), ("左", "", "右")
    )  # fmt: skip
    wild = '<w:gridSpan w:val="999999999"/>'
    assert len(read(tbl(tr(tc("甲", properties=wild), "乙"))).blocks[0].rows[0]) < 100


def test_a_table_in_a_margin_is_lines_of_it(read: Read) -> None:
    source = read(p("正文"), header1=tbl(tr("示例市", "内部资料"), tr("甲", "乙")))
    assert [(block.kind, block.text) for block in source.blocks] == [
        ("paragraph", "正文"), ("header", "示例市　内部资料"), ("header", "甲　乙")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "first"),
    [
        ("chineseCounting", "一"), ("chineseLegalSimplified", "壹"), ("ideographTraditional", "甲"),
        ("ideographZodiac", "子"), ("decimalEnclosedCircleChinese", "①"), ("upperRoman", "I"),
        ("ideographEnclosedCircle", "㈠"), ("decimalEnclosedParen", "⑴"), ("lowerLetter", "a"),
        ("decimalEnclosedFullstop", "⒈"), ("decimalFullWidth", "１"), ("decimalZero", "01"),
        ("ideographDigital", "一"), ("upperLetter", "A"), ("bahtText", "1"),
    ],
)  # fmt: skip
def test_styles_of_numbers(read: Read, style: str, first: str) -> None:
    source = read(item("学习", 1), numbering=lists((style, "第%1章　")))
    assert texts(source) == [f"第{first}章　学习"]


def test_levels_restart_as_the_list_says(read: Read) -> None:
    three = (("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3."))
    order = [item("x", 1, level) for level in (0, 1, 2, 1, 2, 0, 2)]

    def numbers(extra: str = "") -> list[str]:
        return [t[:-1] for t in texts(read(*order, numbering=lists(*three, extra=extra)))]

    assert numbers() == ["1.", "1.1.", "1.1.1.", "1.2.", "1.2.1.", "2.", "2.1.1."]
    assert numbers('<w:lvlRestart w:val="0"/>') == [
        "1.", "1.1.", "1.1.1.", "1.2.", "1.2.2.", "2.", "2.2.3."
    ]  # fmt: skip
    assert numbers('<w:lvlRestart w:val="1"/>')[4:] == ["1.2.2.", "2.", "2.1.1."]


def test_lists_that_share_a_form_go_on_or_start_anew(read: Read) -> None:
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl '
        'w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%1）"/>'
        "</w:lvl></w:lvlOverride></w:num>"
    )
    body = [item("x", number) for number in (1, 2, 3, 3, 4)]
    source = read(*body, item("", 1), item("y", 1), numbering=lists(("decimal", "%1、"), nums=nums))
    assert texts(source) == ["1、x", "2、x", "1、x", "2、x", "（3）x", "", "5、y"]


def test_numbers_come_from_styles_and_legal_levels_are_digits(read: Read) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="t1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="t2"><w:basedOn w:val="t1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="t3"><w:basedOn w:val="t2"/></w:style>'
        '<w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    nums = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    )
    form = lists(("chineseCounting", "第%1章"), ("decimal", "%1.%2"), nums=nums).replace(
        '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>'
    )
    source = read(
        p("总则", properties='<w:pStyle w:val="t1"/>'),
        p("目的", properties='<w:pStyle w:val="t2"/>'),
        p("依据", properties='<w:pStyle w:val="t3"/>'),
        p("不编号", properties=f'<w:pStyle w:val="t1"/>{numbered(0)}'),
        item("分则", 7),
        styles=styles,
        numbering=form,
    )
    assert texts(source) == ["第一章总则", "1.1 目的", "1.2 依据", "不编号", "第二章分则"]


def test_a_column_of_numbers_in_a_table_is_text(read: Read) -> None:
    rows = [tr("序号", "任务"), *(tr(tc(item("", 1)), name) for name in ("科普", "竞赛"))]
    source = read(tbl(*rows), numbering=lists(("decimal", "%1")))
    assert source.blocks[0].rows == (("序号", "任务"), ("1", "科普"), ("2", "竞赛"))
