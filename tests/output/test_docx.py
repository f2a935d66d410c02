"""The Word file: its page, its styles, its runs; whole, valid and the same every time."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn

from draftkit.output import export
from draftkit.values.draft import Draft
from draftkit.values.notice import Notice, Section, Table
from draftkit.values.typeset import SetLine, pieces
from draftkit.word.package import About
from draftkit.word.profiles import load_profile, profile_names
from draftkit.word.write import write_docx

PROFILE = load_profile()

# The order in which Word's schema wants the children of these elements (ECMA-376, part 1).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs kinsoku wordWrap "
    "autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b i color spacing kern sz szCs highlight u shd lang",
    "sectPr": "footerReference pgSz pgMar cols docGrid",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW tcBorders shd vAlign",
    "style": "name basedOn next link uiPriority semiHidden qFormat pPr rPr tblPr",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop "
    "evenAndOddHeaders drawingGridVerticalSpacing characterSpacingControl compat themeFontLang "
    "decimalSymbol listSeparator",
    "font": "altName panose1 charset family pitch",
}


def written(what: Notice | Draft, folder: Path, **more: Any) -> Path:
    return export(what, folder / "稿.docx", **more)


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def paragraphs(path: Path) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in Document(str(path)).paragraphs]


def test_same_paper_same_bytes(carrier: Notice, tmp_path: Path) -> None:
    draft = Draft(notice=carrier)
    first = written(draft, tmp_path, head="full").read_bytes()
    again = export(
        Draft.model_validate_json(draft.model_dump_json()), tmp_path / "b.docx", head="full"
    )
    assert again.read_bytes() == first


def test_package_is_dated_and_ordered_once_for_all(paper: Notice, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(paper, tmp_path)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries[:3]] == [
        "[Content_Types].xml", "_rels/.rels", "word/document.xml",
    ]  # fmt: skip
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize("head", ["none", "full"])
def test_children_stand_in_the_order_of_the_schema(
    carrier: Notice, tmp_path: Path, head: str
) -> None:
    signed = carrier.model_copy(update={"signatories": ("张一", "李二", "王三")})
    seen = set()
    for name, text in parts(written(signed, tmp_path, head=head)).items():
        for element in ElementTree.fromstring(text).iter():
            tag = element.tag.rsplit("}", 1)[-1]
            if tag not in ORDER or "wordprocessingml" not in element.tag:
                continue
            seen.add(tag)
            order = ORDER[tag].split()
            children = [child.tag.rsplit("}", 1)[-1] for child in element]
            assert [order.index(child) for child in children] == sorted(
                order.index(child) for child in children
            ), (name, tag, children)
    assert seen == set(ORDER)


def test_every_part_is_named_and_every_relation_ends_somewhere(
    paper: Notice, tmp_path: Path
) -> None:
    found = parts(written(paper, tmp_path))
    typed = ElementTree.fromstring(found["[Content_Types].xml"])
    named = {row.get("PartName", "").lstrip("/") for row in typed if row.get("PartName")}
    assert named == {name for name in found if not name.endswith(".rels")} - {"[Content_Types].xml"}
    for base, name in (("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels")):
        for row in ElementTree.fromstring(found[name]):
            assert base + row.get("Target", "") in found


def test_page_and_grid(paper: Notice, tmp_path: Path) -> None:
    section = Document(str(written(paper, tmp_path))).sections[0]
    size = [round(value.mm) for value in (section.page_width, section.page_height)]
    assert size == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm, 1) for margin in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    # the middle of the number's line of 16 points stands 7 mm under the type area (clause 7.5)
    assert round(35 - section.footer_distance.mm - 16 * 25.4 / 72 / 2, 1) == 7


def test_styles_of_the_paper(carrier: Notice, tmp_path: Path) -> None:
    document = Document(str(written(carrier, tmp_path, head="full")))
    body = document.styles["公文正文"].element
    ind = body.pPr.find(qn("w:ind"))
    assert (ind.get(qn("w:firstLineChars")), ind.get(qn("w:firstLine"))) == ("200", "640")
    spacing = body.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("578", "exact")
    expected = {
        "公文标题": ("方正小标宋简体", 22), "公文正文": ("仿宋_GB2312", 16), "一级标题": ("黑体", 16),
        "二级标题": ("楷体_GB2312", 16), "三级标题": ("仿宋_GB2312", 16), "页码": ("宋体", 14),
        "版记": ("仿宋_GB2312", 14), "附件标识": ("黑体", 16), "表格文字": ("仿宋_GB2312", 12),
    }  # fmt: skip
    for name, (face, size) in expected.items():
        style = document.styles[name]
        assert style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == face, name
        assert style.font.size.pt == size, name
        assert style.font.bold is None, name
    outline = [
        document.styles[f"{level}级标题"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val"))
        for level in "一二三四"
    ]
    assert outline == ["0", "1", "2", "3"]


def test_nothing_of_a_theme_and_no_colour_but_the_head(carrier: Notice, tmp_path: Path) -> None:
    found = parts(written(carrier, tmp_path))
    assert not any("Theme=" in text or "<w:b/>" in text for text in found.values())
    coloured = [name for name, text in found.items() if "<w:color " in text]
    assert coloured == ["word/styles.xml"]
    assert found["word/styles.xml"].count("<w:color ") == 1  # the red 标志


def test_paragraphs_carry_their_styles(carrier: Notice, tmp_path: Path) -> None:
    found = paragraphs(written(carrier, tmp_path))
    assert [style for style, _ in found[:10]] == [
        "公文标题", "主送机关", "公文正文", "附件说明", "附件说明", "落款署名", "成文日期",
        "公文标题", "公文正文", "一级标题",
    ]  # fmt: skip
    assert found[0][1].count("\n") == 2
    assert ("三级标题", "1.举办读书月活动。") not in found


def test_run_in_heading_has_its_own_run(paper: Notice, tmp_path: Path) -> None:
    document = Document(str(written(paper, tmp_path)))
    line = next(p for p in document.paragraphs if p.text.startswith("（二）"))
    assert [(run.style.name, run.text) for run in line.runs] == [
        ("二级标题字", "（二）打造学习阵地。"),
        ("Default Paragraph Font", "建好职工书屋。"),
    ]
    assert line.style.name == "公文正文"
    face = document.styles["二级标题字"].element.rPr.find(qn("w:rFonts"))
    assert face.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_open_marks_are_shaded_in_text_and_table(paper: Notice, tmp_path: Path) -> None:
    document = Document(str(written(paper, tmp_path)))
    runs = [run for p in document.paragraphs for run in p.runs]
    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    runs += [run for cell in cells for p in cell.paragraphs for run in p.runs]
    marked = [(run.style.name, run.text) for run in runs if run.style.name.endswith("标记")]
    assert marked == [
        ("待补标记", "【待补：参加人数】"), ("待核标记", "【待核：12场】"), ("待补标记", "【待补：任务】"),
    ]  # fmt: skip
    fills = {
        name: document.styles[name].element.rPr.find(qn("w:shd")).get(qn("w:fill"))
        for name in ("待补标记", "待核标记")
    }
    assert fills == {"待补标记": PROFILE.colours.fill, "待核标记": PROFILE.colours.confirm}


def test_mark_inside_a_run_in_heading_keeps_its_face(tmp_path: Path) -> None:
    section = Section(
        level=1, number="一、", heading="建设【待补：名称】", heading_end="。", run_in=True,
        paragraphs=("好。",),
    )  # fmt: skip
    document = Document(str(written(Notice(sections=(section,)), tmp_path)))
    run = document.paragraphs[0].runs[1]
    assert run.style.name == "待补标记"
    assert run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "黑体"


def test_carried_paper_begins_a_page(carrier: Notice, tmp_path: Path) -> None:
    found = Document(str(written(carrier, tmp_path))).paragraphs
    fresh = [p.text for p in found if p._p.pPr.find(qn("w:pageBreakBefore")) is not None]
    assert [text.replace("\n", "") for text in fresh] == [
        "2026年示例市科学技术局精神文明建设工作要点", "附件1",
    ]  # fmt: skip


def test_page_numbers_odd_right_even_left(paper: Notice, tmp_path: Path) -> None:
    path = written(paper, tmp_path)
    found = parts(path)
    assert "<w:evenAndOddHeaders/>" in found["word/settings.xml"]
    section = Document(str(path)).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert paragraph._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
        assert paragraph.text == "— 1 —"
        assert "PAGE" in paragraph._p.xml


def test_table_is_a_table_with_a_repeated_head(paper: Notice, tmp_path: Path) -> None:
    table = Document(str(written(paper, tmp_path))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "任务", "责任单位"] and rows[1][1] == "举办读书月活动"
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    widths = [int(col.get(qn("w:w"))) for col in table._tbl.tblGrid]
    assert sum(widths) == 8844 and min(widths) > 600


@pytest.mark.parametrize(
    "table",
    [
        Table(),
        Table(header=("一",)),
        Table(rows=(("甲", "乙"), ("丙",), ())),
        Table(header=("",), rows=(("长" * 300, *["短"] * 12),)),
    ],
)
def test_odd_tables(table: Table, tmp_path: Path) -> None:
    """Empty, ragged and very wide tables give a file that opens, two in a row stay two."""
    section = Section(level=1, number="一、", heading="表", tables=(table, table))
    document = Document(str(written(Notice(sections=(section,)), tmp_path)))
    assert len(document.tables) == (0 if not table.header and not table.rows else 2)
    for made in document.tables:
        assert sum(int(col.get(qn("w:w"))) for col in made._tbl.tblGrid) == 8844
    assert document.element.body[-2].tag == qn("w:p")


def test_file_says_what_it_is(carrier: Notice, tmp_path: Path) -> None:
    about = Document(str(written(carrier, tmp_path))).core_properties
    assert (about.title, about.subject, about.category) == (
        carrier.title, "工作要点", "draftkit",
    )  # fmt: skip
    assert about.author == "" and about.created.date() == date(2026, 3, 20)
    undated = carrier.model_copy(update={"issued_on": None})
    about = Document(str(written(undated, tmp_path))).core_properties
    assert about.created.date() == date(1980, 1, 1)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Markup, control characters and lone surrogates neither break the file nor act in it."""
    text = "a<w:br/>&amp;\x00\x0b\x1f\ufffe“引”\u202e甲]]>"
    document = Document(str(written(Notice(title=text, preamble=(text,)), tmp_path)))
    assert document.paragraphs[1].text == "a<w:br/>&amp;“引”甲]]>"


