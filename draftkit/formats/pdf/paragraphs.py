"""Lines rejoined into the paragraphs a reader sees, by where they stand.

A line goes on in the next one when it ends because the next word had no room, and the next line
begins at the left margin of its column (or where the lines of a hanging paragraph begin). A line
in the middle of its column stays a line of its own. Pages and columns end no paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from draftkit.formats.pdf.lines import Row, row_gaps
from draftkit.formats.pdf.shapes import Glyph
from draftkit.text.sentences import CLOSE, OPEN

NEAR = 0.7
"""Edges this many em apart are one margin."""
INDENT = 1.0
"""A line that begins so many em inside the margin is indented."""
CENTRED = 0.75
SPACED = 1.3
"""So many times the usual distance between lines parts paragraphs, if a sentence ends above."""
FAR = 1.9
"""So many times parts them anyhow."""
EMPTY = 1.7
"""So many times is the room of an empty line."""
OTHER_SIZE = 1.08
"""Lines whose faces differ by this factor belong to two paragraphs."""
LARGE = 1.15
"""So many times the usual size is the size of a title."""
SAME_START = 0.3
WIDE = 0.6
"""A line that goes on in an indented one fills so much of its column; a signature does not."""
ROOM = 0.03
"""A word has room that ends at most so many em outside the margin."""
BESIDE = 0.2
"""Space, in em, that programs set between Han characters and figures or Latin letters."""
FEW = 5
"""A column of fewer lines is measured with the file's usual width."""
RAGGED = 3.0
"""Lines that only broke where the next word had no room end at most so many em apart."""
PROSE = 9.0
"""Lines of running text are at least so many em long."""
_BEFORE = "+＋±￥$№"
"""Signs that no line break parts from what stands behind them (UAX 14, class PR)."""
_ENDS = "。！？；：…”）】》"
_STOPS = "。！？；："
_MARK = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[）)、]|[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百]+[章节条]"
    r"|[①-⑳]|附件|抄送|主送|[一二三四五六七八九十]是"
)
_HEAD = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]|第[一二三四五六七八九十]+[章条]|附件")
"""Marks that begin a paragraph even where no paragraph is indented; the others stand inside one."""


@dataclass
class Column:
    """The rows of one column of a page, top to bottom; `width` is that of the page where the column
    has it to itself. `left` and `right` are its margins, `pitch` the usual distance of its lines,
    `usual` the size of face that most of the file is set in. `narrow`: its text takes one half of
    a page whose other half is empty."""

    page: int
    rows: list[Row]
    width: float | None = None
    left: float = 0.0
    right: float = 0.0
    pitch: float = 0.0
    usual: float = 0.0
    narrow: bool = False


@dataclass
class Paragraph:
    """Lines that make one paragraph, or the number of a table; `size` of its face; `gap`: the room
    of an empty line stands above it."""

    text: str = ""
    table: int | None = None
    page: int = 0
    size: float = 0.0
    centred: bool = False
    rows: int = 1
    gap: bool = False
    left: float = field(default=0.0, repr=False)
    hangs: float | None = field(default=None, repr=False)


def measure(columns: Sequence[Column]) -> None:
    """Find the margins of columns: each by its own lines, those of few lines by the width that
    most columns of the file have."""
    usual: Counter[int] = Counter()
    common = _common_size(columns)
    for column in columns:
        column.usual = common
        lines = [row for row in column.rows if row.table is None]
        if lines:
            _measure_one(column, lines)
            if len(lines) >= FEW:
                usual[round(column.right - column.left)] += len(lines)
    width = usual.most_common(1)[0][0] if usual else 0
    lefts = Counter(round(column.left) for column in columns if column.rows)
    left = lefts.most_common(1)[0][0] if lefts else 0
    for column in columns:
        if not column.rows or not width:
            continue
        size = median(row.size for row in column.rows)
        alone = column.width is not None
        if column.narrow:
            continue
        if len(column.rows) < FEW or (alone and column.right - column.left < width - 2 * size):
            if alone and column.left - left > INDENT * size:
                column.left = float(left)
            column.right = max(column.right, column.left + width)


