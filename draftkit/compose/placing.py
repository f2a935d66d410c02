"""Where a fact belongs: under the heading it is most like, in a part of the right mood."""

from __future__ import annotations

from draftkit.text.similar import containment, likeness
from draftkit.values.grounds import Grounds
from draftkit.values.notice import Role
from draftkit.values.outline import OutlineSection
from draftkit.values.request import Fact

_MOOD: dict[str, tuple[Role | None, ...]] = {
    "任务": ("plan", "guarantee"),
    "目标": ("plan", "guide", "guarantee"),
    "结果": ("review",),
    "荣誉": ("review",),
    "问题": ("problem", "review"),
}
OPENING_KINDS = ("结果", "荣誉")
"""Kinds that enter a plan only in its opening."""

_ENOUGH = 0.12


def place_facts(
    sections: tuple[OutlineSection, ...], grounds: Grounds
) -> tuple[tuple[OutlineSection, ...], list[str]]:
    """Sections with the ids of the facts that land under each, and the ids that found no place.

    A fact goes to the leaf of its mood that it is most like; one that is like none goes to the
    leaf-bearing section it is nearest to.
    """
    leaves = [
        (path, leaf) for section in sections for path, leaf in section.walk() if not leaf.children
    ]
    chosen: dict[tuple[str, ...], list[str]] = {}
    unplaced: list[str] = []
    already = {fact for _, leaf in leaves for fact in leaf.facts}
    for fact in grounds.request.facts:
        if fact.id in already:
            continue
        path = _best(fact, leaves)
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
    fact: Fact, leaves: list[tuple[tuple[str, ...], OutlineSection]]
) -> tuple[str, ...] | None:
    """The path of the leaf a fact goes to; None when the paper has no part of its mood."""
    moods = _MOOD[fact.kind or "任务"]
    fitting = [(path, leaf) for path, leaf in leaves if leaf.role in moods]
    if fact.kind == "问题" and any(leaf.role == "problem" for _, leaf in fitting):
        fitting = [(path, leaf) for path, leaf in fitting if leaf.role == "problem"]
    if not fitting:
        return None
    scored = [(_score(fact, path, leaf), -at, path) for at, (path, leaf) in enumerate(fitting)]
    return max(scored)[2]


def _score(fact: Fact, path: tuple[str, ...], leaf: OutlineSection) -> float:
    """How much a fact is like a heading and the sections that support it."""
    words = fact.text
    own = max(likeness(words, path[-1]), 0.5 * likeness(words, "".join(path)))
    past = max((containment(s.heading_path[-1], words) for s in leaf.support if s.heading_path), default=0.0)
    return own + 0.3 * past
