"""Outline: the headings a draft will have, and what supports each (`draftkit.outline/1`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from draftkit.values.base import Value
from draftkit.values.notice import Role


class Support(Value):
    """A past section that a heading rests on."""

    notice_id: str
    title: str = ""
    year: int | None = None
    issuer: str | None = None
    heading_path: tuple[str, ...] = ()


class OutlineSection(Value):
    """A heading to write under, the past sections it rests on and the facts that land there."""

    level: int
    number: str | None = None
    heading: str
    role: Role | None = None
    run_in: bool = False
    support: tuple[Support, ...] = ()
    facts: tuple[str, ...] = ()
    children: tuple[OutlineSection, ...] = ()

    def walk(self, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], OutlineSection]]:
        """This heading and those under it in reading order, each with its path."""
        path = (*above, self.heading)
        yield path, self
        for child in self.children:
            yield from child.walk(path)


class Outline(Value):
    """The headings of one paper, in order. `notes` say in Chinese what the reader should know."""

    schema_: Literal["draftkit.outline/1"] = Field(default="draftkit.outline/1", alias="schema")
    title: str = ""
    sections: tuple[OutlineSection, ...] = ()
    notes: tuple[str, ...] = ()

    def walk(self) -> Iterator[tuple[tuple[str, ...], OutlineSection]]:
        """Every heading in reading order, with its path."""
        for section in self.sections:
            yield from section.walk()
