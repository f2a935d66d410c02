"""R69: the paper is A4."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import number, sheet_of, where
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Where


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Each section with text of the paper, upright; one with attachments or tables only may be
    anything."""
    sheet = sheet_of(ctx)
    allowed = sheet.accepted(lambda one: (one.sheet.width, one.sheet.height))
    slack = rule.data["slack"]
    for at, (section, para) in enumerate(sheet.sections()):
        width, height = section.width, section.height
        if width is None or height is None:
            continue
        if any(abs(width - w) <= slack and abs(height - h) <= slack for w, h in allowed):
            continue
        lying = any(abs(width - h) <= slack and abs(height - w) <= slack for w, h in allowed)
        page = f"{number(round(width, 1))}×{number(round(height, 1))}毫米"
        place = where(ctx, para) if at else Where()
        if lying:
            yield Hit(
                place,
                f"正文所在的页是横向（{page}），正文页应为竖向A4（210×297毫米）。",
                severity="warning",
            )
        else:
            yield Hit(place, f"纸张是{page}，公文用纸应为A4（210×297毫米）。")
