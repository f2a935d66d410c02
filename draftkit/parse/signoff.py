"""The end of a paper: signature, date, 附注 and the list of annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import (
    JOINT,
    annex_label,
    ends_sentence,
    is_annex_note,
    is_body,
    is_day,
    is_month,
    is_note,
    is_open_day,
    mark_of,
    names_bodies,
)
from draftkit.text.dates import HAN_DIGIT
from draftkit.values.source import Part

WRAPPED_NAME = 8
"""Fewest characters of the first line of a name broken over two."""
PERSON = 16
"""Most characters of a signature that is no body's name."""
SIGNERS = 20
"""Most lines of a signature."""
NAME = 80
"""Most characters of the name of an annex in a list."""
REST = 3
"""Most characters of the end of a name that a line break cut off."""
_BEHIND_ANNEX = re.compile(
    r"(?:施|案|单|表|划|则|见|法|度|账|书|图|点|）)"
    r"((?:中共|共青团)?[一-鿿]{0,8}?(?:省|市|县|区|州|旗|盟)[一-鿿]{2,36}(?:（代章）)?)$"
)
_SIGN_OFF = re.compile(
    r"(?:^|(?<=[。！）]))(?P<name>[^。！；：，]{0,45}?)\s?"
    rf"(?P<day>(?:19|20)\d{{2}}年\d{{1,2}}月\d{{1,2}}日|{HAN_DIGIT}{{4}}年[一二三四五六七八九十]{{1,2}}月"
    r"[一二三四五六七八九十]{1,3}日)\s?(?P<note>（(?:此件|主动公开|公开发布|联系人)[^（）]*）)?$"
)


@dataclass
class SignOff:
    """A body taken apart: its text, the parts of its end, and what comes behind the date."""

    text: list[Piece]
    parts: dict[Part, list[Piece]] = field(default_factory=dict)
    trailing: list[Piece] = field(default_factory=list)

    def put(self, part: Part, pieces: list[Piece]) -> None:
        """File lines under a part, if there are any."""
        if pieces:
            self.parts.setdefault(part, []).extend(pieces)


def split_signature(piece: Piece) -> list[Piece]:
    """A sign-off that stands in one line, or behind the last sentence of one, as the lines it is
    made of: text, a body's name, a date, a note. Any other line as it is."""
    found = None if piece.rows else _SIGN_OFF.search(piece.text)
    if found is None or not (found.group("name") or found.start() or found.group("note")):
        return [piece]
    name = (found.group("name") or "").strip()
    if name and not is_body(name):
        return [piece]
    edges = [0, found.start("name"), found.start("day"), found.end("day"), len(piece.text)]
    parts = [piece.cut(start, end) for start, end in pairwise(edges) if start < end]
    return [part for part in parts if part.text]


