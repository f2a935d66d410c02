"""Layout rules on real Word files: ours are clean, what is planted is found where it was planted."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from draftkit.checks import evaluate_parsed, rules
from draftkit.output import export
from draftkit.parse import parse_file, parse_path
from draftkit.values.notice import Notice, Section
from draftkit.values.report import EvalReport, Finding
from draftkit.word.profiles import load_profile, profile_names
from tests.checks.layout_papers import good, good_notice, planted
from tests.source_tree import REPO

LAYOUT = tuple(info for info in rules() if info.family == "layout")
PLANTED = [(info.code, one.setup["layout"]) for info in LAYOUT for one in info.examples]
SAMPLES = (
    "kjj-2024-zongjie.docx",
    "jyj-2025-fangan.docx",
    "swhlyj-2024-jingyan.txt",
    "kjj-2025-kepu.html",
)


def layout(path: Path, **more: Any) -> EvalReport:
    return evaluate_parsed(parse_path(path), select=["layout"], **more)


def found(path: Path, code: str, **more: Any) -> list[Finding]:
    return [row for row in layout(path, **more).findings if row.code == code]


@pytest.mark.parametrize("head", ["none", "full"])
@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("sample", SAMPLES)
def test_our_own_files_are_clean(sample: str, profile: str, head: Any, tmp_path: Path) -> None:
    path = export(
        parse_file(REPO / "corpus" / sample), tmp_path / "x.docx", profile=profile, head=head
    )
    report = layout(path, stage="印发稿")
    assert {info.code for info in LAYOUT} <= set(report.rules_run)
    assert [(row.code, row.message) for row in report.findings] == []


def test_a_paper_to_be_sealed_is_clean(tmp_path: Path) -> None:
    sealed = load_profile().model_copy(update={"seal": True})
    assert layout(good(tmp_path, profile=sealed)).findings == ()


@pytest.mark.parametrize(("code", "fault"), PLANTED, ids=lambda one: str(one)[:40])
def test_a_planted_fault_is_found_at_its_place(code: str, fault: Any, tmp_path: Path) -> None:
    path, words = planted(tmp_path, fault)
    rows = found(path, code, stage=fault.get("stage"))
    assert len(rows) == 1, [row.message for row in rows]
    where = rows[0].where
    if words is None:
        assert where.paragraph is None
        return
    assert where.paragraph is not None and where.quote
    block = parse_path(path).source.blocks[where.paragraph].text
    if fault.get("every") is None:
        place = words.replace("\n", "")
        assert place in block.replace("\n", "") or place in where.quote
    if (
        not fault.get("whole")
        and not fault.get("title")
        and set(fault) & {"bold", "size", "colour"}
    ):
        assert where.quote == words


@pytest.mark.parametrize(
    ("code", "fault", "words"),
    [
        ("R71", {"every": True, "face": "宋体"}, "全部"),
        ("R72", {"every": True, "size": 12}, "小四（12磅）"),
        ("R73", {"every": True, "line": 20, "rule": "exact"}, "固定值20磅（每页31行）"),
        ("R80", {"every": True, "bold": True}, "加粗"),
    ],
)
def test_a_fault_throughout_is_said_once(code: str, fault: Any, words: str, tmp_path: Path) -> None:
    path, _ = planted(tmp_path, fault)
    (row,) = found(path, code)
    assert words in row.message
    assert "从本段起逐段核对" in row.message


@pytest.mark.parametrize("points", [28, 28.95, 29, 30])
def test_usual_line_pitches_are_let_pass(points: float, tmp_path: Path) -> None:
    path, _ = planted(tmp_path, {"every": True, "line": points, "rule": "exact"})
    assert found(path, "R73") == []


@pytest.mark.parametrize("face", ["仿宋", "FangSong", "方正仿宋_GBK", "STFangsong", "仿宋_GB2312"])
def test_every_spelling_of_a_face_is_its_class(face: str, tmp_path: Path) -> None:
    path, _ = planted(tmp_path, {"at": "落实学习制度", "face": face, "whole": True})
    assert found(path, "R71") == []


def test_faces_come_through_styles_defaults_and_theme(tmp_path: Path) -> None:
    """A face that only the document's defaults name, or its theme, is the face of the text."""
    path = good(tmp_path)
    document = Document(str(path))
    for name in ("公文正文",):
        fonts = document.styles[name].element.rPr.rFonts
        fonts.attrib.pop(qn("w:eastAsia"))
    fonts = next(document.styles.element.iter(qn("w:docDefaults"))).find(f".//{qn('w:rFonts')}")
    fonts.set(qn("w:eastAsia"), "宋体")
    document.save(str(path))
    (row,) = found(path, "R71")
    assert "宋体" in row.message and "全部" in row.message


