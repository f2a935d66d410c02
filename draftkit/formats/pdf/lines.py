"""Characters gathered into stretches, rows and columns: what stands beside what on a page.

A stretch is a run of characters without a wide gap; a row is all that stands at one height of a
column. Gaps are measured in the size of the face (em), so the rules hold for any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from draftkit.formats.pdf.shapes import Glyph
from draftkit.text.sentences import is_han

GAP = 1.2
"""A gap of so many em ends a stretch."""
WORD = 0.17
"""A gap of so many em between Latin characters is a space."""
HAN_GAP = 0.7
"""A gap of so many em beside a Han character is a space that was meant, not justification."""
ODD_GAP = 0.22
"""So is one between two Han characters that is so many em wider than the others of its line."""
GUTTER = 0.9
"""Columns stand at least so many em apart."""
FULL_ROW = 9.0
"""The rows of a column of text are, in the middle, at least so many em long."""
COLUMN_ROWS = 3
DEEPEST = 2
SIGHTS = 8
MOST_BINS = 1_000
"""So many places for a gutter are tried."""


@dataclass(slots=True)
class Stretch:
    """Characters side by side; spaces at its ends don't count for its edges. `table` is the number
    of the ruled table it stands for."""

    x0: float
    x1: float
    y: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    table: int | None = None
    depth: float = 0.0
    """How far a table goes down below `y`."""

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.y if self.table is not None else self.y - 0.86 * self.size

    @property
    def foot(self) -> float:
        """Lower edge."""
        return self.y + (self.depth if self.table is not None else 0.14 * self.size)


@dataclass(slots=True)
class Row:
    """The stretches at one height, left to right."""

    stretches: list[Stretch]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.stretches[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(stretch.x1 for stretch in self.stretches)

    @property
    def y(self) -> float:
        """Baseline of its largest stretch."""
        return max(self.stretches, key=lambda one: (one.size, one.x1 - one.x0)).y

    @property
    def size(self) -> float:
        """Size of the face most of it is set in."""
        return max(self.stretches, key=lambda one: one.x1 - one.x0).size

    @property
    def table(self) -> int | None:
        """The table it is, if it is one."""
        return next((one.table for one in self.stretches if one.table is not None), None)

    @property
    def glyphs(self) -> list[Glyph]:
        """Its characters, left to right; a file may hold those of each face by themselves."""
        found = [glyph for stretch in self.stretches for glyph in stretch.glyphs]
        return sorted(found, key=lambda glyph: glyph.x0)

    @property
    def text(self) -> str:
        """What a reader sees."""
        return text_of(self.glyphs)


def stretches(glyphs: Iterable[Glyph]) -> list[Stretch]:
    """Upright characters in the order of the file as stretches; what holds only spaces is none."""
    found: list[Stretch] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.turned:
            continue
        goes_on = (
            last is not None
            and abs(glyph.y - last.y) <= 0.2 * max(glyph.size, last.size)
            and -0.6 * last.size <= glyph.x0 - last.x1 <= GAP * max(glyph.size, last.size)
            and 0.5 <= glyph.size / last.size <= 2
        )
        if not goes_on:
            found.append(Stretch(glyph.x0, glyph.x1, glyph.y, glyph.size))
        found[-1].glyphs.append(glyph)
        last = glyph
    return [one for stretch in found for one in _measured(stretch)]


def _measured(stretch: Stretch) -> list[Stretch]:
    """A stretch with its edges and its size, nothing when there is nothing in it; runs of spaces as
    wide as a gap cut it."""
    parts: list[list[Glyph]] = [[]]
    blank: list[Glyph] = []
    for glyph in stretch.glyphs:
        if glyph.char.isspace():
            blank.append(glyph)
            continue
        if blank and parts[-1] and glyph.x0 - parts[-1][-1].x1 > 2 * GAP * glyph.size:
            parts.append([])
        parts[-1] += [*blank, glyph] if parts[-1] else [glyph]
        blank = []
    return [
        Stretch(
            part[0].x0,
            max(glyph.x1 for glyph in part),
            median(glyph.y for glyph in part),
            max(glyph.size for glyph in part),
            part,
        )
        for part in parts
        if part
    ]


def rows(found: Sequence[Stretch]) -> list[Row]:
    """Stretches as rows, top to bottom. Two stand in one row when half of the lower one's height is
    beside the other: small figures above the line belong to it."""
    out: list[Row] = []
    edges: list[tuple[float, float]] = []
    for stretch in sorted(found, key=lambda one: (one.top + one.foot, one.x0)):
        if out and stretch.table is None and out[-1].table is None:
            top, foot = edges[-1]
            beside = min(foot, stretch.foot) - max(top, stretch.top)
            if beside >= 0.5 * min(foot - top, stretch.foot - stretch.top):
                out[-1].stretches.append(stretch)
                if stretch.foot - stretch.top > foot - top:
                    edges[-1] = (stretch.top, stretch.foot)
                continue
        out.append(Row([stretch]))
        edges.append((stretch.top, stretch.foot))
    for row in out:
        row.stretches.sort(key=lambda one: one.x0)
    return out


def text_of(glyphs: Sequence[Glyph]) -> str:
    """Characters left to right as text: a wide gap is a space, one that only fills the line is not,
    and a character printed twice in its place (for weight) is one."""
    out: list[str] = []
    last: Glyph | None = None
    space = ""
    usual = _usual_gap(glyphs)
    for glyph in glyphs:
        if glyph.char.isspace():
            space += "　" if glyph.char == "　" else " "
            continue
        if last is None:
            out.append(glyph.char)
        elif glyph.char == last.char and abs(glyph.x0 - last.x0) < 0.15 * glyph.size:
            continue
        else:
            out.append(_between(last, glyph, space, usual) + glyph.char)
        last, space = glyph, ""
    return "".join(out)


def row_gaps(glyphs: Sequence[Glyph]) -> int:
    """How many gaps a line has that are wider than text ever leaves: the rows of a table without
    ruling lines have them one below the other."""
    inked = [glyph for glyph in glyphs if not glyph.char.isspace()]
    return sum(
        1
        for left, right in pairwise(inked)
        if right.x0 - left.x1 > 2 * GAP * max(left.size, right.size)
    )


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The gap, in em, that justification leaves between the Han characters of a line."""
    gaps = [
        (right.x0 - left.x1) / max(left.size, right.size)
        for left, right in pairwise(glyphs)
        if is_han(left.char) and is_han(right.char)
    ]
    return max(0.0, median(gaps)) if gaps else 0.0


