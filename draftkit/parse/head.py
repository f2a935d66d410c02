"""The head of a paper: everything that stands before its first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftkit.parse.decimals import begins_outline
from draftkit.parse.pieces import Piece, joined
from draftkit.parse.secrecy import is_mark_line
from draftkit.parse.shapes import (
    doc_number,
    is_body,
    is_copy_no,
    is_day,
    is_doc_number,
    is_greeting,
    is_month,
    is_note,
    is_open_day,
    is_order_head,
    is_order_number,
    is_urgent,
    mark_of,
    signers,
)
from draftkit.parse.titles import Head, complete, pick_title, sort_title
from draftkit.text.similar import bare
from draftkit.text.titles import carried_title, genre_of
from draftkit.values.source import Part

_BEHIND = re.compile(
    r"[（(]?(?:(?<=[（(])|(?<=通知|意见|方案|办法|批复|决定|通报|报告|要点|计划|规定|细则|答复|公告|通告|请示)|(?<=函))"
    r"([^（）()的]{2,16}[〔\[]\d{4}[〕\]]\d{1,5}号)[）)]?$"
)
LINE = 100
"""Most characters of one line of a title."""
LETTERHEAD = 15
"""So many lines from the top a letterhead may reach."""
HEAD_LINES = 120
"""A head has no more lines; what follows so many is text."""
_SAYS = re.compile(r"如下|以下|总体要求|总体思路|是：|现将|现就|[。！？]")
_BEGINS_TEXT = re.compile(r"^(?:为|根据|按照|依据|近年来|今年以来)")


def read_head(
    pieces: list[Piece],
    *,
    web: bool = False,
    breaks: set[int] | None = None,
    names: Sequence[str] = (),
    above: str = "",
) -> Head:
    """Read the head. `web`: the lines come from a page with furniture, so lines that belong to no
    title are furniture too; `breaks`: where furniture was taken out; `names`: the title as the
    page gives it elsewhere; `above`: the title where it was read already."""
    head = Head()
    end = _end(pieces, head, above)
    groups: list[list[Piece]] = [[]]
    for at, piece in enumerate(pieces[:end]):
        if at in (breaks or set()) and groups[-1]:
            groups.append([])
        part = _part(piece, pieces, at)
        if part is None:
            groups[-1].append(piece)
            continue
        if part == "doc_number" and part in head.parts:
            head.repeats.append(piece)
        elif part == "doc_number" and piece.text.startswith("（"):
            head.put(part, piece.cut(1, len(piece.text) - 1))
        else:
            head.put(part, piece)
        if groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if web:
        pick_title(head, groups, names)
    else:
        sort_title(head, [piece for group in groups for piece in group])
    _number_behind(head)
    return head


def _number_behind(head: Head) -> None:
    """A title that has the document number in brackets behind it: two parts in one line."""
    found = _BEHIND.search(head.title[-1].text) if head.title else None
    if found and doc_number(found.group(1)) and "doc_number" not in head.parts:
        last = head.title[-1]
        head.put("doc_number", last.cut(found.start(1), found.end(1)))
        head.title[-1] = last.cut(0, found.start())


def _end(pieces: list[Piece], head: Head, above: str) -> int:
    """The index where the head ends; files the recipients line that closes it."""
    for at, piece in enumerate(pieces):
        text = piece.text
        if (
            piece.rows
            or mark_of(text)
            or text in ("目录", "目次")
            or begins_outline(piece.raw)
            or is_greeting(text)
            or _is_carried(above, text)
        ):
            head.next = at
            return at
        if at >= HEAD_LINES:
            head.next = at
            return at
        if _heads_a_title(above, pieces[at : at + 2]):
            above += text
            continue
        above += text
        tail = at > 1 and _lists_bodies(pieces[at - 1].text)
        if text.endswith("：") and not _SAYS.search(text[:-1]) and (len(text) > 3 or tail):
            first = _recipients_from(pieces, at)
            head.put("recipients", joined(pieces[first : at + 1]))
            head.next = at + 1
            return first
        if _is_prose(text) and not is_note(text):
            head.next = at
            return at
    head.next = len(pieces)
    return len(pieces)


def _recipients_from(pieces: list[Piece], at: int) -> int:
    """Where recipients begin that go over several lines: the lines above that list bodies too, as
    long as a whole title is left."""
    first = at
    while first > 1 and _lists_bodies(pieces[first - 1].text):
        first -= 1
    while first < at and not _titled(pieces[:first]):
        first += 1
    return first


def _titled(pieces: list[Piece]) -> bool:
    """Whether lines end in a whole title, the parts that stand beside one left out."""
    plain = [p.text for at, p in enumerate(pieces) if _part(p, pieces, at) is None]
    return any(
        complete("".join(plain[start:])) for start in range(max(0, len(plain) - 5), len(plain))
    )


def _lists_bodies(text: str) -> bool:
    """Whether a line may be one of several of recipients."""
    return (
        not re.search(r"关于|[。：]|^(?:为|根据|按照|现将)", text)
        and (text.startswith("各") or "，" in text or "、" in text)
        and not (complete(text) or is_note(text) or is_day(text) or is_doc_number(text))
    )


def _is_carried(above: str, text: str) -> bool:
    """Whether a line is the title of the paper that the title above it issues."""
    carried = carried_title(above) if genre_of(above) in ("印发通知", "转发通知") else None
    return bool(carried) and bare(carried or "") == bare(text)


def _heads_a_title(above: str, pieces: list[Piece]) -> bool:
    """Whether a line is a body and a colon that the next line makes a headline of; not where a
    title stands above, since the line names the recipients then."""
    if "关于" in above or complete(above):
        return False
    first = pieces[0].text
    if not first.endswith("：") or not is_body(first[:-1]) or len(pieces) < 2:
        return False
    second = pieces[1].text
    return len(second) <= LINE // 2 and not (_is_prose(second) or mark_of(second))


def _is_prose(text: str) -> bool:
    bare_text = re.sub(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", "", text)
    if _BEGINS_TEXT.match(text) and (len(text) > 25 or "，" in text):
        return True
    return bool(re.search(r"[。！；]", bare_text)) or len(text) > LINE or bare_text.count("，") >= 3


def _part(piece: Piece, pieces: list[Piece], at: int) -> Part | None:
    """The part of a line that is known by its form; None for lines of titles."""
    text = piece.text
    above = pieces[at - 1].text if at else ""
    if is_order_number(text) and is_order_head(above):
        return "doc_number"
    if is_copy_no(text) and at < 3:
        return "copy_no"
    if is_mark_line(text, pieces[at - 1].text if at else ""):
        return "secrecy"
    if is_urgent(text):
        return "urgency"
    if signers(text):
        return "signatories"
    if is_doc_number(text.strip("（）")):
        return "doc_number"
    if _is_letterhead(pieces, at):
        return "letterhead"
    if is_day(text) or is_month(text) or is_open_day(text):
        return "date"
    if is_note(text):
        return "annotation"
    return None


def _is_letterhead(pieces: list[Piece], at: int) -> bool:
    """…文件 near the top, or a body's name alone right above the document number."""
    text = pieces[at].text
    if _orders(pieces, at) or (text and _orders(pieces, at + 1) and len(pieces[at + 1].text) < 4):
        return True
    if "关于" in text or "《" in text or len(text) > 60 or text[:1].isdigit():
        return False
    if text.endswith("文件") and (len(text) > 4 or (at > 0 and is_body(pieces[at - 1].text))):
        return True
    if is_body(text) and _beside_letterhead(pieces, at):
        return True
    following = pieces[at + 1].text if at + 1 < len(pieces) else ""
    if not is_body(text) or at > 4:
        return False
    return is_doc_number(following) or (following.endswith("文件") and "关于" not in following)


def _beside_letterhead(pieces: list[Piece], at: int) -> bool:
    """Whether a body stands in one run with the line 某某文件 of a joint letterhead."""
    for step in (-1, 1):
        other = at + step
        while 0 <= other < min(len(pieces), LETTERHEAD) and is_body(pieces[other].text):
            other += step
        text = pieces[other].text if 0 <= other < len(pieces) else ""
        if text.endswith("文件") and len(text) > 2 and "关于" not in text and "《" not in text:
            return True
    return False


def _orders(pieces: list[Piece], at: int) -> bool:
    """Whether a decree's name stands here, its number below it."""
    return (
        at + 1 < len(pieces)
        and is_order_head(pieces[at].text)
        and is_order_number(pieces[at + 1].text)
    )
