"""The report as Markdown, for a wiki, a ticket or a merge request: tables as GitHub, GitLab and Gitea
show them (GitHub Flavored Markdown, section 4.10), nothing in them that acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from draftkit.report.grouped import (
    Group,
    by_place,
    counted,
    in_runs,
    next_steps,
    paragraph_of,
    shortened,
    sums,
    unscored_by_reason,
)
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

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_BEGINNING = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp):|\bwww\.")
_NAME = re.compile(r"@(?=[\w-])")
_ENDS = re.compile("[\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


def render_markdown(report: EvalReport | EvalReports, context: Context) -> str:
    """The report, or reports, under a heading each; of several first a table of all."""
    parts: list[str] = []
    if isinstance(report, EvalReports) and len(report.reports) > 1:
        parts += _index(report)
    for row in reports_of(report):
        parts += _one(row, context)
    if isinstance(report, EvalReports) and report.failed:
        rows = ([_safe(row.path), _safe(row.reason)] for row in report.failed)
        parts += ["# 读不了的文件", _table(("文件", "原因"), rows)]
    return "\n\n".join(parts) + "\n"


def _safe(text: str) -> str:
    """Text that Markdown shows as it stands, on one line: no markup, no link, nobody called by
    name. A reference (@name) is broken by an empty comment, which no forge shows."""
    flat = _ENDS.sub(" ", visible(text))
    shown = _SPECIAL.sub(r"\\\1", flat)
    shown = _LINK.sub(lambda found: f"{found.group()[:-1]}\\{found.group()[-1]}", shown)
    shown = _BEGINNING.sub(r"\1\3\\\2\4", shown)
    return _NAME.sub("@<!-- -->", shown)


def _code(text: str) -> str:
    """A command as code: its own marks must not end it, nor a | the cell."""
    flat = _ENDS.sub(" ", visible(text))
    ticks = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    pad = " " if "`" in flat else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    named = list(head)
    lines = [named, ["---"] * len(named), *map(list, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _index(report: EvalReports) -> list[str]:
    """All papers in a table."""
    rows = (
        [
            _safe(row.document.path),
            VERDICT[row.verdict],
            *(str(row.counts.get(key, 0)) for key in SEVERITY),
            str(len(row.open)),
        ]
        for row in report.reports
    )
    found = sums(report.reports)
    told_of = [f"共{len(report.reports)}份，读不了{len(report.failed)}份。"]
    if found.family:
        told_of.append(f"按类别：{counted(found.family)}。由谁改：{counted(found.owner)}。")
    head = ("文件", "结论", *SEVERITY.values(), "待办")
    return ["# 评阅汇总", _table(head, rows), "".join(told_of)]


def _one(report: EvalReport, context: Context) -> Iterator[str]:
    document = report.document
    yield f"# {_safe(title_of(report))}"
    yield f"**{VERDICT[report.verdict]}**　{summary(report)}"
    found = sums((report,))
    head = ("文件", "文种", "稿次", *SEVERITY.values(), "待办")
    counts = (*map(str, found.severity.values()), str(len(report.open)))
    cells = (_safe(document.path), _safe(document.genre or "不明"), _safe(document.stage), *counts)
    yield _table(head, (cells,))
    if report.findings:
        yield "## 问题"
        yield f"按类别：{counted(found.family)}。由谁改：{counted(found.owner)}。"
    for group in by_place(report):
        yield f"### {_safe(group.name)}"
        yield _findings(group, report, context)
    yield from _parts(report)
    if report.open:
        yield "## 待办"
        yield "\n".join(
            f"- [ ] {OPEN[mark.kind]}：{_safe(mark.question)}（{_safe(place(mark.where))}）"
            for mark in report.open
        )
    yield from _below(report)
    steps = next_steps(report)
    if steps:
        yield "## 下一步"
        yield "\n".join(f"- {step.what}：{_code(step.command)}" for step in steps)


def _findings(group: Group, report: EvalReport, context: Context) -> str:
    head = ("位置", "级别", "规则", "原文", "问题和改法", "谁改", "依据")
    return _table(head, (_finding(row, report, context) for row in group.findings))


def _finding(row: Finding, report: EvalReport, context: Context) -> tuple[str, ...]:
    quote = context.quote(report.document.path, row.where)
    before, marked, after = shortened(quote) if quote else ("", "", "")
    advice = f"<br>改法：{_safe(row.suggestion)}" if row.suggestion else ""
    return (
        paragraph_of(row.where) or "全文",
        SEVERITY[row.severity],
        _safe(f"{row.code} {rule_name(row.code)}"),
        _safe(f"{before}〖{marked}〗{after}") if quote else "",
        _safe(row.message) + advice,
        _safe(row.owner or "拟稿人") + ("（可自动改）" if row.fix and row.fix.safe else ""),
        _safe(row.basis),
    )


def _parts(report: EvalReport) -> Iterator[str]:
    if not report.requirements:
        return
    rows = (
        [_safe(row.name), STATUS[row.status], _safe(place(row.where)) if row.where else ""]
        for row in sorted(report.requirements, key=lambda row: row.status != "missing")
    )
    yield "## 组成部分"
    yield _table(("部分", "情况", "位置"), rows)


def _below(report: EvalReport) -> Iterator[str]:
    """Figures, what was let pass, what was not looked at."""
    if report.scores:
        rows = ([SCORES.get(key, key), score_text(value)] for key, value in report.scores.items())
        yield "## 数据"
        yield _table(("项目", "值"), ([_safe(cell) for cell in row] for row in rows))
    if report.waived:
        yield "## 免查"
        yield _list(
            f"{row.finding.code} {place(row.finding.where)}：{told(row)}" for row in report.waived
        )
    if report.notes:
        yield "## 设置"
        yield _list(report.notes)
    if report.unscored:
        yield "## 没有评的内容"
        yield _list(f"{in_runs(what)}：{why}" for why, what in unscored_by_reason(report))


def _list(texts: Iterable[str]) -> str:
    return "\n".join(f"- {_safe(text)}" for text in texts)
