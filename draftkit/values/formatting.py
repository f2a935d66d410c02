"""How a Word file is formatted, as its reader will see it: styles, defaults and theme resolved.

Lengths are in points, page measures in millimetres, indents in 字 (the width of one character of
the paragraph's type). None: the file does not say, or says it in a way that cannot be known here.
Nothing of it is archived: it is judged where the file itself is at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Standing = Literal["body", "table", "textbox"]
"""Where a paragraph stands: in the text itself, in a cell, in a box of its own."""


@dataclass(frozen=True, slots=True)
class RunFormat:
    """The look of a stretch of characters. `face` is that of Han characters; `colour` and `shade`
    are RRGGBB, None for black on white."""

    face: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    colour: str | None = None
    highlight: bool = False
    shade: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of a block's text, all of one look."""

    start: int
    end: int
    look: RunFormat


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """The place and the spacing of a paragraph. `first` is negative where it hangs. `line` counts
    points where `rule` is "exact" or "atLeast", and lines where it is "auto"."""

    standing: Standing = "body"
    section: int = 0
    align: str | None = None
    first: float = 0
    left: float = 0
    right: float = 0
    line: float = 1
    rule: str = "auto"
    numbered: bool = False
    on_grid: bool = True
    shade: str | None = None
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of a page as a footer (or `header`) sets it, with the words at either side. `align`
    None where it stands in a box placed by measures; "outside": by odd and even pages."""

    before: str
    after: str
    align: str | None = None
    size: float | None = None
    header: bool = False


@dataclass(frozen=True, slots=True)
class SectionFormat:
    """A section: its page in millimetres, its grid ("lines", "linesAndChars", None), its page number
    on odd, even and first pages."""

    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    grid: str | None = None
    pitch: float | None = None
    odd: PageNumber | None = None
    even: PageNumber | None = None
    first: PageNumber | None = None
    own_first: bool = False


@dataclass(frozen=True)
class Formatting:
    """A whole Word file: its sections, and its paragraphs by the number of their block.

    two_sided: odd and even pages have footers of their own. comments: marks of comments in the text.
    tracked: blocks with changes that nobody has accepted or refused.
    """

    sections: tuple[SectionFormat, ...] = ()
    paragraphs: Mapping[int, ParagraphFormat] = field(default_factory=dict)
    two_sided: bool = False
    comments: tuple[int, ...] = ()
    tracked: tuple[int, ...] = ()
