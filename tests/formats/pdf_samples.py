"""The PDFs under data/: what stands in them, and how they were made.

`python -m tests.formats.pdf_samples` makes them anew with LibreOffice. All bodies are made up.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TASK = (
    "示例市数据局坚持以服务企业为中心，持续推进政务数据共享，全年归集数据目录三百二十项，"
    "办结率保持在百分之九十八以上，群众满意度稳步提升。"
)
COLUMNS_TITLE = "示例市数据工作简报（第三期）"
COLUMNS_HEAD = "示例市数据工作简报"
COLUMNS = tuple(
    f"{at}.第{at}项工作。" + TASK * (1 + at % 3) + f"本项由数据科第{at}组负责。"
    for at in range(1, 13)
)
TABLE_TITLE = "示例市数据局2025年重点任务分工表"
TABLE_BEFORE = "现将2025年重点任务分工印发你们。" + TASK * 2
TABLE_AFTER = "以上任务请各科室抓好落实。" + TASK
TABLE_END = ("示例市数据局", "2025年3月6日")
TABLE_HEAD = ("序号", "任务", "责任科室", "完成时限")
NOTICE = (
    "示例市数据局关于做好2025年",
    "政务数据共享工作的通知",
    "各县区数据局，市直各单位：",
    "为贯彻落实《示例市数据条例》，" + TASK + TASK,
    "一、总体要求",
    "（一）突出重点。" + TASK,
    "（二）守住底线。" + TASK + "“数据多跑路、群众少跑腿”要落到实处——不走过场。" + TASK,
    "二、工作安排",
    "1.建好目录。" + TASK * 3,
    "2.用好平台。" + TASK * 3,
    "3.管好安全。" + TASK * 3,
    "附件：2025年政务数据共享责任清单",
    "示例市数据局",
    "2025年3月6日",
)


def table_rows() -> tuple[tuple[str, ...], ...]:
    """The rows of the table, cells merged down empty, cells merged across one."""
    rows: list[tuple[str, ...]] = [TABLE_HEAD]
    for at in range(1, 36):
        task = f"推进第{at}批政务数据目录编制和共享交换工作，按期完成验收"
        office = "数据科" if at not in (3, 4, 5) else "综合科" if at == 3 else ""
        due = f"{at % 12 + 1}月底"
        rows.append((str(at), "横向合并的单元格", due) if at == 7 else (str(at), task, office, due))
    return tuple(rows)


def make() -> None:
    """Write the samples."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, write in (("columns", _columns), ("table", _table), ("notice", _notice)):
            write(folder / f"{stem}.docx")
            _print(folder / f"{stem}.docx", folder)
        for stem, keys in (
            ("locked", {"DocumentOpenPassword": "secret", "EncryptFile": True}),
            ("owned", {"PermissionPassword": "owner", "RestrictPermissions": True}),
        ):
            (folder / f"{stem}.docx").write_bytes((folder / "columns.docx").read_bytes())
            _print(folder / f"{stem}.docx", folder, **keys)


def _print(source: Path, folder: Path, **settings: str | bool) -> None:
    kinds = {bool: "boolean", str: "string"}
    values = {key: {"type": kinds[type(v)], "value": str(v).lower()} for key, v in settings.items()}
    target = "pdf:writer_pdf_Export:" + json.dumps(values) if values else "pdf"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", target]
    subprocess.run([*command, "--outdir", str(DATA), str(source)], check=True, capture_output=True)


def _document() -> Any:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    return document


def _put(document: Any, text: str, indent: float = 24, align: int | None = None) -> Any:
    from docx.shared import Pt

    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.first_line_indent = Pt(indent)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.alignment = align
    return paragraph


def _numbered(document: Any, before: str, after: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = 1
    foot.add_run(before)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
    foot.add_run(after)


def _columns(path: Path) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = _document()
    document.sections[0].header.paragraphs[0].text = COLUMNS_HEAD
    _numbered(document, "第", "页")
    _put(document, COLUMNS_TITLE, 0, 1).runs[0].font.size = Pt(20)
    columns = document.add_section(0)._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "500")
    for text in COLUMNS:
        _put(document, text, align=3)
    document.save(str(path))


def _table(path: Path) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    document = _document()
    _numbered(document, "— ", " —")
    _put(document, TABLE_TITLE, 0, 1).runs[0].font.size = Pt(18)
    _put(document, TABLE_BEFORE)
    table = document.add_table(1, 4)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, TABLE_HEAD, strict=True):
        cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for at in range(1, 36):
        cells = table.add_row().cells
        cells[0].text, cells[2].text, cells[3].text = str(at), "数据科", f"{at % 12 + 1}月底"
        cells[1].text = f"推进第{at}批政务数据目录编制和共享交换工作，按期完成验收"
    table.cell(3, 2).merge(table.cell(5, 2)).text = "综合科"
    table.cell(7, 1).merge(table.cell(7, 2)).text = "横向合并的单元格"
    _put(document, TABLE_AFTER)
    for text in TABLE_END:
        _put(document, text, 0, 2)
    document.save(str(path))


def _notice(path: Path) -> None:
    from docx.shared import Pt

    document = _document()
    _numbered(document, "- ", " -")
    for at, text in enumerate(NOTICE):
        title, signed = at < 2, at > len(NOTICE) - 3
        put = _put(
            document, text, 0 if at < 3 or signed else 24, 1 if title else 2 if signed else 3
        )
        put.runs[0].font.size = Pt(22 if title else 16)
        put.paragraph_format.line_spacing = Pt(32 if title else 28)
    document.save(str(path))


if __name__ == "__main__":
    make()
