"""Ruled tables: the lines drawn on a page, gathered into grids, and the text in their cells.

A grid is a set of ruling lines that touch; where a line between two fields of it is missing, they
are one merged cell. As in a Word file, a cell merged across stands once in its row, and one merged
down is empty in the rows below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from draftkit.formats.pdf.lines import Row, rows, stretches
from draftkit.formats.pdf.shapes import Glyph, Rule

TOUCH = 3.0
"""Lines this close, in points, are one line, or meet."""
COVERED = 0.6
"""A line that covers so much of the side of a field closes it there."""
MOST_RULES = 4_000
"""A page with more lines than this is a drawing."""
MOST_FIELDS = 20_000
PADDING = 11.0
"""Left and right space inside the cells of Word's tables, together, in points."""
Rows = tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Table:
    """A ruled table: the edges of its columns, where it stands, the characters of each cell as
    `cells[row] = [(column, width of the cell, characters), …]`."""

    edges: list[float]
    levels: list[float]
    cells: list[list[tuple[int, float, list[Glyph]]]]

    @property
    def rows(self) -> Rows:
        """The texts of its cells."""
        return tuple(
            tuple(cell_text(glyphs, width) for _, width, glyphs in row) for row in self.cells
        )


def tables(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page, and the characters outside them. Frames round paragraphs, and grids
    that hold no text, are no tables."""
    found: list[Table] = []
    rest = list(glyphs)
    if len(rules) > MOST_RULES:
        return found, rest
    for group in _touching(rules):
        grid = _grid(group)
        if grid is None:
            continue
        table, left = _filled(*grid, group, rest)
        if sum(1 for row in table.cells for _, _, inside in row if inside) > 1:
            found.append(table)
            rest = left
    return found, rest


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Ruling lines in groups that touch each other, found by sweeping down the page."""
    merged = _merged(rules)
    parent = list(range(len(merged)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    flats = sorted((at for at, rule in enumerate(merged) if rule.flat), key=lambda a: merged[a].at)
    levels = [merged[at].at for at in flats]
    for at, rule in enumerate(merged):
        if rule.flat:
            continue
        first = bisect_right(levels, rule.start - TOUCH)
        for other in flats[first : bisect_right(levels, rule.end + TOUCH)]:
            if merged[other].start - TOUCH <= rule.at <= merged[other].end + TOUCH:
                parent[root(other)] = root(at)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(merged):
        groups.setdefault(root(at), []).append(rule)
    return [group for group in groups.values() if len(group) > 3]


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line as one line."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (one.flat, round(one.at / TOUCH), one.start)):
        last = out[-1] if out else None
        if (
            last is not None
            and last.flat == rule.flat
            and abs(last.at - rule.at) <= TOUCH
            and rule.start <= last.end + TOUCH
        ):
            out[-1] = Rule(last.flat, last.at, last.start, max(last.end, rule.end))
        else:
            out.append(rule)
    return out


def _grid(group: Sequence[Rule]) -> tuple[list[float], list[float]] | None:
    """(edges of the columns, levels of the rows) of a group, None for what is no table: it needs
    two columns. Level lines that stick out close the open sides of a table."""
    flat = [rule for rule in group if rule.flat]
    upright = [rule for rule in group if not rule.flat]
    ends = [min(rule.start for rule in flat), max(rule.end for rule in flat)] if flat else []
    edges = _places([rule.at for rule in upright] + ends)
    levels = _places([rule.at for rule in flat])
    if len(edges) < 3 or len(levels) < 2 or len(edges) * len(levels) > MOST_FIELDS:
        return None
    return edges, levels


def _places(values: Sequence[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > TOUCH:
            out.append(value)
    return out


def _filled(
    edges: list[float], levels: list[float], group: Sequence[Rule], glyphs: Sequence[Glyph]
) -> tuple[Table, list[Glyph]]:
    """A table with the characters that stand in it, and the other characters."""
    across, down = len(edges) - 1, len(levels) - 1
    owner = _cells(edges, levels, group)
    inside: dict[int, list[Glyph]] = {}
    rest: list[Glyph] = []
    for glyph in glyphs:
        column = bisect_right(edges, (glyph.x0 + glyph.x1) / 2) - 1
        row = bisect_right(levels, glyph.y - 0.35 * glyph.size) - 1
        if 0 <= column < across and 0 <= row < down and not glyph.turned:
            inside.setdefault(owner[row * across + column], []).append(glyph)
        else:
            rest.append(glyph)
    cells: list[list[tuple[int, float, list[Glyph]]]] = []
    for row in range(down):
        line: list[tuple[int, float, list[Glyph]]] = []
        column = 0
        while column < across:
            cell, start = owner[row * across + column], column
            while column < across and owner[row * across + column] == cell:
                column += 1
            first = cell // across == row and cell % across == start
            text = inside.pop(cell, []) if first else []
            line.append((start, edges[column] - edges[start], text))
        cells.append(line)
    for row, line in enumerate(cells):  # cells of odd shape: nothing in them is lost
        for at, (column, width, text) in enumerate(line):
            line[at] = (column, width, text + inside.pop(owner[row * across + column], []))
    return Table(edges, levels, [line for line in cells if line]), rest


def _cells(edges: list[float], levels: list[float], group: Sequence[Rule]) -> list[int]:
    """For each field of a grid the first field of the cell it belongs to."""
    across, down = len(edges) - 1, len(levels) - 1
    owner = list(range(across * down))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    right = _closed(edges, levels, [rule for rule in group if not rule.flat])
    below = _closed(levels, edges, [rule for rule in group if rule.flat])
    for row in range(down):
        for column in range(across):
            here = row * across + column
            pairs = (
                (column + 1 < across and (column + 1, row) not in right, here + 1),
                (row + 1 < down and (row + 1, column) not in below, here + across),
            )
            for open_side, there in pairs:
                if open_side:
                    one, other = sorted((root(here), root(there)))
                    owner[other] = one
    return [root(at) for at in range(len(owner))]


def _closed(places: list[float], along: list[float], rules: Sequence[Rule]) -> set[tuple[int, int]]:
    """(line, field) of the sides that a ruling line closes."""
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        line = min(
            range(max(0, bisect_right(places, rule.at) - 1), len(places)),
            key=lambda at: abs(places[at] - rule.at),
        )
        for at in range(len(along) - 1):
            over = min(rule.end, along[at + 1]) - max(rule.start, along[at])
            if over > 0:
                covered[line, at] = covered.get((line, at), 0.0) + over
    return {
        (line, at)
        for (line, at), length in covered.items()
        if length >= COVERED * (along[at + 1] - along[at])
    }


def cell_text(glyphs: Sequence[Glyph], width: float) -> str:
    """The text of a cell: lines that the width of the cell broke are joined."""
    lines = rows(stretches(glyphs))
    out = ""
    for at, row in enumerate(lines):
        if at and _broken(lines[at - 1], row, width):
            out += _seam(out, row.text) + row.text
        else:
            out += ("\n" if at else "") + row.text
    return out


def _broken(above: Row, row: Row, width: float) -> bool:
    """Whether a line of a cell ends where it does because the next character had no room."""
    first = row.glyphs[0]
    return above.x1 - above.x0 + (first.x1 - first.x0) > width - PADDING - 0.5 * row.size


def _seam(left: str, right: str) -> str:
    both = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii()
    return " " if both and right[:1].isalpha() else ""
