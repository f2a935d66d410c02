"""The part of a long text that shows why it was found."""

from __future__ import annotations

from draftkit.cli.layout import clip, width

_LEAD = 0.1
"""Characters before the match among which the excerpt begins, behind a mark where there is one, as
a part of the columns (a Han character takes two)."""

_WINDOW = 0.35
"""Characters among which the pairs of a query are counted: what is shown behind the lead."""

_MARKS = "。；！？，、：;!?,: "


def excerpt(text: str, query: str, columns: int) -> str:
    """The text on one line, cut to that many columns around the first place that holds the query,
    else most of its pairs of characters; its beginning where that shows the place, or none does."""
    line = " ".join(text.split())
    start, end = _place(line.lower(), "".join(query.lower().split()), int(columns * _WINDOW))
    if len(line) != len(line.lower()) or width(line[:end]) < columns:
        return clip(line, columns)
    begin = min(_begin(line, start, int(columns * _LEAD)), _last_full(line, columns - 1))
    return "…" + clip(line[begin:], columns - 1)


def _place(line: str, query: str, window: int) -> tuple[int, int]:
    """Where the match begins and ends; (0, 0) where nothing of the query stands in the line."""
    at = line.find(query)
    if at >= 0:
        return at, at + len(query)
    pairs = {query[n : n + 2] for n in range(len(query) - 1)}
    places = [n for n in range(len(line) - 1) if line[n : n + 2] in pairs]
    best, held = (0, 0), 0
    for n, start in enumerate(places):
        within = [one for one in places[n : n + window] if one < start + window]
        count = len({line[one : one + 2] for one in within})
        if count > held:
            best, held = (start, within[-1] + 2), count
    return best


def _begin(line: str, start: int, lead: int) -> int:
    """Behind the first mark not far before the match, else a little before it."""
    first = max(0, start - lead)
    marks = (n + 1 for n in range(first, start) if line[n] in _MARKS)
    return next(marks, first)


def _last_full(line: str, columns: int) -> int:
    """Where the rest of the line begins that fills the columns."""
    used = 0
    for at in range(len(line) - 1, -1, -1):
        used += width(line[at])
        if used > columns:
            return at + 1
    return 0
