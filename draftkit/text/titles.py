"""Titles of official papers, taken apart: who, which year, about what, which kind.

发文机关 + 关于 + 事由 + 的 + 文种 (条例第九条) for statutory kinds; year, body, topic, kind in either
order for the papers they carry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KINDS: tuple[tuple[str, str], ...] = (
    (r"总结[》”]?(?:暨|及|和|与|以及)[^总]{0,24}?(?:思路|计划|打算|安排|谋划|要点)", "总结暨计划"),
    (r"工作要点", "工作要点"), (r"(?<!施)要点", "工作要点"), (r"实施方案", "实施方案"), (r"方案", "工作方案"),
    (r"自查(?:情况)?(?:的)?报告", "自查报告"), (r"(?:情况|工作)的?汇报", "汇报"),
    (r"经验(?:交流)?材料|典型材料", "经验材料"), (r"总结", "工作总结"), (r"工作(?:计划|思路|安排|打算|规划)表?", "工作计划"),
    (r"计划", "工作计划"), (r"意见", "意见"), (r"报告", "报告"), (r"通知", "通知"),
)  # fmt: skip
_ENDS = re.compile(
    r"(决议|决定|命令|令|公报|公告|通告|通报|请示|批复|议案|函|纪要|办法|规定|实施细则|细则|制度|规划|条例"
    r"|工作规则|规则|任务清单|清单|若干措施|措施|工作任务|应急预案|预案|规范|目录|名录|讲话|公示|倡议书|简报)$"
)
_ISSUE = re.compile(r"(?:关于|(?<=[府厅室局委会组办部门院]))(?:印发|转发|批转|下发|发布)")
_FORWARD = re.compile(r"(?:关于|(?<=[府厅室局委会组办部门院]))(?:转发|批转)")
_WHO = re.compile(r"([^《]{2,60}?)(?=关于|(?<=[府厅室局委会组办部门院])(?:印发|转发|批转))")
_NAME = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*(?:[-—－–~～至]\s*(?:19|20)\d{2})?\s*年(?:度)?")


@dataclass(frozen=True)
class TitleParts:
    """What a title shows; None where it does not. `carried` is the title inside 印发/转发."""

    genre: str
    issuer: str | None
    year: int | None
    next_year: int | None
    topic: str | None
    carried: str | None


def genre_of(title: str) -> str:
    """The kind a title ends in; the statutory kinds outside our list by their own word, else 其他."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", title.strip()).rstrip("》”")
    if _FORWARD.search(bare) and bare.endswith("通知"):
        return "转发通知"
    if _ISSUE.search(bare) and bare.endswith("通知"):
        return "印发通知"
    if bare.endswith("政府工作报告"):
        return "政府工作报告"
    end = _ENDS.search(bare)
    if end:
        return end.group(1)
    for pattern, genre in KINDS:
        if re.search(pattern + (r"[》”]?(?:的?报告)?$" if "总结" in genre else r"[》”]?$"), bare):
            return genre
    return "其他"


def carried_title(title: str) -> str | None:
    """The title of the paper inside 关于印发《…》的通知, quote marks off; None when there is none."""
    found = _ISSUE.search(title)
    if not found:
        return None
    rest = title[found.end() :]
    plain = re.sub(r"的(?:通知|函|意见)$", "", rest)
    named = _NAME.search(rest)
    if named and not (named.start() and named.end() < len(plain)):
        return named.group(1)
    return plain or None


def parse_title(title: str) -> TitleParts:
    """Take a title apart. Nothing is guessed: a part the title does not show is None."""
    flat = re.sub(r"\s+", "", title)
    genre = genre_of(flat)
    carried = carried_title(flat) if genre in ("印发通知", "转发通知") else None
    named = _WHO.match(flat)
    issuer = named.group(1) if named else None
    core = carried or flat
    years = [int(found.group(1)) for found in _YEAR.finditer(core)]
    core_genre = genre_of(core)
    following = years[1] if core_genre == "总结暨计划" and len(years) > 1 else None
    return TitleParts(
        genre, issuer, years[0] if years else None, following, topic_of(core), carried
    )


def topic_of(title: str) -> str | None:
    """The topic of a paper's own title: what is left when year, body and kind are off."""
    text = re.sub(r"\s+", "", title)
    text = re.sub(r"[（(][^（）()]*[）)]$", "", text)
    text = re.split(r"(?:暨|及|和|与)(?=(?:19|20)\d{2}年)", text)[0]
    text = _YEAR.sub("", text)
    text = re.sub(r"^.{0,40}?关于", "", text)
    text = re.sub(r"^.{2,40}?(?:印发|转发)《", "", text)
    for pattern, _ in KINDS:
        text = re.sub(r"(?:年度)?(?:重点)?(?:工作)?" + pattern + r".*$", "", text)
    text = re.sub(r"的?(?:复函|函|批复|决定|通报|通知|公告|通告|请示|实施意见|指导意见)$", "", text)
    body = re.match(
        r"^.{2,20}?(?:人民政府办公(?:厅|室)|人民政府|委员会|办公(?:厅|室)|科学技术局|管理局|(?:[一-鿿]{1,8}?)(?:局|厅|委(?!员会)|办(?![公法理])))",
        text,
    )
    if body and len(text) - body.end() >= 2:
        text = text[body.end() :]
    text = re.sub(r"的$", "", text)
    text = re.sub(
        r"^的|工作$|建设工作$", lambda m: "建设" if m.group(0) == "建设工作" else "", text
    )
    return text or None
