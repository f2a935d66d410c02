"""Span: one typed stretch of text, and how far it is supported. The vocabulary of `reading`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SpanKind = Literal[
    "year",         # 2026年, 2023—2025年, 去年
    "date",         # 2026年3月20日, 3月20日
    "ordinal",      # 第十五届, 第60个, 第三批
    "figure",       # 31次, 30%, 25小时, 10万元, 四个一百
    "doc_number",   # 泉科〔2019〕93号
    "meeting",      # 党的二十大, 二十届四中全会
    "campaign",     # 党史学习教育, “不忘初心、牢记使命”主题教育
    "plan_period",  # “十五五”
    "anniversary",  # 新中国成立70周年
    "body",         # 泉州市科学技术局, 市直机关文明办
    "place",        # 黄石社区, 德化县三班镇
    "person",       # 张三丰同志, 局长李四
    "contact",      # 0595-22123456, office@example.cn
    "work",         # 《…》
    "slogan",       # “…” that is no fixed national phrase
    "formula",      # a fixed formulation of the tables
    "blank",        # 【待补：…】【待核：…】
]  # fmt: skip

Support = Literal["given", "computed", "cited", "national", "common", "own", "open", "unsupported"]
"""given = in the request's words; computed = follows from them by arithmetic; cited = inside a
work or number that is itself given; national = a fixed name of the whole country, current at the
date; common = neutral words; own = the body's own past value, to be ticked; open = a blank;
unsupported = nobody vouches for it."""


@dataclass(frozen=True)
class Span:
    """text[start:end] read as `kind`; `value` is its normal form (a year as digits, a date as ISO)."""

    kind: SpanKind
    start: int
    end: int
    text: str
    value: str = ""


@dataclass(frozen=True)
class Judged:
    """A span with its support and, in Chinese, the reason."""

    span: Span
    support: Support
    why: str = ""
    by: str = ""
    """Id of the fact or other given text that supports it."""
    facts: tuple[str, ...] = ()
    """Ids of all that a computation rests on."""
