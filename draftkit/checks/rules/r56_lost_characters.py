"""R56: set phrases in which a character is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit import assets
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import page_of
from draftkit.checks.registry import rule as known
from draftkit.values.report import Fix

_HEAD = 3
"""Characters by which a slip is looked up; the shortest has as many."""


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Each slip, once through the text whatever the number of phrases."""
    page = page_of(ctx, rule)
    slips, text, done = _slips(), page.text, 0
    for at in range(len(text) - _HEAD + 1):
        rows = slips.get(text[at : at + _HEAD])
        if rows is None or at < done:
            continue
        for wrong, right in rows:
            if text.startswith(wrong, at):
                done = at + len(wrong)
                yield Hit(
                    page.where(ctx, at, done),
                    f"“{wrong}”应为“{right}”。",
                    advice=f"改为“{right}”。",
                    fix=Fix(safe=False, replacement=right),
                )
                break


@assets.cached
def _slips() -> dict[str, tuple[tuple[str, str], ...]]:
    """The slips of all phrases with what they should be, by their first characters."""
    data = known("R56").data
    right, spared = tuple(data["phrases"]), {*data["spared"]}
    made: dict[str, str] = {}
    for phrase in right:
        for slip in _of(phrase, data["least"]):
            if slip not in spared and not any(slip in other for other in right):
                made.setdefault(slip, phrase)
    out: dict[str, list[tuple[str, str]]] = {}
    for slip, phrase in sorted(made.items(), key=lambda row: -len(row[0])):
        out.setdefault(slip[:_HEAD], []).append((slip, phrase))
    return {head: tuple(rows) for head, rows in out.items()}


def _of(phrase: str, least: int) -> Iterator[str]:
    """A phrase with an inner character lost, with one doubled, with one in its neighbour's place."""
    for at in range(1, len(phrase) - 1):
        if len(phrase) >= least:
            yield phrase[:at] + phrase[at + 1 :]
    for at in range(1, len(phrase)):
        if at < len(phrase) - 1:  # at the ends it may belong to the word beside: 学习习近平…
            yield phrase[: at + 1] + phrase[at:]
        if len(phrase) >= 4:
            yield phrase[:at] + phrase[at - 1] + phrase[at + 1 :]
