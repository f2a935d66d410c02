"""The HTML report: one file, no outside resource, for the screen, for A4, and without its script."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import PurePath

from draftkit.report.cards import render_cards, render_open
from draftkit.report.origins import render_origins
from draftkit.report.paper import render_paper
from draftkit.report.script import SCRIPT
from draftkit.report.style import CSS
from draftkit.report.words import (
    RUNG,
    SCORES,
    STATUS,
    SUPPORT,
    VERDICT,
    Context,
    missing_parts,
    place,
    reports_of,
    safe,
    score_text,
    summary,
    title_of,
    told,
)
from draftkit.values.report import (
    EvalReport,
    EvalReports,
    FailedFile,
    RequirementResult,
)

_ABOUT = "本报告由程序生成，只说明文字上看得见的问题，不代替人的审核。"


def render_html(report: EvalReport | EvalReports, context: Context) -> str:
    """The whole page."""
    rows = reports_of(report)
    title = title_of(rows[0]) if len(rows) == 1 else f"{len(rows)}份公文的审核报告"
    body = [_index(rows)] if len(rows) > 1 else []
    body += [_report(row, context, no) for no, row in enumerate(rows, 1)]
    if isinstance(report, EvalReports) and report.failed:
        body.append(_failed(report.failed))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>审核报告　{safe(title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + f"\n<footer>{_ABOUT}</footer>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _hashed(text: str) -> str:
    return "'sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


_POLICY = (
    f"default-src 'none'; style-src {_hashed(CSS)}; script-src {_hashed(SCRIPT)}; "
    "base-uri 'none'; form-action 'none'"
)
"""Nothing is loaded, and of styles and scripts only these very ones run (CSP level 2)."""


def safe_raw(text: str) -> str:
    """Text for an attribute that the script reads back whole."""
    return escape(text, quote=True)


def _index(rows: tuple[EvalReport, ...]) -> str:
    lines = "".join(
        f'<tr><td class="no">{at}</td>'
        f'<td><a href="#r{at}">{safe(title_of(row))}</a><br><small>{safe(row.document.path)}</small></td>'
        f'<td class="tight">{VERDICT[row.verdict]}</td><td class="tight">{row.counts.get("error", 0)}</td>'
        f'<td class="tight">{row.counts.get("warning", 0)}</td><td class="tight">{len(row.open)}</td></tr>'
        for at, row in enumerate(rows, 1)
    )
    head = "<tr><th></th><th>公文</th><th>结论</th><th>错误</th><th>警告</th><th>待办</th></tr>"
    return f"<h1>{len(rows)}份公文的审核报告</h1><table>{head}{lines}</table>"


def _failed(rows: tuple[FailedFile, ...]) -> str:
    items = "".join(f"<li>{safe(row.path)}：{safe(row.reason)}</li>" for row in rows)
    return f"<section><h2>读不了的文件</h2><ul>{items}</ul></section>"


def _report(report: EvalReport, context: Context, no: int) -> str:
    """One report: the paper at the left, what is said about it at the right, below both what is
    looked up seldom."""
    paper = render_paper(report, context, no)
    side = [
        render_cards(report, context, no),
        render_open(report, context),
        _requirements(report),
    ]
    below = [
        render_origins(context.draft) if context.draft else "",
        _traces(report, no),
        _unscored(report),
        _sign(),
    ]
    panes = f'<div class="side"><div class="where" aria-live="polite" hidden></div>{"".join(side)}</div>'
    if paper:
        panes = f'<div class="panes">{paper}{panes}</div>'
    reference = {"path": report.document.path, "title": report.document.title}
    reference |= {"genre": report.document.genre, "stage": report.document.stage}
    shown = json.dumps(reference)
    prints = " ".join(row.fingerprint for row in report.findings)
    key = sha256(prints.encode("utf-8")).hexdigest()[:12]
    name = re.sub(r'[\\/:*?"<>|\s]+', "_", PurePath(report.document.path).name) or "report"
    return (
        f'<section class="report" id="r{no}" data-ref="{safe_raw(shown)}" data-key="{key}"'
        f' data-name="{safe(name)}">{_head(report)}{panes}{"".join(below)}</section>'
    )


def _traces(report: EvalReport, no: int) -> str:
    """Where each figure, year and name comes from."""
    if not report.traces:
        return ""
    rows = "".join(
        f'<tr id="r{no}-t{at}"><td class="tight">{safe(row.text)}</td>'
        f'<td class="tight">{safe(SUPPORT.get(row.support, row.support))}</td><td>{safe(row.why)}'
        f"{'　<small>' + safe('、'.join(row.facts)) + '</small>' if row.facts else ''}</td></tr>"
        for at, row in enumerate(report.traces, 1)
    )
    head = "<tr><th>文中</th><th>出处</th><th>说明</th></tr>"
    return (
        f"<details><summary>数字、年份和名称的出处（{len(report.traces)}）</summary>"
        f'<table class="traces">{head}{rows}</table></details>'
    )


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
