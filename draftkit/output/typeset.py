"""A notice → the lines of its pages, each with look, indents and gaps (GB/T 9704—2012, clause 7).

Text is taken as `flow` gives it; nothing is added but what the layout itself calls for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from draftkit.output.closing import note_indents, sealed, signers, unsealed
from draftkit.output.fitting import fit_first_page
from draftkit.output.title_lines import break_title
from draftkit.text.dates import write_date
from draftkit.text.marks import read_mark
from draftkit.text.width import width
from draftkit.values.flow import FlowLine, flow
from draftkit.values.notice import Notice
from draftkit.values.typeset import Look, PageProfile, Piece, SetLine, pieces

_HEAD_PARTS = ("letterhead", "doc_number")
_IMPRINT_PARTS = ("cc", "printed")
_SIMPLE: dict[str, Look] = {
    "preamble": "body",
    "paragraph": "body",
    "recipients": "recipients",
    "annotation": "annotation",
    "attachment": "attachment",
}


def typeset(notice: Notice, head: str, profile: PageProfile) -> tuple[SetLine, ...]:
    """The lines of a notice in order. `head` "none" leaves out the red head and the 版记, "full"
    sets them; a secrecy grade is printed on either."""
    lines = list(_marks_of_grade(notice))
    if head == "full":
        lines += _red_head(notice, len(lines), profile)
    body = list(_Setter(notice, head, profile).lines())
    gap = profile.gaps.title_lines if head == "full" else (1 if lines else 0)
    if body and lines:
        body[0] = replace(body[0], above=gap)
    return tuple(fit_first_page(lines + body, profile))


def _marks_of_grade(notice: Notice) -> Iterator[SetLine]:
    """份号, 密级 and 紧急程度, one under the other at the top left (clauses 7.2.1 to 7.2.3)."""
    rows: tuple[tuple[Look, str | None], ...] = (
        ("copy_no", notice.copy_no),
        ("secrecy", notice.secrecy),
        ("urgency", notice.urgency),
    )
    for look, text in rows:
        if text:
            yield SetLine(look, pieces(text))


def _red_head(notice: Notice, above: int, profile: PageProfile) -> Iterator[SetLine]:
    """发文机关标志, 发文字号 (with 签发人 for a paper going up) and the red rule under them.

    Without a printed 标志 it is the first issuer's name and 文件: a joint paper may bear its host's
    name alone. A number not given yet keeps its place.
    """
    mark = notice.letterhead or (f"{notice.issuer}文件" if notice.issuer else "")
    down = profile.gaps.mark_top * 72 / 25.4 / profile.grid.line - above
    if mark:
        yield SetLine("letterhead", pieces(mark), above=max(0.0, down), keep_next=True)
    year = str(notice.issued_on.year) if notice.issued_on else "\u3000\u3000"
    number = notice.doc_number or f"\u3000\u3000〔{year}〕\u3000号"
    gap = profile.gaps.number_lines
    if not notice.signatories:
        yield SetLine("doc_number", pieces(number), above=gap, ruled=True)
        return
    rows = [notice.signatories[at : at + 2] for at in range(0, len(notice.signatories), 2)]
    for at, names in enumerate(rows):
        last = at == len(rows) - 1
        label = Piece("签发人：") if at == 0 else Piece("\u3000" * 4)
        yield SetLine(
            "doc_number",
            (Piece((number if last else "") + "\t"), label, Piece("\u3000".join(names), "name")),
            left=1, right=1, first=0, above=0 if at else gap, ruled=last,
        )  # fmt: skip


class _Setter:
    """Goes through the flow once; knows the line before and the layer it is in."""

    def __init__(self, notice: Notice, head: str, profile: PageProfile) -> None:
        self.notice, self.head, self.profile = notice, head, profile
        self.outer = "carrier" if notice.payload is not None else "payload"
        self.layer = self.outer
        self.after_title = self.after_label = False
        self.names = _names(notice)

    def lines(self) -> Iterator[SetLine]:
        """The set lines of the text, signature and date placed together."""
        waiting: list[FlowLine] = []
        out: list[SetLine] = []
        for line in flow(self.notice):
            if line.part in ("signature", "date"):
                if waiting and line.part == "signature":
                    self._close(waiting, out)
                waiting.append(line)
                continue
            self._close(waiting, out)
            out += self._placed(line, bool(out))
        self._close(waiting, out)
        return iter(out)

    def _close(self, waiting: list[FlowLine], out: list[SetLine]) -> None:
        """Signature and date together; the paragraph above goes with them to a new page, since a
        page of nothing but a signature is no page of the paper. Not the first paragraph: the first
        page has to show text (clause 7.3.3)."""
        if not waiting:
            return
        if len(out) > 1 and out[-1].look == out[-2].look == "body":
            out[-1] = replace(out[-1], keep_next=True)
        names = [
            name for line in waiting if line.part == "signature" for name in signers(line.text)
        ]
        days = [line.text for line in waiting if line.part == "date"]
        place = sealed if self.profile.seal else unsealed
        widest, day = width(names[-1]) if names else 0.0, width(days[0]) if days else 0.0
        right_name, right_day = place(widest, day)
        gap = self.profile.gaps.signature_lines
        for at, name in enumerate(names):
            out.append(SetLine("signature", pieces(name), right=right_name, above=0 if at else gap))
        for text in days:
            above = 0 if names else gap
            out.append(SetLine("date", pieces(text), right=right_day, above=above))
        waiting.clear()
        self.after_title = False

    def _placed(self, line: FlowLine, begun: bool) -> list[SetLine]:
        """A line with its page break and the gap over it."""
        if self._left_out(line):
            return []
        made = list(self._set(line))
        if not made:
            return []
        fresh = line.layer != self.layer or line.part == "attachment"
        if fresh and line.part not in _IMPRINT_PARTS:
            self.layer, self.after_title = line.layer, False
            made[0] = replace(made[0], new_page=begun)
        elif (self.after_title or self.after_label) and line.part != "title":
            made[0] = replace(made[0], above=self.profile.gaps.text_lines)
        self.after_title, self.after_label = line.part == "title", line.part == "attachment"
        return made

    def _left_out(self, line: FlowLine) -> bool:
        """The head is set apart; the 版记 is printed once, that of the outer paper, if at all."""
        own = line.layer == self.outer
        if line.part in _HEAD_PARTS:
            return own or line.part == "letterhead"
        return line.part in _IMPRINT_PARTS and (self.head != "full" or not own)

    def _set(self, line: FlowLine) -> Iterable[SetLine]:
        if line.part == "title":
            return (self._title(line.text),)
        if line.part == "heading":
            return (_heading(line),)
        if line.part == "table" and line.table:
            return _table(line)
        if line.part == "annex_note":
            return (self._note(line.text),)
        if line.part == "doc_number":
            return (SetLine("doc_number", pieces(line.text)),)
        if line.part in _IMPRINT_PARTS:
            return (self._imprint(line),)
        return (SetLine(_SIMPLE.get(line.part, "body"), pieces(line.text)),)

    def _title(self, text: str) -> SetLine:
        rows = break_title(text, self.profile.title_chars, self.names)
        above = self.profile.gaps.attachment_title_lines if self.after_label else 0
        return SetLine("title", pieces("\n".join(rows)), above=above)

    def _note(self, text: str) -> SetLine:
        left, first = note_indents(text)
        above = self.profile.gaps.annex_lines if text.startswith("附件") else 0
        return SetLine("annex_note", pieces(text), left=left, first=first, above=above)

    def _imprint(self, line: FlowLine) -> SetLine:
        """抄送 wraps under its first name; body and day of printing stand at the two edges."""
        scale = self.profile.sizes.imprint / self.profile.sizes.body
        if line.part == "cc":
            label = 3 * scale
            return SetLine("imprint", pieces(line.text), left=1 + label, first=-label)
        by, day = self.notice.printed_by or "", self.notice.printed_on
        text = f"{by}\t{write_date(day)}印发" if day else by
        return SetLine("imprint", pieces(text), right=1)


def _names(notice: Notice) -> tuple[str, ...]:
    """Names of bodies that the titles must not be broken in."""
    papers = [notice, *([notice.payload] if notice.payload else [])]
    found = [name for paper in papers for name in (*paper.issuers, paper.issuer, paper.signature)]
    return tuple(dict.fromkeys(name for name in found if name))


def _heading(line: FlowLine) -> SetLine:
    """A heading of its own, or the paragraph it runs into. 一是 and 第一 are no levels of clause
    7.3.3 and keep the face of the text."""
    mark = read_mark(line.text)
    level = 3 if mark and mark.style in ("shi", "first") else min(max(line.level or 1, 1), 4)
    if line.body_from >= len(line.text):
        return SetLine(cast(Look, f"heading{level}"), pieces(line.text))
    head = pieces(line.text[: line.body_from], level, "head")
    return SetLine("body", head + pieces(line.text[line.body_from :]))


def _table(line: FlowLine) -> Iterator[SetLine]:
    table = line.table
    if table is not None and table.caption:
        yield SetLine("caption", pieces(table.caption))
    yield SetLine("table", table=table)
