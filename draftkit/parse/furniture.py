"""What a page puts round a paper: menus, field tables, buttons, feet, running heads.

Fields are read into metadata, the rest is dropped; both are listed, nothing vanishes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from draftkit.parse.data import words
from draftkit.parse.frame import above_title, foot_from, menu_entries, put_up
from draftkit.parse.pairs import BARS, CLOCK, as_line, bare_labels, pairs_of
from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import is_doc_number, mark_of

_EDGE = re.compile(r"[\s>＞»|｜·•/\\\[\]【】()（）:：,，、.\-—_]+")
_WEAK = {
    "时间",
    "日期",
    "名称",
    "分类",
    "标题",
    "作者",
    "关键词",
    "主题词",
    "编辑",
    "审核",
    "打印",
    "浏览",
    "点击",
}
"""Labels that papers use too: alone they do not make a line a field of the page."""
SHORT = 60


@dataclass
class Page:
    """A page sorted: `lines` of the paper, `fields`, what was dropped, and whether there was
    anything of a web page round the text. `breaks` are indexes of lines before which something
    was dropped."""

    lines: list[Piece] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    field_lines: list[Piece] = field(default_factory=list)
    dropped: list[Piece] = field(default_factory=list)
    titles: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    web: bool = False


def sort_page(pieces: list[Piece]) -> Page:
    """Tell the paper's lines from the page's."""
    page = Page()
    body: list[Piece] = []
    meta: list[Piece] = []
    for piece in pieces:
        if piece.noise:
            page.dropped.append(piece)
        elif piece.kind == "meta":
            meta.append(piece)
        elif piece.kind in ("header", "footer"):
            page.dropped.append(piece)
        elif piece.kind in ("footnote", "comment"):
            page.notes.append(piece)
        else:
            body.append(piece)
    page.web = bool(meta)
    _meta(page, meta)
    _text(page, body)
    return page


def _meta(page: Page, meta: list[Piece]) -> None:
    """Blocks outside the body of a web page: fields, possible titles, furniture."""
    used = _fields(page, meta, strict=False)
    for at, piece in enumerate(meta):
        if at in used:
            (page.field_lines if used[at] else page.dropped).append(as_line(piece))
        elif _is_furniture(piece) or len(piece.text) > SHORT * 2:
            page.dropped.append(piece)
        else:
            page.titles.append(piece)


def _text(page: Page, body: list[Piece]) -> None:
    """Lines of the text: the head and the foot are looked at closely, the middle only for page
    numbers and lines that can be nothing else."""
    known = [not piece.rows and _is_furniture(piece) for piece in body]
    end = foot_from(body, known)
    times = put_up(body, end, known)
    below = {*range(end, len(body)), *times}
    head = next((at for at, piece in enumerate(body) if _is_running(piece)), len(body))
    foot = next(
        (len(body) - at for at, piece in enumerate(reversed(body)) if _is_running(piece)), len(body)
    )
    used = _fields(page, body[:head], strict=True)
    page.web = page.web or bool(used) or any(_is_menu(piece) for piece in body[:head])
    used |= {at: True for at in times if _time_field(page, body[at])}
    gone = below | above_title(body, head) | menu_entries(body[:head], known[:head])
    after_drop = False
    for at, piece in enumerate(body):
        edge = at < head or at >= foot
        if used.get(at):
            page.field_lines.append(as_line(piece))
        elif at in used or at in gone or _drops(piece, edge=edge, clock=at < head and page.web):
            page.dropped.append(as_line(piece))
        else:
            page.lines.append(replace(piece, gap=True) if after_drop else piece)
            after_drop = False
            continue
        after_drop = True
        page.breaks.add(len(page.lines))


def _drops(piece: Piece, *, edge: bool, clock: bool) -> bool:
    """Whether a line of the text is furniture; at the edges menus count, in the head of a page
    the time it was put up."""
    if piece.rows:
        return False
    timed = clock and bool(CLOCK.match(piece.text))
    return timed or _is_line(piece) or (edge and _is_menu(piece))


def _is_running(piece: Piece) -> bool:
    """Whether a line is text of the paper: a sentence, a marked line, a table of no fields."""
    return (
        (bool(piece.rows) and not pairs_of(piece))
        or "。" in piece.text
        or len(piece.text) > 2 * SHORT
        or bool(mark_of(piece.text))
    )


def _is_furniture(piece: Piece) -> bool:
    return _is_line(piece) or _is_menu(piece)


def _is_line(piece: Piece) -> bool:
    if len(piece.text) > 2 * SHORT:
        return False
    pattern = words().furniture_line
    return bool(pattern.search(piece.text)) or (
        " " in piece.raw.strip().replace("\u3000", " ") and bool(pattern.search(piece.raw.strip()))
    )


def _is_menu(piece: Piece) -> bool:
    """Whether a line is made of words of menus and buttons: nothing else, or three of them."""
    if len(piece.text) > 2 * SHORT or "。" in piece.text or is_doc_number(piece.text):
        return False
    found = {match.group(0) for match in words().furniture_words.finditer(piece.text)}
    rest = _EDGE.sub("", words().furniture_words.sub("", piece.text))
    if not found:
        return not rest
    return not rest or sum(1 for word in found if len(word) > 1) >= 3


def _fields(page: Page, pieces: list[Piece], *, strict: bool) -> dict[int, bool]:
    """Read pairs of label and value into page.fields; the indexes of the lines that held them, and
    whether anything of the line was kept."""
    known = words()
    found = {at: pairs for at, piece in enumerate(pieces) if (pairs := pairs_of(piece))}
    alone = bare_labels(pieces, found, _WEAK)
    found |= {at: [(label, "")] for at, label in alone.items()}
    labels = {label for pairs in found.values() for label, _ in pairs}
    if strict and labels <= _WEAK:
        return {}
    used: dict[int, bool] = {}
    for at, pairs in sorted(found.items()):
        used[at] = any(label not in known.idle for label, _ in pairs)
        for label, value in pairs:
            follows = at + 1 < len(pieces) and at + 1 not in found and len(pairs) == 1
            if (
                not value
                and follows
                and label != "主题词"
                and label not in known.idle
                and len(pieces[at + 1].text) <= 2 * SHORT
            ):
                value = pieces[at + 1].raw.strip(BARS + " \u3000\u00a0")
                used[at + 1] = used[at]
            if value and label not in known.idle:
                page.fields.setdefault(label, value)
    return used


def _time_field(page: Page, piece: Piece) -> bool:
    """Read the time below a paper into page.fields when it says what time it is."""
    pairs = pairs_of(piece)
    for label, value in pairs:
        page.fields.setdefault(label, value)
    return bool(pairs)
