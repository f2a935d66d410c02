"""The report for a terminal: short, one block a finding."""

from __future__ import annotations

from draftkit.report.words import (
    OPEN,
    SEVERITY,
    VERDICT,
    Context,
    missing_parts,
    place,
    reports_of,
    rule_name,
    summary,
    title_of,
    told,
    visible,
)
from draftkit.values.report import EvalReport, EvalReports, Finding

_SHOWN = 20
"""Open marks listed one by one before the rest is only counted."""


def render_text(report: EvalReport | EvalReports, context: Context) -> str:
    """The report, or reports, as lines of text."""
    parts = [_one(row, context) for row in reports_of(report)]
    if isinstance(report, EvalReports):
        parts += [f"{row.path}：读不了，{row.reason}" for row in report.failed]
        if len(report.reports) > 1:
            parts.append(_total(report))
    return visible("\n\n".join(parts)) + "\n"


def _one(report: EvalReport, context: Context) -> str:
    document, counts = report.document, report.counts
    out = [
        document.path,
        f"{title_of(report)}（{document.genre or '文种不明'}，{document.stage}）",
        f"结论：{VERDICT[report.verdict]}。{summary(report)}"
        f"错误{counts.get('error', 0)} 警告{counts.get('warning', 0)} 提示{counts.get('hint', 0)}"
        f" 待办{len(report.open)}",
    ]
    if report.requirements:
        out.append(_parts(report))
    out += [line for row in report.findings for line in _finding(row, report, context)]
    out += _open(report)
    out += [
        f"免查 {row.finding.code} {place(row.finding.where)}：{told(row)}" for row in report.waived
    ]
    out += [f"未评 {row.what}：{row.why}" for row in report.unscored]
    out += [f"设置 {note}" for note in report.notes]
    return "\n".join(out)


def _parts(report: EvalReport) -> str:
    have = sum(row.status == "present" for row in report.requirements)
    merged = sum(row.status == "merged" for row in report.requirements)
    missing = missing_parts(report)
    lack = f"，缺{len(missing)}（{'、'.join(missing)}）" if missing else "，不缺"
    return f"组成部分：有{have}，合并在文中{merged}{lack}"


def _finding(row: Finding, report: EvalReport, context: Context) -> list[str]:
    out = [f"{SEVERITY[row.severity]} {row.code} {rule_name(row.code)}  {place(row.where)}"]
    quote = context.quote(report.document.path, row.where)
    if quote:
        out.append(f"    原文：{quote.before}〖{quote.marked}〗{quote.after}")
    out.append(f"    {row.message}")
    out.append(f"    建议：{row.suggestion}（{row.owner or '拟稿人'}；依据：{row.basis}）")
    return out


def _open(report: EvalReport) -> list[str]:
    out = [
        f"{OPEN[mark.kind]} {place(mark.where)}：{mark.question}" for mark in report.open[:_SHOWN]
    ]
    rest = len(report.open) - _SHOWN
    return out + ([f"还有{rest}处待办，见 HTML 或 JSON 报告。"] if rest > 0 else [])


def _total(report: EvalReports) -> str:
    verdicts: list[str] = [row.verdict for row in report.reports]
    counted = "，".join(f"{VERDICT[key]}{verdicts.count(key)}" for key in VERDICT)
    return f"共{len(verdicts)}份：{counted}" + (
        f"，读不了{len(report.failed)}" if report.failed else ""
    )
