"""Lines that a page end or a fixed width broke, made whole again.

Two ways a sentence is torn: by the end of a page (once in a while, usually with an empty line
between) and by hard wrapping (nearly every line, as text comes out of a PDF).
"""

from __future__ import annotations

import re
from dataclasses import replace

from draftkit.parse.pieces import Piece, joined
from draftkit.parse.shapes import (
    annex_label,
    closes_first,
    ends_sentence,
    is_annex_note,
    is_body,
    is_cc,
    is_day,
    is_doc_number,
    is_greeting,
    is_note,
    is_open_day,
    is_order_number,
    mark_of,
    open_depth,
    printed,
)
from draftkit.parse.wrapping import INDENT, Runs, Wrapping, indent_of, wrapping_of
from draftkit.text.titles import genre_of

LONG = 40
"""A line of so many characters without a full stop is running text, not a heading or a title."""
CLAUSE = 25
"""A line of so many characters with a comma in it is running text as well."""
FRAGMENT = 4
"""A line of so few characters is a splinter of a sentence, when the text is hard-wrapped."""
VIEW = 1000
"""So many characters of the beginning and of the end of a line are looked at."""
TOP = 15
"""So many lines may hold title, subtitle, speaker and salutation."""
WITHIN = 200
"""Most characters of what stands in brackets over several lines."""
WITHIN_ONE = 60
"""The same, where the text is not hard-wrapped."""
_PAIRS = ("（）", "《》", "〔〕", "“”")
_PERSON = re.compile(
    r"^[一-鿿]{0,10}(?:省长|市长|县长|区长|州长|主席|总理|书记|主任|局长)[?？　·]?[一-鿿·]{2,4}$"
)
_HELD = re.compile(r"^(?:[—―（(-]|(?:19|20)\d{2}年).*(?:会议|大会)上[）)]?$")
"""Where and when a report was given."""
_DANGLES = re.compile(r"(?:[的和与及或将把被]|以及|根据|依据|按照|关于|围绕|聚焦|打造|贯彻)$")
"""Words that no heading and no sentence ends with."""
_CITES = re.compile(r"^(?:为|根据|按照|依据|经|认真|深入|全面|贯彻|落实)")
"""What a sentence that cites a paper begins with."""
_WANTS_NAME = re.compile(
    r"(?:落实|执行|制定|建立|开展|推进|推动|实施|印发|深化|坚持|以|为|按|经|在|对)$"
)
"""Words that a quoted name may follow."""


def join_split(pieces: list[Piece]) -> list[Piece]:
    """The lines with torn ones joined."""
    return _Repair(pieces).lines()


