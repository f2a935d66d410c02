"""What a paper has in common with past notices, line by line: other bodies' words and the own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from draftkit.checks.model import Context, RuleInfo
from draftkit.checks.past import Run
from draftkit.text.similar import bare
from draftkit.values.source import Line

_KEPT = re.compile(r"[㐀-䶿一-鿿0-9A-Za-z]")
_LEAST = 19
"""Characters from which words in common count towards the share (twice a block, less one)."""
_GRAM = 8
_PARTS = ("preamble", "heading", "paragraph")


class Shared(NamedTuple):
    """What one line shares. counted: which of its words (characters without marks) are no
    boilerplate; others, own: which of them stand in a notice of another body, of this one; runs:
    stretches that other bodies' notices hold; places: where each word stands in the line."""

    line: Line
    words: str
    places: tuple[int, ...]
    counted: frozenset[int]
    others: frozenset[int]
    own: frozenset[int]
    runs: tuple[Run, ...]


def shared_lines(ctx: Context, rule: RuleInfo) -> tuple[Shared, ...]:
    """What the lines of running text share with past notices; found once for each paper."""
    key = "copying"
    if key not in ctx.pages:
        spared = re.compile("|".join(rule.data["spared"]))
        given = "\n".join(bare(row.text) for row in ctx.grounds.given) if ctx.grounds else ""
        ctx.pages[key] = tuple(
            _shared(ctx, line, spared, given) for line in ctx.lines if line.part in _PARTS
        )
    made: tuple[Shared, ...] = ctx.pages[key]
    return made


def _shared(ctx: Context, line: Line, spared: re.Pattern[str], given: str) -> Shared:
    places = tuple(found.start() for found in _KEPT.finditer(line.text))
    words = bare(line.text)
    fixed = [found.span() for found in spared.finditer(line.text)]
    counted = frozenset(
        at
        for at, place in enumerate(places)
        if not any(first <= place < last for first, last in fixed)
    )
    mine = ctx.past.own(ctx.own_names)
    runs: list[Run] = []
    others: set[int] = set()
    own: set[int] = set()
    for run in ctx.past.runs(words, _LEAST, but=ctx.notice.id):
        stretch = counted.intersection(range(run.start, run.end))
        if run.notice in mine or not ctx.past.notices[run.notice].issuer:
            own.update(stretch)
        elif words[run.start : run.end] not in given and not _named(ctx, run, given):
            others.update(stretch)
            runs.append(run)
    return Shared(line, words, places, counted, frozenset(others), frozenset(own), tuple(runs))


def _named(ctx: Context, run: Run, given: str) -> bool:
    """Whether the request names the notice as what the paper rests on: then it may repeat it."""
    title = bare(ctx.past.notices[run.notice].own_title)
    return bool(title) and title in given


def copy_scores(ctx: Context, rule: RuleInfo) -> dict[str, Any]:
    """Share of the words, boilerplate left out, that other bodies' and own past notices hold: of
    the paper and of each of its first-level parts."""
    rows = shared_lines(ctx, rule)
    sections: dict[str, list[Shared]] = {}
    for row in rows:
        sections.setdefault(row.line.path[0] if row.line.path else "开头", []).append(row)
    return {
        **_shares(rows),
        "sections": [{"heading": name, **_shares(group)} for name, group in sections.items()],
    }


def _shares(rows: Sequence[Shared]) -> dict[str, float]:
    counted = sum(len(row.counted) for row in rows)
    share = {
        "others": sum(len(row.others) for row in rows),
        "own": sum(len(row.own) for row in rows),
    }
    return {name: round(count / counted, 4) if counted else 0.0 for name, count in share.items()}


def long_runs(ctx: Context, row: Shared, least: int) -> Iterator[Run]:
    """Runs of `least` counted words that another body's notice holds and not several ones', the
    longest first, none overlapping."""
    kept: list[Run] = []
    for run in sorted(row.runs, key=lambda one: (one.start - one.end, one.start)):
        words = row.counted.intersection(range(run.start, run.end)) - row.own
        if len(words) < least or any(run.start < k.end and k.start < run.end for k in kept):
            continue
        if ctx.past.bodies_with(row.words[run.start : run.end]) < 3:
            kept.append(run)
            yield run


def nearest(ctx: Context, row: Shared) -> tuple[float, Run] | None:
    """How alike the line and the line of another body's notice are that has most in common with
    it (Jaccard of runs of eight words), with a run that they share."""
    found: Counter[tuple[int, int]] = Counter()
    at: dict[tuple[int, int], Run] = {}
    for run in row.runs:
        key = (run.notice, ctx.past.notices[run.notice].line_at(run.at))
        found[key] += run.end - run.start
        at.setdefault(key, run)
    if not found:
        return None
    key = found.most_common(1)[0][0]
    theirs = _grams(ctx.past.notices[key[0]].bare_line(key[1]))
    ours = _grams(row.words)
    return len(ours & theirs) / max(1, len(ours | theirs)), at[key]


def _grams(words: str) -> set[str]:
    return {words[at : at + _GRAM] for at in range(len(words) - _GRAM + 1)}
