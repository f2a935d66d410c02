"""The report as Markdown, for a wiki, a ticket or a merge request."""

from __future__ import annotations

import re

from draftkit.report.words import (
    OPEN,
    SCORES,
    SEVERITY,
    STATUS,
    VERDICT,
    Context,
    place,
    reports_of,
    rule_name,
    score_text,
    summary,
    title_of,
    told,
    visible,
)
from draftkit.values.report import EvalReport, EvalReports, Finding

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render_markdown(report: EvalReport | EvalReports, context: Context) -> str:
    """The report, or reports, under a heading each."""
    parts = [_one(row, context) for row in reports_of(report)]
    if isinstance(report, EvalReports) and report.failed:
        rows = "\n".join(f"- {_safe(row.path)}：{_safe(row.reason)}" for row in report.failed)
        parts.append("# 读不了的文件\n\n" + rows)
    return "\n\n".join(parts) + "\n"


def _safe(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _SPECIAL.sub(r"\\\1", visible(text).replace("\n", " "))


def _one(report: EvalReport, context: Context) -> str:
    document = report.document
    out = [
        f"# {_safe(title_of(report))}",
        f"- 文件：{_safe(document.path)}\n- 文种：{_safe(document.genre or '不明')}\n"
        f"- 稿次：{document.stage}\n- 结论：**{VERDICT[report.verdict]}**　{summary(report)}",
    ]
    if report.requirements:
        rows = [f"| {_safe(row.name)} | {STATUS[row.status]} |" for row in report.requirements]
        out.append("## 组成部分\n\n| 部分 | 情况 |\n| --- | --- |\n" + "\n".join(rows))
    if report.findings:
        out.append("## 问题")
        out += [_finding(at, row, report, context) for at, row in enumerate(report.findings, 1)]
    if report.open:
        marks = "\n".join(
            f"- [ ] {OPEN[mark.kind]}：{_safe(mark.question)}（{_safe(place(mark.where))}）"
            for mark in report.open
        )
        out.append("## 待办\n\n" + marks)
    rows = [
        f"| {SCORES.get(key, key)} | {score_text(value)} |" for key, value in report.scores.items()
    ]
    out.append("## 数据\n\n| 项目 | 值 |\n| --- | --- |\n" + "\n".join(rows))
    if report.waived:
        rows = [
            f"- {row.finding.code} {_safe(place(row.finding.where))}：{_safe(told(row))}"
            for row in report.waived
        ]
        out.append("## 免查\n\n" + "\n".join(rows))
    if report.notes:
        out.append("## 设置\n\n" + "\n".join(f"- {_safe(note)}" for note in report.notes))
    if report.unscored:
        out.append(
            "## 未评\n\n" + "\n".join(f"- {_safe(r.what)}：{_safe(r.why)}" for r in report.unscored)
        )
    return "\n\n".join(out)


def _finding(at: int, row: Finding, report: EvalReport, context: Context) -> str:
    lines = [f"### {at}. {SEVERITY[row.severity]} {row.code} {rule_name(row.code)}"]
    quote = context.quote(report.document.path, row.where)
    body = [f"- 位置：{_safe(place(row.where))}"]
    if quote:
        marked = f"**{_safe(quote.marked)}**" if quote.marked.strip() else ""
        body.append(f"- 原文：{_safe(quote.before)}{marked}{_safe(quote.after)}")
    body += [f"- 问题：{_safe(row.message)}", f"- 建议：{_safe(row.suggestion)}"]
    body.append(f"- 依据：{_safe(row.basis)}（{row.owner or '拟稿人'}）")
    return "\n\n".join([*lines, "\n".join(body)])
