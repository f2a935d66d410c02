"""The paper's text with the origin of each sentence, for the HTML report."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from itertools import groupby

from draftkit.report.words import ORIGIN, visible
from draftkit.values.draft import Draft, Sentence, SourceQuote

_MARK = re.compile(r"(【待[补核][^】]*】)")
_PART = {
    "title": "标题", "recipients": "主送机关", "opening": "开头", "preamble": "开头", "heading": "小标题",
    "signature": "署名", "date": "成文日期", "carrier": "通知正文", "doc_number": "发文字号",
}  # fmt: skip


def render_origins(draft: Draft) -> str:
    """Each sentence beside where it comes from, section by section."""
    if not draft.sentences:
        return ""
    counted = Counter("open" if _is_open(row) else row.origin for row in draft.sentences)
    summary = "，".join(
        f"{ORIGIN.get(key, '待补待核')}{count}句" for key, count in counted.most_common()
    )
    out = [
        f'<h2 id="sources">全文与出处</h2><p class="meta">共{len(draft.sentences)}句：{summary}。</p>'
    ]
    for section, rows in groupby(draft.sentences, key=lambda row: row.section):
        heading = " › ".join(part for part in section if part)
        lines = "".join(_sentence(row) for row in rows)
        out.append(f"<h3>{_safe(heading)}</h3>" if heading else "")
        out.append(f'<table class="source">{lines}</table>')
    return "".join(out) + _rest(draft)


def _safe(text: object) -> str:
    return escape(visible(str(text)), quote=True)


def _is_open(row: Sentence) -> bool:
    return bool(_MARK.search(row.text))


def _sentence(row: Sentence) -> str:
    text = _MARK.sub(r"<mark>\1</mark>", _safe(row.text))
    label = (
        f'<span class="origin o-{_safe(row.origin)}">{ORIGIN.get(row.origin, row.origin)}</span>'
    )
    if _is_open(row):
        label += ' <span class="origin o-open">待补待核</span>'
    part = _PART.get(row.part)
    notes = [f"<small>{part}</small>"] if part else []
    if row.facts:
        notes.append(f"<small>事实 {_safe('、'.join(row.facts))}</small>")
    notes += [f"<small>{_source(item)}</small>" for item in row.sources[:2]]
    changes = "；".join(f"{change.from_}→{change.to or '删去'}" for change in row.changes[:4])
    if changes:
        notes.append(f"<small>改动：{_safe(changes)}</small>")
    return f'<tr><td class="text">{text}</td><td>{label}{"".join(notes)}</td></tr>'


def _source(item: SourceQuote) -> str:
    year = f"{item.year}年，" if item.year else ""
    path = " › ".join(item.heading_path)
    quote = item.quote[:60] + ("…" if len(item.quote) > 60 else "")
    return f"{_safe(item.title or item.notice_id)}（{year}{_safe(path)}）：“{_safe(quote)}”"


def _rest(draft: Draft) -> str:
    """Facts that found no place, and last year's tasks with this year's answer."""
    out = ""
    if draft.unused_facts:
        out += f"<h3>没有用上的事实</h3><p>{_safe('、'.join(draft.unused_facts))}</p>"
    if draft.tasks:
        rows = "".join(
            f"<tr><td>{_safe(row.last_year or row.superior or '')}</td><td>{_safe(row.this_year or '')}</td>"
            f'<td class="tight">{_safe(row.status)}</td></tr>'
            for row in draft.tasks
        )
        head = "<tr><th>上年或上级的任务</th><th>今年怎么写</th><th>情况</th></tr>"
        out += f"<h3>任务对照</h3><table>{head}{rows}</table>"
    return out
