"""What the lines of a paper say about it: whose, of which year, about what, of which kind.

Readings only: nothing here is text of its own, and what the text does not show is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from draftkit.parse.data import words
from draftkit.parse.pieces import Piece
from draftkit.parse.shapes import is_body
from draftkit.parse.tree import Node
from draftkit.text.dates import find_date, make_date
from draftkit.text.titles import TitleParts, genre_of, parse_title, topic_of
from draftkit.values.notice import Responsible

_SEVERAL = re.compile(
    r"等(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?(?:部门|单位|委办局)(?:（单位）)?$"
)
_PLACE = re.compile(r"[省市县区州盟旗国乡镇]|街道")
_HEADLINE = re.compile(r"^([一-鿿]{3,24})：")
_OPENING_YEAR = re.compile(r"^((?:19|20)\d{2})年(?!\d)")
_NUMBER_YEAR = re.compile(r"〔(\d{4})〕")
_STAGE = re.compile(r"[（(](征求意见稿|送审稿|讨论稿|初稿|定稿|草案|印发稿)[）)]")
_BRACKET = re.compile(
    r"[（(〔\[【]([^（(〔\[【]*?(?:[（(][^（）()]*[）)][^（(〔\[【]*?)*)[）)〕\]】]"
)
_ROLE = re.compile(
    r"((?:责任|牵头|配合|主办|协办|参与|负责|落实|承办)(?:单位|部门|处室|科室|股室|领导|人)?|时限要求|完成时限|完成时间|时限)[：:]"
)
_TIMES = ("时限要求", "完成时限", "完成时间", "时限")
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
_HOME = re.compile(r"^(?:中共)?(.{2,8}?(?:省|自治区|市|县|区|州))")


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
    return _side_by_side(whole) if is_body(whole) else ()


def _side_by_side(names: str) -> tuple[str, ...]:
    """Bodies of one place printed without anything between: 示例省财政厅示例省教育厅."""
    home = _HOME.match(names)
    starts = [re.escape(home.group(1))] if home else []
    cut = re.compile(rf"(?<=[局厅委会府])(?={'|'.join([*starts, '国务院', '中央军委'])})")
    return tuple(cut.split(names))


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


def government_of(heard: str) -> tuple[str, ...]:
    """Whose work report it is, by the congress it was given to: a people's congress hears the
    government of its own place (宪法第九十二条, 第一百一十条)."""
    found = _CONGRESS.search(heard)
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
) -> int | None:
    """The year a paper is about: by its title, its own name, its opening, its number, its dates."""
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
    return next((day.year for day in days if day), None)


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


def stage_of(title: str) -> str | None:
    """The 稿次 a title shows in brackets."""
    found = _STAGE.search(title)
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


def page_value(fields: dict[str, str], meaning: str) -> str | None:
    """A field of the page by what it means."""
    return next((fields[label] for label in words().means[meaning] if fields.get(label)), None)


def responsible_in(text: str) -> tuple[tuple[Responsible, ...], str | None]:
    """The units named in （责任单位：…；配合单位：…） brackets, and the time limit there."""
    units: list[Responsible] = []
    limit: str | None = None
    for bracket in _BRACKET.finditer(text):
        inner = bracket.group(1)
        labels = list(_ROLE.finditer(inner))
        if not labels or labels[0].start() > 0:
            continue
        for at, label in enumerate(labels):
            end = labels[at + 1].start() if at + 1 < len(labels) else len(inner)
            value = inner[label.end() : end].strip("，；;,。 ")
            if label.group(1) in _TIMES:
                limit = limit or value
                continue
            units += [
                Responsible(role=label.group(1), unit=unit)
                for unit in re.split(r"[、，；;,]", value)
                if unit.strip()
            ]
    return tuple(units), limit
