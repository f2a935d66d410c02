"""The outline: headings from the body's own newest paper of the genre, what the genre must have,
and the facts that land under each.
"""

from __future__ import annotations

from collections.abc import Callable

from draftkit.compose.evidence import (
    RECENT_YEARS,
    Evidence,
    PastPaper,
    domain_of,
    domains,
)
from draftkit.compose.headings import heading_for, renumber
from draftkit.compose.markdown import outline_from_lines
from draftkit.compose.parts import add_required, named, walk, with_own_tasks, with_problems
from draftkit.compose.placing import place_facts
from draftkit.compose.titles import paper_title
from draftkit.genres import role_of, spec
from draftkit.text.similar import likeness
from draftkit.values.grounds import Grounds
from draftkit.values.hits import Hit
from draftkit.values.notice import Role, Section
from draftkit.values.outline import Outline, OutlineSection, Support

Search = Callable[[str], tuple[Hit, ...]]
"""Finds past sections for a heading; given by the caller so that composing knows no index."""


_SECTOR = 2
"""Headings with words of a line of business from which a paper is of that sector."""

_FEW = 3
"""Fewer first-level headings than this from another body's paper are no skeleton."""


def plan_outline(grounds: Grounds, evidence: Evidence, search: Search | None = None) -> Outline:
    """The outline of the requested paper, with notes on what it rests on.

    A request's own outline stands as given. Else the body's own newest paper of the genre gives
    the skeleton; without one, the nearest paper of another body; without any, the genre's spec.
    """
    request = grounds.request
    if request.outline:
        lines = request.outline if isinstance(request.outline, tuple) else (request.outline,)
        return complete_outline(outline_from_lines(lines), grounds, evidence, search)
    base, notes = choose_base(grounds, evidence)
    sections = _from_paper(base, grounds, evidence) if base else ()
    if base and not base.own and len(sections) < min(_FEW, len(base.paper.sections)):
        notes = [f"{notes[0]}，其标题多不适用，改用文种模板"]
        sections = ()
    sections = sections or _from_spec(grounds)
    if base is None or not base.own:
        sections = with_own_tasks(sections, grounds, evidence, notes)
    sections = _roles(add_required(sections, grounds, notes), request.genre)
    if request.length or request.pages:
        notes.append("篇幅要求已记下；不用模型起草时按旧稿和事实的篇幅写，不作增删")
    sections = with_problems(sections, grounds, notes)
    sections = tuple(_supported(s, (), evidence, search) for s in sections)
    sections, unplaced = place_facts(sections, grounds, evidence)
    if unplaced:
        notes.append(f"有{len(unplaced)}条事实与本文种不符，未写入：{named(unplaced, grounds)}")
    return Outline(
        title=paper_title(grounds, base), sections=renumber(sections, base), notes=tuple(notes)
    )


def complete_outline(
    outline: Outline, grounds: Grounds, evidence: Evidence, search: Search | None = None
) -> Outline:
    """An outline from a person: headings stay as they are; each gets a role, the past sections
    that are like it, and the facts that nobody placed."""
    base, _ = choose_base(grounds, evidence)
    sections = _roles(outline.sections, grounds.request.genre)
    sections = tuple(_alike_sections(s, (), base) for s in sections)
    sections = tuple(_supported(s, (), evidence, search) for s in sections)
    known = {fact.id for fact in grounds.request.facts}
    strange = [one for _, s in walk(sections) for one in s.facts if one not in known]
    extra: tuple[str, ...] = (f"提纲中写的事实编号不存在：{'、'.join(strange)}",) if strange else ()
    sections, unplaced = place_facts(sections, grounds, evidence, apart=False)
    if unplaced:
        extra += (f"有{len(unplaced)}条事实与本文种不符，未写入：{named(unplaced, grounds)}",)
    return Outline(
        title=outline.title or paper_title(grounds, base),
        sections=renumber(sections, base),
        notes=(*outline.notes, "提纲经起草人调整", *extra),
    )


def _alike_sections(
    section: OutlineSection, above: tuple[str, ...], base: PastPaper | None
) -> OutlineSection:
    """The heading with the section of the own base paper that it renames, if one is like it."""
    path = (*above, section.heading)
    support = section.support
    if base is not None and not support:
        scored = [
            (likeness(section.heading, at[-1]), -n, at)
            for n, (at, past) in enumerate(base.paper.walk())
            if bool(past.children) == bool(section.children)
        ]
        best = max(scored, default=(0.0, 0, ()))
        if best[0] >= 0.4:
            support = (base.support(best[2]),)
    children = tuple(_alike_sections(child, path, base) for child in section.children)
    return section.model_copy(update={"support": support, "children": children})


