"""The outline: headings from the body's own newest paper of the genre, what the genre must have,
and the facts that land under each.
"""

from __future__ import annotations

from collections.abc import Callable

from draftkit.compose.clauses import adapt, shift_years, surviving, undated
from draftkit.compose.context import Context
from draftkit.compose.evidence import RECENT_YEARS, Evidence, PastPaper, PastSentence
from draftkit.compose.markdown import outline_from_lines
from draftkit.compose.placing import place_facts
from draftkit.compose.titles import paper_title
from draftkit.genres import role_of, spec
from draftkit.text.marks import read_mark, write_mark
from draftkit.text.numerals import to_han
from draftkit.text.similar import likeness
from draftkit.values.grounds import Grounds
from draftkit.values.hits import Hit
from draftkit.values.notice import Role, Section
from draftkit.values.outline import Outline, OutlineSection, Support

Search = Callable[[str], tuple[Hit, ...]]
"""Finds past sections for a heading; given by the caller so that composing knows no index."""


_UNNAMED = "【待补：本部分标题】"
_PROBLEMS = "存在的问题和不足"
_SHOWN = 16
"""Characters of a fact that a note shows."""

_FEW = 3
"""Fewer first-level headings than this from another body's paper are no skeleton."""


def plan_outline(grounds: Grounds, evidence: Evidence, search: Search | None = None) -> Outline:
    """The outline of the requested paper, with notes on what it rests on.

    A request's own outline stands as given. Else the body's own newest paper of the genre gives
    the skeleton; without one, the nearest paper of another body; without any, the genre's spec.
    """
    request = grounds.request
    base, notes = choose_base(grounds, evidence)
    if request.outline:
        lines = request.outline if isinstance(request.outline, tuple) else (request.outline,)
        return complete_outline(outline_from_lines(lines), grounds, evidence, search)
    sections = _from_paper(base, grounds, evidence) if base else ()
    if base and not base.own and len(sections) < min(_FEW, len(base.paper.sections)):
        notes = [f"{notes[0]}，其标题多不适用，改用文种模板"]
        sections = ()
    outline = Outline(sections=sections or _from_spec(grounds))
    sections = _roles(_add_required(outline.sections, grounds, notes), request.genre)
    if request.length or request.pages:
        notes.append("篇幅要求已记下；不用模型起草时按旧稿和事实的篇幅写，不作增删")
    sections = _with_problems(sections, grounds, notes)
    sections = tuple(_supported(s, (), evidence, search) for s in sections)
    sections, unplaced = place_facts(sections, grounds, evidence)
    if unplaced:
        notes.append(f"有{len(unplaced)}条事实与本文种不符，未写入：{_named(unplaced, grounds)}")
    return Outline(
        title=paper_title(grounds, base), sections=renumber(sections, base), notes=tuple(notes)
    )


def _named(ids: list[str], grounds: Grounds) -> str:
    """Facts as a person knows them: id and first words."""
    texts = {fact.id: fact.text for fact in grounds.request.facts}
    return "；".join(f"{one}“{texts[one][:_SHOWN]}”" for one in ids)


def _with_problems(
    sections: tuple[OutlineSection, ...], grounds: Grounds, notes: list[str]
) -> tuple[OutlineSection, ...]:
    """A part of their own for problems the request names, at the end of the part that reviews,
    where a review has none: a problem at the end of an achievement reads as one of it."""
    reviewed = [at for at, section in enumerate(sections) if section.role == "review"]
    asked = any(fact.kind == "问题" for fact in grounds.request.facts)
    if not (asked and reviewed) or any(s.role == "problem" for _, s in _walk(sections)):
        return sections
    if grounds.request.genre == "经验材料":
        return sections
    last = sections[reviewed[-1]]
    notes.append("起草要求列有问题，旧稿没有这一部分，已补充“存在的问题和不足”")
    if not last.children or len(reviewed) > 1:
        added = OutlineSection(level=last.level, heading=_PROBLEMS, role="problem")
        return (*sections[: reviewed[-1] + 1], added, *sections[reviewed[-1] + 1 :])
    inner = OutlineSection(level=last.children[-1].level, heading=_PROBLEMS, role="problem")
    grown = last.model_copy(update={"children": (*last.children, inner)})
    return (*sections[: reviewed[-1]], grown, *sections[reviewed[-1] + 1 :])


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
    strange = [one for _, s in _walk(sections) for one in s.facts if one not in known]
    extra: tuple[str, ...] = (f"提纲中写的事实编号不存在：{'、'.join(strange)}",) if strange else ()
    sections, unplaced = place_facts(sections, grounds, evidence, apart=False)
    if unplaced:
        extra += (f"有{len(unplaced)}条事实与本文种不符，未写入：{_named(unplaced, grounds)}",)
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
    others = [p for p in evidence.others if p.paper.genre == request.genre and p.paper.sections]
    if others:
        base = others[0]
        named = f"《{base.title}》" if base.title else f"的一份{base.paper.genre}（{base.year}年）"
        return base, [f"本单位没有同文种旧稿，骨架参考{base.issuer or '其他单位'}{named}"]
    return None, ["档案中没有同文种公文，骨架取自文种模板"]


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
    heading = _heading(section, path, base, grounds, evidence)
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


