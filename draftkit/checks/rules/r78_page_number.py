"""R78: page numbers, the dash at either side, odd pages right and even pages left."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.layout import number, sheet_of, where
from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.formatting import PageNumber, SectionFormat
from draftkit.values.report import Severity, Where


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Once for the file: of the sections with text of the paper, the first with a fault. A first
    page without a number is a letter's."""
    sheet = sheet_of(ctx)
    for at, (section, para) in enumerate(sheet.sections()):
        found = _fault(section, sheet.form.two_sided, rule)
        if found:
            said, severity = found
            yield Hit(where(ctx, para) if at else Where(), said, severity=severity)
            return


def _fault(
    section: SectionFormat, two_sided: bool, rule: RuleInfo
) -> tuple[str, Severity | None] | None:
    odd, even = section.odd, section.even if two_sided else None
    if odd is None and even is None:
        return "没有页码，应在页脚插入页码，数字左右各放一条一字线（— 1 —）。", None
    if odd is None or (two_sided and even is None):
        which = "奇" if odd is None else "偶"
        return f"{which}数页没有页码，奇数页、偶数页的页脚都要插入页码。", None
    bare = [one for one in (odd, even) if one and not _dashed(one, rule)]
    if bare:
        shown = f"{bare[0].before} 1 {bare[0].after}".strip()
        return f"页码写作“{shown}”，数字左右应各放一条一字线（— 1 —）。", None
    return _side(odd, even, rule)


def _dashed(one: PageNumber, rule: RuleInfo) -> bool:
    dashes = rule.data["dashes"]
    return one.before in dashes and one.after in dashes


def _side(
    odd: PageNumber, even: PageNumber | None, rule: RuleInfo
) -> tuple[str, Severity | None] | None:
    """Where the number stands, and its size. In the middle it is what many bodies do."""
    if odd.align is None:
        return None
    ought = "一般单页码居右空1字、双页码居左空1字"
    if odd.align == "center":
        return f"页码居中，{ought}。", "hint"
    if odd.align == "outside":
        return None
    if even is None:
        return f"单页、双页的页码都在一边，{ought}（页脚勾选“奇偶页不同”）。", None
    if (odd.align, even.align) == ("left", "right"):
        return f"单页码在左、双页码在右，左右反了，{ought}。", None
    if odd.align != "right" or even.align not in ("left", "justify", None):
        return f"单页、双页的页码不在外侧，{ought}。", None
    if odd.size and abs(odd.size - rule.data["size"]) > 0.5:
        return f"页码用了{number(odd.size)}磅，一般应用四号（14磅）。", "hint"
    return None
