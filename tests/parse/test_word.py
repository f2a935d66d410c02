"""Word files as a reader sees them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from draftkit.parse import parse_path, read_source
from draftkit.values.source import Source

Make = Callable[[Any], None]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Make], Source]:
    def build(make: Make) -> Source:
        document = Document()
        make(document)
        path = tmp_path / "稿.docx"
        document.save(str(path))
        return read_source(path)

    return build


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def numbered(document: Any, text: str, number: int, level: int) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def add_list(document: Any, number: int, levels: list[tuple[str, str]]) -> None:
    root = document.part.numbering_part.element
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{rows}</w:abstractNum>'
        ),
    )
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )


def test_automatic_numbers_become_text(read: Callable[[Make], Source]) -> None:
    def make(document: Any) -> None:
        add_list(
            document,
            77,
            [
                ("chineseCountingThousand", "%1、"),
                ("japaneseCounting", "（%2）"),
                ("decimal", "%3."),
            ],
        )
        for text, level in [
            ("加强学习", 0),
            ("学理论", 1),
            ("读书", 2),
            ("听讲", 2),
            ("学业务", 1),
            ("改进作风", 0),
            ("下基层", 1),
        ]:
            numbered(document, text, 77, level)

    assert texts(read(make)) == [
        "一、加强学习", "（一）学理论", "1.读书", "2.听讲", "（二）学业务", "二、改进作风", "（一）下基层"
    ]  # fmt: skip


def test_numbered_headings_make_a_tree(read: Callable[[Make], Source], tmp_path: Path) -> None:
    def make(document: Any) -> None:
        document.add_paragraph("示例县教育局2026年工作要点")
        add_list(document, 78, [("chineseCounting", "%1、"), ("decimal", "%2.")])
        for text, level in [
            ("抓学习", 0),
            ("读书。每月一次。", 1),
            ("抓作风", 0),
            ("下校。每周一天。", 1),
        ]:
            numbered(document, text, 78, level)

    read(make)
    notice = parse_path(tmp_path / "稿.docx").notice
    assert [(s.number, s.heading, len(s.children)) for s in notice.sections] == [
        ("一、", "抓学习", 1), ("二、", "抓作风", 1)
    ]  # fmt: skip
    assert notice.sections[1].children[0].heading == "下校"


def test_deleted_and_hidden_text_is_out_inserted_text_is_in(read: Callable[[Make], Source]) -> None:
    def make(document: Any) -> None:
        paragraph = document.add_paragraph("保留")
        mark = f'{nsdecls("w")} w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'
        paragraph._p.append(
            parse_xml(f"<w:del {mark}><w:r><w:delText>删去</w:delText></w:r></w:del>")
        )
        paragraph._p.append(parse_xml(f"<w:ins {mark}><w:r><w:t>加上</w:t></w:r></w:ins>"))
        paragraph.add_run("看不见").font.hidden = True

    assert texts(read(make)) == ["保留加上"]


def test_text_boxes_come_once_and_before_their_anchor(read: Callable[[Make], Source]) -> None:
    box = "<w:p><w:r><w:t>示例市科学技术局文件</w:t></w:r></w:p>"
    shape = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><wps:wsp><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></wps:wsp></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    def make(document: Any) -> None:
        document.add_paragraph("示科〔2026〕3号")._p.append(parse_xml(shape))

    source = read(make)
    assert [(block.kind, block.text) for block in source.blocks] == [
        ("textbox", "示例市科学技术局文件"), ("paragraph", "示科〔2026〕3号")
    ]  # fmt: skip


def test_page_numbers_are_out_running_heads_are_listed(
    read: Callable[[Make], Source], tmp_path: Path
) -> None:
    def make(document: Any) -> None:
        document.add_paragraph("为做好工作，制定本方案。")
        section = document.sections[0]
        section.header.paragraphs[0].text = "内部资料"
        footer = section.footer.paragraphs[0]
        footer.add_run("— ")
        for kind, code in (
            ("begin", None),
            (None, "PAGE"),
            ("separate", None),
            (None, None),
            ("end", None),
        ):
            run = footer.add_run("7" if kind is None and code is None else "")
            if kind:
                run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
            if code:
                run._r.append(parse_xml(f"<w:instrText {nsdecls('w')}> {code} </w:instrText>"))
        footer.add_run(" —")

    source = read(make)
    assert [(b.kind, b.text) for b in source.blocks] == [
        ("paragraph", "为做好工作，制定本方案。"), ("header", "内部资料")
    ]  # fmt: skip
    notice = parse_path(tmp_path / "稿.docx").notice
    assert [(w.code, w.quote) for w in notice.warnings] == [
            ("internal", "内部资料"), ("furniture", "内部资料")
        ]  # fmt: skip


def test_tables_keep_rows_and_frames_become_paragraphs(read: Callable[[Make], Source]) -> None:
    def make(document: Any) -> None:
        data = document.add_table(2, 3)
        data.cell(0, 0).merge(data.cell(1, 0)).text = "序号"
        data.cell(0, 1).text, data.cell(1, 2).text = "任务", "全年"
        frame = document.add_table(1, 1)
        frame.cell(0, 0).text = "框内的一段。"
        foot = document.add_table(2, 2)
        foot.cell(0, 0).text = "抄送：市委办。"
        foot.cell(1, 0).text, foot.cell(1, 1).text = "示例市科学技术局办公室", "2026年3月1日印发"

    source = read(make)
    assert source.blocks[0].rows == (("序号", "任务", ""), ("", "", "全年"))
    assert "框内的一段。" in texts(source)
    assert texts(source)[-2:] == ["抄送：市委办。", "示例市科学技术局办公室　2026年3月1日印发"]


def test_layout_and_page(read: Callable[[Make], Source]) -> None:
    def make(document: Any) -> None:
        paragraph = document.add_paragraph()
        run = paragraph.add_run("正文")
        run.font.size, run.bold = Pt(16), True
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.line_spacing = Pt(28.95)
        paragraph.paragraph_format.first_line_indent = Pt(32)

    source = read(make)
    layout = source.blocks[0].layout
    assert layout is not None
    assert (layout.font, layout.size, layout.bold, layout.align) == (
        "仿宋_GB2312",
        16,
        True,
        "justify",
    )
    assert (layout.line_pitch, layout.line_rule, layout.first_line_chars) == (28.95, "exact", 2.0)
    assert source.page is not None
    assert (round(source.page.width), round(source.page.height)) == (216, 279)


def test_a_dead_link_inside_the_package_does_not_matter(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("正文在此。")
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                dead = b'<Relationship Id="rId99" Type="http://x/image" Target="../NULL"/></Relationships>'
                data = data.replace(b"</Relationships>", dead)
            new.writestr(name, data)
    assert texts(read_source(path)) == ["正文在此。"]


def test_real_word_files(shared: Path) -> None:
    folder = shared / "data" / "files"
    wanted = {
        "dagang-2022.docx": "考试大纲",
        "zhongyang-yihao-2026.docx": "2026年中央一号文件",
        "gwr-2025-北京市.docx": "2025年北京市政府工作报告",
    }
    for name, title in wanted.items():
        if not (folder / name).exists():
            pytest.skip("shared/data/files is not there")
        notice = parse_path(folder / name).notice
        assert title in (notice.title or ""), name
        assert len(notice.sections) >= 2
