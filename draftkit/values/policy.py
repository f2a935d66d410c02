"""What an office has settled about judging: which rules count, how grave they are, what is waived."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from draftkit.values.base import StrictValue

Level = Literal["error", "warning", "hint", "off"]
FailOn = Literal["error", "warning", "hint", "never"]


class Choice(StrictValue):
    """Rules chosen and their severity. A word is the beginning of a code or a family."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Level] = Field(default_factory=dict)


class FileChoice(Choice):
    """A choice for files whose name or path fits the pattern `match` (`*.txt`, `往年/*`)."""

    match: str = Field(min_length=1)


class Waiver(StrictValue):
    """One finding that was looked at and let pass.

    code: beginning of a rule's code, or its family. text: words that stand in what is found or in
    its sentence; empty for a finding without a place. file: pattern of the file's name, all files
    where None. reason: why, for whoever reads the report. until: the last day it counts.
    """

    code: str = Field(min_length=1)
    text: str = ""
    file: str | None = None
    reason: str = Field(min_length=1)
    until: date | None = None


class EvalPolicy(Choice):
    """The table [eval] of a draftkit.toml. genre: choices by 文种. files: choices by file, a later
    one before an earlier. words: those the office does not use, each with what it uses instead
    (empty: a person finds it). allowed: words that rules about wording must let stand. origin: the file it was read from, for the report to name."""

    fail_on: FailOn | None = None
    genre: dict[str, Choice] = Field(default_factory=dict)
    files: tuple[FileChoice, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    words: dict[str, str] = Field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    origin: str = Field("", exclude=True)
