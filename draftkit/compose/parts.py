"""Parts that an outline needs and its skeleton lacks: guarantees, problems, tasks of the body's own."""

from __future__ import annotations

from draftkit.compose.evidence import Evidence
from draftkit.compose.headings import heading_for
from draftkit.genres import PLANS, spec
from draftkit.values.grounds import Grounds
from draftkit.values.outline import OutlineSection

_PROBLEMS = "存在的问题和不足"
_SHOWN = 16
"""Characters of a fact that a note shows."""


def named(ids: list[str], grounds: Grounds) -> str:
    """Facts as a person knows them: id and first words."""
    texts = {fact.id: fact.text for fact in grounds.request.facts}
    return "；".join(f"{one}“{texts[one][:_SHOWN]}”" for one in ids)


def with_problems(
    sections: tuple[OutlineSection, ...], grounds: Grounds, notes: list[str]
) -> tuple[OutlineSection, ...]:
    """A part of their own for problems the request names, at the end of the part that reviews,
    where a review has none: a problem at the end of an achievement reads as one of it."""
    reviewed = [at for at, section in enumerate(sections) if section.role == "review"]
    asked = any(fact.kind == "问题" for fact in grounds.request.facts)
    if not (asked and reviewed) or any(s.role == "problem" for _, s in walk(sections)):
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


def with_own_tasks(
    sections: tuple[OutlineSection, ...], grounds: Grounds, evidence: Evidence, notes: list[str]
) -> tuple[OutlineSection, ...]:
    """A plan of a genre the body never wrote, with the tasks of its newest plan of another genre:
    that paper's parts under the heading that holds the tasks."""
    plans = [
        p for p in evidence.own if p.paper.genre in PLANS and p.paper.genre != grounds.request.genre
    ]
    holds = [at for at, s in enumerate(sections) if s.role == "plan" and s.children]
    if grounds.request.genre not in PLANS or not plans or not holds:
        return sections
    paper = max(plans, key=lambda p: (p.plan_year, p.notice.id))
    like = sections[holds[0]]
    level = like.children[0].level
    tasks = []
    for section in paper.paper.sections:
        path = (section.heading,)
        heading = heading_for(section, path, paper, grounds, evidence)
        if heading and paper.role(path, section) == "plan":
            tasks.append(
                OutlineSection(
                    level=level, heading=heading, role="plan", support=(paper.support(path),)
                )
            )
    if not tasks:
        return sections
    notes.append(f"任务部分取自本单位《{paper.title}》")
    grown = like.model_copy(update={"children": tuple(tasks)})
    return (*sections[: holds[0]], grown, *sections[holds[0] + 1 :])


def add_required(
    sections: tuple[OutlineSection, ...], grounds: Grounds, notes: list[str]
) -> tuple[OutlineSection, ...]:
    """A last section on guarantees where the genre wants one and no heading has it."""
    wanted = [row for row in spec(grounds.request.genre).skeleton if row.role == "guarantee"]
    if not wanted or not sections or grounds.request.outline:
        return sections
    if any(s.role == "guarantee" for _, s in walk(sections)):
        return sections
    notes.append(f"按文种要求补充“{wanted[0].heading}”部分")
    added = OutlineSection(level=sections[-1].level, heading=wanted[0].heading, role="guarantee")
    return (*sections, added)


def walk(sections: tuple[OutlineSection, ...]) -> list[tuple[tuple[str, ...], OutlineSection]]:
    """All headings of an outline in order, each with its path."""
    return [row for section in sections for row in section.walk()]
