"""R43: a sentence or a paragraph that stands twice in one paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.sentences import count_han, sentence_spans
from draftkit.values.source import Line

_MARKS = re.compile(r"[^0-9A-Za-z一-鿿]+")
_RUN = 4
_PIECE = 6
_HELD = 8
"""Paragraphs remembered for a clause: one that stands in more of them is a set phrase."""


class _Stretch(NamedTuple):
    line: Line
    start: int
    end: int
    bare: str


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Sentences equal but for marks and spaces, and paragraphs that share most of their words.
    A table of duties may well repeat itself and is not read; nor are attachments."""
    seen: dict[str, _Stretch] = {}
    spared = re.compile(rule.data["spared"])
    told: set[int] = set()
    for at, line in enumerate(ctx.lines):
        if line.part not in ("preamble", "paragraph", "heading") or line.layer == "attachment":
            continue
        for one in _sentences(line, rule.data["least"]):
            if spared.search(line.text[one.start : one.end]):
                continue
            first = seen.setdefault(one.bare, one)
            if first is not one and at not in told:
                told.add(at)
                yield _hit(ctx, one, "这句话在前面已经写过")
    yield from _paragraphs(ctx, rule, told, spared)


def _sentences(line: Line, least: int) -> Iterator[_Stretch]:
    for start, end in sentence_spans(line.text):
        if end - start < least:
            continue
        bare = _MARKS.sub("", line.text[start:end])
        if count_han(bare) >= least:
            yield _Stretch(line, start, end, bare)


def _paragraphs(
    ctx: Context, rule: RuleInfo, told: set[int], spared: re.Pattern[str]
) -> Iterator[Hit]:
    """Paragraphs whose runs of four characters are mostly those of one before; one that shares no
    clause of some length with it is not looked at."""
    holders: dict[str, list[int]] = {}
    texts: dict[int, str] = {}
    for at, line in enumerate(ctx.lines):
        if line.part not in ("paragraph", "heading") or line.layer == "attachment":
            continue
        if spared.search(line.text):
            continue
        text = line.text[line.body_from :] if line.part == "heading" else line.text
        if len(text) < rule.data["least_paragraph"]:
            continue
        pieces = {piece for piece in _MARKS.split(text) if len(piece) >= _PIECE}
        bare = _MARKS.sub("", text)
        if count_han(bare) < rule.data["least_paragraph"]:
            continue
        alike = {other for piece in pieces for other in holders.get(piece, ())}
        for piece in pieces:
            holders.setdefault(piece, [])[_HELD:] = [at]
        texts[at] = bare
        if at not in told and any(_alike(bare, texts[one], rule.data["share"]) for one in alike):
            whole = _Stretch(line, 0, len(line.text), bare)
            yield _hit(ctx, whole, "这一段和前面的一段大半相同")


def _alike(one: str, other: str, share: float) -> bool:
    """Whether two paragraphs have so large a share of the longer one's runs in common."""
    longer = max(len(one), len(other)) - _RUN + 1
    if min(len(one), len(other)) < share * longer:
        return False
    runs = {one[at : at + _RUN] for at in range(len(one) - _RUN + 1)}
    others = {other[at : at + _RUN] for at in range(len(other) - _RUN + 1)}
    return len(runs & others) >= share * max(len(runs), len(others))


def _hit(ctx: Context, one: _Stretch, say: str) -> Hit:
    where = ctx.where(one.line, one.start, one.end)
    words = one.line.text[one.start : one.end].strip()
    shown = words if len(words) <= 24 else f"{words[:12]}……{words[-10:]}"
    return Hit(where, f"{say}：“{shown}”")
