"""Our own sentences (eval/tables/templates.yaml), filled from the request and the dated tables."""

from __future__ import annotations

import re
from typing import Any

from draftkit import assets
from draftkit.compose.said import Said, fill, join, say
from draftkit.reading import current_chain
from draftkit.values.draft import Origin
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Role

_BLANK = re.compile(r"【([^【】]+)】")
_NEXT = re.compile(r"^(?:下一?步|今后)|打算|整改措施")
_REVIEWS = ("工作总结", "总结暨计划", "自查报告", "汇报", "报告")
_LONG = 24
"""Characters of a heading that a blank repeats."""

_BASIS = "{basis}"


def _rows() -> dict[str, Any]:
    rows: dict[str, Any] = assets.load_yaml("eval", "tables/templates.yaml")
    return rows


def basis_words(grounds: Grounds) -> str:
    """The papers from above as they are cited: 《标题》（字号）; "" when the request names none."""
    return "".join(
        f"《{item.title.strip('《》')}》" + (f"（{item.doc_number}）" if item.doc_number else "")
        for item in grounds.request.basis
        if item.title
    )


def sentence(key: str, grounds: Grounds, *, genre: str | None = None, **more: str) -> Said:
    """A template filled in: plain words as `template`, the basis as `basis`, 【…】 as blanks."""
    row = _rows()[key]
    if isinstance(row, dict):
        row = row.get(genre) or row["其他"]
    request = grounds.request
    cited = basis_words(grounds)
    fields = {
        "year": request.year, "next_year": request.year + 1, "name": request.name,
        "issuer": request.issuer, "topic": request.topic or "",
        "chain": current_chain(grounds.as_of) or "党的二十大", "basis": _BASIS, **more,
    }  # fmt: skip
    text = row.format_map(fields)
    parts: list[Said] = []
    for at, piece in enumerate(text.split(_BASIS)):
        if at:
            parts.append(say(cited, "basis") if cited else _filled(_rows()["no_basis"]))
        parts.append(_filled(piece))
    return join(*parts)


def _filled(text: str, origin: Origin = "template") -> Said:
    parts: list[Said] = []
    last = 0
    for found in _BLANK.finditer(text):
        parts += [say(text[last : found.start()], origin), fill(found.group(1))]
        last = found.end()
    return join(*parts, say(text[last:], origin))


def empty(role: Role | None, heading: str, grounds: Grounds) -> str:
    """What to ask for a heading that nothing was supplied for."""
    rows = _rows()["empty"]
    text: str = rows.get(role or "plan", rows["plan"])
    if len(heading) > _LONG:
        heading = f"{heading[:_LONG]}……"
    text = text.replace(
        "“{heading}”方面", "“{heading}”" if heading.endswith("方面") else "“{heading}”方面"
    )
    if "“" in heading:
        text = text.replace("“{heading}”", "{heading}")
    later = _NEXT.search(heading) and grounds.request.genre in _REVIEWS
    plans = role in ("plan", "guide", "guarantee") and grounds.request.genre == "总结暨计划"
    return text.format(year=grounds.request.year + bool(later or plans), heading=heading)


def plain(key: str) -> str:
    """A template that has no fields."""
    return str(_rows()[key])
