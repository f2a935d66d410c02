"""A Notice as the lines a reader sees, in order: what a Word file, a text file and an evaluation
of a draft are made from. Parsing goes the other way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from draftkit.text.dates import write_date
from draftkit.values.notice import Notice, Section, Table
from draftkit.values.source import Layer, Part

UNSIGNED = ("初稿", "征求意见稿", "送审稿", "定稿")
"""Stages at which a paper is not signed yet."""

DAY_TO_COME = "\u3000\u3000年\u3000月\u3000日"
"""The line on which the day is written when the paper is signed."""


@dataclass(frozen=True)
class FlowLine:
    """One paragraph (or table) of a paper. For a heading, `text` is mark + heading + stop + run-in
    text, `number` its mark, `body_from` where the run-in text begins."""

    part: Part
    text: str
    layer: Layer = "payload"
    level: int | None = None
    path: tuple[str, ...] = ()
    number: str | None = None
    body_from: int = 0
    table: Table | None = None


def flow(notice: Notice, layer: Layer | None = None) -> Iterator[FlowLine]:
    """The lines of a notice: head, title, text, then the paper it carries, attachments, 版记."""
    own: Layer = layer or ("carrier" if notice.payload is not None else "payload")
    yield from _head(notice, own)
    for text in notice.preamble:
        yield FlowLine("preamble", text, own)
    for section in notice.sections:
        yield from _section(section, own, ())
    yield from _tail(notice, own)
    if notice.payload is not None:
        yield from flow(notice.payload, "payload")
    for attachment in notice.attachments:
        yield FlowLine("attachment", attachment.label or "附件", "attachment")
        inner = attachment.notice
        if attachment.title and (inner is None or not inner.title):
            yield FlowLine("title", attachment.title, "attachment")
        if inner is not None:
            yield from flow(inner, "attachment")
    yield from _imprint(notice, own)


def _head(notice: Notice, layer: Layer) -> Iterator[FlowLine]:
    if notice.letterhead:
        yield FlowLine("letterhead", notice.letterhead, layer)
    if notice.doc_number:
        # A decree is cited with its name before its number; on the paper the name stands above it.
        number = notice.doc_number.removeprefix(notice.letterhead or "")
        yield FlowLine("doc_number", number or notice.doc_number, layer)
    if notice.title:
        yield FlowLine("title", notice.title, layer)
    if notice.recipients:
        yield FlowLine("recipients", notice.recipients + "：", layer)


def _section(section: Section, layer: Layer, above: tuple[str, ...]) -> Iterator[FlowLine]:
    path = (*above, section.heading)
    head = f"{section.number or ''}{section.heading}{section.heading_end}"
    rest = list(section.paragraphs)
    run_in = rest.pop(0) if section.run_in and rest else ""
    yield FlowLine("heading", head + run_in, layer, section.level, path, section.number, len(head))
    for text in rest:
        yield FlowLine("paragraph", text, layer, section.level, path)
    for table in section.tables:
        yield FlowLine("table", "", layer, section.level, path, table=table)
    for child in section.children:
        yield from _section(child, layer, path)


def _tail(notice: Notice, layer: Layer) -> Iterator[FlowLine]:
    for note in notice.annex_note:
        yield FlowLine("annex_note", note, layer)
    if notice.signature:
        yield FlowLine("signature", notice.signature, layer)
    if notice.issued_on:
        yield FlowLine("date", write_date(notice.issued_on), layer)
    elif notice.signature and notice.stage in UNSIGNED:
        yield FlowLine("date", DAY_TO_COME, layer)
    if notice.annotation:
        yield FlowLine("annotation", notice.annotation, layer)


def _imprint(notice: Notice, layer: Layer) -> Iterator[FlowLine]:
    if notice.cc:
        yield FlowLine("cc", f"抄送：{notice.cc}。", layer)
    if notice.printed_by or notice.printed_on:
        day = write_date(notice.printed_on) + "印发" if notice.printed_on else ""
        yield FlowLine("printed", "　".join(p for p in (notice.printed_by, day) if p), layer)