def _measure_one(column: Column, lines: Sequence[Row]) -> None:
    """Margins and pitch of a column by its own lines. Where all of them leave far more room at the
    right of the page than at its left they are short lines, and the margin is as wide as there."""
    size = median(row.size for row in lines)
    column.left = _mode([row.x0 for row in lines], NEAR * size, lowest=True)
    column.right = _mode([_ink_end(row) for row in lines], NEAR * size, lowest=False)
    steps = [below.y - above.y for above, below in pairwise(lines) if below.y > above.y]
    column.pitch = _mode(steps, 1.0, lowest=True) if steps else 0.0
    if column.width and column.width - column.right > 2 * column.left + 3 * size:
        edge = _ragged_edge(lines, size)
        column.narrow = edge is not None
        column.right = column.width - column.left if edge is None else edge - size / 2


def _ragged_edge(lines: Sequence[Row], size: float) -> float | None:
    """How far the longest lines of running text reach; None where the lines are short because
    each says a thing of its own. Running text breaks off inside sentences, near one edge, and
    most of its lines hold a mark that parts clauses."""
    left = _mode([row.x0 for row in lines], NEAR * size, lowest=True)
    within = [row for row in lines if row.x0 - left <= 3 * size]
    broken = [row for row in within if row.text[-1:] not in _ENDS and row.x1 - left > PROSE * size]
    if len(broken) < FEW:
        return None
    edge = max(_ink_end(row) for row in broken)
    near = [row for row in broken if edge - row.x1 <= RAGGED * size]
    parted = [row for row in near if any(mark in row.text for mark in "，、；。")]
    return edge if len(near) * 3 > len(broken) * 2 and len(parted) * 2 > len(near) else None


def _common_size(columns: Sequence[Column]) -> float:
    """The size that most lines are set in, by their lengths."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for row in column.rows:
            if row.table is None:
                sizes[round(row.size * 2) / 2] += round(row.x1 - row.x0)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _ink_end(row: Row) -> float:
    """The right edge of a line, without the part of a mark that may hang over the margin."""
    last = next(glyph for glyph in reversed(row.glyphs) if not glyph.char.isspace())
    if last.x1 - last.x0 <= 0.3 * last.size:
        return last.x1
    if last.char in "，。、；：":
        return last.x0
    return min(last.x1, last.x0 + last.size / 2) if last.char in CLOSE else last.x1


def _mode(values: Sequence[float], near: float, *, lowest: bool) -> float:
    """The value most others are near to; among those held by a third as many as the first, the
    outermost."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= near:
            groups[-1].append(value)
        else:
            groups.append([value])
    most = max(len(group) for group in groups)
    kept = [group for group in groups if len(group) >= max(0.34 * most, min(2, most))]
    if lowest:
        return min(kept[0])
    counts = Counter(round(value) for value in kept[-1])
    common = max(counts, key=lambda value: (counts[value], value))
    return max(value for value in kept[-1] if round(value) == common)


def paragraphs(columns: Sequence[Column]) -> list[Paragraph]:
    """The paragraphs of a file in reading order."""
    out: list[Paragraph] = []
    above: tuple[Column, Row] | None = None
    for column in columns:
        for row in column.rows:
            if row.table is not None:
                out.append(Paragraph(table=row.table, page=column.page))
                above = None
                continue
            if above is not None and _goes_on(out[-1], *above, column, row):
                _append(out[-1], column, row)
            else:
                out.append(_begin(column, row))
                out[-1].gap = above is not None and _spaced(*above, column, row)
            above = (column, row)
    return out


def _begin(column: Column, row: Row) -> Paragraph:
    return Paragraph(
        row.text,
        page=column.page,
        size=row.size,
        centred=is_centred(column, row),
        left=row.x0 - column.left,
    )


