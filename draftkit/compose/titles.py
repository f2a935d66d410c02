"""Titles of the paper and of its carrier."""

from __future__ import annotations

import re

from draftkit.compose.evidence import PastPaper
from draftkit.genres import spec
from draftkit.reading import place_of, with_place
from draftkit.text.similar import bare
from draftkit.values.grounds import Grounds


def paper_title(grounds: Grounds, base: PastPaper | None) -> str:
    """The title: the own newest one with its years moved, else by the genre's pattern."""
    request = grounds.request
    if base and base.own and base.paper.title and request.genre == base.paper.genre:
        moved = _moved(base, grounds)
        if moved:
            return moved
    return spec(request.genre).title.format(
        year=request.year,
        next_year=request.year + 1,
        name=with_place(request.name, request.issuer),
        topic=request.topic or "",
        title="",
        subject=f"扎实推进{request.topic or '各项'}工作",
    )


def _moved(base: PastPaper, grounds: Grounds) -> str | None:
    """The own old title for this year; None when more than its years would have to change."""
    request = grounds.request
    delta = request.year - base.year
    years = {base.year: request.year, base.year + 1: request.year + 1}
    title = re.sub(
        r"(?:19|20)\d{2}", lambda m: str(years.get(int(m.group(0)), 0)), base.paper.title or ""
    )
    if "0年" in title and not delta:
        return None
    place = place_of(request.issuer)
    known = [name for name in grounds.own_names if bare(name) in bare(title)]
    known += [place] if place and place in title else []
    if not known or (request.topic and bare(request.topic) not in bare(title)):
        return None
    if not re.search(rf"(?<!\d){request.year}年", title) or re.search(r"(?<!\d)0年", title):
        return None
    return title


def carrier_title(grounds: Grounds, title: str) -> str:
    """关于印发《…》的通知, by the issuing body (条例第九条)."""
    return f"{grounds.request.issuer}关于印发《{title}》的通知"
