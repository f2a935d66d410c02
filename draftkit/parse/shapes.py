"""What a line looks like on its own: number of a document, date, name of a body, 抄送 …"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from draftkit.parse.data import words
from draftkit.text.dates import HAN_DIGIT, find_date
from draftkit.text.marks import Mark, read_mark
from draftkit.text.numerals import to_int
from draftkit.text.sentences import CLOSE, OPEN

_NUMBER = re.compile(
    r"^([一-鿿〇A-Za-z·（）()]{1,16}?)\s*[〔\[［【〖（({<〈“„‘\"']\s*((?:19|20)\d{2})\s*[〕\]］】〗）)}>〉”‟’\"']"
    r"\s*(?:第\s*)?([0-9Xx×]{0,5})\s*号"
)
_BARE_NUMBER = re.compile(
    r"^([一-鿿]{2,12}(?:发|函|字|办|文|通|规))((?:19|20)\d{2})\s*第?(\d{1,4})号$"
)
_NO_CODE = re.compile(r"^()〔\s*(\d{0,4})\s*〕\s*(\d{0,5})\s*号$")
"""A form whose code is still to be filled in."""
_ORDER_NUMBER = re.compile(
    r"^[（(]?(?:(?:19|20)\d{2}年?\s*)?第?[〇一二三四五六七八九十百\d]{1,5}号[）)]?$"
)
_ORDER_HEAD = re.compile(r"^[^关，。：《》]{0,40}(?:令|公告)$")
_SIGNER = re.compile(r"^签发人[：:]\s*(.+)$")
_DAY = re.compile(
    r"^[（(]?(?:(?:(?:19|20)\d{2})?年\d{0,2}月\d{0,2}日|(?:19|20)\d{2}年\d{1,2}月\d{1,2}[日号]"
    rf"|{HAN_DIGIT}{{2,4}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日)[）)]?$"
)
"""A day; one whose year lost its 〇 on the way is one too, though nobody can tell which."""
_OPEN_DAY = re.compile(r"^(?:(?:19|20)\d{2})?年\d{0,2}月\d{0,2}日$")
_MONTH = re.compile(
    rf"^[（(]?(?:(?:19|20)\d{{2}}年\d{{1,2}}月|{HAN_DIGIT}{{4}}年[一二三四五六七八九十]{{1,2}}月)[）)]?$"
)
_PRINTED = re.compile(r"((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)\s*印(?:发|制)?[。]?$")
_CC = re.compile(r"^(?:抄送|分送|抄报|主送、抄送)(?:单位|机关)?[：:]")
_NOTES = (
    "此件|此文|本件|联系人|联系电话|本文有删减|此页无正文|不公开|依申请|主动公开|公开发布"
    "|公开属性|公开方式|(?:略)?有删减"
)
_NOTE = re.compile(rf"^[（(](?:{_NOTES})[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)。]*$")
_CONTACT = re.compile(r"^联系(?:人|电话)(?:及联系电话|及电话)?[：:][^。]{2,80}$")
_OPENNESS = re.compile(r"^(?:公开方式|信息公开选项|公开选项|公开属性)[：:].{2,8}$")
_ANNEX = re.compile(
    r"^附(?:件|表|图)?(?:[：:]|\s*[0-9一二三四五六七八九十]{1,2}[：:．.]?(?!月|年))(?=.*\S)"
)
_ANNEX_HEAD = re.compile(
    r"^附\s*(?:件|表|录|图)\s*([0-9一二三四五六七八九十]{0,3})(?:[-－—]\d{1,2})?\s*[：:．.]?$"
)
_URGENT = re.compile(r"^(?:特急|加急|特提|平急|急件)$")
_COPY = re.compile(r"^(?:份号[：:]?)?\d{6}$")
_GREETING = re.compile(r"^(?:各位|尊敬的|同志们|女士们)")
_HAN = "[零〇一二三四五六七八九十百]{1,7}"
_OTHER_MARKS = (
    ("chapter", 1, re.compile(rf"第({_HAN})[章编篇]\s*(?=[^，。、；：的])")),
    ("part", 1, re.compile(rf"第({_HAN})节\s*(?=[^，。、；：的])")),
    (
        "article",
        1,
        re.compile(rf"第({_HAN})条\s*(?!规定|第[^，。]{{1,4}}[款项条])(?=[^，。、；：的和至])"),
    ),
    ("paren", 4, re.compile(r"(\d{1,2})[）)]\s*")),
    ("circled", 4, re.compile(r"([①-⑳])\s*")),
)
_HOME = re.compile(r"^(?:中共)?(.{2,8}?(?:省|自治区|市|县|区|州))")
_NATIONAL = ("国务院", "中央军委", "国家", "中国", "中共", "中华", "共青团")
_SAYS_MORE = re.compile(r"[。，；：！？《》“”\d]|关于")
JOINT = 200
"""Most characters of the names of several bodies in one line."""
_MARKS_BEGIN = re.compile("[一二三四五六七八九十百—―－（(0-9㈠-㈩①-⒛第]")
"""Most lines are seen at their first character to bear no mark."""
_ENUMERATION = re.compile(r"^[一二三四五六七八九十]、[一二三四五六七八九十]、")


def doc_number(text: str) -> tuple[str, int] | None:
    """The number a line begins with, in the standard's brackets, and where it ends."""
    found = _NUMBER.match(text) or _BARE_NUMBER.match(text) or _NO_CODE.match(text)
    if not found:
        return None
    code, year, serial = found.groups()
    if "关于" in code or "《" in code:
        return None
    return f"{code}〔{year}〕{serial or '　'}号", found.end()


