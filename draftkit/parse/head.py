"""The head of a paper: everything that stands before its first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftkit.parse.pieces import Piece, joined
from draftkit.parse.secrecy import is_mark_line
from draftkit.parse.shapes import (
    annex_label,
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
    open_depth,
    signers,
)
from draftkit.text.similar import bare
from draftkit.text.titles import carried_title, genre_of
from draftkit.values.source import Part

_BEHIND = re.compile(r"[（(]([^（）()]{2,16}[〔\[]\d{4}[〕\]]\d{1,5}号)[）)]$")
LINE = 100
"""Most characters of one line of a title."""
RUN = 4
"""Most lines of a title that stands twice."""
HEAD_LINES = 120
"""A head has no more lines; what follows so many is text."""
LONGEST = 200
"""Characters after which no further line is one of the title."""
GENERIC = 7
"""A title of so few characters says of what kind the paper is, and no more."""
MOST = 40
"""So many lines of a head are looked at for a title that stands twice."""
_SAYS = re.compile(r"如下|以下|总体要求|总体思路|是：|现将|现就|[。！？]")
_SUBTITLE = re.compile(
    r"^(?:—|―|--)|^[（(][^（）()]*[）)]$|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日在.{4,50}(?:会议|大会)上"
)
_PART_OF_TITLE = re.compile(
    r"试行|暂行|修订|稿|年版|^[（(](?:19|20)\d{2}年?[-—－至]+(?:19|20)\d{2}年[）)]$"
)
_PERSON = re.compile(
    r"^[一-鿿]{0,10}(?:省长|市长|县长|区长|州长|主席|总理|书记|主任|局长)[?？　·]?[一-鿿·]{2,4}$"
)
_BEGINS_TEXT = re.compile(r"^(?:为|根据|按照|依据|近年来|今年以来)")


@dataclass
class Head:
    """What was found. `title` holds the lines of the title, `repeats` a title printed before it
    a second time, `others` lines no rule knows, `next` the index of the first line of the text."""

    parts: dict[Part, list[Piece]] = field(default_factory=dict)
    title: list[Piece] = field(default_factory=list)
    repeats: list[Piece] = field(default_factory=list)
    others: list[Piece] = field(default_factory=list)
    next: int = 0

    @property
    def title_text(self) -> str:
        """The title in one line."""
        return joined(self.title).dense().text if self.title else ""

    def put(self, part: Part, piece: Piece) -> None:
        """File a line under a part."""
        self.parts.setdefault(part, []).append(piece)


def read_head(
    pieces: list[Piece],
    *,
    web: bool = False,
    breaks: set[int] | None = None,
    names: Sequence[str] = (),
) -> Head:
    """Read the head. `web`: the lines come from a page with furniture, so lines that belong to no
    title are furniture too; `breaks`: where furniture was taken out; `names`: the title as the
    page gives it elsewhere."""
    head = Head()
    end = _end(pieces, head)
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
        else:
            head.put(part, piece)
        if groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if web:
        _pick(head, groups, names)
    else:
        _title(head, [piece for group in groups for piece in group])
    _number_behind(head)
    return head


def _number_behind(head: Head) -> None:
    """A title that has the document number in brackets behind it: two parts in one line."""
    found = _BEHIND.search(head.title[-1].text) if head.title else None
    if found and doc_number(found.group(1)) and "doc_number" not in head.parts:
        last = head.title[-1]
        head.put("doc_number", last.cut(found.start(1), found.end(1)))
        head.title[-1] = last.cut(0, found.start())


def _end(pieces: list[Piece], head: Head) -> int:
    """The index where the head ends; files the recipients line that closes it."""
    above = ""
    for at, piece in enumerate(pieces):
        text = piece.text
        if (
            piece.rows
            or mark_of(text)
            or text in ("目录", "目次")
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
        if text.endswith("：") and not _SAYS.search(text[:-1]) and len(text) > 3:
            head.put("recipients", piece)
            head.next = at + 1
            return at
        if _is_prose(text) and not is_note(text):
            head.next = at
            return at
    head.next = len(pieces)
    return len(pieces)


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
    if is_doc_number(text):
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
    following = pieces[at + 1].text if at + 1 < len(pieces) else ""
    if not is_body(text) or at > 4:
        return False
    return is_doc_number(following) or (following.endswith("文件") and "关于" not in following)


def _orders(pieces: list[Piece], at: int) -> bool:
    """Whether a decree's name stands here, its number below it."""
    return (
        at + 1 < len(pieces)
        and is_order_head(pieces[at].text)
        and is_order_number(pieces[at + 1].text)
    )


def complete(text: str) -> bool:
    """Whether a text can stand as a whole title."""
    least = 4 if text.endswith("名单") else 5
    if open_depth(text) or len(bare(text)) < least:
        return False
    return genre_of(text) != "其他" or bool(
        re.search(r"(?:工作报告|措施|清单|办法|讲话|答复|名单)(?:[（(].*[）)])?$", text)
    )


def _title(head: Head, lines: list[Piece]) -> None:
    """Sort the lines of a plain head into title, subtitle, by-line and what is left."""
    if lines and not head.title and annex_label(lines[0].text):
        head.repeats.append(lines.pop(0))  # this file is the annex of another
    for piece in _once(head, lines):
        current, text = head.title_text, piece.text
        whole = complete(current)
        spoken = text.endswith(("会议上", "大会上", "会议上）", "大会上）"))
        aside = _SUBTITLE.match(text) and (current or spoken) and not open_depth(current)
        if aside and not _PART_OF_TITLE.search(text):
            head.put("annotation", piece)
        elif _PERSON.match(text) and (whole or not current):
            head.others.append(piece)
        elif current and is_body(text) and (whole or _is_name(current)):
            head.put("signature", piece)
        elif len(current) > LONGEST or (whole and not aside and not complete(current + text)):
            head.others.append(piece)
        else:
            head.title.append(piece)


