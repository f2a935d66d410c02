"""A paper as it is set: its paragraphs with look and place, and the page they are set on.

Widths are in 字 (the width of one Han character of the body type, GB/T 9704—2012 clause 3.1), heights
in 行 (one body line, clause 3.2). What becomes of them in Word or HTML is the writers' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from draftkit.values.base import StrictValue
from draftkit.values.notice import Table

Look = Literal[
    "copy_no", "secrecy", "urgency", "letterhead", "doc_number", "title", "recipients", "body",
    "heading1", "heading2", "heading3", "heading4", "annex_note", "signature", "date",
    "annotation", "attachment", "caption", "table", "imprint",
]  # fmt: skip
"""What a paragraph is on the page: one Word paragraph style, one HTML class each."""

PieceRole = Literal["text", "head", "name", "fill", "confirm"]
"""head = the heading part of a run-in paragraph; name = a signatory's name (clause 7.2.6);
fill and confirm = an open 【待补】 or 【待核】."""

_OPEN_MARK = re.compile(r"【待([补核])[^【】]*】")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Piece:
    """A stretch of one look inside a paragraph. "\\n" in `text` is a soft line break, "\\t" goes to
    the right-hand stop. `level` is the heading level whose face counts."""

    text: str
    role: PieceRole = "text"
    level: int | None = None


@dataclass(frozen=True)
class SetLine:
    """One paragraph or table as set. `left`, `right`, `first` (negative: hanging) are in 字 and
    None where the look's own indents count; `above` is in 行; `kind` tells the writers of plain
    text what stands here."""

    look: Look
    pieces: tuple[Piece, ...] = ()
    left: float | None = None
    right: float | None = None
    first: float | None = None
    above: float = 0
    new_page: bool = False
    keep_next: bool = False
    ruled: bool = False
    table: Table | None = None

    @property
    def text(self) -> str:
        """The words alone, soft breaks taken out."""
        return "".join(piece.text for piece in self.pieces).replace("\n", "")


def one_way(text: str) -> str:
    """Text without the characters that turn the direction of reading."""
    return _BIDI.sub("", text)


def pieces(text: str, level: int | None = None, role: PieceRole = "text") -> tuple[Piece, ...]:
    """Text in pieces, its open marks apart; characters that turn the writing direction go."""
    out: list[Piece] = []
    clean, at = one_way(text), 0
    for found in _OPEN_MARK.finditer(clean):
        if found.start() > at:
            out.append(Piece(clean[at : found.start()], role, level))
        mark: PieceRole = "fill" if found.group(1) == "补" else "confirm"
        out.append(Piece(found.group(0), mark, level))
        at = found.end()
    if at < len(clean):
        out.append(Piece(clean[at:], role, level))
    return tuple(out)


class Sheet(StrictValue):
    """The page, in millimetres. `right` and `bottom` follow from the type area of 156 × 225 mm."""

    width: float = Field(gt=50, le=1000)
    height: float = Field(gt=50, le=1000)
    top: float = Field(ge=5)
    bottom: float = Field(ge=5)
    left: float = Field(ge=5)
    right: float = Field(ge=5)


class Grid(StrictValue):
    """Lines and characters of the type area. `line` is the exact height of a body line, `pitch`
    that of the document grid, `spacing` what is added to each character, all in points."""

    lines: int = Field(ge=10, le=60)
    chars: int = Field(ge=10, le=60)
    line: float = Field(gt=8, le=60)
    pitch: float = Field(gt=8, le=60)
    spacing: float = Field(ge=-2, le=5)
    title_line: float = Field(gt=8, le=90)


class Faces(StrictValue):
    """The type face of each kind of text, by the name Word knows it under."""

    body: str
    title: str
    heading1: str
    heading2: str
    heading3: str
    heading4: str
    letterhead: str
    names: str
    table: str
    table_head: str
    page_number: str
    latin: str
    latin_page_number: str
    stand_ins: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Sizes(StrictValue):
    """Type sizes in points (二号 22, 三号 16, 四号 14, 小四 12)."""

    body: float = Field(gt=5, le=72)
    title: float = Field(gt=5, le=72)
    letterhead: float = Field(gt=5, le=90)
    imprint: float = Field(gt=5, le=72)
    page_number: float = Field(gt=5, le=72)
    table: float = Field(gt=5, le=72)


class Gaps(StrictValue):
    """Distances: `mark_top` of the red 标志 below the top of the type area, `red_line` under the
    number, `page_number` under the type area in millimetres; `*_lines` in 行."""

    mark_top: float
    red_line: float
    page_number: float
    number_lines: float
    title_lines: float
    text_lines: float
    signature_lines: float
    annex_lines: float
    attachment_title_lines: float


class Colours(StrictValue):
    """RRGGBB. Red belongs to the head; the shades lie behind open marks and nowhere else."""

    head: str = Field(pattern=r"^[0-9A-F]{6}$")
    fill: str = Field(pattern=r"^[0-9A-F]{6}$")
    confirm: str = Field(pattern=r"^[0-9A-F]{6}$")


class PageProfile(StrictValue):
    """A page profile: everything about the look of a paper that bodies do differently.

    `seal` sets signature and date for a paper that will be sealed (clause 7.3.5.1) instead of one
    that will not (7.3.5.2); `title_chars` is how many characters a title line may hold.
    """

    name: str
    label: str
    base: str | None = None
    sheet: Sheet
    grid: Grid
    faces: Faces
    sizes: Sizes
    gaps: Gaps
    colours: Colours
    seal: bool = False
    title_chars: int = Field(ge=8, le=40)
    rules: tuple[float, float] = (0.35, 0.25)

    @property
    def text_width(self) -> float:
        """Width of the type area in points."""
        return (self.sheet.width - self.sheet.left - self.sheet.right) * 72 / 25.4
