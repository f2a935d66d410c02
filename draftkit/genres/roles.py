"""What a section does: guide, plan, review, problem or guarantee. Read from its heading words,
from the part it stands in, and by default from its genre."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftkit.genres.specs import shared, spec
from draftkit.values.notice import Role

_NEXT_YEAR = re.compile(r"思路|计划|打算|安排|谋划|下一?步|要点|重点任务|目标任务|部署")
_LAST_YEAR = re.compile(r"总结|回顾|完成情况|开展情况|情况|成效|做法|亮点")
_NEXT_START = re.compile(r"^(下一步|下步|下一阶段|今后|接下来)")
_PROBLEM_START = re.compile(r"^.{0,24}(存在|面临|还有|仍有).{0,14}(问题|不足|困难|短板|差距)")
_DONE = re.compile(r"(共|累计|先后|已经?|全年|获评?|荣获|完成了?|举办了|开展了|组织了).{0,14}")
_SPEAK = {("review", "problem"), ("review", "plan"), ("problem", "plan"), ("plan", "guide")}
_TODO = re.compile(r"(要|将|拟|力争|争取|确保)")


def heading_role(heading: str, *, weak: bool = True) -> Role | None:
    """The role that the words of a heading name, None when they name none.

    weak: whether words count that papers which look back use for what they did (组织领导).
    """
    for role, pattern, is_weak in shared().roles:
        if (weak or not is_weak) and pattern.search(heading):
            return role
    return None


def role_of(
    genre: str, heading_path: Sequence[str], text: str, *, above: Role | None = None
) -> Role | None:
    """The role of a section or paragraph.

    heading_path: headings from the outermost inwards, () for the opening paragraphs.
    text: its own text, which decides only where headings leave it open.
    above: the role of the section around it, when the caller has read it already.
    """
    known = spec(genre)
    if known.carrier or (known.default_role is None and not heading_path):
        return None
    if not heading_path:
        return _by_start(genre, text) or known.opening_role
    outer = above or _outer(genre, heading_path[0], text)
    if len(heading_path) == 1 and above is None:
        return outer or known.default_role
    inner = heading_role(heading_path[-1], weak=known.default_role is None)
    return _merge(outer or known.default_role, inner)


def _outer(genre: str, heading: str, text: str) -> Role | None:
    """The role of an outermost part by its heading; None leaves it to the genre."""
    default = spec(genre).default_role
    if genre == "总结暨计划":
        return _half(heading, text)
    found = heading_role(heading, weak=default != "review")
    return None if found == "review" and default == "plan" else found


def _half(heading: str, text: str) -> Role | None:
    """Which half of a 总结暨计划 a first-level heading opens: last year's or next year's."""
    found = heading_role(heading, weak=False)
    if found in ("problem", "guide", "guarantee"):
        return found
    if _NEXT_YEAR.search(heading):
        return "plan"
    if _LAST_YEAR.search(heading):
        return "review"
    done, todo = len(_DONE.findall(text)), len(_TODO.findall(text))
    return "plan" if todo > done else "review"


def _merge(outer: Role | None, inner: Role | None) -> Role | None:
    """A part decides for what stands under it, but problems and next steps inside a review or
    among problems, and aims among tasks, speak for themselves. A task about 组织领导 inside the
    tasks stays a task."""
    if outer is None:
        return inner
    if (outer, inner) in _SPEAK:
        return inner
    return outer


def _by_start(genre: str, text: str) -> Role | None:
    """In papers that look back, a paragraph that opens with the next step or with problems."""
    if spec(genre).default_role != "review":
        return None
    if _NEXT_START.match(text):
        return "plan"
    return "problem" if _PROBLEM_START.match(text) else None
