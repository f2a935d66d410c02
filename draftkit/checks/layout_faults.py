"""Faults of layout told as a reader wants them: one by one where they are few, once for the whole
paper where the same is wrong throughout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from draftkit.checks.layout import Para, Sheet, han, is_dark, where
from draftkit.checks.model import Context, Hit
from draftkit.values.formatting import RunFormat
from draftkit.values.report import Severity

FEW = 3
"""Up to so many paragraphs with the same fault are named one by one."""
_LEAST = 2
"""Han characters of a wrong look that make a fault."""
_MOST = 0.6
"""Share of a line from which the whole of it is said to be wrong."""


@dataclass(frozen=True)
class Fault:
    """Something wrong in a paragraph. `said` is what it is, the same words for the same fault."""

    para: Para
    said: str
    start: int | None = None
    end: int | None = None
    severity: Severity | None = None


def told(ctx: Context, faults: Sequence[Fault], total: int, what: str, ought: str) -> Iterator[Hit]:
    """Hits for faults of paragraphs of one sort (`what`, of which the paper has `total`); `ought` is
    what it should be, as the end of a sentence."""
    groups: dict[str, list[Fault]] = {}
    for fault in faults:
        groups.setdefault(fault.said, []).append(fault)
    for said, group in groups.items():
        first, count = group[0], len({fault.para.block.index for fault in group})
        if len(group) > FEW or len(group) == total > 1:
            some = (
                f"{what}全部{total}处"
                if len(group) == total
                else f"{what}{total}处中有{len(group)}处"
            )
            yield Hit(
                where(ctx, first.para, first.start, first.end),
                f"{some}{said}，{ought}。{'从本段起逐段核对。' if count > 1 else ''}",
                severity=first.severity,
            )
            continue
        for fault in group:
            yield Hit(
                where(ctx, fault.para, fault.start, fault.end),
                f"{what}{fault.said}，{ought}。", severity=fault.severity,
            )  # fmt: skip


def runs_unlike(
    paras: Iterable[Para],
    of: Callable[[RunFormat], str | None],
    from_: Callable[[Para], int],
) -> Iterator[Fault]:
    """Faults of stretches for which `of` has something to say (None: right, or not known), in each
    line from an offset on. White space, digits and Latin letters don't count, nor what is in
    colour: a stamp, a mark to be taken out."""
    for para in paras:
        found: dict[str, list[tuple[int, int]]] = {}
        all_, text = 0, para.block.text
        for start, end, look in para.words(from_(para)):
            count = han(text[start:end])
            all_ += count
            said = of(look) if count and is_dark(look.colour) else None
            if said:
                found.setdefault(said, []).append((start, end))
        if not found:
            continue
        said, places = max(found.items(), key=lambda one: _han_in(text, one[1]))
        wrong = _han_in(text, places)
        if wrong < min(_LEAST, all_):
            continue
        if wrong > all_ * _MOST:
            yield Fault(para, said)
        else:
            yield Fault(para, said, *places[0])


def _han_in(text: str, places: Iterable[tuple[int, int]]) -> int:
    return sum(han(text[start:end]) for start, end in places)


def after_head(para: Para) -> int:
    """Where the running text of a line begins in its block: after a heading that it runs on from."""
    line = para.line
    if line.part != "heading":
        return para.start
    if line.body_from >= len(line.text):
        return para.end
    block, offset = line.at[line.body_from]
    return offset if block == para.block.index else para.start


def running(sheet: Sheet) -> list[Para]:
    """The lines of running text: paragraphs, and headings with text after them."""
    return [para for para in sheet.text if after_head(para) < para.end]
