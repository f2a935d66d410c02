"""The findings of a report as comments to be hung on the paper."""

from __future__ import annotations

from draftkit.report.words import (
    OPEN,
    SEVERITY,
    VERDICT,
    missing_parts,
    rule_name,
    summary,
    visible,
)
from draftkit.values.edits import Note
from draftkit.values.report import EvalReport, Finding


def notes_of(report: EvalReport) -> tuple[Note, ...]:
    """One for the paper as a whole, one for each finding and for each open mark."""
    return (
        _whole(report),
        *(_finding(row) for row in report.findings),
        *(
            Note(
                text=visible(f"{OPEN[mark.kind]}：{mark.question}"),
                paragraph=mark.where.paragraph,
                start=mark.where.start,
                end=mark.where.end,
            )
            for mark in report.open
        ),
    )


def _whole(report: EvalReport) -> Note:
    counts = report.counts
    lines = [
        f"评阅结论：{VERDICT[report.verdict]}（{report.document.stage}）。{summary(report)}",
        f"错误{counts.get('error', 0)}，警告{counts.get('warning', 0)}，提示{counts.get('hint', 0)}，"
        f"待办{len(report.open)}。",
    ]
    missing = missing_parts(report)
    if missing:
        lines.append(f"缺：{'、'.join(missing)}。")
    lines += [f"免查{len(report.waived)}处。"] if report.waived else []
    lines += report.notes
    return Note(text=visible("\n".join(lines)))


def _finding(row: Finding) -> Note:
    lines = [f"{SEVERITY[row.severity]} {row.code} {rule_name(row.code)}", row.message]
    if row.suggestion:
        lines.append(f"建议：{row.suggestion}")
    lines.append(f"依据：{row.basis}（{row.owner or '拟稿人'}）")
    where = row.where
    return Note(
        text=visible("\n".join(lines)), paragraph=where.paragraph, start=where.start, end=where.end
    )