def _spaced(column: Column, above: Row, there: Column, row: Row) -> bool:
    """Whether the room of an empty line stands between two rows of a column."""
    return column is there and 0 < EMPTY * column.pitch < row.y - above.y


def _append(paragraph: Paragraph, column: Column, row: Row) -> None:
    text = row.text
    latin = paragraph.text[-1:].isascii() and paragraph.text[-1:].isalpha()
    space = " " if latin and text[:1].isascii() and text[:1].isalpha() else ""
    paragraph.text += space + text
    paragraph.rows += 1
    paragraph.hangs = row.x0 - column.left


def _goes_on(paragraph: Paragraph, column: Column, above: Row, there: Column, row: Row) -> bool:
    """Whether a row goes on with the paragraph that the row above it belongs to."""
    size = max(above.size, row.size)
    start = (row.x0 - there.left) / size
    if size > OTHER_SIZE * min(above.size, row.size) or is_centred(there, row):
        return False
    if start > NEAR and is_centred(column, above) and paragraph.rows == 1:
        return False
    if column.narrow and above.x1 > column.right + size:
        return False
    if size > LARGE * there.usual and abs(row.x0 - above.x0) > SAME_START * size:
        return False
    wide = row_gaps(above.glyphs)
    if wide > 1 or (wide and row_gaps(row.glyphs)) or not _full(column, above, row):
        return False
    stops = paragraph.text[-1:] in _STOPS
    if column is there and column.pitch:
        step = (row.y - above.y) / column.pitch
        if step > FAR or (step > SPACED and paragraph.text[-1:] in _ENDS):
            return False
    first = paragraph.left / size
    if stops and first <= NEAR and _HEAD.match(row.text):
        return False
    if paragraph.hangs is not None and paragraph.rows > 1:
        return abs(start - paragraph.hangs / size) <= NEAR
    if start <= NEAR:
        return True
    fills = above.x1 - above.x0 >= WIDE * (column.right - column.left)
    return fills and first > NEAR and start > first + NEAR and not (stops or _MARK.match(row.text))


def _full(column: Column, above: Row, row: Row) -> bool:
    """Whether a line ends where it does because the next word had no room in it."""
    left, right = above.text[-1:], row.text[:1]
    beside = BESIDE * row.size if left.isascii() != right.isascii() else 0.0
    ends = above.x1 + beside + _first_word(row.glyphs)
    return ends > column.right + ROOM * above.size


def _first_word(glyphs: Sequence[Glyph]) -> float:
    """The width of what must stand together at the start of a line: a Latin word or figure, opening
    brackets with what they open, the closing marks behind, what stands beside a quotation mark."""
    width, last, inked = 0.0, "", False
    for glyph in glyphs:
        char = glyph.char
        if char.isspace():
            if inked:
                break
            continue
        joins = (
            not inked
            or last in OPEN
            or char in CLOSE
            or char in "，。、；：！？%％“‘·"
            or last in "”’·" + _BEFORE
            or (last.isascii() and char.isascii() and last not in ",;:)" and char != "(")
        )
        if not joins:
            break
        width += glyph.x1 - glyph.x0
        last, inked = char, True
    return width


def is_centred(column: Column, row: Row) -> bool:
    """Whether a line stands in the middle of its column, with room on either side."""
    left, right = row.x0 - column.left, column.right - row.x1
    if column.narrow and column.width and right < -row.size:
        left, right = row.x0, column.width - row.x1
    return (
        left > (INDENT + 0.2) * row.size
        and right > (INDENT + 0.2) * row.size
        and abs(left - right) <= CENTRED * row.size
        and not (abs(left - 2 * row.size) <= 0.3 * row.size and row.text[-1:] in _ENDS)
    )


def joined_rows(rows: Sequence[Row]) -> str:
    """Lines of a note as one text."""
    if not rows:
        return ""
    column = Column(0, list(rows))
    measure([column])
    return "\n".join(one.text for one in paragraphs([column]))
