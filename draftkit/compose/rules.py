"""The rules that cut a past clause, by its words and by what stands in it (docs/composing.md)."""

from __future__ import annotations

import re

from draftkit.compose import lexicon
from draftkit.compose.context import Context
from draftkit.compose.evidence import RECENT_YEARS, PastPaper, domain_of, domains
from draftkit.reading import read, strange_place, uncommon_run
from draftkit.text.similar import bare, containment
from draftkit.values.spans import Judged, Span

COUNTED = ("figure", "ordinal", "date")
"""What a fact gives holds for that fact: the same number in an old sentence is still an old one."""

_BY_WORDS = (
    ("one_off", "C5 一次性活动"),
    ("campaign", "C6 专项活动用语"),
    ("year_bound", "C7 只属于旧年度的提法"),
    ("holes", "C19 原文有缺漏"),
)
_BY_WORDS_OF_OTHERS = (
    ("duty", "C14 频次和报送要求"),
    ("deadline", "C14 旧时间"),
    ("foreign", "C8 他单位自称"),
    ("others_rank", "C8 他单位的层级、区域或项目"),
)
"""Word lists of eval/lexicon/drafting.yaml and the rule that each stands for."""

_NAMES = ("body", "place", "slogan", "work")
_OVER = re.compile(r"不再|已(?:经)?(?:于[^，。]{1,12})?(?:结束|终止|取消|撤销|停止)|不安排")
_THRESHOLD = re.compile(r"[%％]|小时|百分之")


def cut_by_words(clause: str, paper: PastPaper, context: Context) -> str:
    """Rules that go by the words of a clause alone."""
    given = "".join(item.text for item in context.grounds.given)
    if lexicon.matches("theme", clause) and not any(
        pattern.search(given) for pattern in lexicon.patterns("theme")
    ):
        return "C3 旧年主题"
    for words, rule in _BY_WORDS:
        if lexicon.matches(words, clause):
            return rule
    if is_over(clause, context):
        return "本年事实：不再安排"
    if not paper.own:
        return _strange(clause, paper, context)
    if context.mode == "opening" and _outdated(clause, paper, context):
        return "C8 三年内未再出现的提法"
    return ""


def _strange(clause: str, paper: PastPaper, context: Context) -> str:
    """Rules for a clause of another body."""
    for words, rule in _BY_WORDS_OF_OTHERS:
        if lexicon.matches(words, clause):
            return rule
    if place := strange_place(clause, context.grounds.own_names):
        return f"C8 他处地名：{place}"
    if _foreign_business(clause, paper, context):
        return "C8 他单位业务"
    if rare := uncommon_run(clause):
        return f"C8 他单位用语：{rare}"
    return ""


def _outdated(clause: str, paper: PastPaper, context: Context) -> bool:
    """Whether an own opening of long ago uses local wording that no newer own paper has."""
    if context.evidence.year - paper.year <= RECENT_YEARS:
        return False
    rare = uncommon_run(clause)
    return rare is not None and rare not in context.evidence.recent


def _foreign_business(clause: str, paper: PastPaper, context: Context) -> bool:
    """Whether a clause of another body speaks of a business that is not the requester's."""
    request = context.grounds.request
    mine = domain_of(f"{request.issuer}{request.topic or ''}")
    if paper.domain is None or paper.domain == mine:
        return False
    words = [paper.domain, *domains()[paper.domain]]
    return any(word in clause and word not in (request.topic or "") for word in words)


def is_over(clause: str, context: Context) -> bool:
    """Whether a fact says of a name in this clause that it is over."""
    for fact in context.grounds.request.facts:
        if _OVER.search(fact.text):
            names = [s.text for s in read(fact.text) if s.kind in _NAMES]
            if any(name in clause for name in names):
                return True
    return False


def renewed(clause: str, context: Context) -> bool:
    """Whether a fact says with this year's number what a clause says with an old one."""
    words = re.sub(r"\d+(?:\.\d+)?[%％]?", "", clause)
    return any(re.search(r"\d", fact) and containment(words, fact) >= 0.5 for fact in context.facts)


def cut_by_span(item: Judged, paper: PastPaper, context: Context) -> str:
    """The rule that cuts a clause for this stretch, "" when it may be offered to be ticked."""
    kind, words = item.span.kind, item.span.text
    if kind in ("campaign", "formula", "meeting", "plan_period"):
        return f"C6 已过时：{item.why}"
    if kind in ("person", "contact"):
        return f"C17 人名、联系方式不沿用：{words}"
    if kind in ("ordinal", "anniversary", "doc_number", "year"):
        return f"C7 年度、届次不沿用：{item.why}"
    if not paper.own:
        return f"C8 他单位内容：{words}"
    if kind == "figure":
        recent = context.evidence.year - paper.year <= 3
        return "" if _THRESHOLD.search(words) or recent else "C15 旧数字"
    if kind == "date":
        return "" if context.evidence.year - paper.year <= 3 else "C14 旧时间"
    if kind == "work" and re.search(r"(?:19|20)\d{2}年", words):
        return f"C7 年度、届次不沿用：{words}"
    seen = bare(words) in context.evidence.recent
    return "" if kind in _NAMES and seen else f"C8 三年内未再出现：{words}"


def unmarked_names(text: str, paper: PastPaper, context: Context) -> list[Judged]:
    """Names that the paper marks elsewhere and that stand here without marks (侨乡科技报)."""
    typed = [(span.start, span.end) for span in read(text)]
    given = bare("".join(item.text for item in context.grounds.given))
    own = bare("".join(context.grounds.own_names))
    out = []
    others = "|".join(other.plain for other in context.evidence.others if other is not paper)
    for name in sorted(
        context.evidence.names if paper.own else paper.names, key=lambda n: (-len(n), n)
    ):
        if name in others:  # other bodies say it too: no name of this one
            continue
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if (
                name not in given
                and name not in own
                and not any(a < end and at < b for a, b in typed)
            ):
                typed.append((at, end))
                out.append(Judged(Span("body", at, end, name, name), "unsupported", "名称"))
            at = text.find(name, end)
    return out
