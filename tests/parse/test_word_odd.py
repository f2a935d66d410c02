"""Word files that are valid but unusual, and those that break a reader in an unusual way."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from draftkit.errors import DamagedFileError
from draftkit.parse import parse_path, read_source

Change = Callable[[bytes], bytes]

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def saved(path: Path, fill: Callable[[Any], None], change: Change = lambda body: body) -> Path:
    """A Word file, its document.xml changed after it was written."""
    document, buffer = Document(), io.BytesIO()
    fill(document)
    document.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == "word/document.xml" else data)
    return path


def in_control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def cell(text: str) -> str:
    return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_rows_and_cells_in_content_controls_stay(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('内')}{cell('层')}</w:tr></w:tbl>"
    nested = f"<w:tc><w:p><w:r><w:t>外层</w:t></w:r></w:p>{inner}</w:tc>"
    rows = (
        f"<w:tr>{cell('任务')}{cell('时限')}</w:tr>"
        + in_control(f"<w:tr>{cell('科技进社区')}{in_control(cell('全年'))}</w:tr>")
        + in_control(in_control(f"<w:tr>{nested}{cell('十月')}</w:tr>"))
    )

    def fill(document: Any) -> None:
        table = parse_xml(f"<w:tbl {nsdecls('w')}>{rows}</w:tbl>")
        document.element.body.insert(0, table)

    source = read_source(saved(tmp_path / "a.docx", fill))
    assert source.blocks[0].rows == (
        ("任务", "时限"),
        ("科技进社区", "全年"),
        ("外层\n内\n层", "十月"),
    )


def test_a_frame_in_a_content_control_is_still_paragraphs(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        row = in_control(f"<w:tr>{in_control(cell('框内的一段。'))}</w:tr>")
        document.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{row}</w:tbl>"))

    source = read_source(saved(tmp_path / "a.docx", fill))
    assert [block.text for block in source.blocks] == ["框内的一段。"]


def letter(text: str) -> str:
    return f"<m:r><w:rPr><w:i/></w:rPr><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (letter("a+b"), "a+b"),
        (f"<m:f><m:fPr/><m:num>{letter('1')}</m:num><m:den>{letter('2')}</m:den></m:f>", "1/2"),
        (
            f"<m:f><m:num>{letter('a+b')}</m:num><m:den>{letter('12')}</m:den></m:f>",
            "(a+b)/12",
        ),
        (f"<m:sSup><m:e>{letter('km')}</m:e><m:sup>{letter('2')}</m:sup></m:sSup>", "km^2"),
        (f"<m:sSub><m:e>{letter('x')}</m:e><m:sub>{letter('1')}</m:sub></m:sSub>", "x_1"),
        (f"<m:d><m:e>{letter('n')}</m:e></m:d>", "(n)"),
        (f"<m:rad><m:deg/><m:e>{letter('n+1')}</m:e></m:rad>", "√(n+1)"),
    ],
)
def test_formulas_are_plain_text(tmp_path: Path, formula: str, text: str) -> None:
    def fill(document: Any) -> None:
        for wrapped in (formula, f"<m:oMathPara>{formula}</m:oMathPara>"):
            inside = wrapped.replace(formula, f"<m:oMath>{formula}</m:oMath>")
            paragraph = document.add_paragraph("比例为")
            given = f"<w:p {nsdecls('w')} {MATH}>{inside}</w:p>"
            paragraph._p.append(parse_xml(given)[0])
            paragraph.add_run("以上。")

    source = read_source(saved(tmp_path / "a.docx", fill))
    assert [block.text for block in source.blocks] == [f"比例为{text}以上。"] * 2


def test_a_file_without_a_section_has_no_page_facts(tmp_path: Path) -> None:
    def without(body: bytes) -> bytes:
        changed = re.sub(rb"<w:sectPr.*?</w:sectPr>", b"", body, flags=re.DOTALL)
        assert changed != body
        return changed

    path = saved(tmp_path / "a.docx", lambda document: document.add_paragraph("正文。"), without)
    source = read_source(path)
    assert [block.text for block in source.blocks] == ["正文。"]
    assert source.page is None


@pytest.mark.parametrize("body", [b"", b"<w:body/>", b"<w:p/>"])
def test_a_document_without_body_or_text_is_one_clear_error(tmp_path: Path, body: bytes) -> None:
    def emptied(data: bytes) -> bytes:
        return re.sub(rb"<w:body>.*</w:body>", body, data, flags=re.DOTALL)

    path = saved(tmp_path / "a.docx", lambda document: document.add_paragraph("正文。"), emptied)
    with pytest.raises(Exception, match=r"a\.docx") as caught:
        read_source(path)
    wanted = "parse.no_text" if body == b"<w:body/>" else "parse.damaged"
    assert getattr(caught.value, "key", None) == wanted


def test_whatever_breaks_in_a_word_file_is_that_the_file_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "a.docx", lambda document: document.add_paragraph("正文。"))
    for error in (TypeError("None"), AssertionError(), RecursionError(), OverflowError()):

        def broken(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr("draftkit.word.runs.RunReader.text", broken)
        with pytest.raises(DamagedFileError) as caught:
            parse_path(path)
        assert caught.value.key == "parse.damaged"
