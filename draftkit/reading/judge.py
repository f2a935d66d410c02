"""`judge`: who vouches for each typed stretch of a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from draftkit.reading import tables
from draftkit.reading.amounts import plain
from draftkit.reading.bodies import bears_name
from draftkit.reading.reckon import reckon
from draftkit.reading.spans import read
from draftkit.reading.vouched import Item, Vouched, stands_in, vouched_by
from draftkit.text.dates import find_date
from draftkit.text.numerals import to_int
from draftkit.text.sentences import is_han
from draftkit.text.similar import bare, bigrams
from draftkit.values.grounds import Grounds
from draftkit.values.spans import Judged, Span, Support


@dataclass(frozen=True)
class Case:
    """A span to be judged: in which text it stands, and what is vouched for."""

    span: Span
    text: str
    grounds: Grounds


_COUNTED = ("figure", "date", "ordinal", "year")
_AROUND = 14
"""Characters on each side of a number that tell what it counts."""

_SHARED = 0.2
"""Share of them that must be the fact's for the number to be the fact's."""

_LABELS = re.compile(r"(?:责任|牵头|配合)(?:单位|科室)|完成时限|时间安排|时限")
_TWO_YEAR = "总结暨计划"


def tables_as_of() -> str:
    """How far the shipped dated tables were followed, as YYYY-MM."""
    return tables.as_of()


def judge(text: str, grounds: Grounds) -> tuple[Judged, ...]:
    """Every typed stretch of a text with its support under these grounds.

    A stretch is `given` when the request's own words hold it, `computed` when it follows from them
    (the year after, an anniversary's number), `national` when the dated tables know it and it is
    current on the day the paper speaks from, `common` when it names nobody, `open` when it is a
    blank, else `unsupported`. Past notices never support anything here.
    """
    vouched = vouched_by(grounds)
    return tuple(_judge(span, text, grounds, vouched) for span in read(text))


def _judge(span: Span, text: str, grounds: Grounds, vouched: Vouched) -> Judged:
    if span.kind == "blank":
        return Judged(span, "open", "待填写或待核")
    given = _given_by(span, text, vouched)
    if given:
        return Judged(span, "given", "起草要求中已给出", given, (given,))
    support, why = _RULES[span.kind](Case(span, text, grounds))
    if support == "unsupported" and span.kind == "figure":
        found = reckon(span, text, vouched)
        if found:
            return Judged(span, "computed", found.why, found.facts[0], found.facts)
    return Judged(span, support, why)


def _given_by(span: Span, text: str, vouched: Vouched) -> str:
    """Id of the given text whose words hold the span, "" when none does. A number of a fact counts
    only where the words around it are that fact's: 1次 of one matter is not 1次 of another."""
    counted = span.kind in _COUNTED
    for needle in _needles(span, counted):
        if needle not in (vouched.plain if counted else vouched.bare):
            continue
        grams: frozenset[str] | None = None
        for item in vouched.items:
            if not stands_in(needle, item.plain if counted else item.bare):
                continue
            if counted and item.origin == "fact":
                grams = _around(span, text) if grams is None else grams
                if not (_same_words(item, span, text) or _same_matter(item, grams)):
                    continue
            return item.id
    return ""


def _needles(span: Span, counted: bool) -> tuple[str, ...]:
    """The forms in which a given text may hold a span."""
    form = plain if counted else bare
    if span.kind in ("campaign", "meeting", "formula", "plan_period"):
        return tuple(filter(None, (bare(span.text),)))
    return tuple(filter(None, dict.fromkeys((form(span.text), form(span.value)))))


def _around(span: Span, text: str) -> frozenset[str]:
    """The bigrams of what stands on each side of a number."""
    around = (
        f"{text[max(0, span.start - _AROUND) : span.start]}。{text[span.end : span.end + _AROUND]}"
    )
    return frozenset(bigrams(_LABELS.sub("", around)))


_MEASURING = re.compile(
    r"开展|举办|组织|召开|完成|少于|低于|达到|超过|累计|全年|每年|每月|安排|新增|以上|共计|总计|实施|进行|参加"
)
"""Words before a number that are said of any matter."""


def _same_words(item: Item, span: Span, text: str) -> bool:
    """Whether a fact has the number behind the same word (讲座12场), and one that is no verb of
    counting."""
    word = text[max(0, span.start - 2) : span.start]
    if len(bare(word)) < 2 or _MEASURING.search(word) or not all(map(is_han, word)):
        return False
    return plain(word + span.text) in item.plain


def _same_matter(item: Item, grams: frozenset[str]) -> bool:
    """Whether what stands around a number is about the fact that gives it."""
    return not grams or item.about(grams) >= _SHARED


def _year(case: Case) -> tuple[Support, str]:
    request = case.grounds.request
    years = [int(part) for part in re.findall(r"(?:19|20|21)\d{2}", case.span.text)]
    if not years:  # 二〇二五年
        years = [to_int(case.span.text[:4].replace("○", "〇")) or 0]
    allowed = {request.year: "所指年度"}
    if request.genre == _TWO_YEAR:
        allowed[request.year + 1] = "下一年度"
    if request.issued_on:
        allowed.setdefault(request.issued_on.year, "成文年份")
    if all(year in allowed for year in years):
        return "given" if years[-1:] == [request.year] else "computed", allowed[years[-1]]
    period = tables.period_of(request.year)
    span_of = tables.period_years(period) if period else None
    if span_of and tuple(years) == span_of:
        return "computed", f"“{period}”时期"
    return "unsupported", "既非所指年度，也不见于起草要求"


def _date(case: Case) -> tuple[Support, str]:
    day = find_date(case.span.text)
    if day and day == case.grounds.request.issued_on:
        return "given", "成文日期"
    return "unsupported", "日期不见于起草要求"


def _figure(_: Case) -> tuple[Support, str]:
    return "unsupported", "数字不见于起草要求"


def _ordinal(case: Case) -> tuple[Support, str]:
    after = case.text[case.span.end : case.span.end + 16]
    for row in tables.numbered_days():
        if any(name in after for name in row.names):
            right = case.grounds.request.year - row.base
            if case.span.value == str(right):
                return "computed", f"{case.grounds.request.year}−{row.base}"
            return "unsupported", f"应为第{right}个"
    if (
        (case.span.text.startswith("第一") and not case.span.text.endswith("名"))
        or "季" in case.span.text
        or (case.span.value == "1" and case.span.text.endswith(("次", "位")))
    ):
        return "common", "不是届次"
    return "unsupported", "届次、批次不能推算，须由起草人确认"


def _anniversary(case: Case) -> tuple[Support, str]:
    for row in tables.anniversaries():
        if any(name in case.span.text for name in row.names):
            right = case.grounds.request.year - row.base
            if case.span.value == str(right) and right % 5 == 0:
                return "computed", f"{case.grounds.request.year}−{row.base}"
            return "unsupported", f"{case.grounds.request.year}年为{right}周年"
    return "unsupported", "周年数不见于起草要求"


def _meeting(case: Case) -> tuple[Support, str]:
    day = case.grounds.as_of
    found = re.findall(r"(十[五六七八九]|二十一?)(大|届)", case.span.text)
    current = tables.current_congress(day).removesuffix("大")
    if not found:
        return "unsupported", "会议名称不见于起草要求和上级文件"
    if any(term != current for term, _ in found):
        return "unsupported", f"{day.year}年应写{tables.current_chain(day)}"
    held = tables.meeting_days()
    for number in re.findall(r"([一二三四五六七])中", case.span.text):
        when = held.get(f"{current}届{number}中全会")
        if when is None or when > day:
            return "unsupported", "该次全会在成文时尚未召开或不在表中"
    return "national", "全国统一提法"


def _campaign(case: Case) -> tuple[Support, str]:
    day = case.grounds.as_of
    for campaign in tables.campaigns():
        if case.span.value == campaign.names[0]:
            if campaign.start <= day <= campaign.end:
                return "national", "正在开展"
            word = "已于" if campaign.end < day else "开展于"
            return "unsupported", f"该活动{word}{campaign.end.year}年{campaign.end.month}月结束"
    return "unsupported", "活动不在表中"


def _formula(case: Case) -> tuple[Support, str]:
    for row in tables.expired():
        if row.text == case.span.value:
            if case.grounds.as_of > row.after:
                return "unsupported", f"{row.after.year}年以后不再作为当前提法"
            return "national", "当时仍为当前提法"
    return "national", "固定日子"


def _period(case: Case) -> tuple[Support, str]:
    if case.span.value == tables.period_of(case.grounds.request.year):
        return "national", "本年度所在的五年规划"
    if case.grounds.request.genre == _TWO_YEAR and case.span.value == tables.period_of(
        case.grounds.request.year + 1
    ):
        return "national", "下一年度所在的五年规划"
    return (
        "unsupported",
        f"{case.grounds.request.year}年处于“{tables.period_of(case.grounds.request.year)}”时期",
    )


def _work(case: Case) -> tuple[Support, str]:
    if bare(case.span.value) in tables.national_works():
        return "national", "国家法规文件"
    return "unsupported", "文件名不见于起草要求"


def _slogan(case: Case) -> tuple[Support, str]:
    plain = bare(case.span.value)
    if plain in tables.national_quotes() or plain in tables.national_works():
        return "national", "全国通用名称"
    if all(bare(part) in tables.national_quotes() for part in re.split(r"[+、·]", case.span.value)):
        return "national", "全国通用名称"
    return "unsupported", "口号、品牌或活动名称不见于起草要求"


def _name(case: Case) -> tuple[Support, str]:
    plain = bare(case.span.text)
    for own in case.grounds.own_names:
        whole = bare(own)
        if plain and (plain in whole or (plain.startswith(whole) and len(own) >= 4)):
            return "given", "本单位名称"
    if bears_name(plain, case.grounds.own_names):
        return "given", "本单位名称"
    if plain.startswith(("中共中央", "中央", "全国", "国务院", "国家", "中国")):
        return "national", "中央机关"
    return "unsupported", "单位、地名不见于起草要求"


def _person(_: Case) -> tuple[Support, str]:
    return "unsupported", "人名不见于起草要求"


def _contact(_: Case) -> tuple[Support, str]:
    return "unsupported", "电话、邮箱等不见于起草要求"


def _number(_: Case) -> tuple[Support, str]:
    return "unsupported", "文号不见于起草要求"


_RULES: dict[str, Callable[[Case], tuple[Support, str]]] = {
    "year": _year,
    "date": _date,
    "ordinal": _ordinal,
    "figure": _figure,
    "doc_number": _number,
    "meeting": _meeting,
    "campaign": _campaign,
    "plan_period": _period,
    "anniversary": _anniversary,
    "body": _name,
    "place": _name,
    "person": _person,
    "contact": _contact,
    "work": _work,
    "slogan": _slogan,
    "formula": _formula,
}