def split_behind(pieces: list[Piece]) -> list[Piece]:
    """The lines with a signature cut free that stands behind the last sentence or behind the name of
    an annex, a date below."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        below = pieces[at + 1].text if at + 1 < len(pieces) else ""
        start = 0 if piece.rows or not is_day(below) else _glued_from(piece.text)
        out += [piece.cut(0, start), piece.cut(start)] if start else [piece]
    return out


def _glued_from(text: str) -> int:
    """Where names of bodies begin behind the last sentence of a line, or behind the name of an
    annex; 0 for other lines."""
    stop = max(text.rfind("。"), text.rfind("！"))
    if stop > 0 and names_bodies(text[stop + 1 :]):
        return stop + 1
    found = _BEHIND_ANNEX.search(text) if is_annex_note(text) or mark_of(text) else None
    return found.start(1) if found and is_body(found.group(1)) and not is_body(text) else 0


def sign_off(rest: list[Piece]) -> SignOff:
    """Take the end off a body."""
    day = _day_at(rest)
    result = SignOff(list(rest))
    end = len(rest)
    if day is None:
        while end and is_note(rest[end - 1].text):
            end -= 1
        result.put("annotation", rest[end:])
        last = rest[end - 1] if end > 1 else None
        if last and _is_signature(last) and ends_sentence(rest[end - 2].text):
            end -= 1
            result.put("signature", [last])
    else:
        after = behind_day(rest, day)
        for piece in rest[day + 1 : after]:
            result.put("annotation" if is_note(piece.text) else "annex_note", [piece])
        result.trailing = rest[after:]
        end = _signature_from(rest, day)
        result.put("signature", rest[end:day])
        result.put("date", [rest[day]])
    cut = _annexes_from(rest, end)
    result.put("annex_note", rest[cut:end])
    result.text = rest[:cut]
    return result


def lists_annex(text: str) -> bool:
    """Whether a line lists annexes rather than beginning one."""
    return is_annex_note(text) and not annex_label(text)


def behind_day(rest: list[Piece], day: int) -> int:
    """Where what belongs to a sign-off ends behind its date: notes, and a list of annexes with its
    numbered names."""
    after = day + 1
    listed = 0
    while after < len(rest) and not rest[after].rows:
        text = rest[after].text
        mark = mark_of(text)
        if lists_annex(text):
            listed = 1
        elif listed and mark and mark.style == "digit" and mark.value == listed + 1:
            if len(text) > NAME or ends_sentence(text):
                break
            listed += 1
        elif not is_note(text):
            break
        after += 1
    return after


def _day_at(rest: list[Piece]) -> int | None:
    """Where the date of the sign-off stands: the first one with a body's name above it (the text
    may be printed twice), else a last one with nothing but notes behind it."""
    days = [at for at, piece in enumerate(rest) if not piece.rows and _dates(piece.text)]
    signed = [at for at in days if at and names_bodies(rest[at - 1].text)]
    if signed:
        return signed[0]
    if days and behind_day(rest, days[-1]) == len(rest):
        return days[-1]
    return None


def _dates(text: str) -> bool:
    return is_day(text) or is_open_day(text) or is_month(text)


def _signature_from(rest: list[Piece], day: int) -> int:
    """Where the signature above a date begins: names of bodies, one a line or one over two lines,
    or a short line that names a person."""
    first = day
    while first and day - first < SIGNERS and _may_sign(rest[first - 1]):
        text = rest[first - 1].text
        wrapped = first < day and not is_body(text) and _goes_on(text, rest[first].text)
        if (
            first == day
            and first > 1
            and len(text) <= REST
            and is_body(rest[first - 2].text + text)
        ):
            return first - 2
        sealed = text.startswith(("（", "(")) and text.endswith(("章）", "章)"))
        person = first == day and (len(text) <= PERSON or sealed)
        if not (names_bodies(text) or wrapped or person):
            break
        first -= 1
        if wrapped or (person and not is_body(text) and not sealed):
            break
    return first


def _goes_on(above: str, name: str) -> bool:
    """Whether a line is the first half of a long name."""
    if above.startswith(("（", "(")) and name.endswith(("代章）", "代章)", "盖章）")):
        return True
    plain = len(above) >= WRAPPED_NAME and not re.search(r"[\d，“”《》：]", above)
    return plain and is_body(above + name)


def _may_sign(piece: Piece) -> bool:
    text = piece.text
    return not (
        piece.rows
        or len(text) > JOINT
        or ends_sentence(text)
        or mark_of(text)
        or is_annex_note(text)
        or annex_label(text)
        or text.startswith(("特此", "专此", "以上"))
    )


def _is_signature(piece: Piece) -> bool:
    return not piece.rows and len(piece.text) <= 30 and is_body(piece.text)


def _annexes_from(rest: list[Piece], end: int) -> int:
    """Where the 附件说明 begins that stands above the signature: its first line, with the
    numbered names below it."""
    first = end
    for at in range(end - 1, max(-1, end - 24), -1):
        if rest[at].rows or "。" in rest[at].text:
            break
        if is_annex_note(rest[at].text) or annex_label(rest[at].text):
            first = at
        elif first < end:
            break
    return first
