"""The two pages to be printed and signed: the points of clause 20, all of them, and never a third
page."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from pathlib import Path

import docx
import pytest

from draftkit.checks import FAMILIES, rules
from draftkit.render import find_poppler, find_soffice, page_texts, to_pdf
from draftkit.report.points import plan
from draftkit.report.printed import render_summary
from draftkit.report.words import Context
from draftkit.values.report import (
    DocumentRef,
    EvalReport,
    Finding,
    OpenMark,
    Severity,
    Unscored,
    Where,
)
from draftkit.values.source import Block, Source

needs_office = [
    pytest.mark.tools,
    pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(find_poppler() is None, reason="poppler-utils is not installed"),
]
KINDS: tuple[Severity, ...] = ("error", "warning", "hint")
TEXTS = {
    "han": "坚持问题导向，落实“三会一课”制度，推动工作走深走实。",
    "latin": "WWW MMM Huge@ABCDEFGHIJKLMNOPQRSTUVWXYZ.example ",
    "tiny": "一",
    "hostile": "\x00\ud800\ufffe<w:p>&\u202e\n\x0c】",
}


def _report(count: int, text: str, open_marks: int = 0) -> tuple[EvalReport, Source]:
    """A paper of many findings, of every rule in turn, each with as much text as it can hold."""
    dice = random.Random(count)
    block = (text * 400)[:4000]
    listed = rules()
    findings = []
    for at in range(count):
        start = dice.randrange(max(1, len(block) - 200))
        end = start + dice.choice((1, 4, 30, 150))
        where = Where(paragraph=0, start=start, end=end, quote=block[start:end])
        findings.append(
            Finding(
                code=listed[at % len(listed)].code,
                severity=KINDS[at % 3],
                message=text * 9,
                owner="拟稿人",
                basis=text,
                where=where,
            )
        )
    marks = tuple(
        OpenMark(kind="fill", question=text * 5, where=Where()) for _ in range(open_marks)
    )
    report = EvalReport(
        document=DocumentRef(path=f"{text * 9}.docx".replace("\x00", ""), title=text * 30, genre="意见"),
        verdict="fail", findings=tuple(findings), open=marks,
        rules_run=tuple(info.code for info in listed), notes=(text * 40,),
        unscored=tuple(Unscored(what=f"{one.code} {one.name}", why=text * 6) for one in listed[::2]),
        counts={kind: sum(row.severity == kind for row in findings) for kind in KINDS},
    )  # fmt: skip
    return report, Source(
        path=report.document.path, sha256="", format="docx", blocks=(Block(index=0, text=block),)
    )


def _paragraphs(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


def test_every_rule_has_its_place_and_no_name_is_unknown() -> None:
    made = plan()
    named = [name for point in made.points for check in point.checks for name in check.rules]
    known = {info.code for info in rules()} | set(FAMILIES)
    assert set(named) <= known
    assert len(named) == len(set(named))
    for info in rules():
        assert {info.code, info.family} & set(named), info.code
        point, check = made.place(info.code)
        wanted = info.code if info.code in named else info.family
        assert wanted in made.points[point].checks[check].rules


def test_the_points_are_those_of_the_clause_in_its_order() -> None:
    texts = [point.text for point in plan().points]
    said = (
        "行文理由", "方针政策", "发文机关意图", "相衔接", "切实可行", "协商", "文种", "人名", "标点符号",
        "其他内容",
    )  # fmt: skip
    assert len(texts) == len(said)
    assert all(word in text for word, text in zip(said, texts, strict=True))
    assert [point.number[1] for point in plan().points] == list("一二二二二三四四四五")


def test_every_finding_is_shown_or_counted() -> None:
    report, source = _report(200, TEXTS["han"], open_marks=12)
    lines = _paragraphs(render_summary(report, Context(None, [source])))
    shown = [line for line in lines if re.match(r"(?:错误|警告|提示) R\d\d |待补 ", line)]
    left = [
        int(found[1])
        for line in lines
        if (found := re.match(r"(?:另有|共)(\d+)处，见批注稿", line))
    ]
    assert len(shown) + sum(left) == 212
    assert len(shown) > 10
    heads = [line for line in lines if re.match(r"（[一二三四五]）", line)]
    counted: Counter[str] = Counter()
    for line in heads:
        for name, count in re.findall(r"(错误|警告|提示)(\d+)", line):
            counted[name] += int(count)
    assert counted == {"错误": 67, "警告": 67, "提示": 66}


def test_the_worst_come_first() -> None:
    report, source = _report(200, TEXTS["han"])
    lines = _paragraphs(render_summary(report, Context(None, [source])))
    kinds = [line[:2] for line in lines if re.match(r"(?:错误|警告|提示) R", line)]
    assert kinds.count("错误") == len(kinds)


def test_a_clean_paper_has_boxes_to_tick_and_room_to_sign() -> None:
    report, source = _report(0, TEXTS["han"])
    data = render_summary(report, Context(None, [source]))
    assert data == render_summary(report, Context(None, [source]))
    lines = _paragraphs(data)
    boxes = sum(line.count("☐") for line in lines)
    assert boxes == sum(len(point.people) for point in plan().points) >= len(plan().points)
    (table,) = docx.Document(io.BytesIO(data)).tables
    assert [cell.text for cell in table.rows[0].cells] == ["拟稿人", "核稿人", "签发人"]
    assert all("年" in cell.text for cell in table.rows[1].cells)
    assert not [line for line in lines if "批注稿" in line]


def test_what_was_not_looked_at_is_not_called_clean() -> None:
    report, source = _report(0, "没有起草要求")
    told = report.model_copy(
        update={
            "unscored": (Unscored(what="R49 依据已经废止", why="没有起草要求（-r），无从核对"),)
        }
    )
    lines = _paragraphs(render_summary(told, Context(None, [source])))
    at = next(at for at, line in enumerate(lines) if line.startswith("（一）"))
    assert lines[at + 1] == "没有查：依据是否废止（没有起草要求）。"
    none = told.model_copy(update={"rules_run": (), "unscored": ()})
    assert not [line for line in _paragraphs(render_summary(none, Context())) if "未见问题" in line]


class TestPages:
    pytestmark = needs_office

    @pytest.mark.parametrize(
        ("count", "text", "marks"),
        [
            (0, "han", 0), (7, "han", 3), (200, "han", 60), (200, "latin", 0), (200, "tiny", 0),
            (200, "hostile", 9), (3, "latin", 200),
        ],
    )  # fmt: skip
    def test_there_are_never_more_than_two(
        self, tmp_path: Path, count: int, text: str, marks: int
    ) -> None:
        report, source = _report(count, TEXTS[text], marks)
        file = tmp_path / "审核.docx"
        file.write_bytes(render_summary(report, Context(None, [source])))
        pages = page_texts(to_pdf(file, tmp_path))
        assert len(pages) <= 2
        assert "签发人" in pages[-1]
