"""The ledger of a draft being written: every sentence in order, every blank, all that was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from draftkit.compose.said import Said
from draftkit.text.similar import likeness
from draftkit.values.draft import Blank, LeftOut, Sentence

ALIKE = 0.62
"""Two sentences this much alike say the same; the first one stands (COMPOSE C13)."""


_ACTIVITY = re.compile(r"“([^“”]{2,})”(?=[^，。；“]{0,6}(?:活动|行动|品牌|实践))")


def same_matter(left: str, right: str) -> bool:
    """Whether two sentences say the same: nearly the same words, or the same named activity."""
    if likeness(left, right) >= ALIKE:
        return True
    shared = set(_ACTIVITY.findall(left)) & set(_ACTIVITY.findall(right))
    return bool(shared) and likeness(left, right) >= 0.15


@dataclass
class Ledger:
    """Collects what a draft is made of; ids are s1, s2 … and b1, b2 … in order."""

    sentences: list[Sentence] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def put(self, said: Said, section: tuple[str, ...], part: str) -> str:
        """Write a sentence down; its text is returned for the notice."""
        if not said.text:
            return ""
        ident = f"s{len(self.sentences) + 1}"
        self.sentences.append(
            Sentence(
                id=ident, section=section, part=part, text=said.text, origin=said.origin,
                spans=said.spans, sources=said.sources, facts=tuple(dict.fromkeys(said.facts)),
                changes=said.changes,
            )
        )  # fmt: skip
        for item in said.opens:
            self.blanks.append(
                Blank(
                    id=f"b{len(self.blanks) + 1}", sentence=ident, kind=item.kind,
                    question=item.question, offered=item.offered, was=item.was, owner=item.owner,
                )
            )  # fmt: skip
        return said.text

    def said_already(self, text: str) -> bool:
        """Whether a body sentence much like this one stands in the draft."""
        return any(
            same_matter(text, sentence.text)
            for sentence in self.sentences
            if sentence.part == "body"
        )

    def leave(self, rows: tuple[LeftOut, ...]) -> None:
        """Note what was not carried over, each once."""
        self.left_out += [row for row in rows if row not in self.left_out]
