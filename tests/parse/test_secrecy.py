"""Marks of secrecy: seen wherever they stand, and never in prose that speaks of secrets."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from draftkit.errors import DraftkitError
from draftkit.parse import parse_path, read_source, secrecy_in_lines, secrecy_in_name
from draftkit.parse.secrecy import find, find_in_name, is_mark_line
from draftkit.values.source import Block, Source

BODY = ["示例市科学技术局关于做好宣传工作的通知", "各科室：", "现将有关事项通知如下。请认真落实。"]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("机密★1年", "机密★1年"),
        ("000001 机密★1年 特急", "机密★1年"),
        ("000123秘密★10年加急", "秘密★10年"),
        ("机 密", "机密"),
        ("机　密　　特　急", "机密"),
        ("绝密★启用前", "绝密★启用前"),
        ("秘密★长期", "秘密★长期"),
        ("机密★6个月", "机密★6个月"),
        ("机密*1年", "机密★1年"),
        ("秘密☆５年", "秘密★5年"),
        ("（秘密）", "秘密"),
        ("密级：秘密", "秘密"),
        ("密级：机密　公开方式：不公开", "机密"),
        ("密级：□绝密 ☑机密 □秘密", "机密"),
        ("示例市科学技术局文件　机密", "机密"),
        ("示例市科学技术局文件机密★1年", "机密★1年"),
        ("秘密  示科发〔2024〕3号", "秘密"),
        ("机密★1年 示例市科学技术局关于印发工作要点的通知", "机密★1年"),
        ("機密", "机密"),
        ("絕密★長期", "绝密★长期"),
        ("密級：機密", "机密"),
        ("示例市科学技术局关于开展核查工作的通知（机密）", "机密"),
        ("示例市2024年工作要点（绝密）", "绝密"),
        ("（秘密）示例市科学技术局关于开展核查工作的通知", "秘密"),
        ("【机 密★1年】示例市科学技术局", "机密★1年"),
        ("保密等级：机密", "机密"),
        ("涉密等级：秘密", "秘密"),
        ("密级标识：绝密", "绝密"),
        ("定密：机密", "机密"),
        ("机密（1年）", "机密★1年"),
        ("机密级★1年", "机密★1年"),
        ("绝密级", "绝密"),
        ("机密件", "机密"),
        ("机·密", "机密"),
    ],
)
def test_a_mark_is_seen_in_the_head(line: str, mark: str) -> None:
    assert secrecy_in_lines([line, *BODY]) == mark
    assert secrecy_in_lines([BODY[0], line, *BODY[1:]]) == mark


@pytest.mark.parametrize(
    "line",
    [
        "严守党和国家秘密",
        "保密工作",
        "机密文件管理办法",
        "加强商业秘密保护。",
        "示例市国家保密局",
        "一、保守国家秘密",
        "（一）秘密级事项",
        "1.秘密",
        "应当在版头标注“机密★1年”字样",
        "标注密级和保密期限，如机密★1年",
        "涉及国家秘密、商业秘密的除外",
        "绝密、机密、秘密三级",
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "密级：公开",
        "密级：□绝密 □机密 □秘密",
        "内部资料 注意保存",
        "保 守 国 家 秘 密",
        "示例市科技局 保守秘密",
        "非密",
        "秘密★1年的文件由专人保管",
        "核心涉密人员（绝密）",
        "一、涉密事项办理方案（机密）",
        "涉密等级：绝密、机密、秘密",
        "定密工作",
    ],
)
def test_prose_about_secrets_is_no_mark(line: str) -> None:
    assert secrecy_in_lines([line, *BODY]) is None
    assert secrecy_in_lines([*BODY, line]) is None


def test_a_torn_title_or_paragraph_is_no_mark(tmp_path: Path) -> None:
    file = tmp_path / "文.txt"
    file.write_text(
        "示例市科学技术局关于严守国家\n秘密\n工作的通知\n各科室：\n请认真落实。\n", encoding="utf-8"
    )
    notice = parse_path(file).notice
    assert notice.secrecy is None
    assert notice.title == "示例市科学技术局关于严守国家秘密工作的通知"
    torn = [*BODY, "各单位对工作中知悉的有关信息负有保守义务，不得泄露国家秘密和工作", "秘密"]
    assert secrecy_in_lines(torn) is None


def test_a_list_of_the_grades_is_no_mark() -> None:
    lines = [*BODY, *["第一段。"] * 8, "绝密", "机密", "秘密"]
    assert secrecy_in_lines(lines) is None
    assert secrecy_in_lines([*BODY, *["第一段。"] * 8, "机密"]) == "机密"


@pytest.mark.parametrize(
    "name",
    [
        "（机密）某某.docx",
        "(秘密★5年)方案.doc",
        "机密-关于某某的通知.docx",
        "1.机密★1年关于要点.docx",
        "某某方案_秘密★1年.doc",
        "某某方案-秘密.doc",
        "【绝密】会议.pdf",
        "机密 2024工作要点.txt",
        "关于某某的通知(秘密).docx",
        "机密.docx",
        "辛（密级：机密）.docx",
        "丑（机　密）.docx",
        "庚-绝密件.docx",
        "壬-機密.pdf",
        "絕密★長期.txt",
        "（机密级）名单.docx",
        "名单（机密级）.docx",
        "机·密.docx",
        "秘密",
        "（绝密）专卷",
        "密件★机密",
    ],
)
def test_a_mark_is_seen_in_a_name(name: str) -> None:
    assert secrecy_in_name(name) in ("绝密", "机密", "秘密")


@pytest.mark.parametrize(
    "name",
    [
        "机密文件管理办法.docx",
        "商业秘密保护.docx",
        "关于保守国家秘密的通知.docx",
        "保密局工作要点.txt",
        "国家秘密定密管理.doc",
        "（内部）资料.docx",
        "《保守国家秘密法》解读.pdf",
        "秘密战线.txt",
        "涉密人员（机密级）名单.docx",
        "机密 文件管理.txt",
        "保密工作",
        "商业秘密案例",
        "司机 密云.txt",
        "档案（国家秘密载体）管理.doc",
    ],
)
def test_a_name_about_secrets_is_no_mark(name: str) -> None:
    assert secrecy_in_name(name) is None


def _docx(path: Path, make: Any) -> Path:
    document = Document()
    make(document)
    for line in BODY:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def _in_table(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "示科发〔2024〕3号", "机　密"


def _beside_its_label(document: Any) -> None:
    for line in BODY:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "拟稿单位", "科普科"
    table.cell(1, 0).text, table.cell(1, 1).text = "密  级", "机密"


def _in_a_box(document: Any) -> None:
    run = document.add_paragraph().add_run()
    run._r.append(
        parse_xml(
            f"<w:pict {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><v:shape><v:textbox>"
            "<w:txbxContent><w:p><w:r><w:t>机密★3年</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict>"
        )
    )


def _in_the_header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "示例市科技局　　机密"


def _in_the_footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text = "秘密★1年"


def _as_watermark(document: Any) -> None:
    run = document.sections[0].header.paragraphs[0].add_run()
    run._r.append(
        parse_xml(
            f"<w:pict {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'>"
            "<v:shape><v:textpath string='机密'/></v:shape></w:pict>"
        )
    )


def _in_the_properties(document: Any) -> None:
    document.core_properties.category = "机密"


@pytest.mark.parametrize(
    "make",
    [
        _in_the_properties,
        _in_table,
        _beside_its_label,
        _in_a_box,
        _in_the_header,
        _in_the_footer,
        _as_watermark,
    ],
)
def test_a_mark_is_seen_in_every_part_of_a_word_file(make: Any, tmp_path: Path) -> None:
    notice = parse_path(_docx(tmp_path / "稿.docx", make)).notice
    assert notice.secrecy in ("机密", "机密★3年", "秘密★1年")
    assert any(warning.code == "secrecy" for warning in notice.warnings)


def test_a_column_of_grades_says_nothing_of_the_file(tmp_path: Path) -> None:
    def make(document: Any) -> None:
        document.add_paragraph("现将目录印发如下。")
        table = document.add_table(rows=3, cols=2)
        cells = [("名称", "密级"), ("人事档案", "秘密"), ("科技成果", "机密")]
        for at, (left, right) in enumerate(cells):
            table.cell(at, 0).text, table.cell(at, 1).text = left, right

    assert parse_path(_docx(tmp_path / "稿.docx", make)).notice.secrecy is None


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("文号\t密级\t标题", "示科发〔2024〕3号\t秘密\t关于核查工作的通知"),
        ("密级\t文号\t标题", "秘密\t示科发〔2024〕3号\t关于核查工作的通知"),
        ("文号\t标题\t密级", "示科发〔2024〕3号\t关于核查工作的通知\t秘密"),
    ],
)
def test_a_register_set_with_tabs_says_nothing_of_the_file(heads: str, row: str) -> None:
    assert secrecy_in_lines([heads, row, row.replace("3号", "4号"), *BODY]) is None
    assert secrecy_in_lines([heads, row, "机密", *BODY]) == "机密"


def test_a_field_of_a_web_page_is_seen(tmp_path: Path) -> None:
    page = "<html><head><meta name='密级' content='机密'></head><body>{}</body></html>"
    file = tmp_path / "页.html"
    file.write_text(page.format("".join(f"<p>{line}</p>" for line in BODY)), encoding="utf-8")
    assert parse_path(file).notice.secrecy == "机密"
    row = "<table><tr><td>密级</td><td>秘密</td></tr><tr><td>索引号</td><td>X1</td></tr></table>"
    text = "".join(f"<p>{line * 4}</p>" for line in BODY)
    file.write_text(f"<html><body>{row}<div id='zoom'>{text}</div></body></html>", encoding="utf-8")
    assert parse_path(file).notice.secrecy == "秘密"


def test_what_stands_in_one_line_with_the_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "文.txt"
    file.write_text("\n".join(["000001　机密★1年　特急", *BODY]), encoding="utf-8")
    notice = parse_path(file).notice
    assert (notice.copy_no, notice.secrecy, notice.urgency) == ("000001", "机密★1年", "特急")
    assert notice.title == BODY[0]


@pytest.mark.parametrize("line", ["内部资料　注意保存", "工作秘密", "【内部文件，不得外传】"])
def test_internal_papers_are_named_and_read(line: str, tmp_path: Path) -> None:
    file = tmp_path / "文.txt"
    file.write_text("\n".join([line, *BODY]), encoding="utf-8")
    notice = parse_path(file).notice
    assert notice.secrecy is None
    assert [w.quote for w in notice.warnings if w.code == "internal"] == [line]


def test_no_real_notice_is_taken_for_a_secret_one(shared: Path, corpus: Path) -> None:
    folders = ("data/full", "data/headers/texts", "data/files", "seeds")
    read = 0
    for path in [
        *corpus.iterdir(),
        *(one for name in folders for one in (shared / name).iterdir()),
    ]:
        try:
            source = read_source(path)
        except DraftkitError:
            continue
        read += 1
        assert find(source) is None, path.name
        assert secrecy_in_name(path.name) is None, path.name
    assert read > 600


@pytest.mark.parametrize(
    "line",
    [
        "1" * 1000,
        "1" * 70,
        "保密" + "1" * 60,
        "编号" + "1" * 1000 + "密",
        "2019 2020 2021 2022 2023 " * 5 + "保密",
        "2019 2020 2021 2022 2023 " * 2 + "保密",
        "编号1234567" * 6 + "密级",
        "机密★" + "1" * 70,
        "机密" + " " * 1000 + "1",
    ],
)
def test_rows_of_digits_cost_no_time(line: str) -> None:
    began = time.process_time()
    marked = f"{line}密"
    assert secrecy_in_lines([line, *BODY, marked]) in (None, "机密★")
    assert not is_mark_line(marked)
    find_in_name(marked)
    for rows in (((line, marked),), (("密级", "文号"), (marked, line))):
        table = Block(index=0, kind="table", text="", rows=rows)
        source = Source(path="表.txt", sha256="0" * 64, format="txt", blocks=(table,))
        assert find(source) is None
    assert time.process_time() - began < 0.1
