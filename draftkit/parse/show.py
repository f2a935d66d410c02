"""The outline of a notice that `draftkit parse` prints."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.text.dates import write_date
from draftkit.values.notice import Notice, Section

_STEP = "  "


def tree(notice: Notice) -> str:
    """Fields by their Chinese names, then the sections, the payload and the annexes inside."""
    lines = [*_notice(notice, 0)]
    if notice.metadata:
        lines.append("网页信息：" + "；".join(f"{k} {v}" for k, v in notice.metadata.items()))
    if not notice.fit:
        lines.append(f"不宜作范文：{notice.unfit_because}")
    for told in notice.warnings:
        quote = f"：{_short(told.quote)}" if told.quote else ""
        lines.append(f"提示（{told.code}）：{told.message}{quote}")
    return "\n".join(lines)


def _notice(notice: Notice, depth: int) -> Iterator[str]:
    pad = _STEP * depth
    for name, value in _fields(notice):
        if value:
            yield f"{pad}{name}：{value}"
    for at, text in enumerate(notice.preamble, 1):
        yield f"{pad}开头段{at}：{_short(text)}"
    for section in notice.sections:
        yield from _section(section, depth)
    if notice.payload is not None:
        yield f"{pad}所印发的文件："
        yield from _notice(notice.payload, depth + 1)
    for attachment in notice.attachments:
        yield f"{pad}{attachment.label or '附件'}："
        if attachment.notice is not None:
            yield from _notice(attachment.notice, depth + 1)


def _fields(notice: Notice) -> Iterator[tuple[str, str | None]]:
    yield "文种", notice.genre
    yield "标题", notice.title
    yield "发文机关", "、".join(notice.issuers) or notice.issuer
    yield "发文机关标志", notice.letterhead
    yield "发文字号", notice.doc_number
    yield "签发人", "、".join(notice.signatories)
    yield "密级", notice.secrecy
    yield "紧急程度", notice.urgency
    yield "主送机关", notice.recipients
    yield "署名", notice.signature
    yield "成文日期", write_date(notice.issued_on) if notice.issued_on else None
    years = [str(year) for year in (notice.year, notice.next_year) if year]
    yield "年度", "、".join(years)
    yield "主题", notice.topic
    yield "稿次", notice.stage
    yield "附件说明", "；".join(notice.annex_note)
    yield "附注", notice.annotation
    yield "抄送机关", notice.cc
    yield "印发机关", notice.printed_by
    yield "印发日期", write_date(notice.printed_on) if notice.printed_on else None


def _section(section: Section, depth: int) -> Iterator[str]:
    name = f"{section.number or ''}{section.heading}" or "（无小标题）"
    counts = [f"{len(section.paragraphs)}段"] if section.paragraphs else []
    counts += [f"{len(section.tables)}表"] if section.tables else []
    units = "、".join(item.unit for item in section.responsible)
    more = [*counts, f"责任：{units}"] if units else counts
    yield f"{_STEP * depth}{name}{'（' + '，'.join(more) + '）' if more else ''}"
    for child in section.children:
        yield from _section(child, depth + 1)


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
