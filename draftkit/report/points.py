"""What 办公室 looks at when it reviews a paper, in the order of 党政机关公文处理工作条例 第二十条, and the
rules that look at it too: `eval/summary.yaml`."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from draftkit import assets
from draftkit.checks import rule
from draftkit.errors import NotFoundError
from draftkit.values.base import StrictValue


class Looked(StrictValue):
    """Something the machine looks at: its name, and codes or families of rules."""

    name: str
    rules: tuple[str, ...]


class Point(StrictValue):
    """A point of the clause: its number and words, what the machine looks at under it, and what only
    a person can judge."""

    number: str
    text: str
    checks: tuple[Looked, ...] = ()
    people: tuple[str, ...]


class Plan(StrictValue):
    """The summary: its points in order, who signs, the page as it differs from the usual one, and
    how many pages it may have."""

    title: str
    basis: str
    points: tuple[Point, ...] = Field(min_length=1)
    signing: tuple[str, ...]
    page: dict[str, Any] = Field(default_factory=dict)
    pages: int = Field(2, ge=1)

    def place(self, code: str) -> tuple[int, int]:
        """Index of the point and of the check that a rule belongs to: the one that names its code,
        else the one that names its family, else the last of all."""
        try:
            family = rule(code).family
        except NotFoundError:
            family = ""
        for wanted in (code, family):
            for at, point in enumerate(self.points):
                for row, check in enumerate(point.checks):
                    if wanted in check.rules:
                        return at, row
        last = len(self.points) - 1
        return last, max(len(self.points[last].checks) - 1, 0)


@assets.cached
def plan() -> Plan:
    """The plan of the summary; that of the user's workspace stands before ours."""
    return Plan.model_validate(assets.load_yaml("eval", "summary.yaml"))
