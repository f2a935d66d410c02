"""What stands at the head and the foot of pages: page numbers, running heads, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftkit.formats.pdf.lines import Row, Stretch, rows
from draftkit.formats.pdf.shapes import Sheet

ZONE = 0.17
"""Share of a page, from the top and from the bottom, in which its margins are looked for."""
DEEPEST = 4
"""So many rows from the edge inwards may be of the margin."""
SAME_PLACE = 8.0
"""Points by which a running head may move from page to page."""
MOST_PAGES = 0.5
SOME_PAGES = 0.3
"""Shares of the pages that carry a running head: of all, or of the odd and even ones."""
_DASH = r"[—–\-－―─_~·•\s]*"
_NUMERAL = r"(?:\d{1,4}|[ivxlcIVXLC]{1,7}|[一二三四五六七八九十百]{1,5})"
_NUMBER = re.compile(rf"^{_DASH}(\d{{1,4}}){_DASH}$")
_SURE = re.compile(
    rf"^(?:第\s*{_NUMERAL}\s*页(?:[\s,，/、|]*共\s*{_NUMERAL}\s*页)?|共\s*{_NUMERAL}\s*页[\s,，]*"
    rf"第\s*{_NUMERAL}\s*页|[—–―－\-]+\s*{_NUMERAL}\s*[—–―－\-]+|\d{{1,4}}\s*/\s*\d{{1,4}}"
    rf"|Page\s*\d{{1,4}}(?:\s*of\s*\d{{1,4}})?)$",
    re.I,
)
_ROMAN = re.compile(r"^[ivxlcIVXLC]{1,7}$")


@dataclass
class Margins:
    """What is no text on one page: heads and feet (their rows), and the height below which
    footnotes stand, if any do."""

    heads: list[Row] = field(default_factory=list)
    feet: list[Row] = field(default_factory=list)


def split_margins(
    sheets: Sequence[Sheet], found: Sequence[list[Stretch]]
) -> tuple[list[Margins], list[list[Stretch]]]:
    """Heads and feet of each page, and the stretches that are left as its text."""
    outer = [_outer(sheet, stretches) for sheet, stretches in zip(sheets, found, strict=True)]
    running = _running(outer, len(sheets))
    counting = _counting(outer)
    margins: list[Margins] = []
    left: list[list[Stretch]] = []
    for number, stretches in enumerate(found):
        heads, feet = outer[number]
        page = Margins(
            _taken(heads, "head", number, running, counting),
            _taken(feet, "foot", number, running, counting),
        )
        gone = {id(one) for row in (*page.heads, *page.feet) for one in row.stretches}
        margins.append(page)
        left.append([one for one in stretches if id(one) not in gone])
    return margins, left


def _outer(sheet: Sheet, found: Sequence[Stretch]) -> tuple[list[Row], list[Row]]:
    """The outermost rows of a page: those of its head from the top down, of its foot upwards."""
    all_rows = rows(found)
    heads, feet = [], []
    for row in all_rows[:DEEPEST]:
        if row.table is not None or row.y > ZONE * sheet.height:
            break
        heads.append(row)
    for row in all_rows[: -DEEPEST - 1 : -1]:
        if row.table is not None or row.y < (1 - ZONE) * sheet.height:
            break
        feet.append(row)
    return heads, feet


def _taken(
    candidates: list[Row],
    side: str,
    number: int,
    running: set[tuple[str, str, int]],
    counting: set[tuple[int, int]],
) -> list[Row]:
    """The rows from the edge inwards that are of the margin; the first that is not ends it."""
    out: list[Row] = []
    for row in candidates:
        value = _value(row.text)
        counts = value is not None and (number - value, _place(row)) in counting
        runs = any((side, _plain(row.text), _place(row) + by) in running for by in (-1, 0, 1))
        if not (counts or runs or _SURE.match(row.text)):
            break
        out.append(row)
    return out


def _running(outer: Sequence[tuple[list[Row], list[Row]]], pages: int) -> set[tuple[str, str, int]]:
    """(side, text without digits, height) of what stands at one place of most pages, or of the
    odd or even ones."""
    seen: Counter[tuple[str, str, int]] = Counter()
    for heads, feet in outer:
        for side, candidates in (("head", heads), ("foot", feet)):
            seen.update({(side, _plain(row.text), _place(row)) for row in candidates})
    out = set()
    for key, count in seen.items():
        near = sum(seen[key[0], key[1], key[2] + by] for by in (-1, 0, 1))
        enough = near >= MOST_PAGES * pages or (near >= 3 and near >= SOME_PAGES * pages)
        if near > 1 and enough and count and key[1].strip("#"):
            out.add(key)
    return out


def _counting(outer: Sequence[tuple[list[Row], list[Row]]]) -> set[tuple[int, int]]:
    """(page index less number, height) of bare numbers that count pages: the same difference at
    the same height on two pages; on a file's only page any number that stands alone below."""
    seen: Counter[tuple[int, int]] = Counter()
    for number, (heads, feet) in enumerate(outer):
        for candidates in (heads, feet):
            for row in candidates:
                value = _value(row.text)
                if value is not None:
                    seen.update((number - value, _place(row) + by) for by in (-1, 0, 1))
    least = 2 if len(outer) > 1 else 1
    return {key for key, count in seen.items() if count >= least}


def _value(text: str) -> int | None:
    """The number in a row that holds nothing else."""
    found = _NUMBER.match(text)
    if found:
        return int(found.group(1))
    plain = text.strip().upper()
    if not _ROMAN.match(plain):
        return None
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    values = [worth[char] for char in plain]
    return sum(
        -value if at + 1 < len(values) and value < values[at + 1] else value
        for at, value in enumerate(values)
    )


def _plain(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text))


def _place(row: Row) -> int:
    return round(row.y / SAME_PLACE)
