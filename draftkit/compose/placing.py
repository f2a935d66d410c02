"""Where a fact belongs: under the heading it is most like, in a part of the right mood."""

from __future__ import annotations

import math
import re
from collections import Counter

from draftkit.compose.evidence import Evidence
from draftkit.text.similar import bigrams
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Role
from draftkit.values.outline import OutlineSection
from draftkit.values.request import Fact

_MOOD: dict[str, tuple[Role | None, ...]] = {
    "任务": ("plan", "guarantee"),
    "目标": ("plan", "guide", "guarantee"),
    "结果": ("review",),
    "荣誉": ("review",),
    "问题": ("problem",),
}
OTHER: dict[str, str] = {"plan": "抓好其他重点工作", "review": "其他工作情况"}
"""Headings for facts that are like no other heading, by the role of the part."""

_SURE = 0.35
"""A fact that fits less than this is not placed by likeness."""

_HONOURS = re.compile(r"荣誉|称号|被授予|获得|荣获|获评|先进|优秀")
_NAMED = re.compile(r"[“《]([^“”《》]{2,})[”》]")


def place_facts(
    sections: tuple[OutlineSection, ...],
    grounds: Grounds,
    evidence: Evidence,
    *,
    apart: bool = True,
) -> tuple[tuple[OutlineSection, ...], list[str]]:
    """Sections with the ids of the facts that land under each, and the ids that found no place.

    A fact goes to the leaf of its mood whose heading and past text it shares most with, rare words
    counting more than common ones and a shared “name” most of all. What is like none goes to a
    heading of its own at the end of the nearest part (`OTHER`), for a person to move; without
    `apart`, in an outline a person gave, to the nearest heading there is.
    """
    leaves = [
        (path, leaf) for section in sections for path, leaf in section.walk() if not leaf.children
    ]
    texts = {path: _past_text(leaf, evidence) for path, leaf in leaves}
    weights = _weights([f"{'。'.join(path)}。{texts[path]}" for path, _ in leaves])
    chosen: dict[tuple[str, ...], list[str]] = {}
    unsure: dict[str, list[str]] = {}
    unplaced: list[str] = []
    already = {fact for _, leaf in leaves for fact in leaf.facts}
    for fact in grounds.request.facts:
        if fact.id in already:
            continue
        score, path = _best(fact, leaves, texts, weights)
        if not path:
            unplaced.append(fact.id)
        elif fact.kind == "目标" and score < _SURE and (goal := _goals(leaves)):
            chosen.setdefault(goal, []).append(fact.id)
        elif apart and score < _SURE and fact.kind != "问题" and len(leaves) > 1:
            unsure.setdefault(_part_for(sections, path[0]), []).append(fact.id)
        else:
            chosen.setdefault(path, []).append(fact.id)

    def fill(section: OutlineSection, above: tuple[str, ...]) -> OutlineSection:
        path = (*above, section.heading)
        facts = (*section.facts, *chosen.get(path, ()))
        children = tuple(fill(child, path) for child in section.children)
        return section.model_copy(update={"facts": facts, "children": children})

    filled = tuple(fill(section, ()) for section in sections)
    return tuple(x for s in filled for x in _with_other(s, unsure.get(s.heading, []))), unplaced


def _goals(leaves: list[tuple[tuple[str, ...], OutlineSection]]) -> tuple[str, ...]:
    """The path of the heading on goals, () when there is none."""
    return next((path for path, leaf in leaves if "目标" in leaf.heading), ())


def _part_for(sections: tuple[OutlineSection, ...], nearest: str) -> str:
    """The first-level part that takes facts that are like none of its headings: the nearest one if
    it plans or reviews, else the last that does."""
    names = [section.heading for section in sections if section.role in ("plan", "review")]
    with_items = [section.heading for section in sections if section.children]
    if not names or (nearest in names and nearest in with_items):
        return nearest
    return names[-1]


def _with_other(section: OutlineSection, facts: list[str]) -> tuple[OutlineSection, ...]:
    """A first-level part with the facts that are like none of its headings under one of their own."""
    if not facts:
        return (section,)
    heading = OTHER.get(section.role or "plan", OTHER["plan"])
    others = [child for child in section.children if child.role != "problem"]
    like = others[-1] if others else section
    added = OutlineSection(
        level=like.level, heading=heading, role=like.role, run_in=like.run_in, facts=tuple(facts)
    )
    if not section.children:
        return (section, added)
    problems = [child for child in section.children if child.role == "problem"]
    return (section.model_copy(update={"children": (*others, added, *problems)}),)


def _best(
    fact: Fact,
    leaves: list[tuple[tuple[str, ...], OutlineSection]],
    texts: dict[tuple[str, ...], str],
    weights: dict[str, float],
) -> tuple[float, tuple[str, ...]]:
    """How well a fact fits, and the path of the leaf; () when the paper has no part of its mood."""
    moods = _MOOD[fact.kind or "任务"]
    fitting = [(path, leaf) for path, leaf in leaves if leaf.role in moods]
    if not fitting:
        return 0.0, ()
    scored = [
        (
            round(_score(fact.text, path, texts[path], weights) + _honour(fact, texts[path]), 6),
            -at,
            path,
        )
        for at, (path, _) in enumerate(fitting)
    ]
    best = max(scored)
    return best[0], best[2]


def _honour(fact: Fact, past: str) -> float:
    """An honour goes where honours stood before."""
    return 0.2 * min(3, len(_HONOURS.findall(past))) if fact.kind == "荣誉" else 0.0


def _past_text(leaf: OutlineSection, evidence: Evidence) -> str:
    """What stood under the past headings that a leaf rests on."""
    out = []
    for support in leaf.support[:2]:
        paper = evidence.find(support.notice_id)
        if paper is not None:
            out += [
                text
                for path, section in paper.paper.walk()
                if path == support.heading_path
                for text in section.paragraphs
            ]
    return "".join(out)


def _weights(texts: list[str]) -> dict[str, float]:
    """Weight of each bigram by in how few of the leaves it stands."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(bigrams(text)))
    return {gram: math.log(1 + len(texts) / count) for gram, count in counts.items()}


def _score(fact: str, path: tuple[str, ...], text: str, weights: dict[str, float]) -> float:
    """How much a fact belongs under a heading: weighted share of its bigrams there, the own heading
    counting three times, the section above once; a shared name adds one."""
    grams = set(bigrams(fact))
    whole = sum(weights.get(gram, 1.0) for gram in grams) or 1.0

    def share(other: str) -> float:
        return sum(weights.get(gram, 1.0) for gram in grams & set(bigrams(other))) / whole

    names = set(_NAMED.findall(fact))
    here = f"{path[-1]}{text}"
    named = sum(1.0 for name in names if name in here) + sum(
        0.5 for name in names if name in path[-1]
    )
    return named + 3 * share(path[-1]) + share(text) + 0.5 * share("".join(path[:-1]))
