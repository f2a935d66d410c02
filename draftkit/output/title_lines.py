"""Where a long title is broken (GB/T 9704—2012, clause 7.3.1).

A line holds no half words, no half numbers and no half names; 的 and 关于 do not stand alone at an
edge; the lines together make a trapezoid or a diamond, never an hourglass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from draftkit.reading.title_words import title_data, title_words
from draftkit.text.sentences import CLOSE, OPEN, is_han

_FORBIDDEN = 1000.0
_SHORT_NAME = 10
_CANDIDATES = 24
_MOST_LINES = 4


def title_width(text: str) -> float:
    """Width of a title line in 字, with room to spare: digits of the title's face are a little
    wider than half a 字, and some programs leave a quarter between them and Han characters."""
    digits = sum(char.isascii() for char in text)
    gaps = sum(a.isascii() != b.isascii() for a, b in pairwise(text))
    return len(text) - 0.45 * digits + 0.25 * gaps


def break_title(title: str, limit: int, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The lines of a title of at most `limit` 字 each, broken where it reads best.

    `names` are names of bodies that are kept whole. Lines that are in the title already (a line
    break) are kept when they fit.
    """
    given = tuple(part for part in title.split("\n") if part)
    if len(given) > 1 and all(title_width(part) <= limit for part in given):
        return given
    flat = "".join(given)
    if title_width(flat) <= limit:
        return (flat,)
    tokens = title_words(flat, tuple(name for name in names if title_width(name) <= limit))
    least = -int(-title_width(flat) // limit)
    cuts = _cuts(flat, tokens)[:_CANDIDATES] if least <= _MOST_LINES else []
    best = min(
        (plan for count in (least, least + 1) for plan in _plans(flat, cuts, count, limit)),
        key=lambda plan: (plan.cost, plan.lines),
        default=None,
    )
    if best:
        return best.lines
    return _filled(tokens, limit)


@dataclass(frozen=True)
class _Cut:
    """A place between two words and what a break there costs."""

    at: int
    cost: float


@dataclass(frozen=True)
class _Plan:
    lines: tuple[str, ...]
    cost: float


def _cuts(text: str, tokens: Sequence[str]) -> list[_Cut]:
    """The allowed breaks, cheapest first."""
    inside = _inside_short_names(text)
    cuts, at = [], 0
    for left, right in pairwise(tokens):
        at += len(left)
        cost = _cost(left, right) + (40 if at in inside else 0)
        if cost < _FORBIDDEN:
            cuts.append(_Cut(at, cost))
    return sorted(cuts, key=lambda cut: (cut.cost, cut.at))


def _inside_short_names(text: str) -> set[int]:
    """Offsets inside a 《…》 or “…” that is short enough to stay on one line."""
    out: set[int] = set()
    for found in re.finditer(r"《[^《》]*》|“[^“”]*”|（[^（）]*）", text):
        if title_width(found.group(0)) <= _SHORT_NAME:
            out.update(range(found.start() + 1, found.end()))
    return out


def _cost(left: str, right: str) -> float:
    """What a break between two words costs; 0 is the best place."""
    data = title_data()
    if right[0] in CLOSE + "、，。：；—－" or left[-1] in OPEN + "—－":
        return _FORBIDDEN
    if left in data["not_last"] or left.endswith("关于"):
        return 60
    if right in data["not_first"]:
        return 60
    if right.startswith("关于") or right[0] in "《“" or right in data["good_before"]:
        return 0
    if left[-1] in "》”：":
        return 1
    if len(left) == 1 and len(right) == 1 and is_han(left) and is_han(right):
        return 16  # two characters no word covers may well be one word
    if len(left) == 1 or len(right) == 1:
        return 8
    return 2


def _plans(text: str, cuts: Sequence[_Cut], count: int, limit: int) -> Iterable[_Plan]:
    """All ways to break into `count` lines that fit."""
    for chosen in combinations(sorted(cuts, key=lambda cut: cut.at), count - 1):
        edges = [0, *(cut.at for cut in chosen), len(text)]
        lines = tuple(text[a:b] for a, b in pairwise(edges))
        widths = [title_width(line) for line in lines]
        if max(widths) <= limit:
            yield _Plan(lines, sum(cut.cost for cut in chosen) + _shape(widths))


def _shape(widths: Sequence[float]) -> float:
    """What the outline of the lines costs: an hourglass or a zigzag most, a block a little, a
    last line of a few characters something, each line more a little."""
    longest, shortest = max(widths), min(widths)
    cost = 4.0 * len(widths)
    peak = widths.index(longest)
    rising = all(a <= b for a, b in pairwise(widths[: peak + 1]))
    falling = all(a >= b for a, b in pairwise(widths[peak:]))
    cost += 0 if rising and falling else 14
    cost += 2 if longest - shortest < 1 else 0
    cost += 8 if shortest < 3 else 4 if shortest < 6 else 0
    return cost + 4 * (1 - shortest / longest)


def _filled(tokens: Sequence[str], limit: int) -> tuple[str, ...]:
    """Lines filled one after the other, for a title too long to be weighed."""
    lines = [""]
    for token in tokens:
        for piece in [token[at : at + limit] for at in range(0, len(token), limit)]:
            closing = piece[0] in CLOSE + "、，。"
            if title_width(lines[-1] + piece) > limit and lines[-1] and not closing:
                lines.append("")
            lines[-1] += piece
    return tuple(lines)
