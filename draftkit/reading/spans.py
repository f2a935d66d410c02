"""`read`: the typed spans of a text, in order and not overlapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from draftkit.reading import tables
from draftkit.reading.names import read_names
from draftkit.reading.persons import read_persons
from draftkit.text.dates import DATE, make_date
from draftkit.text.numerals import to_int
from draftkit.text.similar import bare
from draftkit.values.spans import Span, SpanKind

BLANK = re.compile(r"【待(?:补|核)[：:][^【】]*】")
DOC_NUMBER = re.compile(r"[一-鿿]{1,12}[〔\[【（(](?:19|20)\d{2}[〕\]】）)]\s*(?:第)?\d{0,5}\s*号")
_WORK = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》")
_TERM = r"(?:十[五六七八九]|二十一?)"
MEETING = re.compile(
    rf"(?:党的)?{_TERM}大(?!以来的|队|类)(?:精神)?"
    rf"(?:[和、及](?:党的)?{_TERM}届(?:历次|[一二三四五六七]中(?:[、，和][一二三四五六七]中)*)全会)*"
    rf"|(?:党的)?{_TERM}届(?:历次|[一二三四五六七]中(?:[、，和][一二三四五六七]中)*)全会"
)
_GATHERING = re.compile(
    r"(?:全[国省市县区]|[省市县区]委|党中央|中央)(?!印发)[一-鿿、]{2,16}?(?:会议|大会|座谈会|推进会)(?:精神)?"
)
_HAN_YEAR = re.compile(r"[一二][九〇零○][〇零○一二三四五六七八九]{2}年(?:度)?")
_CONGRESS = re.compile(
    r"[省市区县州]?(?:委)?(?:第)?[一二三四五六七八九十]{1,3}次(?:党代会|党员代表大会|代表大会)(?:精神)?"
)
_LOCAL_PLENUM = re.compile(
    r"[省市区县州]?委(?:十|[一二三四五六七八九])[一二三四五六七八九十]{0,2}届"
    r"(?:[一二三四五六七八九十]{1,3}次|历次)?(?:全会|全体会议)(?:精神)?"
)
_CENTURY = re.compile(r"\d{1,2}\s*世纪")
_PERIOD = re.compile(r"[“‘]?(十[一二三四五六]五)[”’]?(?:规划|时期|期间|收官|开局)?")
_ANNIVERSARY = re.compile(r"([一-鿿]{2,12}?)\s*(\d{1,3}|[一二三四五六七八九十百]{1,5})\s*周年")
_ORDINAL = re.compile(
    r"第\s*(\d{1,6}|[一二三四五六七八九十百]{1,4})\s*(届|个|批|次|轮|期|名|位|季度?)"
)
_YEARS = re.compile(r"(?:19|20)\d{2}\s*[-—－–~～至]\s*(?:19|20)\d{2}\s*年?(?:度)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:\s*年(?:度)?|(?=以来|初|底|上半年|下半年))")
_MONTH_DAY = re.compile(
    r"(?<!\d)\d{1,2}\s*月\s*\d{1,2}\s*[日号]|(?<!\d)\d{1,2}\s*月(?:份|底|初|中旬|上旬|下旬|前)?(?!\d)"
)
_HAN_NUMBER = r"[一二两三四五六七八九十百千万亿几数]"
_HAN_DATE = re.compile(
    rf"{_HAN_NUMBER}{{1,3}}月(?:{_HAN_NUMBER}{{1,3}}[日号]|份|底|初|中旬|上旬|下旬|前)"
)
_HAN_FIGURE = re.compile(
    rf"(?<![第一二两三四五六七八九十百千万“‘])(?:近|约|逾|超|上|超过|不少于|达到|达)?"
    rf"(?!一[^一二两三四五六七八九十百千万亿])"
    rf"{_HAN_NUMBER}+(?:余|多|来)?"
    r"(?:场次|场|人次|次|名|篇|家|户|期|万元|亿元|元|亩|条|份|批次|小时|学时|课时|公里|人|项(?!规定|基本|本领|原则|制度)|件|支|所|个"
    r"(?!方面|层面|维度|环节|意识|自信|维护|确立|务必|面向|全面|统一|坚持|结合|重大|区分|阶段|人|不))"
)
_CONTACT = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-—]?)?\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?:https?://|www\.)[\w./?=&%-]+|wxid_\w+"
    r"|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|(?<!\d)\d{17}[\dXx](?!\d)"
)
_NAMED_DAY = re.compile(
    r"[“‘]?(?<![\d.])(?:1[0-2]|[1-9])(?:[·•．]|\.(?=[1-3]?\d[”’世国防全学]))"
    r"(?:3[01]|[12]\d|[1-9])(?![\d%％])[”’]?"
)
_UNIT = (
    r"(?:万|亿|多|余|几)*"
    r"(?:个百分点|平方(?:公里|米)|人次|场次|小时|分钟|公里|千米|公顷|公斤|千克|万元|亿元|课时|学时"
    r"|元|次|场|项|人|名|篇|个|家|件|期|份|条|批|户|册|亩|吨|天|年|月|日|周|站|处|支|所|本|位|堂"
    r"|类|台|套|辆|部|万|亿|轮|分|岁|倍|字|幅|块|面|门|节|道|种|座|间|张|枚|层|届|单|笔|例|宗|款"
    r"|株|头|只|起|束|克|升|米|余)"
)
_FIGURE = re.compile(
    rf"(?<![\d.·A-Za-z])(?:\d{{1,3}}(?:[ ,，]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)\s*(?:%|％|‰|{_UNIT})?"
    r"|百分之[一二三四五六七八九十百点零]+|百分百|[一二两三四五六七八九]成(?:[一二三四五六七八九半]|以上)?(?![为功立员效果长熟])"
    r"|[二三四五六七八九十]分之[一二三四五六七八九]|半数(?:以上)?|翻[一两]番|千人大关"
)
_KEPT = re.compile(r"[㐀-䶿一-鿿0-9A-Za-z]")
_QUOTE = re.compile(r"“[^“”]{2,40}”|「[^「」]{2,40}」|『[^『』]{2,40}』")


def read(text: str) -> tuple[Span, ...]:
    """Every typed stretch of a text, in order, not overlapping.

    Where two readings claim the same characters the one earlier in this order stands: open marks,
    works, document numbers, meetings, campaigns, plan periods, anniversaries, ordinals, dates,
    years, named days, figures, names, slogans. Marks that number a heading are not figures: read
    a line without its mark.
    """
    return _read(text, _READERS)


def read_named(text: str) -> tuple[Span, ...]:
    """The persons, bodies, places and words in quotes of a text, as `read` has them but for names
    inside works and meetings."""
    return _read(text, (read_persons, read_names, _slogans))


def _read(text: str, readers: Iterable[Callable[[str], Iterator[Span]]]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for reader in readers:
        for span in reader(text):
            if span.end > span.start and not any(
                span.start < other.end and other.start < span.end for other in kept
            ):
                kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))


def _by(pattern: re.Pattern[str], kind: SpanKind) -> Callable[[str], Iterator[Span]]:
    def reader(text: str) -> Iterator[Span]:
        for found in pattern.finditer(text):
            yield Span(kind, found.start(), found.end(), found.group(0), _plain(found.group(0)))

    return reader


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _works(text: str) -> Iterator[Span]:
    for found in _WORK.finditer(text):
        yield Span("work", found.start(), found.end(), found.group(0), found.group(0)[1:-1])


def _campaigns(text: str) -> Iterator[Span]:
    """Campaigns of the table, written with or without quote marks."""
    kept = [found.start() for found in _KEPT.finditer(text)]
    plain = bare(text)
    for campaign in tables.campaigns():
        for name in campaign.names:
            needle = bare(name)
            at = plain.find(needle)
            while at >= 0:
                start, end = kept[at], kept[at + len(needle) - 1] + 1
                at = plain.find(needle, at + len(needle))
                if needle == "主题教育" and _other_theme(text, start, end):
                    continue
                if start and text[start - 1] in "“‘":
                    start -= 1
                if text[end : end + 1] in ("”", "’"):
                    end += 1
                yield Span("campaign", start, end, text[start:end], campaign.names[0])


def _other_theme(text: str, start: int, end: int) -> bool:
    """Whether a bare 主题教育 is some activity of its own rather than the campaign of 2023."""
    return text[start - 1 : start] == "”" or text[end : end + 2] in ("实践", "活动", "基地", "展览")


def _expired(text: str) -> Iterator[Span]:
    for row in tables.expired():
        at = text.find(row.text)
        while at >= 0:
            if not any(row.text in phrase and phrase in text for phrase in row.but):
                yield Span("formula", at, at + len(row.text), row.text, row.text)
            at = text.find(row.text, at + 1)


def _periods(text: str) -> Iterator[Span]:
    for found in _PERIOD.finditer(text):
        if tables.period_years(found.group(1)):
            yield Span("plan_period", found.start(), found.end(), found.group(0), found.group(1))


def _anniversaries(text: str) -> Iterator[Span]:
    for found in _ANNIVERSARY.finditer(text):
        number = to_int(found.group(2))
        start = found.start()
        for row in tables.anniversaries():
            for name in row.names:
                at = found.group(1).rfind(name)
                if at >= 0:
                    start = max(start, found.start() + at)
        yield Span("anniversary", start, found.end(), text[start : found.end()], str(number))


def _ordinals(text: str) -> Iterator[Span]:
    for found in _ORDINAL.finditer(text):
        yield Span(
            "ordinal", found.start(), found.end(), found.group(0), str(to_int(found.group(1)))
        )


def _dates(text: str) -> Iterator[Span]:
    for found in DATE.finditer(text):
        day = make_date(*(int(part) for part in found.groups()))
        value = day.isoformat() if day else ""
        yield Span("date", found.start(), found.end(), found.group(0), value)
    for found in _MONTH_DAY.finditer(text):
        yield Span("date", found.start(), found.end(), found.group(0), _plain(found.group(0)))


def _slogans(text: str) -> Iterator[Span]:
    for found in _QUOTE.finditer(text):
        yield Span("slogan", found.start(), found.end(), found.group(0), found.group(0)[1:-1])


_READERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    _by(BLANK, "blank"),
    _works,
    _by(DOC_NUMBER, "doc_number"),
    _expired,
    _by(MEETING, "meeting"),
    _by(_LOCAL_PLENUM, "meeting"),
    _by(_CONGRESS, "meeting"),
    _by(_GATHERING, "meeting"),
    _by(_CONTACT, "contact"),
    _by(_CENTURY, "formula"),
    _campaigns,
    _periods,
    _anniversaries,
    _ordinals,
    _dates,
    _by(_HAN_DATE, "date"),
    _by(_HAN_YEAR, "year"),
    _by(_YEARS, "year"),
    _by(_YEAR, "year"),
    _by(_NAMED_DAY, "formula"),
    _by(_FIGURE, "figure"),
    _by(_HAN_FIGURE, "figure"),
    read_persons,
    read_names,
    _slogans,
)
