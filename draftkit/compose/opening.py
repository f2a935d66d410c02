"""The opening paragraph of a paper, and the carrier that brings it."""

from __future__ import annotations

import re
from dataclasses import replace

from draftkit.compose import templates
from draftkit.compose.clauses import adapt
from draftkit.compose.context import Context
from draftkit.compose.evidence import PastPaper, PastSentence
from draftkit.compose.ledger import Ledger
from draftkit.compose.said import Open, Said, confirm, ended, fill, say, without_head
from draftkit.reading import year_tag
from draftkit.text.dates import write_date
from draftkit.text.sentences import split_sentences
from draftkit.values.flow import DAY_TO_COME

_PLANS = ("工作要点", "工作计划")
_REVIEWS = ("经验材料", "工作总结", "总结暨计划", "汇报", "自查报告", "报告")
"""Their openings say how the year went: last year's words are no news of this one."""

_GUIDED = re.compile(r"为指导|指导思想|总体要求")
_MADE = re.compile(r"(?:制定|制订)(?:本|了|如下)?[^，。]{0,30}(?:方案|计划|要点)|如下")
_CODE = re.compile(r"^(.+?)〔")


def opening(base: PastPaper | None, context: Context, ledger: Ledger) -> list[Said]:
    """The sentences before the first heading."""
    request = context.grounds.request
    out: list[Said] = []
    if base is not None and base.own and request.genre not in _REVIEWS:
        out = _from_base(base, replace(context, mode="opening"), ledger)
    text = "".join(said.text for said in out)
    if not _fits(request.genre, text):
        out = [templates.sentence("opening", context.grounds, genre=request.genre)]
        text = out[0].text
    tag = year_tag(request.year)
    if request.genre in _PLANS and tag and tag not in text:
        words = templates.sentence("year_sentence", context.grounds, tag=tag).text
        out = [
            say(words, "table"),
            without_head(without_head(out[0], f"{request.year}年"), "，"),
            *out[1:],
        ]
    return out + _basis(context, text)


def _fits(genre: str, text: str) -> bool:
    """Whether what is left of the old opening does what the genre's opening must."""
    if genre in ("工作方案", "实施方案"):
        return bool(_MADE.search(text))
    return len(text) > 30 and bool(_GUIDED.search(text))


def _basis(context: Context, text: str) -> list[Said]:
    """The papers from above, where no carrier cites them; a blank where a plan has none."""
    request = context.grounds.request
    if request.genre not in _PLANS:
        return []
    if request.basis and not request.carrier:
        return [templates.sentence("basis_sentence", context.grounds)]
    if not request.basis and "【待补" not in text:
        return [ended(fill(templates.plain("missing_basis")))]
    return []


def _from_base(base: PastPaper, context: Context, ledger: Ledger) -> list[Said]:
    out: list[Said] = []
    for paragraph in base.paper.preamble:
        for text in split_sentences(paragraph):
            adapted = adapt(PastSentence(text.strip(), (), "guide", base), context)
            ledger.leave(adapted.left_out)
            if adapted.said is not None:
                out.append(adapted.said)
    return out


def carrier_body(context: Context, title: str) -> Said:
    """The sentence that issues the paper (GENRES 2.6)."""
    key = "carrier_with_basis" if templates.basis_words(context.grounds) else "carrier_plain"
    return templates.sentence(key, context.grounds, title=title)


def recipients(context: Context) -> Said:
    """主送机关: the request's; else the body's own last ones to be ticked; else a blank."""
    request = context.grounds.request
    if request.recipients:
        return say(request.recipients.rstrip("：:"), "fact")
    for paper in sorted(context.evidence.own, key=lambda p: -p.year):
        if paper.notice.recipients:
            return confirm(paper.notice.recipients, paper.quote((), paper.notice.recipients))
    return fill("主送机关")


def number(context: Context, year: int) -> Said:
    """发文字号: as given, else the body's own code with the serial left to the registry."""
    request = context.grounds.request
    if request.doc_number:
        return say(request.doc_number, "fact")
    for paper in sorted(context.evidence.own, key=lambda p: -p.year):
        code = _CODE.match(paper.notice.doc_number or "")
        if code:
            was = paper.quote((), paper.notice.doc_number or "")
            mark = Open("registry", "发文字号由办公室登记后填写", None, was)
            return say(f"{code.group(1)}〔{year}〕　号", "past", source=was, opens=(mark,))
    return Said("")


def signed(context: Context) -> tuple[Said, Said]:
    """署名 and 成文日期; a date nobody gave is left open."""
    request = context.grounds.request
    if request.issued_on:
        return say(request.issuer, "fact"), say(write_date(request.issued_on), "fact")
    mark = Open("registry", "成文日期在签发时填写")
    return say(request.issuer, "fact"), say(DAY_TO_COME, "template", opens=(mark,))