def _heading(
    section: Section, path: tuple[str, ...], base: PastPaper, grounds: Grounds, evidence: Evidence
) -> str:
    """The heading with its year moved and its clauses admitted; "" when it cannot stand."""
    text, shifted = shift_years(undated(section.heading)[0], base, grounds)
    if shifted and section.children:
        return text
    if not shifted and len(text) < len(section.heading):
        return text
    whole = PastSentence(text + "。", path, section.role, base)
    said = adapt(whole, Context(grounds, evidence)).said
    if said is None and len(text) < 6:
        return text
    if said is not None and not said.opens:
        return said.text.rstrip("。")
    if not section.children:
        return ""
    return surviving(whole, Context(grounds, evidence)) or _UNNAMED


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


def _add_required(
    sections: tuple[OutlineSection, ...], grounds: Grounds, notes: list[str]
) -> tuple[OutlineSection, ...]:
    """A last section on guarantees where the genre wants one and no heading has it."""
    wanted = [row for row in spec(grounds.request.genre).skeleton if row.role == "guarantee"]
    if not wanted or not sections or grounds.request.outline:
        return sections
    if any(s.role == "guarantee" for _, s in _walk(sections)):
        return sections
    notes.append(f"按文种要求补充“{wanted[0].heading}”部分")
    added = OutlineSection(level=sections[-1].level, heading=wanted[0].heading, role="guarantee")
    return (*sections, added)


def _walk(sections: tuple[OutlineSection, ...]) -> list[tuple[tuple[str, ...], OutlineSection]]:
    return [row for section in sections for row in section.walk()]


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


def _alike_siblings(
    children: tuple[OutlineSection, ...],
) -> tuple[OutlineSection, ...]:
    """Leaves of one part all run in or all stand alone."""
    run_in = any(child.run_in for child in children if not child.children)
    return tuple(
        child if child.children else child.model_copy(update={"run_in": run_in})
        for child in children
    )


def renumber(
    sections: tuple[OutlineSection, ...], base: PastPaper | None
) -> tuple[OutlineSection, ...]:
    """Marks in the standard's form; third-level numbers run on where the base paper's do."""
    run_on = base is not None and runs_on(base)
    counter = {"n": 0}

    def mark(section: OutlineSection, at: int) -> OutlineSection:
        if section.level == 3 and run_on:
            counter["n"] += 1
            at = counter["n"]
        old = read_mark(section.number or "")
        number = write_mark(section.level, at)
        if (old is not None and old.style == "shi") or (section.number or "").endswith("是"):
            number = f"{to_han(at)}是"
        siblings = _alike_siblings(section.children)
        children = tuple(mark(child, n) for n, child in enumerate(siblings, 1))
        return section.model_copy(update={"number": number, "children": children})

    return tuple(mark(section, n) for n, section in enumerate(sections, 1))


def runs_on(base: PastPaper) -> bool:
    """Whether a paper's third-level numbers run on over its sections (GENRES 2.1)."""
    numbers = [
        mark.value
        for _, section in base.paper.walk()
        if section.level == 3 and (mark := read_mark(f"{section.number or ''} "))
    ]
    return (
        len(numbers) > 1
        and numbers == list(range(1, len(numbers) + 1))
        and (sum(bool(s.children) for s in base.paper.sections) > 1)
    )
