"""What stands on a page, as plain values: characters, ruling lines, remarks. Units are points of
1/72 inch; x runs to the right, y runs down from the top edge of the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

State = Literal["text", "scan", "garbled", "blank"]


@dataclass(slots=True, frozen=True)
class Glyph:
    """One character: left and right edge, baseline, size of its face; `turned` does not stand
    upright; `lost`: the file does not say which character the shape means."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    turned: bool = False
    lost: bool = False

    @property
    def top(self) -> float:
        """Where the body of the character begins; Han faces sit 0.86 above the baseline."""
        return self.y - 0.86 * self.size

    @property
    def foot(self) -> float:
        """Where the body of the character ends."""
        return self.y + 0.14 * self.size


@dataclass(slots=True, frozen=True)
class Rule:
    """A ruling line: horizontal when `flat`, else vertical; `at` is its y (or x), from `start` to
    `end` along the other axis."""

    flat: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Sheet:
    """A page as the file describes it. `pictured` is the share of its area under pictures, `drawn`
    how many shapes and pictures stand on it, `remarks` and `boxes` are the texts of its
    annotations; `state` is what can be made of it."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    drawn: int = 0
    remarks: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    state: State = "text"

    @property
    def text(self) -> str:
        """All characters without white space, in the order of the file."""
        return "".join(glyph.char for glyph in self.glyphs if not glyph.char.isspace())
