"""The report for a terminal: findings by place, what is open, and at the end what it comes to."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.report.grouped import (
    by_place,
    counted,
    in_runs,
    next_steps,
    paragraph_of,
    shortened,
    sums,
    unscored_by_reason,
)
from draftkit.report.lines import Role, Said, TextLine, as_text, line
from draftkit.report.words import (
    OPEN,
    SEVERITY,
    SUPPORT,
    VERDICT,
    Context,
    Quote,
    missing_parts,
    place,
    reports_of,
    rule_name,
    summary,
    title_of,
    told,
)
from draftkit.values.report import EvalReport, EvalReports, Finding

_SHOWN = 20
"""Open marks listed one by one before the rest is only counted."""
_ROLES: dict[str, Role] = {
    "fail": "error", "review": "warning", "pass": "good",
    "error": "error", "warning": "warning", "hint": "hint",
}  # fmt: skip


def render_text(report: EvalReport | EvalReports, context: Context) -> str:
    """The report, or reports, as plain text."""
    return as_text(text_lines(report, context))


def text_lines(
    report: EvalReport | EvalReports, context: Context, *, traces: bool = False
) -> list[TextLine]:
    """The report as lines: of several papers first one each, then each paper, then the sum.
    traces: also where every year, figure and name comes from."""
    if not isinstance(report, EvalReports):
        return [*_one(report, context, traces), line(), *_summary(report)]
    out = _index(report) if len(report.reports) > 1 else []
    for row in reports_of(report):
        out += [*([line()] if out else []), *_one(row, context, traces)]
        out += _summary(row) if len(report.reports) == 1 else []
    if report.failed:
        out += [line()] if out else []
        out += [line(Said("读不了", "error"), f"  {row.path}：{row.reason}", hang=8)
                for row in report.failed]  # fmt: skip
    return [*out, line(), *_total(report)] if len(report.reports) > 1 else out


def _index(report: EvalReports) -> list[TextLine]:
    """A line for each paper."""
    out = []
    for row in report.reports:
        counts = "  ".join(f"{SEVERITY[key]}{row.counts.get(key, 0):>3}" for key in SEVERITY)
        verdict = VERDICT[row.verdict].ljust(3, "　")
        out.append(
            line(
                Said(verdict, _ROLES[row.verdict]),
                f"  {counts}  待办{len(row.open):>3}  ",
                row.document.path,
                hang=8,
            )
        )
    out += [line(Said("读不了", "error"), f"  {row.path}", hang=8) for row in report.failed]
    return out


def _one(report: EvalReport, context: Context, traces: bool) -> Iterator[TextLine]:
    document = report.document
    yield line(Said(document.path, "title"))
    yield line(f"{title_of(report)}（{document.genre or '文种不明'}，{document.stage}）")
    yield line(
        "结论：", Said(VERDICT[report.verdict], _ROLES[report.verdict]), f"。{summary(report)}",
        hang=2,
    )  # fmt: skip
    for group in by_place(report):
        yield line()
        yield line(Said(group.name, "place"), hang=2)
        for row in group.findings:
            yield from _finding(row, report, context)
    yield from _below(report)
    if traces and report.traces:
        yield from _traces(report)


def _finding(row: Finding, report: EvalReport, context: Context) -> Iterator[TextLine]:
    where = paragraph_of(row.where)
    yield line(
        Said(SEVERITY[row.severity], _ROLES[row.severity]),
        f" {row.code} {rule_name(row.code)}",
        Said(f"  {where}" if where else "", "dim"),
        indent=2, hang=2,
    )  # fmt: skip
    quote = context.quote(report.document.path, row.where)
    if quote:
        yield line(*_quoted(quote), indent=4)
    yield line(row.message, indent=4)
    done = f"{row.owner or '拟稿人'}改" + ("，--fix 可自动改" if row.fix and row.fix.safe else "")
    yield line("怎么办：", row.suggestion, f"（{done}）", indent=4, hang=2)
    if row.basis:
        yield line(Said(f"依据：{row.basis}", "dim"), indent=4, hang=2)


def _quoted(quote: Quote) -> tuple[Said, ...]:
    before, marked, after = shortened(quote)
    return Said(before), Said("〖", "dim"), Said(marked, "mark"), Said("〗", "dim"), Said(after)


def _below(report: EvalReport) -> Iterator[TextLine]:
    """Parts, what is open, what was let pass, what was not looked at."""
    if report.requirements:
        yield line()
        yield _parts(report)
    if report.open:
        yield line()
        yield line(Said(f"待办（{len(report.open)}）", "place"))
        for mark in report.open[:_SHOWN]:
            yield line(
                f"□ {OPEN[mark.kind]}：{mark.question}", Said(f"  {place(mark.where)}", "dim"),
                indent=2, hang=2,
            )  # fmt: skip
        if len(report.open) > _SHOWN:
            rest = len(report.open) - _SHOWN
            yield line(f"还有{rest}处待办，见 HTML 或 JSON 报告。", indent=2)
    if report.waived or report.unscored or report.notes:
        yield line()
    for row in report.waived:
        yield line(f"免查 {row.finding.code} {place(row.finding.where)}：{told(row)}", hang=2)
    for why, what in unscored_by_reason(report):
        yield line(Said(f"没有评：{in_runs(what)}（{why}）", "dim"), hang=2)
    for note in report.notes:
        yield line(f"设置：{note}", hang=2)


def _parts(report: EvalReport) -> TextLine:
    have = sum(row.status == "present" for row in report.requirements)
    merged = sum(row.status == "merged" for row in report.requirements)
    missing = missing_parts(report)
    lack = Said(f"缺{len(missing)}（{'、'.join(missing)}）", "warning") if missing else Said("不缺")
    return line(f"组成部分：有{have}，合并在文中{merged}，", lack, hang=2)


def _traces(report: EvalReport) -> Iterator[TextLine]:
    """Where every year, figure and name comes from, those that nobody vouches for first."""
    yield line()
    yield line(Said("年份、数字、名称的出处", "place"))
    rows = sorted(report.traces, key=lambda row: row.support != "unsupported")
    for row in rows:
        role: Role = "error" if row.support == "unsupported" else "plain"
        yield line(
            Said(SUPPORT.get(row.support, row.support), role),
            f"  “{row.text}”" + (f"  {row.why}" if row.why else ""),
            Said(f"  {paragraph_of(row.where)}", "dim"),
            indent=2, hang=4,
        )  # fmt: skip


def _counts(severity: dict[str, int], marks: int) -> tuple[Said, ...]:
    out: list[Said] = []
    for key, count in severity.items():
        out.append(Said(f"{SEVERITY[key]}{count} ", _ROLES[key] if count else "plain"))
    return *out, Said(f"待办{marks}")


def _summary(report: EvalReport) -> Iterator[TextLine]:
    """What it comes to, and what to do next."""
    found = sums((report,))
    verdict = Said(VERDICT[report.verdict], _ROLES[report.verdict])
    yield line(Said("小结：", "title"), verdict, "，", *_counts(found.severity, len(report.open)))
    yield from _by_whom(found.family, found.owner)
    steps = next_steps(report)
    if steps:
        yield line("下一步（其他选项同本次）：", indent=2)
    for step in steps:
        yield line(f"{step.what}：", Said(step.command, "command"), indent=4, hang=2)


def _by_whom(family: dict[str, int], owner: dict[str, int]) -> Iterator[TextLine]:
    if family:
        yield line(f"按类别：{counted(family)}", indent=2, hang=2)
        yield line(f"由谁改：{counted(owner)}", indent=2, hang=2)


def _total(report: EvalReports) -> Iterator[TextLine]:
    """What all papers come to."""
    verdicts = [row.verdict for row in report.reports]
    said = [Said("共", "title"), Said(f"{len(verdicts)}份：")]
    for key in ("fail", "review", "pass"):
        count = sum(one == key for one in verdicts)
        said += [Said(f"{VERDICT[key]}{count}", _ROLES[key] if count else "plain"), Said("，")]
    said += [Said(f"读不了{len(report.failed)}", "error"), Said("，")] if report.failed else []
    found = sums(report.reports)
    yield line(*said, *_counts(found.severity, sum(len(row.open) for row in report.reports)))
    yield from _by_whom(found.family, found.owner)
    if found.fixable:
        yield line(
            f"下一步：其中{found.fixable}处可自动改，另存一份：",
            Said("draftkit eval 文件 --fix", "command"), indent=2, hang=2,
        )  # fmt: skip
