"""R08: a part that the genre must have is missing (never for one merged into other text)."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.genres import Requirement, spec
from draftkit.values.report import Severity, Where

_SEVERITY: dict[str, Severity] = {"R": "error", "W": "warning", "S": "hint"}


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """Missing parts of the carrier and of the paper. Head and tail that copies on the web often
    lack are one hint a genre, unless the paper is being written."""
    status = {row.id: row for row in ctx.requirements}
    lost: dict[str, list[str]] = {}
    for genre, req in _requirements(ctx):
        row = status.get(req.id)
        if row is None or row.status != "missing" or req.level == "O":
            continue
        if req.edge and not ctx.being_written:
            lost.setdefault(genre, []).append(req.name)
            continue
        yield Hit(
            Where(),
            f"{genre}缺少“{req.name}”。",
            severity=_SEVERITY[req.level],
            advice=req.advice or None,
            owner="办公室" if req.id.startswith("carrier.") else None,
        )
    for genre, names in lost.items():
        listed = "”“".join(names)
        yield Hit(
            Where(),
            f"{genre}没有“{listed}”；网页或摘录的文本常缺版头版尾。",
            severity="hint",
            advice="若是要发的稿子，请补上。",
        )


def _requirements(ctx: Context) -> Iterator[tuple[str, Requirement]]:
    for genre in dict.fromkeys((ctx.notice.genre, ctx.paper.genre)):
        for req in spec(genre).requirements:
            yield genre, req
