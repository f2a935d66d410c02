"""Lines that are the page's by where they stand: above the title, and below the end of the paper.

None of them is told by its words alone; what might be the paper's stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftkit.parse.data import words
from draftkit.parse.pairs import CLOCK
from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import (
    annex_label,
    is_body,
    is_cc,
    is_day,
    is_doc_number,
    is_note,
    mark_of,
    printed,
)
from draftkit.text.similar import bare
from draftkit.text.titles import genre_of

TOP = 20
"""Among so many lines the title of a page is looked for."""
RUN = 4
"""Most lines of a title."""
NAME = 6
"""A title has at least so many characters."""
SURE = 10
"""A name of more characters tells a title that has more in front of it."""
LOWEST = 60
"""A foot has at most so many lines."""
LINE = 120
"""Most characters of one of its lines."""
ENTRY = 8
"""Most characters of an entry of a menu that no list of words knows."""
_SITE = re.compile(r"\s*[_|｜]\s*|\s*(?<![-–—－])[-–—－](?![-–—－])\s*")
"""What stands between a title and a site; two dashes stand before a second title."""
_LINK = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|7z|jpe?g|png|pptx?)\b", re.I)
_ITEM = re.compile(r"\d{1,2}[.．、]|[（(]\d{1,2}[）)]|附件\s*\d{0,2}[：:.．]?")
_DAY_BEHIND = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$")
_SENT = re.compile(r"^(?:呈?报|送|发|主送|抄报|分送|报送|共印|签发|审核)[：:]")
_PUT_UP = re.compile(r"^(?:发布|发表|更新|公开|录入|上传)(?:时间|日期)[：:\s]*(?=\d)")


def above_title(pieces: Sequence[Piece], head: int) -> set[int]:
    """Indexes of lines that the page put into the first `head` ones: the title with the site's name
    behind it, the time between two prints of the title, the name of a gazette. The title itself
    may stand further down, below the decree that puts the paper into force."""
    near = pieces[: 2 * TOP]
    found = {*_site_titles(near), *_times(near), *_gazette(near)}
    return {at for at in found if at < head}


def _site_titles(pieces: Sequence[Piece]) -> set[int]:
    """Lines that are the title below them with more behind a dash or bar."""
    out: set[int] = set()
    for at, piece in enumerate(pieces[:TOP]):
        if piece.rows or len(piece.text) > 2 * LINE:
            continue
        names = {bare(piece.text[: cut.start()]) for cut in _SITE.finditer(piece.text)}
        names = {name for name in names if len(name) >= NAME}
        runs = _runs(pieces, at + 1) if names else []
        if any(_is_one(name, run) for run in runs for name in names):
            out.add(at)
    return out


def _is_one(name: str, run: str) -> bool:
    """Whether lines are the title of that name; a page may leave out who issued it."""
    return run == name or (len(name) > SURE and len(run) <= LINE and run.endswith(name))


def _runs(pieces: Sequence[Piece], after: int) -> list[str]:
    """The texts, without marks, of each few lines behind one."""
    return [
        bare("".join(piece.text for piece in pieces[start : start + count]))
        for start in range(after, min(after + TOP, len(pieces)))
        for count in range(1, RUN + 1)
        if start + count <= len(pieces)
    ]


def _times(pieces: Sequence[Piece]) -> set[int]:
    """Times that stand between two prints of the same title."""
    out: set[int] = set()
    for at, piece in enumerate(pieces[:TOP]):
        if not at or not CLOCK.match(piece.text):
            continue
        above = {
            bare("".join(one.text for one in pieces[start:at]))
            for start in range(max(0, at - RUN), at)
        }
        if any(len(text) >= NAME and text in above for text in _runs(pieces, at + 1)):
            out.add(at)
    return out


def _gazette(pieces: Sequence[Piece]) -> set[int]:
    """The line of a gazette and its number, and the name of its part below it."""
    out: set[int] = set()
    for at, piece in enumerate(pieces[:TOP]):
        pattern = words().gazette_part if at - 1 in out else words().gazette
        if pattern.search(piece.text):
            out.add(at)
    return out


def menu_entries(pieces: Sequence[Piece], menu: Sequence[bool]) -> set[int]:
    """Short lines between lines of menus (`menu`), up to the line that says where the page stands."""
    place = next((at for at, piece in enumerate(pieces) if words().place.match(piece.text)), None)
    first = next((at for at, known in enumerate(menu) if known), None)
    if place is None or first is None:
        return set()
    inside = {at for at in range(first, place) if not menu[at]}
    return inside if all(_may_be_entry(pieces[at]) for at in inside) else set()


def _may_be_entry(piece: Piece) -> bool:
    text = piece.text
    return (
        len(text) <= ENTRY
        and genre_of(text) == "其他"
        and not (piece.rows or is_body(text) or is_day(text) or text.endswith(("：", "。")))
    )


def foot_from(pieces: Sequence[Piece], page: Sequence[bool]) -> int:
    """The index from which all lines are the page's foot: from the highest line that begins one
    down, nothing of a paper follows. `page`: which lines are furniture by their words."""
    start = len(pieces)
    for at in range(len(pieces) - 1, max(-1, len(pieces) - 1 - LOWEST), -1):
        piece = pieces[at]
        if not piece.rows and len(piece.text) <= LINE and words().foot.search(piece.text):
            start = at
        elif not (page[at] or _may_be_link(piece)):
            break
    return start


def _may_be_link(piece: Piece) -> bool:
    """Whether a line below the beginning of a foot may be one of its links and names."""
    text = piece.text
    if piece.rows or len(text) > LINE or "。" in text or text.endswith(("；", "：")):
        return False
    if _LINK.search(text):
        return True
    if mark_of(text) and not _ITEM.match(text):
        return False
    return not (
        is_day(text)
        or _DAY_BEHIND.search(text)
        or is_cc(text)
        or _SENT.match(text)
        or printed(text)
        or is_doc_number(text)
        or annex_label(text)
        or is_note(text)
        or text.startswith("附")
    )


def put_up(pieces: Sequence[Piece], end: int, page: Sequence[bool]) -> set[int]:
    """Times below the paper, which ends before `end`: those that say so or hold an hour, and any
    where the paper has a day of its own."""
    signed = any(len(one.text) <= LINE // 2 and _DAY_BEHIND.search(one.text) for one in pieces)
    out: set[int] = set()
    for at in range(end - 1, 0, -1):
        text = pieces[at].text
        label = _PUT_UP.match(text)
        time = text[label.end() if label else 0 :]
        if CLOCK.match(time) and (signed or label or ":" in time):
            out.add(at)
        elif not page[at]:
            break
    return out
