"""Papers → Notice and Lines: the same pieces seen as values and as places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from draftkit.parse import fitness, readings, secrecy
from draftkit.parse.furniture import Page
from draftkit.parse.noise import remarks
from draftkit.parse.papers import CARRIERS, Paper
from draftkit.parse.pieces import Piece, joined
from draftkit.parse.responsible import responsible_in
from draftkit.parse.shapes import (
    cc_names,
    doc_number,
    is_annex_note,
    is_day,
    is_order_number,
    mark_of,
    printed,
)
from draftkit.parse.tree import Node
from draftkit.text.dates import find_date
from draftkit.text.ids import content_id
from draftkit.text.titles import genre_of, parse_title
from draftkit.values.flow import flow
from draftkit.values.notice import Attachment, Notice, Role, Section, SourceRef, Table, Warning_
from draftkit.values.source import Line, Parsed, Part, Source

_FURNITURE = "不属于正文，已略去"
_ASIDE = {
    "footnote": "脚注，未并入正文",
    "comment": "批注，未并入正文",
    "noise": "混入正文的杂质，已略去",
}
_ORDER: tuple[Part, ...] = (
    "copy_no", "secrecy", "urgency", "letterhead", "doc_number", "signatories", "recipients",
    "annex_note", "signature", "date", "annotation", "cc", "printed",
)  # fmt: skip


def assemble(source: Source, page: Page, paper: Paper) -> Parsed:
    """The Parsed of a file from its sorted page and its outermost paper."""
    notice = notice_of(paper, page.fields)
    lines = [*_lines(paper), *_page_lines(page)]
    lines.sort(key=lambda line: line.at[0] if line.at else (1 << 30, 0))
    reference = SourceRef(path=source.path, sha256=source.sha256, format=source.format)
    mark = secrecy.find(source)
    notice = notice.model_copy(
        update={
            "source": reference,
            "secrecy": mark.text if mark else notice.secrecy,
            "metadata": dict(page.fields),
            "warnings": (
                *notice.warnings,
                *source.warnings,
                *secrecy.warnings(source, mark),
                *_warnings(source, lines, page),
                *remarks(source, lines),
            ),
        }
    )
    return Parsed(source, fitness.judged(notice, source, lines), tuple(lines))


def notice_of(paper: Paper, fields: dict[str, str] | None = None) -> Notice:
    """The Notice of a paper, its payload and attachments within."""
    fields = fields or {}
    payload = notice_of(paper.payload) if paper.payload else None
    title = paper.head.title_text or (paper.carried if paper.layer == "payload" else "") or ""
    preamble = [*paper.head.others, *paper.body.preamble]
    opening = "".join(piece.text for piece in preamble)
    genre, made = readings.kind_of(title, opening, paper.body.nodes)
    if genre == "其他" and not title:
        genre = genre_of(_text(paper, "letterhead") or "")
    if payload and genre not in (*CARRIERS, "函"):
        genre = "印发通知"
    parts = parse_title(title or made or "")
    number = _number(paper) or _page_number(fields)
    day = _day(paper) or readings.page_day(fields, "issued_on")
    months = (readings.month_day(piece.text) for piece in _months(paper))
    days = (day, *months, readings.lead_day(opening), readings.page_day(fields, "page_date"))
    issuers = _issuers(paper, title)
    if not issuers and (name := readings.page_value(fields, "issuer")):
        issuers = readings.bodies_in(name)
    notice = Notice(
        genre=genre,
        title=title or None,
        issuer=issuers[0] if issuers else None,
        issuers=issuers,
        letterhead=_text(paper, "letterhead"),
        doc_number=number,
        recipients=(_text(paper, "recipients") or "").rstrip("：") or None,
        issued_on=day,
        year=payload.year
        if payload and payload.year
        else readings.year_of(parts, made, genre, opening, number, days, _said(paper)),
        next_year=payload.next_year if payload else parts.next_year,
        period=readings.period_of_title((payload and payload.title) or title),
        topic=payload.topic if payload else readings.topic(title, made, genre, opening),
        stage=readings.stage_of(title),
        secrecy=_text(paper, "secrecy"),
        urgency=_text(paper, "urgency") or secrecy.beside(_text(paper, "secrecy"))[1],
        copy_no=_text(paper, "copy_no") or secrecy.beside(_text(paper, "secrecy"))[0],
        signatories=_signers(paper),
        preamble=tuple(piece.text for piece in preamble),
        sections=tuple(section_of(node, genre) for node in paper.body.nodes),
        signature=_signature(paper),
        annex_note=_annexes_named(_pieces(paper, "annex_note")),
        annotation=_text(paper, "annotation", "　", also=_months(paper)),
        cc=_cc(paper),
        printed_by=_printed(paper)[0],
        printed_on=_printed(paper)[1],
        payload=payload,
        attachments=tuple(_attachment(label, inner) for label, inner in paper.attachments),
    )
    return notice.model_copy(update={"id": notice_id(notice)})


def _said(paper: Paper) -> Iterator[str]:
    """Headings and paragraphs in reading order."""
    for _, node in _walk(paper):
        yield node.heading
        yield from (piece.text for piece in node.paragraphs)
        if node.run_in and node.line is not None:
            yield node.line.text[node.body_from :]


def notice_id(notice: Notice) -> str:
    """The id by content: over every character a reader sees, however it is broken into lines."""
    return content_id(
        "".join(
            line.text
            + (
                "".join(c for row in (line.table.header, *line.table.rows) for c in row)
                if line.table
                else ""
            )
            for line in flow(notice)
        )
    )


def section_of(
    node: Node, genre: str, above: tuple[str, ...] = (), role: Role | None = None
) -> Section:
    """The Section of a node; its role is read with those of the sections around it."""
    from draftkit.genres import role_of

    path = (*above, node.heading)
    paragraphs = [piece.text for piece in node.paragraphs]
    if node.run_in and node.line is not None:
        paragraphs.insert(0, node.line.cut(node.body_from).text)
    text = "".join(paragraphs)
    role = role_of(genre, path, text, above=role)
    units, limit = responsible_in("\n".join(paragraphs))
    return Section(
        level=node.level,
        number=node.number,
        heading=node.heading,
        heading_end=node.stop,
        run_in=node.run_in,
        role=role,
        paragraphs=tuple(paragraphs),
        tables=tuple(_table(piece) for piece in node.tables),
        responsible=units,
        deadline=limit,
        children=tuple(section_of(child, genre, path, role) for child in node.children),
    )


def _table(piece: Piece) -> Table:
    return Table(header=piece.rows[0] if piece.rows else (), rows=piece.rows[1:])


def _walk(paper: Paper) -> list[tuple[tuple[str, ...], Node]]:
    return [pair for node in paper.body.nodes for pair in node.walk()]


def _pieces(paper: Paper, part: Part) -> list[Piece]:
    return [*paper.head.parts.get(part, ()), *paper.parts.get(part, ())]


def _months(paper: Paper) -> list[Piece]:
    """Dates without a day: kept as a note, since they are no 成文日期."""
    return [piece for piece in _pieces(paper, "date") if not is_day(piece.text)]


def _text(paper: Paper, part: Part, joint: str = "", also: list[Piece] | None = None) -> str | None:
    texts = [piece.text for piece in [*_pieces(paper, part), *(also or [])]]
    return joint.join(texts) or None


def _number(paper: Paper) -> str | None:
    for piece in _pieces(paper, "doc_number"):
        if is_order_number(piece.text):
            return (_text(paper, "letterhead") or "") + piece.text.strip("（）")
        found = doc_number(piece.text)
        if found:
            return found[0]
    return None


def _page_number(fields: dict[str, str]) -> str | None:
    found = doc_number(readings.page_value(fields, "doc_number") or "")
    return found[0] if found else None


def _signers(paper: Paper) -> tuple[str, ...]:
    """The names behind 签发人：; the spaces of the file tell them apart."""
    names: list[str] = []
    for piece in [*_pieces(paper, "signatories"), *_pieces(paper, "doc_number")]:
        named = re.search(r"签发人\s*[：:](.+)$", piece.raw)
        names += named.group(1).split() if named else []
    return tuple(names)


def _day(paper: Paper) -> date | None:
    for piece in [*paper.parts.get("date", ()), *paper.head.parts.get("date", ())]:
        if is_day(piece.text) and (day := find_date(piece.text)):
            return day
    for piece in paper.head.parts.get("annotation", ()):
        spoken = piece.text.startswith(("—", "―", "--")) or "会议上" in piece.text
        if spoken and (day := find_date(piece.text)):
            return day  # the subtitle of a speech: when and where it was given
    return None


def _signature(paper: Paper) -> str | None:
    names: list[str] = []
    for text, bodies in readings.signed(_pieces(paper, "signature")):
        names += bodies if len(bodies) > 1 else (text,)
    return "　".join(names) or None


def _issuers(paper: Paper, title: str) -> tuple[str, ...]:
    """Whose paper it is: by the letterhead, else the signature, else the title. A letterhead that
    signature and title agree against is misprinted."""
    of_title = (
        ()
        if paper.carried and paper.layer == "payload"
        else readings.issuers_of_title(title, parse_title(title))
    )
    lines = readings.signed(_pieces(paper, "signature"))
    signed = tuple(name for _, bodies in lines for name in bodies)
    heads = _pieces(paper, "letterhead")
    names = tuple(name for piece in heads for name in _letterhead_names(piece))
    if names and not (of_title and of_title == signed):
        return names
    if of_title and (not signed or "关于" in title):
        return of_title
    if not (signed or of_title) and parse_title(title).genre == "政府工作报告":
        return readings.government_of(_heard(paper), title)
    return signed or of_title


def _heard(paper: Paper) -> str:
    """The lines of a report to a congress that say where it was given."""
    return "".join(piece.text for piece in [*_pieces(paper, "annotation"), *paper.head.others[:4]])


def _letterhead_names(piece: Piece) -> tuple[str, ...]:
    """The bodies of a 发文机关标志, 文件 off; the spaces of the file tell joint ones apart."""
    for text in (piece.raw, piece.text):
        names = readings.bodies_in(re.sub(r"\s*(?:文\s*件|令|公告)\s*$", "", text.strip()))
        if names:
            return names
    return ()


def _annexes_named(pieces: list[Piece]) -> tuple[str, ...]:
    """The lines that name the annexes; a name that a line break cut is one again."""
    names: list[str] = []
    for piece in pieces:
        if names and not (is_annex_note(piece.text) or mark_of(piece.text)):
            names[-1] += piece.text
        else:
            names.append(piece.text)
    return tuple(names)


def _cc(paper: Paper) -> str | None:
    pieces = _pieces(paper, "cc")
    return cc_names(joined(pieces).text) or None if pieces else None


def _printed(paper: Paper) -> tuple[str | None, date | None]:
    pieces = _pieces(paper, "printed")
    if not pieces:
        return None, None
    found = printed(pieces[-1].text)
    who = found[0] if found and found[0] else pieces[0].text if len(pieces) > 1 else None
    return who, found[1] if found else None


def _attachment(label: Piece | None, paper: Paper) -> Attachment:
    notice = notice_of(paper)
    title = notice.title or ""
    kind = "text"
    only_tables = not notice.preamble and all(
        not s.paragraphs and not s.heading for _, s in notice.walk()
    )
    if only_tables and notice.sections:
        kind = "table"
    if "名单" in title or "花名册" in title:
        kind = "roster"
    elif title.endswith(("申报表", "申请表", "登记表", "审批表", "推荐表", "申报书")):
        kind = "form"
    return Attachment.model_validate(
        {"label": label.text if label else "", "title": title, "kind": kind, "notice": notice}
    )


def _lines(paper: Paper) -> list[Line]:
    """The lines of a paper and of all within it."""
    layer = paper.layer
    lines = [_line(piece, part, paper) for part in _ORDER for piece in _pieces(paper, part)]
    if paper.head.title:
        lines.append(_line(joined(paper.head.title).dense(), "title", paper))
    lines += [_line(piece, "furniture", paper) for piece in paper.head.repeats]
    lines += [_line(p, "preamble", paper) for p in [*paper.head.others, *paper.body.preamble]]
    for path, node in _walk(paper):
        if node.line is not None:
            line = node.line
            lines.append(
                Line(
                    line.text,
                    "heading",
                    layer,
                    node.level,
                    path,
                    node.number,
                    node.body_from,
                    line.at,
                )
            )
        lines += [
            Line(p.text, "paragraph", layer, node.level, path, at=p.at) for p in node.paragraphs
        ]
        for piece in node.tables:
            at = ((piece.block, 0),)
            lines.append(Line("", "table", layer, node.level, path, at=at))
    if paper.payload:
        lines += _lines(paper.payload)
    for label, inner in paper.attachments:
        if label:
            lines.append(Line(label.text, "attachment", "attachment", at=label.at))
        lines += _lines(inner)
    return lines


def _line(piece: Piece, part: Part, paper: Paper) -> Line:
    return Line(piece.text, part, paper.layer, at=piece.at)


def _page_lines(page: Page) -> list[Line]:
    dropped = [*page.dropped, *page.titles, *page.notes]
    lines = [Line(piece.text, "furniture", at=piece.at) for piece in dropped]
    return lines + [Line(piece.text, "metadata", at=piece.at) for piece in page.field_lines]


def _warnings(source: Source, lines: list[Line], page: Page) -> list[Warning_]:
    """The dropped lines as they stand in the file."""
    notes: dict[object, str] = {piece.at: piece.kind for piece in page.notes}
    notes.update((piece.at, "noise") for piece in page.dropped if piece.noise)
    found = []
    for line in lines:
        if line.part == "furniture":
            kind = notes.get(line.at)
            code, message = (kind, _ASIDE[kind]) if kind else ("furniture", _FURNITURE)
            found += [
                Warning_(code=code, message=message, quote=quote) for quote in _quotes(source, line)
            ]
    return found


def _quotes(source: Source, line: Line) -> list[str]:
    """A line as it stands in the file, one quote for each block it was broken over."""
    ends: dict[int, list[int]] = {}
    for block, offset in line.at:
        ends.setdefault(block, []).append(offset)
    texts = [source.blocks[b].text[min(at) : max(at) + 1] for b, at in ends.items()]
    return [text for text in texts if text.strip()] or [line.text]