def is_doc_number(text: str) -> bool:
    """Whether a line is the number of a document, perhaps with the signer behind it."""
    found = doc_number(text)
    return bool(found) and (found[1] == len(text) or text[found[1] :].startswith("签发人"))  # type: ignore[index]


def is_order_number(text: str) -> bool:
    """Whether a line is the number of a decree (第706号, 2021年第5号), which stands alone under the
    name of the decree (GB/T 9704—2012 10.2)."""
    return bool(_ORDER_NUMBER.match(text))


def is_order_head(text: str) -> bool:
    """Whether a line is the 发文机关标志 of a decree: a body's name and 令, or 公告."""
    return bool(_ORDER_HEAD.match(text))


def signers(text: str) -> str | None:
    """The names behind 签发人：, None when the line is another."""
    found = _SIGNER.match(text)
    return found.group(1) if found else None


def is_day(text: str) -> bool:
    """Whether a line is a date and nothing else, brackets allowed."""
    return bool(_DAY.match(text.replace(" ", "")))


def is_open_day(text: str) -> bool:
    """Whether a line is a date whose month or day is still to be filled in: 2026年　月　日."""
    flat = text.replace(" ", "").replace("　", "")
    return bool(_OPEN_DAY.match(flat)) and not is_day(text)


def is_month(text: str) -> bool:
    """Whether a line is a year and month and nothing else."""
    return bool(_MONTH.match(text.replace(" ", "")))


def printed(text: str) -> tuple[str, date | None] | None:
    """(who, when) of a 印发 line; who is "" when it stands on another line."""
    flat = text.replace(" ", "")
    found = _PRINTED.search(flat)
    if not found or len(flat) > 60 or "，" in flat:
        return None
    return flat[: found.start()].strip(), find_date(found.group(1))


def unsaid_imprint(text: str) -> bool:
    """Whether a line is an office and a day, as an imprint that lacks its 印发 is."""
    flat = text.replace(" ", "").replace("　", "")
    return bool(_OFFICE_DAY.match(flat))


_OFFICE_DAY = re.compile(
    r"[一-鿿]{2,30}(?:办公室|办公厅|办|秘书处|综合科)(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$"
)


def is_cc(text: str) -> bool:
    """Whether a line opens the 抄送 part."""
    return bool(_CC.match(text))


def cc_names(text: str) -> str:
    """The bodies behind 抄送：, without the closing stop."""
    return _CC.sub("", text).strip().rstrip("。")


_BARE_NOTE = re.compile(
    r"此件(?:公开发布|主动公开|依申请公开|不予公开|不公开|删减后公开|发至[^。（）]{1,12}级)$"
)
"""A 附注 whose brackets were forgotten."""


def is_note(text: str) -> bool:
    """Whether a line is a 附注: （此件公开发布）, （联系人：…）."""
    return any(form.match(text) for form in (_NOTE, _CONTACT, _OPENNESS, _BARE_NOTE))


