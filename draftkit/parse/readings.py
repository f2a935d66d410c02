"""What the lines of a paper say about it: whose, of which year, about what, of which kind.

Readings only: nothing here is text of its own, and what the text does not show is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from draftkit.parse.data import words
from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import is_body, names_bodies, side_by_side
from draftkit.parse.tree import Node
from draftkit.text.dates import find_date, make_date
from draftkit.text.titles import TitleParts, genre_of, parse_title, topic_of
from draftkit.values.notice import Period

_SEVERAL = re.compile(
    r"等(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?(?:部门|单位|委办局)(?:（单位）)?$"
)
_PLACE = re.compile(r"[省市县区州盟旗国乡镇]|街道")
_HEADLINE = re.compile(r"^([一-鿿]{3,24})：")
_OPENING_YEAR = re.compile(r"^((?:19|20)\d{2})年(?!\d)")
_NUMBER_YEAR = re.compile(r"〔(\d{4})〕")
_STAGE = re.compile(r"[（(](征求意见稿|送审稿|讨论稿|初稿|定稿|草案|印发稿)[）)]")
_PRACTICE = re.compile(
    r"^(?:近年来|今年以来|去年以来|\d{4}年以来|自\d{4}年|一直以来|科普是)|以来[，,]"
)


YEARLY = (
    "工作要点",
    "工作方案",
    "实施方案",
    "工作总结",
    "总结暨计划",
    "工作计划",
    "经验材料",
    "汇报",
    "自查报告",
)
"""Kinds whose opening names the year they are about; in others a year there is that of a case."""
REPLIES = ("批复", "函", "决定", "通报", "请示", "议案")
"""Kinds whose title may name the year of what is asked for, not of the paper."""
_JOINT = re.compile(r"^(中共.+?委(?:员会)?(?:办公室|办公厅)?)([^委]+人民政府(?:办公室|办公厅)?)$")
_CONGRESS = re.compile(
    r"([^在日\s\d—―－-]{2,10}(?:省|自治区|市|县|区|州|旗|盟))?第[一二三四五六七八九十]{1,4}届"
    r"(全国)?人民代表大会"
)
_LEAD = re.compile(
    r"(?:[^，。]{0,20}电\s*)?((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)，[^。]{2,60}?(?:印发|发布|下发)了?《"
)
_SPAN = re.compile(r"((?:19|20)\d{2})\s*年?\s*[-—－–~～至]+\s*((?:19|20)\d{2})\s*年(?:度)?")
_MONTHS_OF = {
    "上半年": (1, 6), "下半年": (7, 6), "一季度": (1, 3), "二季度": (4, 3), "三季度": (7, 3), "四季度": (10, 3),
}  # fmt: skip
_PART = re.compile(rf"((?:19|20)\d{{2}})年(?:第)?({'|'.join(_MONTHS_OF)})")
_ACCOUNT = re.compile(
    r"我代表[一-鿿]{0,14}(?:政府|国务院)[^。]{0,8}(?:报告|汇报)[^。]{0,12}工作|我代表[一-鿿]{0,14}(?:政府|国务院)[^。]{0,8}作[^。]{0,6}工作报告"
)
"""How a government begins its report to the congress."""
_YEAR_AHEAD = re.compile(
    r"(?:^|(?<=建议)|(?<=，))((?:19|20)\d{2})年(?:的)?(?:[^年，。]{0,14}(?:安排|部署|思路|任务|工作|目标|重点|要求|取向)$|[^年，。]{0,4}重点工作"
    r"|[^年，。]{0,4}(?:经济社会|国民经济)[^年，。]{0,4}发展[^，。]{0,6}目标)"
)
_ITS_GOVERNMENT = re.compile(
    r"(?:(?:19|20)\d{2}年?)?(?:([一-鿿]{2,10}?(?:省|自治区|市|县|区|州|旗|盟))(?:人民政府|政府)|(国务院)(?:政府)?)"
    r"工作报告$"
)


def bodies_in(text: str) -> tuple[str, ...]:
    """The bodies a run of text names and nothing else; () when it is something else."""
    flat = re.sub(r"[（(](?:代章|盖章|印章|章)[）)]", "", text).strip("　 ")
    joint = _JOINT.match(flat)
    if joint:
        return (joint.group(1).strip(), joint.group(2).strip())
    if _SEVERAL.search(flat) and is_body(_SEVERAL.sub("", flat)):
        return (flat,)
    parts = [part for part in re.split(r"[\s　、]+", flat) if part]
    if len(parts) > 1 and all(is_body(part) for part in parts):
        return tuple(parts)
    whole = re.sub(r"\s", "", flat)
    return side_by_side(whole) if names_bodies(whole) else ()


def bodies_of_line(piece: Piece) -> tuple[str, ...]:
    """The bodies of a signature line; the spaces of the file tell joint ones apart."""
    raw = piece.raw.replace("**", "").strip()
    return bodies_in(raw) or bodies_in(piece.text)


def signed(pieces: list[Piece]) -> list[tuple[str, tuple[str, ...]]]:
    """(text, the bodies it names) of each signature; a name broken over two lines is one."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for piece in pieces:
        bodies = bodies_of_line(piece)
        if found and not found[-1][1] and (whole := bodies_in(found[-1][0] + piece.text)):
            found[-1] = (found[-1][0] + piece.text, whole)
        else:
            found.append((piece.text, bodies))
    return found


