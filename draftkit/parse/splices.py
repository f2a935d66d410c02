"""Two bodies' papers in one text: signs that a page was put together from several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from draftkit.parse.data import words
from draftkit.reading.bodies import place_of
from draftkit.reading.names import known_place, place_names
from draftkit.reading.tables import cities
from draftkit.text.titles import parse_title
from draftkit.values.notice import Notice
from draftkit.values.source import Line

_SELF = re.compile(
    r"(?<![居列获在为是受评入占前向])[全我](省|市|县|区|州|盟|旗)"
    r"(?!场|域|直|第|前|唯|首|率|领|排|平均|通报|推广|先进|示范|试点|会议|综合|优秀|最|十|[^，。；]{0,12}(?:第[一二三四五六七八九十\d]|前列|首位|先进|试点|示范|会议))"
)
_MIDDLE = (0.25, 0.75)
"""Between these shares of a text one paper may end and another begin."""
_CITY = re.compile(r"市(?!场)")
_FEW = 3
"""Lines that must name a place for it to be the one a text speaks of."""
_OFTEN = 5
"""Times a text must call itself a city or a county for it to be one."""
_NEARLY_ALL = 0.85
_HEAD_OF_ANOTHER = re.compile(
    r"^\d{1,2}[.．、]\s?([^，。；：]{2,40}?关于(?:印发|转发|下发|发布).{2,120}?的?通知)"
    r"（\d{4}年\d{1,2}月\d{1,2}日）[^。；]{6,}"
)
"""The numbered head of a paper in a collection: title, date in brackets, and its text at once."""
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_SIGNED = 25
"""Characters that a line with the name of a signing body has at most."""


def spliced(notice: Notice, text: str, whole: Sequence[Line] = ()) -> str | None:
    """What shows that a text was put together from papers of two bodies; None where nothing does.
    `whole` are the lines of the file, annexes included."""
    lines = [line for line in text.splitlines() if line]
    return (
        _signed_elsewhere(notice)
        or _two_places(lines)
        or _strange_end(notice, text)
        or _two_ranks(lines)
        or _head_of_another(whole)
        or _stranger(notice, whole)
    )


def _head_of_another(lines: Sequence[Line]) -> str | None:
    """A line that begins another paper, as collections print it."""
    for line in lines:
        if line.part not in ("table", "furniture", "metadata") and line.text[:1].isdigit():
            found = _HEAD_OF_ANOTHER.match(line.text)
            if found:
                return f"文中另有一份公文，疑为拼接：“{found.group(1)}”"
    return None


def _stranger(notice: Notice, lines: Sequence[Line]) -> str | None:
    """A body of another place that signs and dates a part of the file. A superior's paper that is
    passed on, a paper of several bodies and one whose title names the place are none."""
    title = notice.title or ""
    issuers = (parse_title(title).issuer, notice.issuer, *notice.issuers)
    own = {known_place(place_of(name)) for name in issuers if name} - {None}
    if len(own) != 1:
        return None
    home = own.pop() or ""
    for line, below in pairwise(lines):
        if len(line.text) > _SIGNED or line.part == "table" or not _DATE.fullmatch(below.text):
            continue
        other = known_place(place_of(line.text)) if words().body_end.search(line.text) else None
        if other is None or other == home or other in title:
            continue
        if cities().get(home) != other and cities().get(other) != home:
            return f"文中另有他地机关署名的公文，疑为拼接：“{home}”“{line.text}”"
    return None


def _signed_elsewhere(notice: Notice) -> str | None:
    """The paper of one place, signed by another."""
    signed = {place_of(name) for name in re.split(r"[\s　]+", notice.signature or "") if name}
    titled = place_of(parse_title(notice.title or "").issuer or "")
    other = next(iter(signed), "")
    alone = titled and other and len(notice.issuers) < 2 and len(signed) == 1
    if alone and other != titled and other[-1] == titled[-1] and other[-1] in "市县":
        return f"标题与署名不是同一地方，疑为拼接：“{titled}”“{other}”"
    return None


def _two_places(lines: list[str]) -> str | None:
    """A text that speaks of one city up to a point, of one other from there on, and of no third."""
    names = _cities_in(lines)
    for first, where in names.items():
        for second, there in names.items():
            apart = where[-1] < there[0] and len(where) >= _FEW and len(there) >= _FEW
            others = [
                name for name, at in names.items() if len(at) > 1 and name not in (first, second)
            ]
            if first != second and apart and not others and _even(where, there, len(lines)):
                return f"前后写的不是同一地方，疑为拼接：“{first}”“{second}”"
    return None


def _strange_end(notice: Notice, text: str) -> str | None:
    """The paper of one place whose second half names it no more and one other again and again."""
    own = known_place(place_of(parse_title(notice.title or "").issuer or notice.issuer or ""))
    half = len(text) // 2
    if own is None or own in text[half:]:
        return None
    other, count = _chief_place(text[half:])
    home = {own, cities().get(own)}
    if other in home or count < _OFTEN or other in text[:half] or cities().get(other) == own:
        return None
    return f"后半部分写的是另一地方，疑为拼接：“{own}”“{other}”"


def _chief_place(text: str) -> tuple[str, int]:
    """The known place a text names most and how often; ("", 0) where another comes near it."""
    counts = Counter(found.group(0) for found in place_names().finditer(text)).most_common(2)
    if not counts or (len(counts) > 1 and counts[1][1] * 2 > counts[0][1]):
        return "", 0
    return counts[0]


def _even(where: list[int], there: list[int], total: int) -> bool:
    """Whether both places reach over a good part of the text."""
    return where[0] < total * 0.3 and there[-1] > total * 0.7


def _cities_in(lines: list[str]) -> dict[str, list[int]]:
    """City → the lines that name it with 市."""
    known = cities()
    out: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        for found in _CITY.finditer(line):
            before = line[max(0, found.start() - 5) : found.start()]
            name = next((before[n:] for n in range(len(before) - 1) if before[n:] in known), "")
            where = out.setdefault(f"{name}市", []) if name else []
            if at not in where[-1:]:
                where.append(at)
    return out


def _two_ranks(lines: list[str]) -> str | None:
    """A text that calls itself 全市, 我市 in one part and 全县, 我县 in the rest."""
    said = [(at, found.group(1)) for at, line in enumerate(lines) for found in _SELF.finditer(line)]
    if len(said) < 2 * _OFTEN:
        return None
    for cut in range(_OFTEN, len(said) - _OFTEN + 1):
        share = said[cut][0] / len(lines)
        if said[cut][0] == said[cut - 1][0] or not _MIDDLE[0] < share < _MIDDLE[1]:
            continue
        first, then = (_chief(part) for part in (said[:cut], said[cut:]))
        if first and then and first != then:
            return f"前后自称不一，疑为拼接：“全{first}”“全{then}”"
    return None


def _chief(said: list[tuple[int, str]]) -> str | None:
    """The rank that nearly all of the mentions have."""
    rank, count = Counter(rank for _, rank in said).most_common(1)[0]
    return rank if count >= max(_OFTEN, _NEARLY_ALL * len(said)) else None