class _Repair:
    """One walk over the lines of a text."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.wrap: Wrapping = wrapping_of(pieces)
        self.runs = Runs(pieces if self.wrap.width else ())
        self.first = Piece("", ())
        self.filled = 0.0

    def lines(self) -> list[Piece]:
        """The lines, torn ones joined."""
        lines: list[list[Piece]] = []
        seen = Piece("", ())
        for at, piece in enumerate(self.pieces):
            if lines and self._one(seen, at):
                lines[-1].append(piece)
                seen = _in_view(seen.plus(piece))
                self.filled = self.wrap.filled(piece, self.filled)
            else:
                lines.append([piece])
                seen = self.first = piece
                self.filled = self.wrap.filled(piece, self.wrap.width)
                if self.wrap.width:
                    self.runs.pass_by(mark_of(piece.text))
        return [joined(line) for line in lines]

    def _one(self, left: Piece, at: int) -> bool:
        """Whether the line `at` goes on with what stands above it."""
        right = self.pieces[at]
        if left.rows or right.rows or left.kind != right.kind:
            return False
        if at < TOP and _apart(left.text, right.text):
            return False
        if self._enclosed(left.text, at):
            return True
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        mark = mark_of(right.text)
        if mark is not None and not self._number_in_text(left.text, at):
            return False
        if not _fit(left, right, after):
            return False
        if open_depth(left.text) > 0 and closes_first(right.text):
            return True
        if _spread(left.text, right.text) or (right.text == "文件" and is_body(left.text)):
            return True
        return self._torn_by_width(left, at) if self.wrap.width else _torn(left, right)

    def _enclosed(self, left: str, at: int) -> bool:
        """Whether a bracket that stands open closes in one of the next lines."""
        pair = _open_pair(left, WITHIN if self.wrap.width else WITHIN_ONE)
        if pair is None or (not self.wrap.width and ends_sentence(left)):
            return False
        room = WITHIN if self.wrap.width else WITHIN_ONE
        depth = 1
        for ahead in range(at, min(at + 8, len(self.pieces))):
            piece = self.pieces[ahead]
            if piece.rows or self._begins_item(ahead):
                return False
            for char in piece.text[:room]:
                depth += (char == pair[0]) - (char == pair[1])
                if not depth:
                    return True
            room -= len(piece.text)
            if room <= 0:
                return False
        return False

    def _begins_item(self, at: int) -> bool:
        mark = mark_of(self.pieces[at].text)
        if mark is None:
            return False
        return not self.wrap.width or self.runs.hold(mark, at)

    def _number_in_text(self, left: str, at: int) -> bool:
        """Whether what looks like a mark is a number in the middle of a wrapped sentence."""
        mark = mark_of(self.pieces[at].text)
        full = self.filled >= self.wrap.edge
        if not self.wrap.width or mark is None or not full or ends_sentence(left):
            return False
        if self.wrap.indented:
            return indent_of(self.pieces[at]) < INDENT
        return not self.runs.hold(mark, at)

    def _torn_by_width(self, left: Piece, at: int) -> bool:
        """Whether a line of a hard-wrapped text goes on in the next one."""
        text, right = left.text, self.pieces[at]
        full = self.filled >= self.wrap.edge
        if self.wrap.indented:
            if indent_of(right) >= INDENT and right.text[0] not in "，、。；：）》”’":
                return False
            if full and indent_of(self.first) >= INDENT:
                return True
        if ends_sentence(text):
            return False
        if right.text[0] in "，、。；：）》”’" or _names_what_follows(text, right.text):
            return True
        mark = mark_of(text)
        if full or text[-1] in "，、" or (mark is not None and mark.end >= len(text)):
            return True
        if _DANGLES.search(text) or _name_apart(text, right.text, self.first.text):
            return True
        if mark is not None and "。" not in text:
            return False
        return (
            self.wrap.nearly(self.pieces[at - 1])
            or len(text) <= FRAGMENT
            or bool(re.search("[，、。]", text))
        )


def _in_view(line: Piece) -> Piece:
    """As much of a line that grows as tells whether it goes on: its beginning and its end."""
    if len(line.text) <= 2 * VIEW:
        return line
    return replace(
        line,
        text=line.text[:VIEW] + line.text[-VIEW:],
        at=line.at[:VIEW] + line.at[-VIEW:],
        raw="",
    )


def _open_pair(text: str, within: int) -> str | None:
    """The innermost pair of brackets a text leaves open near its end."""
    found = (-1, "")
    for pair in _PAIRS:
        at = text.rfind(pair[0], max(0, len(text) - within))
        if at >= 0 and text.find(pair[1], at) < 0:
            found = max(found, (at, pair))
    return found[1] or None


def _apart(left: str, right: str) -> bool:
    """Whether one of two lines at the top is a subtitle, a speaker or a salutation."""
    return bool(
        is_greeting(right)
        or right.startswith(("—", "―"))
        or _HELD.match(left)
        or _HELD.match(right)
        or _PERSON.match(left)
        or _PERSON.match(right)
    )


def _fit(left: Piece, right: Piece, after: Piece | None) -> bool:
    """Whether two lines may be one paragraph at all."""
    text = right.text
    if is_day(text) or is_open_day(text) or is_doc_number(text) or is_cc(text) or printed(text):
        return False
    if annex_label(text) or is_annex_note(text) or is_note(text):
        return False
    if is_body(text) and after is not None and (is_day(after.text) or printed(after.text)):
        return False
    start = left.text
    if _names_what_follows(start, text):
        return True
    if (
        is_doc_number(start)
        or is_order_number(start)
        or is_day(start)
        or annex_label(start)
        or printed(start)
        or is_note(start)
    ):
        return False
    return not _is_title(start)


def _is_title(text: str) -> bool:
    """Whether a line is a whole title."""
    return (
        "。" not in text
        and open_depth(text) == 0
        and not (text.endswith("》") and _CITES.match(text))
        and genre_of(text) != "其他"
        and ("关于" in text or text[:4].isdigit() or len(text) <= LONG)
    )


def _torn(left: Piece, right: Piece) -> bool:
    """Whether a line of a text that is not hard-wrapped stops in the middle of a sentence that the
    next one goes on with."""
    text = left.text
    if ends_sentence(text):
        return False
    mark = mark_of(text)
    if mark is not None and mark.end >= len(text):
        return False
    heading = mark is not None and "。" not in text
    if text.endswith(("，", "、")):
        return not heading or len(text) > LONG
    if not right.gap or (heading and len(text) <= LONG):
        return False
    return len(text) > LONG or "。" in text or (len(text) > CLAUSE and "，" in text)


def _name_apart(left: str, right: str, first: str) -> bool:
    """Whether a quoted name stands in a line of its own in the middle of a sentence."""
    if right.startswith(("《", "“")):
        return bool(_WANTS_NAME.search(left)) and mark_of(left) is None
    quoted = left.endswith(("》", "”")) and mark_of(left) is None
    return quoted and (left != first or left.startswith(("《", "“")))


def _spread(left: str, right: str) -> bool:
    """Words set wide (目　录, 第一章 总　则) that came out of a PDF a character a line."""
    mark = mark_of(left + right)
    chapter = mark is not None and mark.style == "chapter" and len(left) <= mark.end + 1
    return left + right in ("目录", "目次") or (chapter and len(right) == 1)


def _names_what_follows(left: str, right: str) -> bool:
    """《…》 alone in a line, and the next one says what became of it."""
    return (
        left.startswith("《")
        and left.endswith("》")
        and right.startswith(("已", "经", "现", "印发"))
    )