def issuers_of_title(title: str, parts: TitleParts) -> tuple[str, ...]:
    """The bodies a title names as its own: before 关于, before a colon, or at its start."""
    if parts.issuer:
        return bodies_in(parts.issuer)
    headline = _HEADLINE.match(title)
    if headline:
        return bodies_in(headline.group(1))
    start = words().body_in_title.match(title)
    if (
        start
        and _PLACE.search(start.group(1))
        and not re.match(r"中心组|部门", title[start.end() - 2 :])
    ):
        return (start.group(1),)
    return ()


def government_of(heard: str, title: str) -> tuple[str, ...]:
    """Whose work report it is, by the congress it was given to: a people's congress hears the
    government of its own place (宪法第九十二条, 第一百一十条); else by the place its title names."""
    found = _CONGRESS.search(heard) or _ITS_GOVERNMENT.match(title)
    if not found:
        return ()
    place, nation = found.groups()
    return ("国务院",) if nation else (f"{place}人民政府",) if place else ()


def kind_of(title: str, preamble: str, nodes: list[Node]) -> tuple[str, str | None]:
    """(genre, the name the paper gives itself in its opening, where its title shows no kind)."""
    genre = genre_of(title) if title else "其他"
    if genre != "其他":
        return genre, None
    made = made_name(preamble)
    if made and not title:
        return genre_of(made), made
    if not title and _ACCOUNT.search(preamble):
        return "政府工作报告", None
    spoken = len(nodes) >= 2 and all(node.level == 1 for node in nodes)
    headline = _HEADLINE.match(title)
    told = (headline is not None and is_body(headline.group(1))) or bool(
        _PRACTICE.search(preamble[:200])
    )
    if (
        title
        and spoken
        and told
        and not title.endswith(("报告", "办法", "规定", "决定", "函", "批复"))
    ):
        return "经验材料", None
    return genre, None


def made_name(preamble: str) -> str | None:
    """The name a paper gives itself: 特制定2018年文明单位创建工作方案."""
    names = [found.group(1) for found in words().making.finditer(preamble)]
    if not names:
        return None
    name = re.sub(r"^(?:了|本|如下|以下|我局|全局|全市|全县)", "", names[-1])
    return name or None


def year_of(
    parts: TitleParts,
    made: str | None,
    genre: str,
    preamble: str,
    number: str | None,
    days: Iterable[date | None],
    text: Iterable[str] = (),
) -> int | None:
    """The year a paper is about: by its title, its own name, its opening, its number, its dates;
    for a paper that lost its title, by the latest year whose work its `text` heads or whose goals
    it sets."""
    numbered = _NUMBER_YEAR.search(number or "")
    if numbered and parts.genre in REPLIES:
        return int(numbered.group(1))
    if parts.year:
        return parts.year
    if made and (year := parse_title(made).year):
        return year
    opening = _OPENING_YEAR.match(preamble)
    if opening and genre in YEARLY:
        return int(opening.group(1))
    if numbered:
        return int(numbered.group(1))
    dated = next((day.year for day in days if day), None)
    if dated or (parts.genre != "其他" and genre != "政府工作报告"):
        return dated
    ahead = [int(year) for line in text for year in _YEAR_AHEAD.findall(line)]
    return max(ahead, default=None)


def topic(title: str, made: str | None, genre: str, preamble: str) -> str | None:
    """What a paper is about: its title's own topic where the title ends in a kind, else the
    longest known topic of title, then opening."""
    if made:
        return topic_of(made)
    if title and genre not in ("其他", "经验材料", "通知", "意见", "报告", "政府工作报告"):
        return _without_place(topic_of(title))
    for text in (title, preamble):
        found = [name for name in words().topics if name in text]
        if found:
            return found[0]
    return None


def _without_place(name: str | None) -> str | None:
    """示例市科普 → 科普, where what follows the place is a topic that is known."""
    found = re.match(r"[一-鿿]{2,8}?(?:省|市|县|区|州|镇|乡|街道)(.{2,})$", name or "")
    return found.group(1) if found and found.group(1) in words().topics else name


def period_of_title(title: str) -> Period | None:
    """The span of time a title names, when it is not one year: 2024—2026年, 2026年上半年."""
    found = _SPAN.search(title)
    if found:
        first, last = int(found.group(1)), int(found.group(2))
        if first < last:
            return Period(start=date(first, 1, 1), end=date(last, 12, 31), label=found.group(0))
    found = _PART.search(title)
    if not found:
        return None
    first, months = _MONTHS_OF[found.group(2)]
    year, last = int(found.group(1)), first + months - 1
    end = date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return Period(start=date(year, first, 1), end=end, label=found.group(0))


def stage_of(title: str) -> str | None:
    """The 稿次 a title shows in brackets, not that of a paper it quotes."""
    found = _STAGE.search(re.sub(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", "", title))
    return found.group(1) if found else None


def page_day(fields: dict[str, str], meaning: str) -> date | None:
    """A date of the page's fields."""
    for label in words().means[meaning]:
        if label in fields and (day := find_date(fields[label])):
            return day
    return None


def month_day(text: str) -> date | None:
    """The first day of the month a line like （2024年9月） names."""
    found = re.search(r"((?:19|20)\d{2})年(\d{1,2})月", text)
    return make_date(int(found.group(1)), int(found.group(2)), 1) if found else None


def lead_day(opening: str) -> date | None:
    """The day on which, as the lead-in of a news agency says, the paper was put out: no 成文日期,
    but a date of its year."""
    found = _LEAD.match(opening)
    return find_date(found.group(1)) if found else None


def page_value(fields: dict[str, str], meaning: str) -> str | None:
    """A field of the page by what it means."""
    return next((fields[label] for label in words().means[meaning] if fields.get(label)), None)
