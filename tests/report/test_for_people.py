"""The report on a terminal and as Markdown: by place, within the width, and nothing that acts."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence

import pytest

from draftkit.cli import screen
from draftkit.cli.layout import width
from draftkit.report import render
from draftkit.report.grouped import by_place, in_a_shell, in_runs, next_steps, sums
from draftkit.report.plain import text_lines
from draftkit.report.words import Context
from draftkit.values.draft import Draft
from draftkit.values.report import EvalReport, EvalReports, FailedFile, Finding, Fix, Where
from draftkit.values.source import Block, Source

SGR = re.compile(r"\x1b\[[\d;]*m")
HOSTILE = (
    "a|b\n# 标题 <img src=x> [点](http://x.example) ![图](y) `码` **粗** _斜_ ~~删~~ &lt; $x$ "
    "https://z.example www.z.example @someone #12 \x1b[31m红\u202e <!-- 藏 -->"
)


def _finding(paragraph: int | None, code: str = "R33", path: tuple[str, ...] = ()) -> Finding:
    where = Where(paragraph=paragraph, start=0, end=1, quote="稿", heading_path=path)
    where = where if paragraph is not None else Where()
    return Finding(
        code=code, severity="warning", message="有问题。", basis="规定", where=where,
        suggestion="改。", fix=Fix(safe=True, replacement="文"),
    )  # fmt: skip


def _hostile(report: EvalReport) -> tuple[EvalReport, list[Source]]:
    """A report whose every text is one that would like to act."""
    where = Where(paragraph=0, start=0, end=len(HOSTILE), quote=HOSTILE, heading_path=(HOSTILE,))
    row = report.findings[0].model_copy(
        update={"where": where, "message": HOSTILE, "suggestion": HOSTILE, "basis": HOSTILE}
    )
    document = report.document.model_copy(update={"title": HOSTILE, "path": "a|b.txt"})
    told = report.model_copy(
        update={"findings": (row,), "document": document, "notes": (HOSTILE,), "open": ()}
    )
    source = Source(path="a|b.txt", sha256="", format="txt", blocks=(Block(index=0, text=HOSTILE),))
    return told, [source]


def test_findings_stand_by_heading_as_the_text_runs(report: EvalReport) -> None:
    rows = [
        _finding(9, path=("乙",)), _finding(3, path=("甲", "丙")), _finding(None, "R08"),
        _finding(2), _finding(4, "R01", path=("甲", "丙")), _finding(4, "R17", path=("甲", "丙")),
    ]  # fmt: skip
    told = report.model_copy(update={"findings": tuple(rows)})
    groups = by_place(told)
    assert [group.name for group in groups] == ["全文", "小标题以外", "甲 › 丙", "乙"]
    assert [row.code for row in groups[2].findings] == ["R33", "R01", "R17"]
    assert sum(len(group.findings) for group in groups) == len(rows)


def test_sums_and_runs() -> None:
    assert in_runs(("R01", "R02", "R03", "R07", "R08", "R90")) == "R01—R03、R07、R08、R90"
    assert in_runs(("分工表",)) == "分工表"


def test_the_sums_are_those_of_the_findings(report: EvalReport) -> None:
    found = sums((report, report))
    severities = Counter(row.severity for row in report.findings)
    assert found.severity == {
        key: 2 * severities[key]
        for key in ("error", "warning", "hint")  # type: ignore[index]
    }
    assert sum(found.family.values()) == sum(found.owner.values()) == 2 * len(report.findings)


@pytest.mark.skipif(sys.platform == "win32", reason="another shell")
def test_next_steps_name_commands_that_can_be_typed(report: EvalReport) -> None:
    document = report.document.model_copy(update={"path": "往年 稿/a&b.docx", "stage": "送审稿"})
    told = report.model_copy(update={"findings": (_finding(1),), "document": document})
    fix, comments, printed = (step.command for step in next_steps(told))
    assert fix == "draftkit eval '往年 稿/a&b.docx' --stage 送审稿 --fix"
    assert comments.endswith("-o 'a&b.批注.docx'")
    assert printed.endswith("-o 'a&b.summary.docx'")
    pdf = told.model_copy(update={"document": document.model_copy(update={"path": "甲.pdf"})})
    assert not any("--fix" in step.command for step in next_steps(pdf))
    assert in_a_shell("-x.txt") == "./-x.txt"
    clean = told.model_copy(update={"findings": (), "open": ()})
    assert next_steps(clean) == []


@pytest.mark.parametrize("columns", [30, 47, 80, 132])
def test_lines_keep_within_the_terminal(report: EvalReport, draft: Draft, columns: int) -> None:
    lines = text_lines(report, Context(draft))
    shown = list(screen.laid_out(lines, columns, colours=False))
    long = [row for row in shown if width(row) > columns]
    assert all(re.search(r"[!-~]{20}", row) for row in long), long  # one word wider than all
    packed = re.sub(r"\s", "", "".join(shown))
    assert packed == re.sub(r"\s", "", "".join(line.text for line in lines))
    assert not [row for row in shown if row.lstrip()[:1] in tuple("，。、；：〗）》”")]


def test_colours_change_no_word(report: EvalReport, draft: Draft) -> None:
    lines = text_lines(report, Context(draft))
    bare = list(screen.laid_out(lines, 60, colours=False))
    coloured = list(screen.laid_out(lines, 60, colours=True))
    assert [SGR.sub("", row) for row in coloured] == bare
    assert any("\x1b[1;31m错误\x1b[0m" in row for row in coloured)
    assert all(row.endswith("\x1b[0m") or "\x1b" not in row[-4:] for row in coloured)


def test_a_paper_cannot_colour_the_terminal(report: EvalReport) -> None:
    told, sources = _hostile(report)
    lines = text_lines(told, Context(None, sources))
    for row in screen.laid_out(lines, 60, colours=False):
        assert row.isprintable()
    assert "\u202e" not in render(told, "text", sources=sources)


@pytest.mark.parametrize(
    ("terminal", "env", "wanted"),
    [
        (True, {"TERM": "xterm"}, True), (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "dumb"}, False), (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
    ],
)  # fmt: skip
def test_colours_only_where_they_are_seen_and_wanted(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, env: dict[str, str], wanted: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(screen, "is_terminal", lambda: terminal)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert screen.takes_colours() is wanted


def test_of_several_papers_a_line_each_comes_first(report: EvalReport) -> None:
    failed = FailedFile(path="坏.docx", reason="读不了")
    lines = render(EvalReports(reports=(report, report), failed=(failed,)), "text").splitlines()
    assert [line.split()[-1] for line in lines[:3]] == [report.document.path] * 2 + ["坏.docx"]
    assert lines[0].startswith("不通过")
    assert any(line.startswith("共2份：不通过2") for line in lines[-5:])


def _tokens(text: str) -> Sequence[object]:
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    return list(reader.parse(text))


def test_markdown_shows_hostile_text_and_does_nothing(report: EvalReport) -> None:
    told, sources = _hostile(report)
    text = render(told, "md", sources=sources)
    kinds: Counter[str] = Counter()
    shown = ""
    for token in _tokens(text):
        kinds[token.type] += 1  # type: ignore[attr-defined]
        for child in token.children or ():  # type: ignore[attr-defined]
            kinds[child.type] += 1
            raw = child.type == "html_inline" and child.content in ("<br>", "<!-- -->")
            assert child.type != "html_inline" or raw, child.content
            shown += child.content if child.type in ("text", "code_inline") else ""
    assert not {"link_open", "image", "em_open", "html_block"} & set(kinds)
    flat = HOSTILE.replace("\n", " ").replace("\x1b", "⟦U+001B⟧").replace("\u202e", "⟦U+202E⟧")
    assert shown.count(flat) >= 5
    assert not re.search(r"(?<!\\)@someone|https?://|\bwww\.", text)


def test_markdown_tables_are_whole(report: EvalReport, draft: Draft) -> None:
    told, sources = _hostile(report)
    for text in (render(report, "md", draft=draft), render(told, "md", sources=sources)):
        tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
        tokens = Counter(token.type for token in _tokens(text))  # type: ignore[attr-defined]
        assert len(tables) == tokens["table_open"] > 2
        for table in tables:
            cells = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
            assert len(cells) == 1, table


def test_markdown_shows_a_fault_that_is_a_space(report: EvalReport) -> None:
    where = Where(paragraph=0, start=2, end=3, quote=" ")
    row = report.findings[0].model_copy(update={"where": where})
    told = report.model_copy(update={"findings": (row,)})
    source = Source(
        path=report.document.path, sha256="", format="txt",
        blocks=(Block(index=0, text="成立 70周年。"),),
    )  # fmt: skip
    for form in ("md", "text"):
        assert "成立〖 〗70周年。" in render(told, form, sources=[source])
