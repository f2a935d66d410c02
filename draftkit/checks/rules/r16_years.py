"""R16: a 总结暨计划 joins two successive years; a plan is not issued after its year."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """The arithmetic of the years in the title and the date."""
    paper = ctx.paper
    titles = [line for line in ctx.lines if line.part == "title"]
    line = titles[-1] if titles else None
    if line is None:
        return
    where = ctx.where(line, 0, len(line.text))
    if paper.year and paper.next_year and paper.next_year != paper.year + 1:
        yield Hit(
            where,
            f"标题中两个年度是{paper.year}年和{paper.next_year}年，后一年应为{paper.year + 1}年。",
        )
    issued = paper.issued_on or ctx.notice.issued_on
    if paper.genre in rule.data["plans"] and paper.year and issued and issued.year > paper.year:
        yield Hit(
            where,
            f"{paper.year}年的{paper.genre}，成文日期却在{issued.year}年。",
            severity="warning",
            advice="核对标题年度和成文日期。",
        )
    request = ctx.request
    if request and paper.year and paper.year != request.year and paper.genre == request.genre:
        yield Hit(where, f"标题年度是{paper.year}年，起草要求的年度是{request.year}年。")
