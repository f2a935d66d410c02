"""The paper beside its findings: its text with every finding, open mark and source marked in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from draftkit.report.words import SEVERITY, Context, safe
from draftkit.text.marks import read_mark
from draftkit.values.draft import Draft
from draftkit.values.report import EvalReport, Where

_HEADING = 60
"""Characters up to which a marked line is shown as a heading."""
_RANK = {level: rank for rank, level in enumerate(SEVERITY)}


class Stretch(NamedTuple):
    """Characters of a block that something is said about. kind: a severity, open, trace, sentence;
    number: of the finding (from 1), trace or sentence."""

    start: int
    end: int
    kind: str
    number: int


def render_paper(report: EvalReport, context: Context, no: int) -> str:
    """The text of a paper; empty where it is not at hand. no: of the report in the page."""
    blocks = context.blocks(report.document.path)
    if not blocks:
        return ""
    marked = _stretches(report, context)
    title = (report.document.title or "").replace(" ", "")
    out, titled = [], False
    for at, text in blocks.items():
        rows = context.rows(report.document.path, at)
        if rows and at not in marked:
            out.append(_table(rows))
            continue
        if not text.strip():
            continue
        kind = _kind(text, title, titled=titled)
        titled = titled or kind == "title"
        body = "".join(_marked(text, marked.get(at, []), no))
        out.append(f'<p class="{kind}" id="p{no}-{at}">{body}</p>')
    return f'<div class="paper" lang="zh">{"".join(out)}</div>'


def _kind(text: str, title: str, *, titled: bool) -> str:
    """How a paragraph is shown: title, heading of a level, or text."""
    bare = text.strip().replace(" ", "").replace("　", "").replace("*", "")
    if (
        not titled
        and bare
        and title
        and (bare == title or (len(bare) > 4 and title.startswith(bare)))
    ):
        return "title"
    mark = read_mark(text.strip())
    if mark and mark.level < 3 and len(bare) <= _HEADING:
        return f"h{mark.level}"
    return "text"


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{safe(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{lines}</table>"


def _stretches(report: EvalReport, context: Context) -> dict[int, list[Stretch]]:
    """What is said about each block, by its number."""
    out: dict[int, list[Stretch]] = {}

    def add(where: Where, kind: str, number: int) -> None:
        if where.paragraph is not None and where.start is not None and where.end is not None:
            end = max(where.end, where.start + 1)
            out.setdefault(where.paragraph, []).append(Stretch(where.start, end, kind, number))

    for at, row in enumerate(report.findings, 1):
        add(row.where, row.severity, at)
    for at, mark in enumerate(report.open, 1):
        add(mark.where, "open", at)
    for at, trace in enumerate(report.traces, 1):
        add(trace.where, "trace", at)
    if context.draft:
        for block, stretch in _sentences(context.draft, context.blocks(report.document.path)):
            out.setdefault(block, []).append(stretch)
    return out


def _sentences(draft: Draft, blocks: dict[int, str]) -> Iterator[tuple[int, Stretch]]:
    """Where each sentence of a draft stands; one that is not found is passed over."""
    places = list(blocks.items())
    block = start = 0
    for number, row in enumerate(draft.sentences):
        text = row.text.strip()
        for step in range(block, min(block + 12, len(places))):
            at = places[step][1].find(text, start if step == block else 0) if text else -1
            if at >= 0:
                yield places[step][0], Stretch(at, at + len(text), "sentence", number)
                block, start = step, at + len(text)
                break


def _marked(text: str, stretches: list[Stretch], no: int) -> Iterator[str]:
    """The text with what is said about each of its pieces; a piece belongs to the gravest finding."""
    waiting = sorted((row for row in stretches if row.start < len(text)), reverse=True)
    edges = {0, len(text)}
    edges.update(min(at, len(text)) for row in waiting for at in (row.start, row.end))
    begun: set[int] = set()
    here: list[Stretch] = []
    for start, end in pairwise(sorted(edges)):
        here = [row for row in here if row.end > start]
        while waiting and waiting[-1].start <= start:
            here.append(waiting.pop())
        yield _piece(safe(text[start:end]), here, begun, no)


def _piece(shown: str, here: list[Stretch], begun: set[int], no: int) -> str:
    found = sorted((row for row in here if row.kind in _RANK), key=lambda row: _RANK[row.kind])
    held = {row.kind: row.number for row in here if row.kind not in _RANK}
    data = "".join(
        f' data-{name[0]}="{held[name]}"' for name in ("sentence", "trace") if name in held
    )
    kinds = [name for name in ("open", "trace") if name in held]
    if not found:
        return f'<span class="{" ".join(kinds)}"{data}>{shown}</span>' if held else shown
    first = found[0]
    numbers = " ".join(str(row.number) for row in found)
    new = [row.number for row in found if row.number not in begun]
    begun.update(new)
    named = f' id="m{no}-{new[0]}"' if new else ""
    extra = "".join(f'<i id="m{no}-{number}"></i>' for number in new[1:])
    tag = f"<sup>{'、'.join(map(str, new))}</sup>" if new else ""
    return (
        f'{extra}<a class="m {first.kind} {" ".join(kinds)}"{named} href="#f{no}-{first.number}"'
        f' data-f="{numbers}"{data}>{shown}</a>{tag}'
    )
