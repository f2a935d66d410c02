"""Notice → Passages: what is indexed and found. A pure function; raise CHUNKING when it changes.

A passage is the direct text of one section, with its heading path; text longer than `LIMIT`
characters becomes several passages, cut between sentences. An opening (preamble) has the heading
path (). A carrier's own text is a passage of its own kind: genre 印发通知 and the carrier's title,
so a search for a 工作要点 never returns the paragraph that merely announces one. Attachments that
carry text stand under their own title; rosters of people are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from draftkit.text.ids import content_id
from draftkit.text.sentences import clause_spans, sentence_spans
from draftkit.values.hits import Passage
from draftkit.values.notice import Notice, Role, Section, Table

CHUNKING = 2
"""Version of this function; stored with every archive and every generation."""

LIMIT = 600
"""Characters of text in one passage, unless a single clause is longer."""


@dataclass(frozen=True)
class _Piece:
    """Text under one heading path, before it is numbered and named."""

    path: tuple[str, ...]
    text: str
    role: Role | None = None


def passages_of(notice: Notice) -> tuple[Passage, ...]:
    """All passages of a notice in reading order: carrier, paper, attachments."""
    out: list[Passage] = []
    paper = notice.paper
    if paper is not notice:
        _extend(out, notice, _own(notice, paper), _pieces(notice))
    _extend(out, notice, _own(paper, notice), _pieces(paper))
    for attachment in (*(paper.attachments if paper is not notice else ()), *notice.attachments):
        if attachment.notice is None or attachment.kind == "roster":
            continue
        above = attachment.title or attachment.notice.title or attachment.label
        pieces = [
            _Piece((above, *piece.path) if above else piece.path, piece.text, piece.role)
            for piece in _pieces(attachment.notice)
        ]
        _extend(out, notice, _own(attachment.notice, notice), pieces)
    return tuple(out)


def _own(paper: Notice, other: Notice) -> Passage:
    """A passage with the paper's own metadata, the other layer's where the paper shows none."""
    return Passage(
        id="",
        notice_id="",
        ordinal=0,
        title=paper.title or other.title or "",
        issuer=paper.issuer or other.issuer,
        year=paper.year or other.year,
        genre=paper.genre,
        topic=paper.topic or other.topic,
        fit=paper.fit and other.fit,
    )


def passage_id(notice_id: str, ordinal: int, path: Iterable[str], text: str) -> str:
    """The id of a passage: the hash of its place and its words."""
    return content_id(notice_id, str(ordinal), *path, text)


def _extend(
    out: list[Passage], notice: Notice, own: Passage, pieces: list[_Piece] | Iterator[_Piece]
) -> None:
    for piece in pieces:
        for part, text in enumerate(split_text(piece.text)):
            ordinal = len(out)
            out.append(
                own.model_copy(
                    update={
                        "id": passage_id(notice.id, ordinal, piece.path, text),
                        "notice_id": notice.id,
                        "ordinal": ordinal,
                        "part": part,
                        "role": piece.role,
                        "heading_path": piece.path,
                        "text": text,
                    }
                )
            )


def _pieces(paper: Notice) -> Iterator[_Piece]:
    """The opening and the sections of one layer. A heading that stands alone is its own text;
    one that only holds other headings lives on in their paths."""
    if paper.preamble:
        yield _Piece((), "\n".join(paper.preamble))
    for section in paper.sections:
        yield from _of_section(section, (), None)


def _of_section(section: Section, above: tuple[str, ...], role: Role | None) -> Iterator[_Piece]:
    path = (*above, section.heading) if section.heading else above
    role = section.role or role
    lines = [*section.paragraphs, *(_table_text(table) for table in section.tables)]
    text = "\n".join(line for line in lines if line)
    if not text and not section.children:
        text = section.heading + section.heading_end
    if text:
        yield _Piece(path, text, role)
    for child in section.children:
        yield from _of_section(child, path, role)


def _table_text(table: Table) -> str:
    """A table as lines, cells apart by a full-width space."""
    rows = [(table.caption,)] if table.caption else []
    cells = [*rows, table.header, *table.rows]
    return "\n".join(line for row in cells if (line := "　".join(cell for cell in row if cell)))


def split_text(text: str, limit: int = LIMIT) -> list[str]:
    """Text in parts of at most `limit` characters, cut after paragraphs, else sentences, else
    clauses; joined, the parts are the text. Only an unbroken run is longer than the limit."""
    if len(text) <= limit:
        return [text]
    return _packed(_units(text, limit), limit)


def _units(text: str, limit: int) -> list[str]:
    """The largest natural pieces that fit: whole paragraphs, sentences of long paragraphs,
    clauses of long sentences."""
    units: list[str] = []
    for paragraph in text.splitlines(keepends=True):
        if len(paragraph) <= limit:
            units.append(paragraph)
            continue
        for start, end in sentence_spans(paragraph):
            sentence = paragraph[start:end]
            if len(sentence) <= limit:
                units.append(sentence)
            else:
                units += [sentence[left:right] for left, right in clause_spans(sentence)]
    return units


def _packed(units: list[str], limit: int) -> list[str]:
    parts: list[str] = []
    for unit in units:
        if parts and len(parts[-1]) + len(unit) <= limit:
            parts[-1] += unit
        else:
            parts.append(unit)
    return parts
