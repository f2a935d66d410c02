"""Context: what past wording is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field

from draftkit.compose.evidence import Evidence
from draftkit.values.grounds import Grounds


@dataclass(frozen=True)
class Context:
    """What clauses are judged by: who writes, for when, and what the archive shows."""

    grounds: Grounds
    evidence: Evidence
    mode: str = "plan"
    """plan: intentions; opening: the year itself may be computed; standing: a practice that a
    review offers to be ticked, where any open question drops the sentence."""
    facts: tuple[str, ...] = ()
    """Texts of the facts that land under the same heading: an old number they renew is cut."""
    offered: set[str] = field(default_factory=set)
    """Campaigns offered so far in this draft: one is offered once."""
