"""Figures about a paper: what share of its parts stands, what share of its figures is vouched for."""

from __future__ import annotations

from typing import Any

from draftkit.checks.copying import copy_scores
from draftkit.checks.model import Context
from draftkit.checks.registry import rule
from draftkit.genres import spec
from draftkit.text.sentences import count_han, split_sentences
from draftkit.values.report import OpenMark

_CHECKED = ("year", "date", "ordinal", "figure", "doc_number")
_NAMED = ("body", "place", "slogan")


def scores(ctx: Context, marks: tuple[OpenMark, ...]) -> dict[str, Any]:
    """Shares from 0 to 1, None where there is nothing to take a share of; counts else. `copied`, where
    there is an archive: the shares of other bodies' and of own past wording, in sum and by part."""
    text = [line.text for line in ctx.body()]
    out: dict[str, Any] = {
        "required_parts": _share_of_parts(ctx),
        "han": sum(count_han(row) for row in text),
        "sentences": sum(len(split_sentences(row)) for row in text),
        "headings": sum(line.part == "heading" for line in ctx.lines),
        "open_fill": sum(mark.kind == "fill" for mark in marks),
        "open_confirm": sum(mark.kind == "confirm" for mark in marks),
        "open_registry": sum(mark.kind == "registry" for mark in marks),
        "length_fits": _length_fits(ctx),
    }
    if ctx.past and ctx.own_names:
        out["copied"] = copy_scores(ctx, rule("R07"))
    out["figures"], out["figures_supported"] = _supported(ctx, _CHECKED)
    out["names"], out["names_supported"] = _supported(ctx, _NAMED)
    return out


def _share_of_parts(ctx: Context) -> float | None:
    """Share of the parts of level R that are present or merged."""
    levels = {
        req.id: req.level
        for genre in dict.fromkeys((ctx.notice.genre, ctx.paper.genre))
        for req in spec(genre).requirements
    }
    rows = [row for row in ctx.requirements if levels.get(row.id) == "R"]
    if not rows:
        return None
    return round(sum(row.status != "missing" for row in rows) / len(rows), 4)


def _supported(ctx: Context, kinds: tuple[str, ...]) -> tuple[int | None, float | None]:
    """How many stretches of these kinds there are, and the share somebody vouches for."""
    if ctx.grounds is None:
        return None, None
    rows = [row for line in ctx.body() for row in ctx.judged(line) if row.span.kind in kinds]
    if not rows:
        return 0, None
    return len(rows), round(sum(row.support != "unsupported" for row in rows) / len(rows), 4)


def _length_fits(ctx: Context) -> bool | None:
    """Whether the paper's length lies in the usual range of its genre."""
    usual = spec(ctx.paper.genre).length
    if usual is None:
        return None
    han = sum(count_han(line.text) for line in ctx.body("payload"))
    return usual[0] <= han <= usual[1]
