"""How a text is hard-wrapped: its width, from where on a line is full, whether paragraphs are
indented.

A page made into text breaks every line; what the breaks look like tells where a paragraph ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import ends_sentence, mark_of
from draftkit.text.marks import Mark

SHARE = 0.5
LINES = 6
WIDEST = 70
LONG_LINE = 25
CUT = 0.15
"""Such a share of lines cut at a comma is hard wrapping as well."""
FULL = 0.75
"""A line of this share of the width is full, where the text does not show it better."""
FARTHEST = 3
"""So many characters before the width a line may end for a word or number that does not fit."""
INDENT = 2
"""Columns of white space (a full-width space is two) that begin a paragraph."""
_COLUMNS = {" ": 1, "\u00a0": 1, "\u3000": 2, "\u2003": 2, "\t": 4}
_ENOUGH = 4
_SPOKEN = ("shi", "first")
_OPENS = "（《“〔"


@dataclass(frozen=True)
class Wrapping:
    """`width` in characters, 0 when the text is not hard-wrapped; a line of `edge` characters or
    more is full; `narrow`: digits and Latin letters count half; `indented`: a line begins a
    paragraph just when it is indented."""

    width: float = 0
    edge: float = 0
    narrow: bool = False
    indented: bool = False

    def filled(self, line: Piece, before: float) -> float:
        """How much of a line of the page is filled with this line in it, when its first part
        filled `before`: lines broken at commas too are parts of one."""
        size = size_of(line, narrow=self.narrow)
        together = before + size
        return together if before < self.edge and together <= self.width + 1 else size

    def nearly(self, line: Piece) -> bool:
        """Whether a line is long enough to have been broken before a long word."""
        return size_of(line, narrow=self.narrow) >= FULL * self.width


def wrapping_of(pieces: Sequence[Piece]) -> Wrapping:
    """How the lines of a text are broken: counted in characters or, if that tells their ends
    better, with narrow digits."""
    wide = wrap_width(pieces)
    if not wide:
        return Wrapping()
    if _indented(pieces, wide):
        return Wrapping(wide, FULL * wide, indented=True)
    found = []
    for narrow in (False, True):
        sizes = sorted(size_of(piece, narrow=narrow) for piece in pieces if not piece.rows)
        width = sizes[int(len(sizes) * 0.9)]
        edge = _edge(pieces, width, narrow=narrow)
        found.append((edge / width, Wrapping(width, min(edge, width - FARTHEST), narrow)))
    return max(found, key=lambda pair: pair[0])[1]


def size_of(line: Piece, *, narrow: bool) -> float:
    """The width of a line as it stands in the file, in characters."""
    text = line.raw.rstrip() or line.text
    return len(text) - sum(char.isascii() for char in text) / 2 if narrow else len(text)


def wrap_width(pieces: Sequence[Piece]) -> int:
    """The width at which a text is hard-wrapped, 0 when it is not: no line is longer, and of the
    long lines, or of those at full width, half stop in the middle of a sentence."""
    lengths = sorted(len(piece.text) for piece in pieces if not piece.rows)
    lines = [piece.text for piece in pieces if len(piece.text) >= LONG_LINE]
    if len(lines) < LINES or lengths[int(len(lengths) * 0.95)] > WIDEST:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    full = [line for line in lines if abs(len(line) - width) <= 2]
    for group in (lines, full):
        torn = sum(1 for line in group if not ends_sentence(line))
        if len(group) >= LINES and torn >= SHARE * len(group):
            return width
    cut = sum(1 for left, right in pairwise(pieces) if _cut(left.text, right.text))
    return width if cut >= LINES and cut >= CUT * len(pieces) else 0


def _cut(left: str, right: str) -> bool:
    """Whether a sentence is cut where no line ends by itself."""
    if not left or not right or mark_of(right):
        return False
    return left[-1] in "，、" or right[0] in "，、。；：）》”’"


def indent_of(piece: Piece) -> int:
    """The columns of white space a line begins with."""
    columns = 0
    for char in piece.raw:
        if char not in _COLUMNS:
            break
        columns += _COLUMNS[char]
    return columns


def _edge(pieces: Sequence[Piece], width: float, *, narrow: bool) -> float:
    """Where lines end that nothing but the width broke: four in five of them end behind it."""
    least = FULL * width
    sizes = (size_of(a, narrow=narrow) for a, b in pairwise(pieces) if _runs_on(a, b))
    ends = sorted(size for size in sizes if size >= least)
    return ends[len(ends) // 5] if len(ends) >= LINES else least


def _runs_on(left: Piece, right: Piece) -> bool:
    """Whether a line goes on in the next for no other reason than its width."""
    if not left.text or not right.text or left.text[-1] in "，、" or right.text[0] in _OPENS:
        return False
    return not (ends_sentence(left.text) or mark_of(left.text) or mark_of(right.text))


def _indented(pieces: Sequence[Piece], width: int) -> bool:
    """Whether lines that go on stand at the margin and those behind the end of a paragraph do
    not."""
    on = begun = inside = outside = 0
    for left, right in pairwise(pieces):
        if not left.text or not right.text:
            continue
        indented = indent_of(right) >= INDENT
        if len(left.text) >= FULL * width and _runs_on(left, right):
            on += 1
            outside += not indented
        elif mark_of(right.text) or (left.text[-1] == "。" and len(left.text) < FULL * width):
            begun += 1
            inside += indented
    return on >= _ENOUGH and begun >= _ENOUGH and outside >= 0.9 * on and inside >= 0.8 * begun


class Runs:
    """The runs of marks in a text: whether a line that begins with something like a mark is the
    next of one."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._seen: dict[str, Mark] = {}
        self._last: dict[str, int] = {}
        for at, piece in enumerate(pieces):
            mark = mark_of(piece.text)
            if mark is not None and mark.value == 2:
                self._last[mark.style] = at

    def pass_by(self, mark: Mark | None) -> None:
        """Take a mark that begins a paragraph into its run."""
        if mark is not None:
            self._seen[mark.style] = mark

    def hold(self, mark: Mark, at: int) -> bool:
        """Whether the mark of line `at` goes on with a run, or begins one that goes on."""
        if mark.style in _SPOKEN:
            return False
        if mark.value == 1:
            return self._last.get(mark.style, -1) > at
        before = self._seen.get(mark.style)
        return (
            before is not None
            and before.value < mark.value <= before.value + 2
            and _sign(before) == _sign(mark)
        )


def _sign(mark: Mark) -> str:
    return mark.text[-1] if mark.text[-1] in "、，.．）)" else ""