def _between(left: Glyph, right: Glyph, space: str, usual: float) -> str:
    """The white space between two characters: as wide as it is printed where that is wide."""
    gap = (right.x0 - left.x1) / max(left.size, right.size)
    if gap > 2 * GAP:
        return "　" * min(round(gap), 40)
    both = is_han(left.char) and is_han(right.char)
    if space:
        return space[:1] if gap > (ODD_GAP - 0.02 if both else 0.0) else ""
    if both:
        return " " if gap > min(HAN_GAP, usual + ODD_GAP) else ""
    latin = left.char.isascii() and right.char.isascii()
    return " " if gap > (WORD if latin else HAN_GAP) else ""


def columns(found: list[Stretch], depth: int = 0) -> list[list[Stretch]]:
    """The stretches of a page as columns in the order they are read; one column for most pages.

    A gutter is a place in the middle that few stretches cross. Those that do (titles) part the page
    into bands; a band counts as two columns when rows of running text stand on either side.
    """
    best: list[list[Stretch]] = [found]
    most = 0
    for at in _gutters(found) if depth < DEEPEST else ():
        bands, held = _bands(found, at)
        if held > most:
            best, most = bands, held
    if not most:
        return [found]
    return [part for band in best for part in columns(band, depth + 1)]


def _gutters(found: Sequence[Stretch]) -> list[float]:
    """Places that fewest stretches cross, from the middle half of the page outwards."""
    if len(found) < 2 * COLUMN_ROWS:
        return []
    left, right = min(one.x0 for one in found), max(one.x1 for one in found)
    size = median(one.size for one in found)
    step = max(size / 2, (right - left) / MOST_BINS, 1.0)
    bins = [0] * (int((right - left) / step) + 2)
    for one in found:
        bins[int((one.x0 - left) / step)] += 1
        bins[int((one.x1 - left) / step) + 1] -= 1
    crossed, level = [], 0
    for change in bins:
        level += change
        crossed.append(level)
    middle = [
        (crossed[at], abs(at - len(crossed) / 2), left + (at + 0.5) * step)
        for at in range(len(crossed) // 5, 4 * len(crossed) // 5 + 1)
        if at < len(crossed) and crossed[at] <= len(found) / 4
    ]
    return [place for _, _, place in sorted(middle)[:SIGHTS]]


def _bands(found: Sequence[Stretch], at: float) -> tuple[list[list[Stretch]], int]:
    """The page parted at a gutter: columns in order, and how many rows stand in the pairs."""
    across = sorted((one for one in found if one.x0 < at < one.x1), key=lambda one: one.top)
    rest = sorted((one for one in found if not one.x0 < at < one.x1), key=lambda one: one.top)
    out: list[list[Stretch]] = [[]]
    held, start = 0, 0
    for limit in [*across, None]:
        end = start
        while end < len(rest) and (limit is None or rest[end].top < limit.top):
            end += 1
        band, start = rest[start:end], end
        left, right = [o for o in band if o.x1 <= at], [o for o in band if o.x0 >= at]
        if _runs(left) and _runs(right) and _apart(left, right):
            held += len(band)
            out += [left, right, []]
        else:
            out[-1] += band
        if limit is not None:
            out[-1].append(limit)
    return [part for part in out if part], held


def _runs(side: Sequence[Stretch]) -> bool:
    """Whether one side of a gutter is running text: rows enough, and long enough."""
    found = rows([one for one in side if one.table is None])
    if len(found) < COLUMN_ROWS:
        return False
    return median((row.x1 - row.x0) / row.size for row in found) >= FULL_ROW


def _apart(left: Sequence[Stretch], right: Sequence[Stretch]) -> bool:
    size = median(one.size for one in (*left, *right))
    return min(one.x0 for one in right) - max(one.x1 for one in left) >= GUTTER * size
