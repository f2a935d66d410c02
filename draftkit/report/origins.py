"""The paper's text with the origin of each sentence, for the HTML report."""

from __future__ import annotations

import re
from collections import Counter

from draftkit.report.words import ORIGIN, safe
from draftkit.values.draft import Draft, Sentence, SourceQuote

_MARK = re.compile(r"(【待[补核][^】]*】)")
_PART = {
    "title": "标题", "recipients": "主送机关", "opening": "开头", "preamble": "开头",
    "signature": "署名", "date": "成文日期", "carrier": "通知正文", "doc_number": "发文字号",
}  # fmt: skip
_QUOTED = 60
"""Characters of a source shown."""
_LEFT = 70
"""Characters of left-out wording shown."""


def render_origins(draft: Draft) -> str:
    """Each sentence beside where it comes from, in reading order, and what was not used."""
    if not draft.sentences:
        return ""
    counted = Counter("open" if _is_open(row) else row.origin for row in draft.sentences)
    summary = "，".join(
        f"{ORIGIN.get(key, '含待补待核')}{count}句" for key, count in counted.most_common()
    )
    numbers = _numbers(draft)
    rows = "".join(_rows(draft, numbers))
    return (
        '<h2 id="sources">全文与出处</h2>'
        f'<p class="meta">共{len(draft.sentences)}句：{summary}。</p>{_legend(draft, numbers)}'
        f'<table class="source">{rows}</table>{_rest(draft)}'
    )


def _is_open(row: Sentence) -> bool:
    return bool(_MARK.search(row.text))


def _numbers(draft: Draft) -> dict[str, int]:
    """Past notices by the order in which the text first rests on them."""
    seen = dict.fromkeys(item.notice_id for row in draft.sentences for item in row.sources)
    return {notice_id: at for at, notice_id in enumerate(seen, 1)}


def _legend(draft: Draft, numbers: dict[str, int]) -> str:
    named: dict[str, SourceQuote] = {}
    for row in draft.sentences:
        for item in row.sources:
            named.setdefault(item.notice_id, item)
    items = "".join(
        f"<li>{safe(named[key].title or key)}"
        f"{f'（{safe(named[key].issuer)}）' if named[key].issuer else ''}</li>"
        for key in numbers
    )
    return f'<ol class="legend">{items}</ol>' if items else ""


def _rows(draft: Draft, numbers: dict[str, int]) -> list[str]:
    """A row a sentence; a heading that stands in no sentence gets a row of its own."""
    out: list[str] = []
    shown: tuple[str, ...] = ()
    for at, row in enumerate(draft.sentences):
        if row.section and row.section != shown and row.part != "heading":
            path = " › ".join(part for part in row.section if part)
            out.append(f'<tr><th colspan="2">{safe(path)}</th></tr>')
        shown = row.section
        out.append(_sentence(at, row, numbers))
    return out


def _sentence(at: int, row: Sentence, numbers: dict[str, int]) -> str:
    text = _MARK.sub(r"<mark>\1</mark>", safe(row.text))
    label = f'<span class="origin o-{safe(row.origin)}">{ORIGIN.get(row.origin, row.origin)}</span>'
    if _is_open(row):
        label += ' <span class="origin o-open">待补待核</span>'
    if row.part in _PART:
        label += f" <small class='part'>{_PART[row.part]}</small>"
    heading = row.part == "heading"
    notes = (
        [] if heading else [f"<small>{_source(item, numbers)}</small>" for item in row.sources[:2]]
    )
    if row.facts:
        notes.append(f"<small>事实 {safe('、'.join(row.facts))}</small>")
    changes = "；".join(f"{change.from_}→{change.to or '删去'}" for change in row.changes[:3])
    if changes and not heading:
        notes.append(f"<small>改动：{safe(changes)}</small>")
    kind = ' class="head"' if heading else ""
    return (
        f'<tr{kind} id="s-{at}"><td class="text">{text}</td><td>{label}{"".join(notes)}</td></tr>'
    )


def _source(item: SourceQuote, numbers: dict[str, int]) -> str:
    path = " › ".join(item.heading_path)
    quote = item.quote[:_QUOTED] + ("…" if len(item.quote) > _QUOTED else "")
    where = "，".join(part for part in (f"{item.year}年" if item.year else "", path) if part)
    return f"[{numbers[item.notice_id]}] {safe(where)}：“{safe(quote)}”"


def _rest(draft: Draft) -> str:
    """Facts that found no place, old text not carried over, last year's tasks and this year's."""
    out = ""
    if draft.unused_facts:
        out += f"<h3>没有用上的事实</h3><p>{safe('、'.join(draft.unused_facts))}</p>"
    if draft.tasks:
        rows = "".join(
            f"<tr><td>{safe(row.last_year or row.superior or '')}</td><td>{safe(row.this_year or '')}</td>"
            f'<td class="tight">{safe(row.status)}</td></tr>'
            for row in draft.tasks
        )
        head = "<tr><th>上年或上级的任务</th><th>今年怎么写</th><th>情况</th></tr>"
        out += f"<h3>任务对照</h3><table>{head}{rows}</table>"
    return out + _left_out(draft) if draft.left_out else out


def _left_out(draft: Draft) -> str:
    """Past wording that was not carried over, by rule, folded away until someone asks."""
    rules = dict.fromkeys(row.rule.split("：")[0] for row in draft.left_out)
    rows = "".join(
        f"<tr><td>{safe(rule)}</td><td>"
        + "<br>".join(
            safe(row.quote[:_LEFT] + ("…" if len(row.quote) > _LEFT else ""))
            + (f"（{row.last_seen}年）" if row.last_seen else "")
            for row in draft.left_out
            if row.rule.split("：")[0] == rule
        )
        + "</td></tr>"
        for rule in rules
    )
    return (
        f"<details><summary>旧文中没有搬用的{len(draft.left_out)}处</summary>"
        f'<table class="left"><tr><th>原因</th><th>旧文</th></tr>{rows}</table></details>'
    )