def _once(head: Head, lines: list[Piece]) -> list[Piece]:
    """The lines without a title that stands twice, as the page's and as the paper's: the longer
    one stays, of two alike the later."""
    while twice := _twice(lines):
        first, second = twice
        longer = len(bare(_text(lines[first]))) > len(bare(_text(lines[second])))
        gone = second if longer else first
        head.repeats.extend(lines[gone])
        lines = [*lines[: gone.start], *lines[gone.stop :]]
    return lines


def _twice(lines: list[Piece]) -> tuple[slice, slice] | None:
    """The longest two stretches of lines that each are a whole title, and one and the same."""
    runs = [
        (slice(start, end), text)
        for start in range(min(len(lines), MOST))
        for end in range(start + 1, min(start + RUN, len(lines)) + 1)
        if complete(text := _text(lines[start:end]))
    ]
    bared = [(run, bare(text)) for run, text in runs]
    pairs = [
        (len(left) + len(right), first, second)
        for first, left in bared
        for second, right in bared
        if first.stop <= second.start and _same(left, right)
    ]
    if not pairs:
        return None
    _, first, second = max(pairs, key=lambda pair: pair[0])
    return first, second


def _text(lines: list[Piece]) -> str:
    return "".join(piece.text for piece in lines)


def _is_name(current: str) -> bool:
    """Whether the title so far is a headline (no 关于, no body's name) that a by-line may follow."""
    return (
        not is_body(current) and "关于" not in current and not current.endswith(("的", "和", "与"))
    )


def _same(left: str, right: str) -> bool:
    """Whether two titles, without marks and spaces, are one, one of them shortened."""
    short, long = sorted((left, right), key=len)
    return short in long or left[-12:] == right[-12:]


def _pick(head: Head, groups: list[list[Piece]], names: Sequence[str]) -> None:
    """Of the groups of lines on a web page, the one that holds the title; the rest is furniture."""
    known = [bare(name) for name in names]
    best = _by_name(groups, known) or _by_echo(groups) or _by_form(groups)
    for at, group in enumerate(groups):
        start = len(group) if best is None or at < best[0] else best[1] if at == best[0] else 0
        head.repeats.extend(group[:start])
        if best is not None and at > best[0]:
            head.repeats.extend(piece for piece in group if not _under_title(piece.text))
            group = [piece for piece in group if _under_title(piece.text)]
        if start < len(group):
            _title(head, group[start:])
    _fuller(head)


def _fuller(head: Head) -> None:
    """For a title that names neither body nor year (政府工作报告), the page's own line that does."""
    current = head.title_text
    if not current or len(bare(current)) > GENERIC:
        return
    for piece in head.repeats:
        text = piece.text
        if len(bare(text)) > len(bare(current)) and complete(text) and text.endswith(current):
            head.repeats = [one for one in head.repeats if one is not piece] + head.title
            head.title = [piece]
            return


def _under_title(text: str) -> bool:
    """Whether a line is one that stands under a title: when and where it was given, by whom."""
    return bool(_SUBTITLE.match(text) or _PERSON.match(text)) or is_body(text)


def _by_name(groups: list[list[Piece]], names: list[str]) -> tuple[int, int] | None:
    """Where lines begin that together are a title the page gives elsewhere (its <title> may have
    the name of the site behind it)."""
    for at, group in enumerate(groups):
        for start in range(len(group)):
            text = bare("".join(piece.text for piece in group[start:]))
            if len(text) > 8 and any(name.startswith(text) for name in names):
                return at, start
    return None


def _by_echo(groups: list[list[Piece]]) -> tuple[int, int] | None:
    """Where the last of several like lines stands that each are a whole title."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for at, group in enumerate(groups):
        for start, piece in enumerate(group):
            if len(bare(piece.text)) > GENERIC and complete(piece.text):
                seen.setdefault(bare(piece.text), []).append((at, start))
    twice = [places[-1] for places in seen.values() if len(places) > 1]
    return max(twice, default=None)


def _by_form(groups: list[list[Piece]]) -> tuple[int, int] | None:
    """The last group whose lines make a whole title, and where in it the title begins."""
    for at in range(len(groups) - 1, -1, -1):
        group = _above_bylines(groups[at])
        for start in range(len(group) - 1, -1, -1):
            text = "".join(group[start:])
            if complete(text) and not _goes_back(group, start):
                return at, start
            if re.match(r"^[一-鿿]{3,24}[：:].{4,}", text):
                return at, start
    return (len(groups) - 1, max(0, len(_above_bylines(groups[-1])) - 1)) if groups else None


def _above_bylines(group: list[Piece]) -> list[str]:
    """The lines of a group without those at its end that stand under a title."""
    texts = [piece.text for piece in group]
    while texts and _under_title(texts[-1]) and (len(texts) > 1 or not is_body(texts[-1])):
        texts.pop()
    return texts


def _goes_back(group: list[str], start: int) -> bool:
    """Whether the line before belongs to the title: it leaves 关于 or a bracket open."""
    if start == 0:
        return False
    before, here = group[start - 1], group[start]
    if open_depth(before) or here.startswith(("关于", "的")):
        return True
    return "关于" in before and not complete(before)
