"""The HTML report: one file, no outside resource, no script, for the screen and for A4."""

from __future__ import annotations

from html import escape
from itertools import groupby

from draftkit.report.origins import render_origins
from draftkit.report.style import CSS
from draftkit.report.words import (
    OPEN,
    RUNG,
    SCORES,
    SEVERITY,
    STATUS,
    VERDICT,
    Context,
    missing_parts,
    place,
    reports_of,
    rule_name,
    score_text,
    summary,
    title_of,
    told,
    visible,
)
from draftkit.values.report import (
    EvalReport,
    EvalReports,
    FailedFile,
    Finding,
    OpenMark,
    RequirementResult,
)

_NEAR = 18
"""Characters shown on either side of an open mark."""

_ABOUT = "本报告由程序生成，只说明文字上看得见的问题，不代替人的审核。"


def safe(text: object) -> str:
    """Any text escaped for HTML, direction-turning characters shown as marks."""
    return escape(visible(str(text)), quote=True)


def render_html(report: EvalReport | EvalReports, context: Context) -> str:
    """The whole page."""
    rows = reports_of(report)
    title = title_of(rows[0]) if len(rows) == 1 else f"{len(rows)}份公文的审核报告"
    body = [_index(rows)] if len(rows) > 1 else []
    body += [_report(row, context) for row in rows]
    if isinstance(report, EvalReports) and report.failed:
        body.append(_failed(report.failed))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>审核报告　{safe(title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + f"\n<footer>{_ABOUT}</footer>\n</main>\n</body>\n</html>\n"
    )


def _index(rows: tuple[EvalReport, ...]) -> str:
    lines = "".join(
        f'<tr><td class="no">{at}</td><td>{safe(title_of(row))}<br><small>{safe(row.document.path)}</small></td>'
        f'<td class="tight">{VERDICT[row.verdict]}</td><td class="tight">{row.counts.get("error", 0)}</td>'
        f'<td class="tight">{row.counts.get("warning", 0)}</td><td class="tight">{len(row.open)}</td></tr>'
        for at, row in enumerate(rows, 1)
    )
    head = "<tr><th></th><th>公文</th><th>结论</th><th>错误</th><th>警告</th><th>待办</th></tr>"
    return f"<h1>{len(rows)}份公文的审核报告</h1><table>{head}{lines}</table>"


def _failed(rows: tuple[FailedFile, ...]) -> str:
    items = "".join(f"<li>{safe(row.path)}：{safe(row.reason)}</li>" for row in rows)
    return f"<section><h2>读不了的文件</h2><ul>{items}</ul></section>"


def _report(report: EvalReport, context: Context) -> str:
    parts = [
        _head(report),
        _requirements(report),
        *(_findings(report, level, context) for level in SEVERITY),
        _open(report, context),
        render_origins(context.draft) if context.draft else "",
        _unscored(report),
        _sign(),
    ]
    return '<section class="report">' + "\n".join(part for part in parts if part) + "</section>"


def _head(report: EvalReport) -> str:
    document = report.document
    tiles = [
        ("error", report.counts.get("error", 0), "错误　必须改"),
        ("warning", report.counts.get("warning", 0), "警告　要复核"),
        ("hint", report.counts.get("hint", 0), "提示　可参考"),
        ("open", len(report.open), "待补、待核、待编号"),
    ]
    tiles += [
        ("score", score_text(report.scores[key]), SCORES[key])  # type: ignore[misc]
        for key in ("required_parts", "figures_supported", "names_supported", "han")
        if report.scores.get(key) is not None
    ]
    cells = "".join(
        f'<li class="{kind}"><b>{value}</b><span>{label}</span></li>'
        for kind, value, label in tiles
    )
    return (
        f"<h1>{safe(title_of(report))}</h1>"
        f'<p class="meta">文种：{safe(document.genre or "不明")}　稿次：{safe(document.stage)}　'
        f"文件：{safe(document.path)}</p>"
        f'<div class="verdict {report.verdict}"><b>{VERDICT[report.verdict]}</b>'
        f"<span>{safe(summary(report))}</span></div>"
        f'<ul class="tiles">{cells}</ul>'
    )


def _requirements(report: EvalReport) -> str:
    if not report.requirements:
        return ""
    wanted = set(missing_parts(report))
    rows = "".join(_requirement(row, wanted) for row in report.requirements)
    head = "<tr><th>部分</th><th>情况</th><th>在哪里</th></tr>"
    return f"<h2>组成部分</h2><table>{head}{rows}</table>"


def _requirement(row: RequirementResult, wanted: set[str]) -> str:
    status, label = row.status, STATUS[row.status]
    kind: str = status
    if status == "missing" and row.name not in wanted:
        kind, label = "optional", "无（可不写）"
    where = ""
    if row.where and row.where.quote:
        how = RUNG.get(row.rung or "", "")
        quote = row.where.quote[:46] + ("…" if len(row.where.quote) > 46 else "")
        where = f"{safe(quote)}　<small class='meta'>{safe(place(row.where))} {how}</small>"
    return (
        f'<tr><td class="tight">{safe(row.name)}</td>'
        f'<td class="tight"><span class="status {kind}">{label}</span></td><td>{where}</td></tr>'
    )


def _findings(report: EvalReport, level: str, context: Context) -> str:
    rows = [row for row in report.findings if row.severity == level]
    if not rows:
        return ""
    first = sum(_rank(row.severity) < _rank(level) for row in report.findings)
    cards = "".join(
        _finding(first + at, row, report.document.path, context) for at, row in enumerate(rows, 1)
    )
    return f"<h2>{SEVERITY[level]}（{len(rows)}）</h2>{cards}"


def _rank(level: str) -> int:
    return list(SEVERITY).index(level)


def _finding(number: int, row: Finding, path: str, context: Context) -> str:
    quote = context.quote(path, row.where)
    shown = ""
    if quote:
        shown = (
            f'<div class="quote">{safe(quote.before)}<mark>{safe(quote.marked)}</mark>'
            f"{safe(quote.after)}</div>"
        )
    return (
        f'<article class="finding {row.severity}"><header><b>{number}. {safe(rule_name(row.code))}</b>'
        f'<span class="code">{safe(row.code)}</span><span class="who">{safe(row.owner or "拟稿人")}改</span>'
        f'<span class="place">{safe(place(row.where))}</span></header>'
        f"{shown}<p>{safe(row.message)}</p><dl>{_details(row)}</dl>"
        f'<p class="tick"><span>依据：{safe(row.basis)}</span><span>□ 已改　□ 不改，理由：＿＿＿＿＿＿</span></p>'
        "</article>"
    )


def _details(row: Finding) -> str:
    pairs = [("建议", safe(row.suggestion))] if row.suggestion else []
    if row.fix:
        old, new = safe(row.where.quote or ""), safe(row.fix.replacement) or "（删去）"
        kind = "可自动改" if row.fix.safe else "改前请核对"
        change = (
            f'<span class="fix"><del>{old}</del> → <ins>{new}</ins></span>　<small>{kind}</small>'
        )
        pairs = [("改法", change)]
    pairs += [
        ("旧文", f"“{safe(item.quote)}”　<small>{safe(item.notice_id)}</small>")
        for item in row.evidence
    ]
    return "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in pairs)


def _open(report: EvalReport, context: Context) -> str:
    if not report.open:
        return ""
    owners = (
        {blank.question: blank.owner for blank in context.draft.blanks} if context.draft else {}
    )
    named = sorted(
        (
            (owners.get(mark.question) or _owner(mark.kind), at, mark)
            for at, mark in enumerate(report.open)
        ),
        key=lambda row: (row[0], row[1]),
    )
    out = [f"<h2>待办（{len(report.open)}）</h2>"]
    for owner, rows in groupby(named, key=lambda row: row[0]):
        items = "".join(_mark(mark, report.document.path, context) for _, _, mark in rows)
        out.append(f'<h3>{safe(owner)}</h3><ul class="todo">{items}</ul>')
    return "".join(out)


def _mark(mark: OpenMark, path: str, context: Context) -> str:
    """One open mark in the words around it."""
    quote = context.quote(path, mark.where)
    last = mark.where.model_copy(update={"heading_path": mark.where.heading_path[-1:]})
    near = f"<b>{safe(mark.question)}</b>"
    if quote and (quote.before or quote.after):
        near = (
            f'<span class="near">…{safe(quote.before[-_NEAR:])}<mark>{safe(quote.marked)}</mark>'
            f"{safe(quote.after[:_NEAR])}…</span>"
        )
    return (
        f'<li><span class="kind">{OPEN[mark.kind]}</span>{near}'
        f"<small>{safe(place(last))}</small></li>"
    )


def _owner(kind: str) -> str:
    return "办公室" if kind == "registry" else "拟稿人"


def _unscored(report: EvalReport) -> str:
    cells = [
        f"<td>{SCORES.get(key, key)}</td><td>{score_text(value)}</td>"
        for key, value in report.scores.items()
    ]
    scores = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    out = f"<h2>数据</h2><table>{scores}</table>" if scores else ""
    if report.unscored:
        rows = "".join(
            f'<tr><td class="tight">{safe(row.what)}</td><td>{safe(row.why)}</td></tr>'
            for row in report.unscored
        )
        out += f"<h2>没有评的内容</h2><table><tr><th>内容</th><th>原因</th></tr>{rows}</table>"
    if report.waived:
        rows = "".join(
            f'<tr><td class="tight">{safe(row.finding.code)}</td>'
            f"<td>{safe(place(row.finding.where))}</td><td>{safe(told(row))}</td></tr>"
            for row in report.waived
        )
        out += f"<h2>免查的问题</h2><table><tr><th>规则</th><th>位置</th><th>理由</th></tr>{rows}</table>"
    out += "".join(f'<p class="meta">{safe(note)}</p>' for note in report.notes)
    ran = "、".join(report.rules_run) or "无"
    return out + f'<p class="meta">运行的规则：{safe(ran)}</p>'


def _sign() -> str:
    return '<div class="sign"><div>审核意见</div><div>审核人</div><div>日期</div></div>'