def test_a_tracked_change_and_a_comment_weigh_by_stage(tmp_path: Path) -> None:
    path, _ = planted(tmp_path, {"at": "典型宣传", "comment": "再核"})
    assert [row.severity for row in found(path, "R80", stage="初稿")] == ["hint"]
    assert [row.severity for row in found(path, "R80", stage="印发稿")] == ["warning"]


def test_sections_of_attachments_may_lie_and_have_margins_of_their_own(tmp_path: Path) -> None:
    path = good(tmp_path, head="none")
    document = Document(str(path))
    section = document.add_section()
    section.orientation, section.page_width, section.page_height = (
        WD_ORIENT.LANDSCAPE,
        Mm(297),
        Mm(210),
    )
    section.left_margin = section.right_margin = Mm(15)
    document.add_paragraph("附件")
    table = document.add_table(2, 3)
    table.cell(0, 0).text = "任务"
    for run in table.cell(0, 0).paragraphs[0].runs:
        run.font.size, run.font.bold = Pt(9), True
    document.save(str(path))
    assert [row.message for row in layout(path).findings if row.code in ("R69", "R70", "R80")] == []


def test_openings_of_paragraphs_may_stand_out(tmp_path: Path) -> None:
    path = good(tmp_path)
    document = Document(str(path))
    paragraph = next(one for one in document.paragraphs if "落实学习制度" in one.text)
    whole = paragraph.text
    head, tail = whole.split("，", 1)
    paragraph.runs[0].text = f"{head}。"
    paragraph.runs[0].font.bold = True
    paragraph.runs[0]._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "楷体_GB2312")
    paragraph.add_run(tail)
    document.save(str(path))
    assert [row for row in layout(path).findings if row.code in ("R71", "R80")] == []


def test_indents_typed_as_spaces_are_indents(tmp_path: Path) -> None:
    path, _ = planted(tmp_path, {"at": "坚持每月集中学习", "first": 0})
    assert found(path, "R76")
    document = Document(str(path))
    paragraph = next(one for one in document.paragraphs if one.text.startswith("坚持每月集中学习"))
    paragraph.runs[0].text = "\u3000\u3000" + paragraph.runs[0].text
    document.save(str(path))
    assert found(path, "R76") == []


def test_what_is_no_word_file_is_not_judged(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("市科技局工作方案\n\n为做好工作，制定本方案。\n", encoding="utf-8")
    report = layout(path)
    assert report.findings == () and report.rules_run == ()
    assert {row.what.split()[0] for row in report.unscored} >= {info.code for info in LAYOUT}


def test_a_profile_of_the_office_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that prints at 33 points names it in a profile of its own."""
    from draftkit import assets

    path, _ = planted(tmp_path, {"every": True, "line": 33, "rule": "exact"})
    assert found(path, "R73")
    folder = tmp_path / "office" / "eval" / "layout"
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text(
        "name: ours\nlabel: 本局版式\nbase: gbt9704\ngrid: {line: 33}\n", encoding="utf-8"
    )
    with assets.overriding(tmp_path / "office"):
        assert found(path, "R73") == []


def test_a_long_paper_is_judged_quickly(tmp_path: Path) -> None:
    text = "各科室要明确专人，落实责任，按季度报送进展，确保各项任务落到实处、取得实效。"
    notice = Notice(
        genre="工作方案", title="示例市科学技术局工作方案",
        sections=tuple(
            Section(level=1, number="一、", heading="加强领导", paragraphs=(text,) * 50) for _ in range(20)
        ),
    )  # fmt: skip
    parsed = parse_path(export(notice, tmp_path / "long.docx"))
    base = min(_seconds(parsed, ["R79"]) for _ in range(3))
    spent = min(_seconds(parsed, ["layout"]) for _ in range(3))
    assert len(parsed.source.blocks) > 1000
    assert spent - base < 0.1


def _seconds(parsed: Any, select: list[str]) -> float:
    start = time.perf_counter()
    evaluate_parsed(parsed, select=select)
    return time.perf_counter() - start


def test_the_good_paper_has_what_the_faults_are_planted_in() -> None:
    notice = good_notice()
    assert notice.payload is not None and notice.printed_by
