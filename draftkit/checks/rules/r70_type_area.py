"""R70: margins and type area (版心)."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import number, sheet_of, where
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.formatting import SectionFormat
from draftkit.values.report import Where
from draftkit.values.typeset import PageProfile

_EDGES = {"top": "上", "bottom": "下", "left": "左", "right": "右"}


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Each section with text of the paper against the nearest profile. Paper of another size is
    R69's."""
    sheet = sheet_of(ctx)
    slack = rule.data["slack"]
    for at, (section, para) in enumerate(sheet.sections()):
        if None in (section.width, section.height, *_edges(section).values()):
            continue
        same = [one for one in sheet.profiles if _same_paper(section, one, rule.data["paper"])]
        if not same or any(not _off(section, one, slack) for one in same):
            continue
        nearest = min(same, key=lambda one: len(_off(section, one, slack)))
        yield Hit(where(ctx, para) if at else Where(), _said(section, nearest, slack))


def _edges(section: SectionFormat) -> dict[str, float | None]:
    return {name: getattr(section, name) for name in _EDGES}


def _same_paper(section: SectionFormat, profile: PageProfile, slack: float) -> bool:
    width, height = section.width or 0, section.height or 0
    return abs(width - profile.sheet.width) <= slack and abs(height - profile.sheet.height) <= slack


def _off(section: SectionFormat, profile: PageProfile, slack: float) -> list[str]:
    """The edges that are not the profile's."""
    return [
        name
        for name, value in _edges(section).items()
        if value is None or abs(value - getattr(profile.sheet, name)) > slack
    ]


def _said(section: SectionFormat, profile: PageProfile, slack: float) -> str:
    sheet = profile.sheet
    off = _off(section, profile, slack)
    now = "、".join(
        f"{_EDGES[name]}{number(round(getattr(section, name), 1))}（应{number(getattr(sheet, name))}）"
        for name in off
    )
    width = (section.width or 0) - (section.left or 0) - (section.right or 0)
    height = (section.height or 0) - (section.top or 0) - (section.bottom or 0)
    wide, high = sheet.width - sheet.left - sheet.right, sheet.height - sheet.top - sheet.bottom
    return (
        f"页边距不对：{now}，单位毫米；版心现为{width:.0f}×{height:.0f}毫米，"
        f"应为{number(wide)}×{number(high)}毫米。"
    )
