"""The findings and open marks of the HTML report: cards to work through, a list to tick off."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from draftkit.checks import rule
from draftkit.checks.model import FAMILIES
from draftkit.errors import NotFoundError
from draftkit.report.words import OPEN, SEVERITY, Context, place, rule_name, safe
from draftkit.values.report import EvalReport, Finding, OpenMark

_NEAR = 18
"""Characters shown on either side of an open mark."""
_OWNER = "拟稿人"


def render_cards(report: EvalReport, context: Context, no: int) -> str:
    """The findings in the order of the paper, with the bar that filters them. no: of the report in
    the page; a finding's number is the one that `draftkit review` takes."""
    if not report.findings:
        return '<h2 id="findings">问题</h2><p class="none">没有发现问题。</p>'
    cards = "".join(
        _card(at, row, report, context, no) for at, row in enumerate(report.findings, 1)
    )
    return f"<h2>问题（{len(report.findings)}）</h2>{_bar(report)}{cards}"


def _bar(report: EvalReport) -> str:
    """What chooses among the findings; shown where a script runs."""
    levels: Counter[str] = Counter(row.severity for row in report.findings)
    boxes = "".join(
        f'<label class="{level}"><input type="checkbox" value="{level}" checked>{name} {levels[level]}</label>'
        for level, name in SEVERITY.items()
        if levels[level]
    )
    families = Counter(family_of(row.code) for row in report.findings)
    owners = Counter(row.owner or _OWNER for row in report.findings)
    choices = [
        _select(
            "family",
            "全部类别",
            {key: f"{FAMILIES.get(key, key)} {families[key]}" for key in families},
        ),
        _select("owner", "谁来改", {key: f"{key} {owners[key]}" for key in owners}),
        _select("state", "全部意见", {"open": "还没评", "agree": "同意", "disagree": "不同意"}),
    ]
    return (
        f'<div class="bar"><div>{boxes}</div><div>{"".join(choices)}</div>'
        '<div><span class="shown"></span>　<span class="done"></span>'
        '<button type="button" class="export">导出意见</button></div></div>'
    )


def _select(name: str, every: str, options: dict[str, str]) -> str:
    rows = "".join(
        f'<option value="{safe(key)}">{safe(text)}</option>' for key, text in options.items()
    )
    return f'<select name="{name}" aria-label="{every}"><option value="">{every}</option>{rows}</select>'


def family_of(code: str) -> str:
    """The family of a rule; empty for a code that is no rule's here."""
    try:
        return rule(code).family
    except NotFoundError:
        return ""


def _card(number: int, row: Finding, report: EvalReport, context: Context, no: int) -> str:
    quote = context.quote(report.document.path, row.where)
    shown = ""
    if quote:
        shown = (
            f'<div class="quote">{safe(quote.before)}<mark>{safe(quote.marked)}</mark>'
            f"{safe(quote.after)}</div>"
        )
    owner = row.owner or _OWNER
    last = row.where.model_copy(update={"heading_path": row.where.heading_path[-1:]})
    where = safe(place(last))
    known = row.where.quote is not None and context.blocks(report.document.path)
    link = (
        f'<a class="place" href="#m{no}-{number}">{where}</a>'
        if known
        else f'<span class="place">{where}</span>'
    )
    return (
        f'<article class="finding {row.severity}" id="f{no}-{number}" data-n="{number}"'
        f' data-p="{safe(row.fingerprint)}" data-code="{safe(row.code)}" data-level="{row.severity}"'
        f' data-family="{family_of(row.code)}" data-owner="{safe(owner)}">'
        f'<header><span class="level">{SEVERITY[row.severity]}</span><b>{number}. {safe(rule_name(row.code))}</b>'
        f'<span class="code">{safe(row.code)}</span><span class="who">{safe(owner)}改</span>{link}</header>'
        f"{shown}<p>{safe(row.message)}</p><dl>{_details(row)}</dl>"
        f'<p class="tick"><span>依据：{safe(row.basis)}</span><span class="box">□ 已改　□ 不改，理由：＿＿＿＿＿＿</span></p>'
        '<div class="say"><button type="button" value="agree" aria-pressed="false">同意</button>'
        '<button type="button" value="disagree" aria-pressed="false">不同意</button>'
        '<input type="text" maxlength="500" aria-label="理由" placeholder="理由（可不写）"></div>'
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


def render_open(report: EvalReport, context: Context) -> str:
    """The open marks as a list to tick off, by who must answer."""
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
        f'<li><label><input type="checkbox"><span class="kind">{OPEN[mark.kind]}</span>{near}</label>'
        f"<small>{safe(place(last))}</small></li>"
    )


def _owner(kind: str) -> str:
    return "办公室" if kind == "registry" else _OWNER
