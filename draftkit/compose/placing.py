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
_NAMED = re.compile(r"[“《]([^“”《》]{2,})[”》]")


def place_facts(
    sections: tuple[OutlineSection, ...], grounds: Grounds, evidence: Evidence
) -> tuple[tuple[OutlineSection, ...], list[str]]:
    """Sections with the ids of the facts that land under each, and the ids that found no place.

    A fact goes to the leaf of its mood whose heading and past text it shares most with, rare words
    counting more than common ones and a shared “name” most of all.
    """
    leaves = [
        (path, leaf) for section in sections for path, leaf in section.walk() if not leaf.children
    ]
    texts = {path: _past_text(leaf, evidence) for path, leaf in leaves}
    weights = _weights([f"{'。'.join(path)}。{texts[path]}" for path, _ in leaves])
    chosen: dict[tuple[str, ...], list[str]] = {}
    unplaced: list[str] = []
    already = {fact for _, leaf in leaves for fact in leaf.facts}
    for fact in grounds.request.facts:
        if fact.id in already:
            continue
        path = _best(fact, leaves, texts, weights)
        if path is None:
            unplaced.append(fact.id)
        else:
            chosen.setdefault(path, []).append(fact.id)

    def fill(section: OutlineSection, above: tuple[str, ...]) -> OutlineSection:
        path = (*above, section.heading)
        facts = (*section.facts, *chosen.get(path, ()))
        children = tuple(fill(child, path) for child in section.children)
        return section.model_copy(update={"facts": facts, "children": children})

    return tuple(fill(section, ()) for section in sections), unplaced


def _best(
    fact: Fact,
    leaves: list[tuple[tuple[str, ...], OutlineSection]],
    texts: dict[tuple[str, ...], str],
    weights: dict[str, float],
) -> tuple[str, ...] | None:
    """The path of the leaf a fact goes to; None when the paper has no part of its mood."""
    moods = _MOOD[fact.kind or "任务"]
    fitting = [(path, leaf) for path, leaf in leaves if leaf.role in moods]
    if not fitting:
        return None
    scored = [
        (round(_score(fact.text, path, texts[path], weights), 6), -at, path)
        for at, (path, _) in enumerate(fitting)
    ]
    return max(scored)[2]


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
