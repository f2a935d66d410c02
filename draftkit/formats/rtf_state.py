"""What holds while an RTF file is read: the state of a group, a field."""

from __future__ import annotations

from dataclasses import dataclass, field

from draftkit.formats.rtf_story import Story


@dataclass(frozen=True, slots=True)
class State:
    """What holds in a group and those inside it."""

    story: Story
    into: list[str] | None = None
    """Where characters go instead of the story: the code of a field, a number."""
    font: int = -1
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    moved: bool = False
    dropped: bool = False
    in_table: bool = False
    nested: bool = False
    upper: bool = False
    """Inside a text given twice, in the half that is not Unicode."""
    whole: bool = False
    """Whether the whole of that text is dropped."""


@dataclass
class Field:
    """A field: its code so far, whether its result is what is shown, the state of its box."""

    code: list[str] = field(default_factory=list)
    result: bool = False
    checked: bool = False
