"""The four forms of a report."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from draftkit.checks import evaluate_draft
from draftkit.errors import UsageError
from draftkit.report import FORMATS, render
from draftkit.values.draft import Draft
from draftkit.values.report import EvalReport, EvalReports, FailedFile

VOID = {"meta", "br", "input"}


class _Shape(HTMLParser):
    """Checks nesting, keeps the text and what could load something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.loads: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _shape(page: str) -> _Shape:
    shape = _Shape()
    shape.feed(page)
    shape.close()
    assert shape.open == []
    return shape


def test_html_is_whole_and_loads_nothing(report: EvalReport, draft: Draft) -> None:
    page = render(report, "html", draft=draft)
    shape = _shape(page)
    assert not shape.tags & {"link", "img", "iframe", "object", "form"}
    assert all(row.startswith("#") for row in shape.loads)
    assert not re.search(r"url\(|@import|https?://", page)
    assert 'lang="zh-CN"' in page


def test_html_tells_what_a_reviewer_needs(report: EvalReport, draft: Draft) -> None:
    text = "".join(_shape(render(report, "html", draft=draft)).text)
    for part in (
        "不通过",
        "组成部分",
        "问题（",
        "必须改",
        "待办（1）",
        "科普科",
        "全文与出处",
        "没有评的内容",
    ):
        assert part in text
    assert "2025年创建工作要点" in text
    assert "学习《办法》，开展12场活动。" in text
    assert "审核人" in text
    for row in report.findings:
        assert row.message in text
        assert row.basis in text


def test_quotes_stand_in_their_sentence_with_the_place_marked(
    report: EvalReport, draft: Draft
) -> None:
    page = render(report, "html", draft=draft)
    assert "学习《办法》<mark>、</mark>《细则》,开展" in page


@pytest.mark.parametrize("form", FORMATS)
def test_no_form_lets_text_turn_the_direction(form: str, report: EvalReport, draft: Draft) -> None:
    out = render(report, form, draft=draft)
    assert out.count("<script>") == (form == "html") or form in ("text", "json")
    if form != "json":
        assert "\u202e" not in out


def test_json_is_the_contract(report: EvalReport) -> None:
    data = json.loads(render(report, "json"))
    assert data["schema"] == "draftkit.report/1"
    assert set(data) >= {"document", "verdict", "requirements", "findings", "open", "counts"}


def test_several_files_in_the_order_given(report: EvalReport) -> None:
    both = EvalReports(
        reports=(report, report), failed=(FailedFile(path="坏.docx", reason="读不了"),)
    )
    assert json.loads(render(both, "json"))["schema"] == "draftkit.reports/1"
    text = render(both, "text")
    assert text.count("结论：") == 2
    assert "坏.docx" in text
    _shape(render(both, "html"))
    assert render(both, "md").count("\n# ") == 3  # a table of all stands before


def test_text_says_what_where_and_what_to_do(report: EvalReport, draft: Draft) -> None:
    lines = render(report, "text", draft=draft).splitlines()
    assert "结论：不通过" in lines[2]
    at = lines.index("加强宣传")
    assert lines[at + 1].startswith("  错误 R17 标题序号  第")
    assert "〖三、〗" in lines[at + 2]
    assert lines[at + 4].startswith("    怎么办：")
    assert "  □ 待补：场次，由科普科填  加强学习 › 第4段" in lines or any(
        line.startswith("  □ 待补：场次") for line in lines
    )
    assert len(lines) < 70


def test_unknown_form(report: EvalReport) -> None:
    with pytest.raises(UsageError, match="html"):
        render(report, "pdf")


@pytest.mark.tools
def test_it_prints_on_a4(report: EvalReport, draft: Draft, tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if not browser:
        pytest.skip("chromium is not installed")
    page, out = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(render(report, "html", draft=draft), encoding="utf-8")
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--print-to-pdf={out}", f"--user-data-dir={tmp_path / 'profile'}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    sizes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", out.read_bytes())
    assert sizes
    assert {(round(float(w)), round(float(h))) for w, h in sizes} <= {(595, 842), (596, 842)}


def test_marks_of_a_draft_stand_at_their_words(draft: Draft) -> None:
    """Also where the paper has a number, which the report counts last."""
    notice = draft.notice.model_copy(
        update={"doc_number": "示科〔2026〕　号", "letterhead": "示例市科技局文件"}
    )
    numbered = draft.model_copy(update={"notice": notice})
    report = evaluate_draft(numbered)
    page = render(report, "html", draft=numbered)
    quoted = [(at, row.where.quote) for at, row in enumerate(report.findings, 1) if row.where.quote]
    assert quoted
    for at, quote in quoted:
        found = re.search(rf'id="m1-{at}"[^>]*>([^<]*)<', page)
        assert found
        assert quote.startswith(unescape(found.group(1)))
    for mark in report.open:
        assert mark.where.quote
        shown = re.findall(r'class="[^"]*open[^"]*"[^>]*>([^<]*)<', page)
        assert any(piece and mark.where.quote.startswith(unescape(piece)) for piece in shown)