def test_imprint_is_ruled_and_at_the_foot(carrier: Notice, tmp_path: Path) -> None:
    document = Document(str(written(carrier, tmp_path, head="full")))
    table = document.tables[-1]
    assert [row.cells[0].text for row in table.rows] == [
        "抄送：市委文明办，市直机关文明办。",
        "示例市科学技术局办公室\t2026年3月21日印发",
    ]
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert place.get(qn("w:tblpYSpec")) == "bottom" and place.get(qn("w:vertAnchor")) == "margin"
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    sizes = [borders.find(qn(f"w:{side}")).get(qn("w:sz")) for side in ("top", "insideH", "bottom")]
    assert sizes == ["8", "6", "8"]  # eighths of a point: 0.35, 0.25, 0.35 mm


def test_long_mark_fits_the_type_area(tmp_path: Path) -> None:
    for mark in ("示例市文件", "中共示例市科学技术局机关委员会文件", "示" * 60):
        notice = Notice(letterhead=mark, preamble=("甲。",))
        document = Document(str(written(notice, tmp_path, head="full")))
        size = document.paragraphs[0].runs[0].font.size.pt
        assert size * len(mark) <= PROFILE.text_width and size <= PROFILE.sizes.letterhead


@pytest.mark.parametrize("name", profile_names())
def test_each_profile_gives_a_file(name: str, paper: Notice, tmp_path: Path) -> None:
    profile = load_profile(name)
    document = Document(str(written(paper, tmp_path, profile=name)))
    fonts = document.styles["公文正文"].element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == profile.faces.body
    assert fonts.get(qn("w:ascii")) == profile.faces.latin
    table = parts(tmp_path / "稿.docx")["word/fontTable.xml"]
    assert all(f'w:name="{face}"' in table for face in (profile.faces.body, profile.faces.title))


def test_sealed_profile_moves_the_date(carrier: Notice, tmp_path: Path) -> None:
    rights = {}
    for seal in (False, True):
        profile = PROFILE.model_copy(update={"seal": seal})
        document = Document(str(written(carrier, tmp_path, profile=profile)))
        line = next(p for p in document.paragraphs if p.style.name == "成文日期")
        rights[seal] = int(line._p.pPr.find(qn("w:ind")).get(qn("w:right")))
    assert rights == {False: 480, True: 1280}


def test_writer_alone() -> None:
    """The room `word` knows set lines only; an empty paper is a file too."""
    assert Document(io.BytesIO(write_docx((), PROFILE, About()))).paragraphs == []
    lines = (SetLine("body", pieces("甲\t乙\n丙"), left=1.5, first=-1.5),)
    document = Document(io.BytesIO(write_docx(lines, PROFILE, About())))
    ind = document.paragraphs[0]._p.pPr.find(qn("w:ind"))
    assert (ind.get(qn("w:leftChars")), ind.get(qn("w:left"))) == ("0", "480")
    assert (ind.get(qn("w:hangingChars")), ind.get(qn("w:hanging"))) == ("0", "480")
    assert document.paragraphs[0].text == "甲\t乙\n丙"