def choose_base(grounds: Grounds, evidence: Evidence) -> tuple[PastPaper | None, list[str]]:
    """The paper that gives the skeleton, and what the reader should know about it."""
    request = grounds.request
    own = [p for p in evidence.own if p.paper.genre == request.genre and p.paper.sections]
    if own:
        base = next((p for p in own if p.year < request.year), own[0])
        shown = f"{base.year}年" if base.year else "年份不明"
        notes = [f"骨架取自本单位《{base.title}》（{shown}）"]
        gap = request.year - base.year if base.year else 0
        if gap > 1:
            missing = "年、".join(str(y) for y in range(base.year + 1, request.year))
            notes.append(f"最近一份为{base.year}年，缺{missing}年")
        if gap > RECENT_YEARS:
            notes.append(f"骨架已隔{gap}年，各部分标题请逐一斟酌")
        if request.genre == "经验材料":
            notes.append("各部分标题沿用上一份经验材料，请按今年的做法改写")
        return base, notes
    others = [
        p
        for p in evidence.others
        if p.paper.genre == request.genre and p.paper.sections and not _of_a_sector(p, grounds)
    ]
    if others:
        base = others[0]
        named = f"《{base.title}》" if base.title else f"的一份{base.paper.genre}（{base.year}年）"
        return base, [f"本单位没有同文种旧稿，骨架参考{base.issuer or '其他单位'}{named}"]
    return None, ["档案中没有同文种、同主题又可参照的公文，骨架取自文种模板"]


def _of_a_sector(paper: PastPaper, grounds: Grounds) -> bool:
    """Whether the headings of another body's paper speak of its own line of business: no skeleton
    for a body of another one."""
    request = grounds.request
    mine = domain_of(f"{request.issuer}{request.topic or ''}")
    if paper.domain is None or paper.domain == mine:
        return False
    words = [paper.domain, *domains()[paper.domain]]
    headings = [section.heading for _, section in paper.paper.walk()]
    return sum(any(word in heading for word in words) for heading in headings) >= _SECTOR


def _from_paper(
    base: PastPaper, grounds: Grounds, evidence: Evidence
) -> tuple[OutlineSection, ...]:
    return tuple(
        made
        for section in base.paper.sections
        if (made := _take(section, (), base, grounds, evidence)) is not None
    )


def _take(
    section: Section, above: tuple[str, ...], base: PastPaper, grounds: Grounds, evidence: Evidence
) -> OutlineSection | None:
    """A past section's heading for this year; None when nothing of it may stand."""
    path = (*above, section.heading)
    heading = heading_for(section, path, base, grounds, evidence)
    children = tuple(
        made
        for child in section.children
        if (made := _take(child, path, base, grounds, evidence)) is not None
    )
    if not heading:
        return None
    return OutlineSection(
        level=section.level, number=section.number, heading=heading, run_in=section.run_in,
        role=base.role(path, section), support=(base.support(path),), children=children,
    )  # fmt: skip


def _from_spec(grounds: Grounds) -> tuple[OutlineSection, ...]:
    """The genre's own skeleton, years filled in."""
    request = grounds.request
    rows = spec(request.genre).skeleton
    fields = {
        "year": request.year,
        "next_year": request.year + 1,
        "name": request.name,
        "topic": request.topic or "",
    }
    lines = [(row.level, row.heading.format_map(fields), row.role) for row in rows]
    return _tree(lines)


def _tree(rows: list[tuple[int, str, Role | None]]) -> tuple[OutlineSection, ...]:
    out: list[OutlineSection] = []
    at = 0
    while at < len(rows):
        level, heading, role = rows[at]
        end = at + 1
        while end < len(rows) and rows[end][0] > level:
            end += 1
        out.append(
            OutlineSection(
                level=level, heading=heading, role=role, children=_tree(rows[at + 1 : end])
            )
        )
        at = end
    return tuple(out)


def _roles(sections: tuple[OutlineSection, ...], genre: str) -> tuple[OutlineSection, ...]:
    """Every heading with a role: its own, else read from the genre and its path."""

    def fill(section: OutlineSection, above: tuple[str, ...], role: Role | None) -> OutlineSection:
        path = (*above, section.heading)
        own = section.role or role_of(genre, path, "", above=role)
        own = "review" if genre == "经验材料" else own
        return section.model_copy(
            update={
                "role": own,
                "children": tuple(fill(child, path, own) for child in section.children),
            }
        )

    return tuple(fill(section, (), None) for section in sections)


def _supported(
    section: OutlineSection, above: tuple[str, ...], evidence: Evidence, search: Search | None
) -> OutlineSection:
    """The heading with further past sections that support it, found by heading."""
    path = (*above, section.heading)
    support = list(section.support)
    if not section.children and section.heading:
        hits = search(" ".join(path)) if search else ()
        for hit in hits:
            past = evidence.find(hit.notice_id)
            if past and likeness("".join(hit.heading_path[-1:]), section.heading) >= 0.3:
                found = Support(
                    notice_id=hit.notice_id, title=hit.title, year=hit.year,
                    issuer=hit.issuer, heading_path=hit.heading_path,
                )  # fmt: skip
                if all(s.notice_id != found.notice_id for s in support):
                    support.append(found)
    children = tuple(_supported(child, path, evidence, search) for child in section.children)
    return section.model_copy(update={"support": tuple(support[:5]), "children": children})
