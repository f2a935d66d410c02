"""Lines of a report for people at a terminal: what stands in them and what it is, so that a terminal
can be given colours and a width, and a file neither."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from draftkit.report.words import visible

Role = Literal[
    "plain", "title", "place", "error", "warning", "hint", "good", "mark", "dim", "command"
]


class Said(NamedTuple):
    """A stretch of text and what it is."""

    text: str
    role: Role = "plain"


class TextLine(NamedTuple):
    """A line: its stretches, how many columns it is moved in, and how many more where it goes on."""

    said: tuple[Said, ...] = ()
    indent: int = 0
    hang: int = 0

    @property
    def text(self) -> str:
        """The line as plain text."""
        return " " * self.indent + "".join(one.text for one in self.said)


def line(*said: str | Said, indent: int = 0, hang: int = 0) -> TextLine:
    """A line of stretches, each on one line and with nothing hidden in it."""
    parts = (Said(one) if isinstance(one, str) else one for one in said)
    clean = tuple(Said(visible(_flat(part.text)), part.role) for part in parts if part.text)
    return TextLine(clean, indent, hang)


def _flat(text: str) -> str:
    """Line ends of any kind as spaces, one for one."""
    return "".join(" " if char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" else char for char in text)


def as_text(lines: Iterable[TextLine]) -> str:
    """The lines as plain text."""
    return "\n".join(one.text.rstrip() for one in lines) + "\n"
