"""Years that cannot be: the trace of a program that puts another year into an old text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from draftkit import assets
from draftkit.reading.tables import (
    anniversaries,
    meeting_days,
    numbered_days,
    period_years,
)
from draftkit.text.numerals import to_int
from draftkit.values.notice import Notice

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_OPENING = re.compile(
    r"(?<![自从\d])((?:19|20)\d{2})年(?!度?以来|[^，。；]{0,14}(?:以来|被评|荣获))"
)
_NAMED = re.compile(r"《[^《》\n]*(?:〈[^〈〉]*〉[^《》\n]*)*》|〔\d{4}〕\d*号?")
_YEARLY = ("工作要点", "工作总结", "总结暨计划", "工作计划")
_LONG = re.compile(r"规划|纲要|远景|[-—－–~～至]\s*(?:19|20)\d{2}|三年|五年|行动计划")
_SINCE = re.compile(
    r"(?:自|从)?(?<!\d)((?:19|20)\d{2})年[^，。；\d]{0,12}(?:以来|起|被评|荣获|获评|开始)?[^。；\d]{0,12}"
    r"连续(\d{1,2}|[一二三四五六七八九十]{1,2})(?:个?年(?!度)|届)"
)
_SAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年?\s*[-—－–~～至]{1,2}\s*\1年(?!\d|[度底末初]?\d{1,2}月)"
)
_BACK = re.compile(r"(?<!\d)((?:19|20)\d{2})年?\s*[-—－–~～至]{1,2}\s*((?:19|20)\d{2})年")
_JUBILEE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年(?:是|系|为|正值|恰逢|适逢|喜迎|，?(?:我们)?(?:将)?迎来)"
    r"[^，。；\d]{0,16}?(\d{2,3})周年"
)
_WISHED = re.compile(r"(?:喜迎|迎接|献礼|今年是|今年正值|今年恰逢)[^，。；\d]{0,14}?(\d{2,3})周年")
_NTH = re.compile(r"第(\d{1,3}|[一二三四五六七八九十]{1,4})个[“”]?[^，。；\d]{0,12}?(?:日|节)")
_PLAN = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年(?:是|系|为)[^，。；\d]{0,6}[“‘]?(十[一二三四五六]五)[”’]?"
    r"(?:规划|时期|发展规划)?[^，。；\d]{0,4}?(开局|起步|收官|中期|关键|第[一二三四五]年)"
)
_MEETING = re.compile(r"(?:党的)?(十[六七八九]|二十)(?:大(?!队|类|型)|届([一二三四五六七])中全会)")
_REVISED = re.compile(r"修订|修正|修改|重印|转载")
_PERIOD = re.compile(
    r"十[一二三四五六]五(?=[”’]?(?:规划|时期|期间|发展|末|以来|开局|收官|重大|[^一-鿿]))"
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年|\s*[-—－–~～至])")
STRETCH = 80
"""Characters from a year on in which what is said of it stands."""
_FEW = 3
"""Mentions of a five-year plan that make it the one a paper speaks of."""


def contradiction(notice: Notice, scopes: Mapping[str, str]) -> str | None:
    """What a text says that cannot be true of one paper of one year; None where nothing does."""
    title = scopes.get("title", "")
    text = "\n".join(scopes.get(scope, "") for scope in ("title", "text"))
    plain = _NAMED.sub("《》", text)
    dated = _dated(plain)
    checks = (
        _false_facts(dated),
        _false_spans(dated, _years(notice, title)),
        _false_counts(plain, notice, title),
        _before_its_time(plain, notice, title, scopes),
        _other_year(plain, notice, title),
        _other_number(notice),
        _old_plan(plain, _years(notice, title)),
    )
    return next((one for one in checks if one), None)


def _dated(text: str) -> str:
    """The stretches of a text behind each year, a line each: all that a check of years looks at."""
    return "\n".join(
        text[found.start() : found.start() + STRETCH].partition("\n")[0]
        for found in _ANY_YEAR.finditer(text)
    )


def _years(notice: Notice, title: str) -> list[int]:
    """Every year that a paper shows as its own."""
    layers = [notice, notice.paper]
    years = {int(year) for year in _YEAR.findall(title)}
    for one in layers:
        days = (one.issued_on, one.printed_on)
        years |= {one.year, one.next_year, *(day.year for day in days if day)} - {None}  # type: ignore[arg-type]
        years |= {int(year) for year in _YEAR.findall(one.doc_number or "")}
    return sorted(years)


def _false_facts(text: str) -> str | None:
    """A year before a fact of another year."""
    for pattern, year in _facts():
        for found in pattern.finditer(text):
            if int(found.group(1)) != year:
                return f"年份与史实矛盾（应为{year}年）：“{found.group(0)}”"
    for found in _PLAN.finditer(text) if "五" in text else ():
        span, year = period_years(found.group(2)), int(found.group(1))
        if span and not _fits_plan(span, year, found.group(3)):
            return f"年份与五年规划矛盾：“{found.group(0)}”"
    for found in _JUBILEE.finditer(text) if "周年" in text else ():
        for base in _bases(found.group(0)):
            if abs(int(found.group(1)) - base - int(found.group(2))) > 1:
                return f"年份与周年数矛盾：“{found.group(0)}”"
    return None


def _fits_plan(span: tuple[int, int], year: int, word: str) -> bool:
    first, last = span
    if word in ("开局", "起步"):
        return year in (first, first + 1)
    if word == "收官":
        return year in (last - 1, last)
    if word.startswith("第"):
        return year == first + "一二三四五".index(word[1])
    return first <= year <= last


def _bases(text: str) -> Iterator[int]:
    for row in anniversaries():
        if any(name in text for name in row.names):
            yield row.base


def _false_spans(text: str, years: list[int]) -> str | None:
    """2021年至2021年, 2024—2020年, 自2021年以来连续9年."""
    same = _SAME.search(text)
    if same:
        return f"起止年份相同：“{same.group(0)}”"
    for found in _BACK.finditer(text):
        if int(found.group(1)) > int(found.group(2)):
            return f"起止年份颠倒：“{found.group(0)}”"
    for found in _SINCE.finditer(text) if "连续" in text else ():
        count = to_int(found.group(2)) or 0
        if years and "届" not in found.group(0) and int(found.group(1)) + count - 1 > years[-1] + 1:
            return f"起始年份与连续年数矛盾：“{found.group(0)}”"
    return None


def _false_counts(text: str, notice: Notice, title: str) -> str | None:
    """喜迎新中国成立60周年 in a paper of 2020; 第9个公民道德宣传日 in one of 2021."""
    years = _years(notice, title)
    if not years:
        return None
    for found in _WISHED.finditer(text) if "周年" in text else ():
        if _YEAR.search(text[max(0, found.start() - 20) : found.start()]):
            continue
        for base in _bases(found.group(0)):
            year = base + int(found.group(1))
            if not years[0] - 2 <= year <= years[-1] + 2:
                return f"周年数与公文年份矛盾：“{found.group(0)}”"
    for found in _NTH.finditer(text):
        number = to_int(found.group(1)) or 0
        for row in numbered_days():
            if any(name in found.group(0) for name in row.names):
                year = row.base + number
                near = [
                    int(y) for y in _YEAR.findall(text[max(0, found.start() - 24) : found.start()])
                ]
                if not any(abs(year - own) <= 2 for own in (*years, *near)):
                    return f"届次与公文年份矛盾：“{found.group(0)}”"
    return None


def _before_its_time(
    text: str, notice: Notice, title: str, scopes: Mapping[str, str]
) -> str | None:
    """A congress, plenum, plan or doctrine in a paper that is older than it is."""
    years = _years(notice, title)
    if not years or _REVISED.search(title) or _REVISED.search(scopes.get("head", "")):
        return None
    latest = years[-1]
    held = meeting_days()
    for found in _MEETING.finditer(text):
        term, number = found.groups()
        name = f"{term}届{number}中全会" if number else f"{term}大"
        day = held.get(name)
        if day and day.year > latest + 1:
            return f"所提会议晚于公文年份（{latest}年）：“{found.group(0)}”"
    for row in _data()["since"]:
        if row["text"] in text and row["year"] > latest:
            return f"所用提法晚于公文年份（{latest}年）：“{row['text']}”"
    return None


def _other_year(text: str, notice: Notice, title: str) -> str | None:
    """A yearly paper whose title and text, or title and date, are of different years."""
    paper = notice.paper
    name = paper.title or title
    named = sorted({int(year) for year in _YEAR.findall(_NAMED.sub("", name))})
    if paper.genre not in _YEARLY or len(named) != 1 or _LONG.search(name):
        return None
    year = named[0]
    day = paper.issued_on or notice.issued_on
    if day and day.year < year - 1:
        return f"标题年份与成文日期矛盾：“{year}年”“{day.year}年{day.month}月{day.day}日”"
    body = [int(found) for found in _YEAR.findall(text.replace(name, ""))]
    opening = [int(found) for found in _OPENING.findall("".join(paper.preamble)[:120])]
    if body and year not in body and opening and max(opening) <= year - 2 and max(body) < year:
        return f"标题为{year}年，正文写的是{max(opening)}年：“{''.join(paper.preamble)[:24]}”"
    return None


def _other_number(notice: Notice) -> str | None:
    """A number of one year over a date of another; the turn of the year excuses one."""
    found = _YEAR.search(notice.doc_number or "")
    day = notice.issued_on
    if found and day and abs(int(found.group(1)) - day.year) > 1:
        return (
            f"发文字号与成文日期矛盾：“{notice.doc_number}”“{day.year}年{day.month}月{day.day}日”"
        )
    return None


def _old_plan(text: str, years: list[int]) -> str | None:
    """A paper that speaks only of a five-year plan that ended years before it."""
    named = _PERIOD.findall(text)
    spans = [span for name in named if (span := period_years(name))]
    if not years or len(spans) < _FEW:
        return None
    last = max(end for _, end in spans)
    if last < years[0] - 2:
        return f"所提五年规划与公文年份（{years[0]}年）矛盾：“{named[0]}”"
    return None


@assets.cached
def _facts() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(row["find"]), row["year"]) for row in _data()["facts"])


def _data() -> dict[str, Any]:
    data: dict[str, Any] = assets.load_yaml("eval", "exemplars.yaml")
    return data