def is_annex_note(text: str) -> bool:
    """Whether a line lists annexes: 附件：1.…"""
    return bool(_ANNEX.match(text)) and not text.endswith(("。", "；"))


def annex_label(text: str) -> bool:
    """Whether a line is only the label of an annex: 附件1."""
    return bool(_ANNEX_HEAD.match(text))


def is_urgent(text: str) -> bool:
    """紧急程度."""
    return bool(_URGENT.match(text))


def is_copy_no(text: str) -> bool:
    """份号: six digits alone."""
    return bool(_COPY.match(text))


def is_greeting(text: str) -> bool:
    """A salutation (各位代表：), which is not a 主送机关."""
    return bool(_GREETING.match(text)) and text.endswith(("：", ":", "！"))


def is_body(text: str) -> bool:
    """Whether a text is the name of a body (or of several) and nothing else."""
    flat = re.sub(r"[（(][^（）()]{1,20}[）)]", "", text).strip("　 ")
    if not 2 <= len(flat) <= 45 or re.search(r"[。，；：！？《》“”\d]", flat) or "关于" in flat:
        return False
    return bool(words().body_end.search(re.sub(r"[、\s].*$", "", flat))) and bool(
        words().body_end.search(flat)
    )


def side_by_side(names: str) -> tuple[str, ...]:
    """Bodies printed without anything between: 示例省财政厅示例省教育厅, 市科技局市教育局. The next one
    begins with the place, or the rank, that the first begins with, or with 国家, 中国 and the like."""
    home = _HOME.match(names)
    starts = [re.escape(home.group(1))] if home else []
    starts += [names[0]] if names[0] in "省市县区州" else []
    cut = re.compile(rf"(?<=[局厅委会府办部行])(?<!总局)(?={'|'.join([*starts, *_NATIONAL])})")
    return tuple(cut.split(names))


def names_bodies(text: str) -> bool:
    """Whether a text is the name of a body, or of several without anything between."""
    if is_body(text):
        return True
    flat = re.sub(r"（[^（）]{1,20}）", "", text).replace(" ", "").replace("　", "")
    if not 8 <= len(flat) <= JOINT or not flat[0] or _SAYS_MORE.search(flat):
        return False
    names = side_by_side(flat)
    return len(names) > 1 and all(is_body(name) for name in names)


@lru_cache(maxsize=1024)  # each line is asked some six times while it is read
def mark_of(text: str) -> Mark | None:
    """The structure mark of a line; 一、二、三等奖 is none. Beside the standard's four levels: the
    chapters and articles of rules, and the ① and 1） that papers use below （1）."""
    if not _MARKS_BEGIN.match(text) or _ENUMERATION.match(text):
        return None
    return read_mark(text) or _other_mark(text)


def _other_mark(text: str) -> Mark | None:
    for style, level, pattern in _OTHER_MARKS:
        found = pattern.match(text)
        if found and not (style in ("chapter", "part") and (len(text) > 40 or "。" in text)):
            sign = found.group(1)
            value = ord(sign) - ord("①") + 1 if style == "circled" else to_int(sign)
            if value:
                return Mark(level, style, found.group(0).rstrip(), value, found.end())
    return None


def open_depth(text: str) -> int:
    """How many brackets and quotes a text leaves open."""
    depth = 0
    for char in text:
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
    return depth


def closes_first(text: str) -> bool:
    """Whether a closing bracket comes before an opening one."""
    for char in text:
        if char in OPEN:
            return False
        if char in CLOSE:
            return True
    return False


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence ends; a stop before closing quotes counts."""
    bare = text.rstrip(CLOSE + " ")
    if bare.endswith(("。", "！", "？", "；", "：", "!", "?", "…")):
        return True
    return text.endswith(("）", "〕", "】", ")")) and _after_stop(text)


def _after_stop(text: str) -> bool:
    """Whether the bracket that closes a line opens right after a stop, or names who is
    responsible: then the paragraph is complete without a stop behind it."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in CLOSE) - (text[at] in OPEN)
        if depth == 0:
            inside = text[at + 1 :]
            return (at > 0 and text[at - 1] in "。；！？") or bool(
                re.match(r"(?:责任|牵头|配合|完成时限|各|按职责|由)", inside)
            )
    return False
