"""R21: a heading on a line of its own takes no mark at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.marks import read_mark
from draftkit.values.report import Fix
from draftkit.values.source import Line

_STOPS = "。；：，;:,"
_LONGEST = 30


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Headings 一、 and （一） that stand alone above their text and end with a stop, when most of
    their kind in the paper stand alone and end with none."""
    lines = list(ctx.body())
    groups: dict[tuple[str, str], list[tuple[Line, bool]]] = defaultdict(list)
    for line, below in zip_longest(lines, lines[1:]):
        mark = read_mark(line.text) if line.part == "heading" else None
        if mark is None or mark.style not in ("han", "bracket") or below is None:
            continue
        ended = line.text[-1:] in _STOPS
        head = line.text[mark.end :].rstrip(_STOPS)
        alone = len(head) <= _LONGEST and not any(char in head for char in "。；：")
        if alone and not (ended and _same_kind(mark.style, below)):
            groups[line.layer, mark.style].append((line, ended))
    for rows in groups.values():
        stopped = [line for line, ended in rows if ended]
        if stopped and len(stopped) * 2 < len(rows):
            for line in stopped:
                at = len(line.text) - 1
                where = ctx.where(line, at, at + 1)
                yield Hit(
                    where,
                    f"标题“{line.text[:20]}”单独成行，末尾不加标点。",
                    advice="删去末尾的标点。",
                    fix=Fix(safe=False, replacement=""),
                )


def _same_kind(style: str, below: Line) -> bool:
    """Whether the next line is of the same kind: then these are items of a list, not headings."""
    mark = read_mark(below.text)
    return mark is not None and mark.style == style
