"""R72: the size of running text and headings."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import sheet_of, size_name
from draftkit.checks.layout_faults import runs_unlike, told
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.formatting import RunFormat


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Han characters of another size; half a point to fit a page is let pass."""
    sheet = sheet_of(ctx)
    sizes = sheet.accepted(lambda one: one.sizes.body)
    slack = rule.data["slack"]

    def unlike(look: RunFormat) -> str | None:
        size = look.size
        if size is None or any(abs(size - one) <= slack for one in sizes):
            return None
        return f"用了{size_name(size)}"

    paras = list(sheet.text)
    faults = list(runs_unlike(paras, unlike, lambda para: para.start))
    ought = "或".join(size_name(size) for size in sorted(sizes))
    yield from told(ctx, faults, len(paras), "正文", f"一般应用{ought}")
