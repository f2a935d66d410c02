"""R79: the 版记 is set in 四号."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import han, sheet_of, size_name, where
from draftkit.checks.model import Context, Hit, RuleInfo


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """抄送 and 印发机关, in a table, a box or neither."""
    sheet = sheet_of(ctx)
    sizes = sheet.accepted(lambda one: one.sizes.imprint)
    for para in sheet.paras:
        if para.line.part not in ("cc", "printed"):
            continue
        wrong = next(
            (
                look.size
                for start, end, look in para.words()
                if look.size
                and han(para.block.text[start:end])
                and all(abs(look.size - one) > rule.data["slack"] for one in sizes)
            ),
            None,
        )
        if wrong:
            ought = "或".join(size_name(size) for size in sorted(sizes))
            yield Hit(where(ctx, para), f"版记用了{size_name(wrong)}，一般应用{ought}仿宋。")
