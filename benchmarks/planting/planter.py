"""Plant faults in clean papers at random places, from a seed.

    from planting.planter import cases
    for case in cases("R17", papers, seed=1, count=40): ...

A case is a text with one fault, the place of the fault, and the codes that may claim it. Written
from the rules as they are worded for people; imports nothing of draftkit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .sentences import SENTENCES, TOPICS, UNITS

Planted = tuple[str, int, int]
"""A text with a fault between two places."""

ALSO: dict[str, tuple[str, ...]] = {
    "R36": ("R13",), "R13": ("R36",), "R34": ("R64",), "R19": ("R20",), "R20": ("R19", "R32"),
    "R06": ("R46",), "R46": ("R06",), "R50": ("R11",), "R55": ("R64", "R56"), "R56": ("R55", "R06"),
    "R57": ("R55",), "R64": ("R55",), "R40": ("R38",), "R48": ("R46", "R06"),
}  # fmt: skip
"""Rules beside its own that may rightly claim a fault."""


@dataclass(frozen=True)
class Case:
    """One planted fault."""

    code: str
    text: str
    start: int
    end: int
    paper: str
    codes: tuple[str, ...]
    request: dict[str, Any] | None = None
    stage: str = "印发稿"
    words: str = field(default="")


def cases(code: str, papers: Sequence[tuple[str, str]], seed: int, count: int) -> Iterator[Case]:
    """Up to `count` cases of a rule over (name, text) of clean papers."""
    chance = random.Random(f"{code}/{seed}")  # noqa: S311 - a benchmark draws, it hides nothing
    plant = PLANTERS.get(code) or (lambda text, one: _sentence(code, text, one))
    made = tries = 0
    while made < count and tries < count * 20:
        tries += 1
        name, text = chance.choice(papers)
        request = _request(text) if code in REQUESTED else None
        planted = plant(text, chance) if request or code not in REQUESTED else None
        if planted is None:
            continue
        made += 1
        new, start, end = planted
        yield Case(
            code, new, start, end, name, (code, *ALSO.get(code, ())), request, words=new[start:end]
        )


def codes() -> tuple[str, ...]:
    """The rules a fault can be planted for."""
    return tuple(sorted({*SENTENCES, *PLANTERS}))


_TEXT_LINE = re.compile(r"^[^\n]{60,}。$", re.MULTILINE)
_HEAD = re.compile(
    r"^([一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|\d{1,2}\.)(?=[一-鿿])",
    re.MULTILINE,
)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs of running text in the middle of a paper: not its head, tail or lists."""
    first, last = len(text) // 10, len(text) * 9 // 10
    return [
        found.span() for found in _TEXT_LINE.finditer(text)
        if first < found.start() and found.end() < last and "：" not in found.group(0)[:12]
    ]  # fmt: skip


def _sentence(code: str, text: str, chance: random.Random) -> Planted | None:
    """Put a faulty sentence behind a sentence of some paragraph."""
    spans = _paragraphs(text)
    if code in _UNTIL and not re.match(
        r"[^\n]*\n(?:[^\n]*\n){0,3}?[^\n]*〔(?:200\d|201\d|202[0-2])〕", text
    ):
        return None
    if not spans or (code in _SINCE and not _issued_since(text, _SINCE[code])):
        return None
    start, end = chance.choice(spans)
    stops = [at + 1 for at in range(start, end) if text[at] == "。" and _outside(text, start, at)]
    if not stops:
        return None
    digit = str(chance.randint(2, 9))
    words = (
        chance.choice(SENTENCES[code]).replace("{n}", digit).replace("{y}", str(chance.randint(2016, 2020) if code == "R01" else chance.randint(2019, 2024)))
        .replace("{u}", chance.choice(UNITS)).replace("{t}", chance.choice(TOPICS))
    )  # fmt: skip
    at = chance.choice(stops)
    opened, closed = words.index("⟦"), words.rindex("⟧")
    plain = words.replace("⟦", "").replace("⟧", "")
    marks = words[opened:closed].count("⟦") + words[opened:closed].count("⟧")
    return text[:at] + plain + text[at:], at + opened, at + closed - marks


_SINCE = {"R15": 2020, "R28": 2020, "R47": 2018, "R49": 2021}
"""Rules whose fault is none in a paper of this year or before."""


_UNTIL = ("R04",)
"""Rules whose fault is one in a paper numbered in 2022 or before."""


def _issued_since(text: str, year: int) -> bool:
    """Whether the last date line of a paper is later than a year."""
    days = re.findall(r"^(20\d{2})年\d{1,2}月\d{1,2}日$", text, re.MULTILINE)
    return bool(days) and int(days[-1]) > year


def _outside(text: str, start: int, at: int) -> bool:
    """Whether a place of a paragraph is in no quotes or brackets."""
    return all(
        text.count(a, start, at) == text.count(b, start, at)
        for a, b in ("“”", "（）", "《》", "〔〕")
    )


def _heads(text: str) -> list[re.Match[str]]:
    return list(_HEAD.finditer(text))


_DIGITS = "一二三四五六七八九十"


def _number(mark: str) -> int:
    bare = mark.strip("（）、.")
    if bare.isdigit():
        return int(bare)
    if bare in _DIGITS:
        return _DIGITS.index(bare) + 1
    return 10 + _DIGITS.index(bare[1]) + 1 if bare.startswith("十") and len(bare) == 2 else 0


def _mark(like: str, number: int) -> str:
    if like[0].isdigit():
        return f"{number}."
    han = _DIGITS[number - 1] if number <= 10 else "十" + _DIGITS[number - 11]
    return f"（{han}）" if like.startswith("（") else f"{han}、"


def _r17(text: str, chance: random.Random) -> Planted | None:
    """A number of a heading skipped or doubled: one behind its like, with no third after it."""
    heads = _heads(text)
    pairs = [
        (one, two) for one, two in pairwise(heads)
        if one.group(1)[-1] == two.group(1)[-1] and 0 < _number(one.group(1)) < 10
        and _number(two.group(1)) == _number(one.group(1)) + 1
    ]  # fmt: skip
    if not pairs:
        return None
    _, two = chance.choice(pairs)
    number = _number(two.group(1)) + chance.choice((-1, 2, 3))
    return _put(text, two.start(), two.end(), _mark(two.group(1), number))


def _put(text: str, start: int, end: int, words: str) -> Planted:
    return text[:start] + words + text[end:], start, start + max(1, len(words))


def _r19(text: str, chance: random.Random) -> Planted | None:
    """1、 or （一）、 or 一. for a mark."""
    heads = _heads(text)
    if not heads:
        return None
    one = chance.choice(heads)
    mark = one.group(1)
    wrong = (
        f"{mark}、" if mark.startswith("（") else mark[:-1] + ("、" if mark[-1] == "." else "，")
    )
    return _put(text, one.start(), one.end(), wrong)


def _r20(text: str, chance: random.Random) -> Planted | None:
    """(四) among （…） in a paper with at least four of them."""
    heads = [one for one in _heads(text) if one.group(1).startswith("（")]
    if len(heads) < 4:
        return None
    one = chance.choice(heads)
    return _put(text, one.start(), one.end(), f"({one.group(1)[1:-1]})")


def _in_text(pattern: str, change: Callable[[str], str]) -> Callable[..., Planted | None]:
    """A planter that changes one match of a pattern within running text."""
    compiled = re.compile(pattern)

    def plant(text: str, chance: random.Random) -> Planted | None:
        found = [m for a, b in _paragraphs(text) for m in compiled.finditer(text, a, b)]
        if not found:
            return None
        one = chance.choice(found)
        return _put(text, one.start(), one.end(), change(one.group(0)))

    return plant


_BESIDE = re.compile(r"(?<=[一-鿿])(?=\d{1,4}[年月日个次项人家万])|(?<=\d)(?=[年月日个次项人家万])")


def _r33(text: str, chance: random.Random) -> Planted | None:
    """A space between a figure and the words beside it."""
    found = [m.start() for a, b in _paragraphs(text) for m in _BESIDE.finditer(text, a, b)]
    if not found:
        return None
    at = chance.choice(found)
    return text[:at] + " " + text[at:], at, at + 1


def _r43(text: str, chance: random.Random) -> Planted | None:
    """A sentence of one paragraph again at the end of another."""
    spans = _paragraphs(text)
    if len(spans) < 4:
        return None
    one, two = sorted(chance.sample(spans, 2))
    said = [
        s for s in re.findall(r"(?:(?<=。)|^)[^。\n]{30,120}。", text[one[0] : one[1]])
        if len(re.findall("[一-鿿]", s)) >= 26 and "负责" not in s and not s.startswith(("（", "〔", "["))
        and s.count("（") == s.count("）") and s.count("“") == s.count("”") and s.count("《") == s.count("》")
    ]  # fmt: skip
    if not said:
        return None
    words = chance.choice(said)
    return text[: two[1]] + words + text[two[1] :], two[1], two[1] + len(words)


def _r44(text: str, chance: random.Random) -> Planted | None:
    """A closing 》 or ” lost."""
    found = [
        m for a, b in _paragraphs(text)
        for m in re.compile(r"《[^《》\n]{3,40}》|“[^“”\n]{2,20}”").finditer(text, a, b)
    ]  # fmt: skip
    if not found:
        return None
    one = chance.choice(found)
    return text[: one.end() - 1] + text[one.end() :], one.start(), one.end() - 1


def _r11(text: str, chance: random.Random) -> Planted | None:
    """The paper's own number with other brackets, a 第 or a 0."""
    found = re.search(r"(?<=[一-鿿])〔(20\d{2})〕(\d{1,4})号(?=\n)", text[:1200])
    if not found:
        return None
    year, number = found.groups()
    wrong = chance.choice(
        (
            f"[{year}]{number}号",
            f"【{year}】{number}号",
            f"〔{year}〕第{number}号",
            f"〔{year}〕0{number}号",
            f"（{year}）{number}号",
            f"〔{year[2:]}〕{number}号",
        )
    )
    return _put(text, found.start(), found.end(), wrong)


def _r12(text: str, chance: random.Random) -> Planted | None:
    """The paper's number of another year than its day."""
    found = re.search(r"(?<=\n)[一-鿿]{2,12}(〔(20\d{2})〕)(?=\d{1,4}号\n)", text[:1200])
    day = re.search(r"^(20\d{2})年([2-9]|10|11)月\d{1,2}日$", text, re.MULTILINE)
    if not found or not day or day.group(1) != found.group(2):
        return None
    year = int(found.group(2)) + chance.choice((-1, -2, 1))
    return _put(text, found.start(1), found.end(1), f"〔{year}〕")


_ADDRESSED = re.compile(r"(?<=\n)([^\n。；！？]{2,80})：(?=\n)")


def _r10(text: str, chance: random.Random) -> Planted | None:
    """A 通知 that says 现通告如下."""
    found = re.search(r"(?<=\n)(?:现|特)[^。\n]{0,40}(通知)(?=如下)", text[:2500])
    if not found or "通知" not in text[: found.start()]:
        return None
    return _put(text, *found.span(1), chance.choice(("通告", "报告", "公告", "通报")))


def _r23(text: str, chance: random.Random) -> Planted | None:
    """The colon behind those addressed half-width, another mark, or gone."""
    head = text[:1200]
    found = next(
        (
            one
            for one in _ADDRESSED.finditer(head)
            if "通知" in head[: one.start()]
            and re.search(r"各|局|委|办|单位|政府", one.group(1))
            and not re.search(r"如下|以下|附件|^[一二三（(\d]|责任|时间|地点", one.group(1))
        ),
        None,
    )
    if found is None:
        return None
    wrong = chance.choice((":", "，", ""))
    start = found.end() - (1 if wrong else 3)
    return text[: found.end() - 1] + wrong + text[found.end() :], start, found.end()


def _imprint(text: str, copies: str, printed: str) -> tuple[str, int] | None:
    """An imprint below a paper that ends in a signature and its day."""
    if (
        "抄送" in text
        or "印发\n" in text[-400:]
        or not re.search(
            r"(?:局|办公室|办公厅|委员会|政府|委)\n+20\d{2}年\d{1,2}月\d{1,2}日\s*$", text
        )
    ):
        return None
    body = text.rstrip() + "\n\n"
    return f"{body}{copies}\n\n{printed}\n", len(body)


def _r66(text: str, chance: random.Random) -> Planted | None:
    """Copies without their stop, or with a half-width colon."""
    copies = chance.choice(("抄送：市总工会，局领导", "抄送:市总工会，局领导。"))
    made = _imprint(text, copies, "示例市科学技术局办公室2026年4月19日印发")
    return (made[0], made[1], made[1] + len(copies)) if made else None


def _r67(text: str, _chance: random.Random) -> Planted | None:
    """An imprint without 印发."""
    printed = "示例市科学技术局办公室2026年4月19日"
    made = _imprint(text, "抄送：市总工会，局领导。", printed)
    if made is None:
        return None
    start = made[0].rindex(printed)
    return made[0], start, start + len(printed)


def _r68(text: str, _chance: random.Random) -> Planted | None:
    """The 附注 without its brackets."""
    found = re.search(r"(?<=\n)（(此件(?:公开发布|主动公开))）(?=\n)", text)
    return _put(text, found.start(), found.end(), found.group(1)) if found else None


def _r08(text: str, _chance: random.Random) -> Planted | None:
    """A plan that loses all it says of what makes sure that it is done."""
    head = re.search(
        r"^[一二三四五六七八九]、(?:组织保障|保障措施|工作保障|工作要求|组织领导|加强组织领导|组织实施|实施保障)[^\n]{0,10}\n",
        text, re.MULTILINE,
    )  # fmt: skip
    if not head or not re.search(r"(?:工作|实施|行动)方案", text[:300]):
        return None
    after = re.search(
        r"^(?:[一二三四五六七八九]、|附件|[^\n]{2,30}\n20\d{2}年\d)",
        text[head.end() :],
        re.MULTILINE,
    )
    end = head.end() + after.start() if after else len(text)
    rest = text[: head.start()] + text[end:]
    if re.search(
        r"加强(?:组织)?领导|组织领导|强化(?:组织|督|责任|保障)|加强督|责任落实|考核", rest
    ):
        return None
    return rest, 0, 1


def _r09(text: str, _chance: random.Random) -> Planted | None:
    """A payload called otherwise than its carrier calls it."""
    named = re.search(r"印发《?([^《》\n]{6,60}?(?:要点|方案|计划))》?的通知", text[:400])
    if not named:
        return None
    name = named.group(1)
    at = text.find(f"\n{name}\n", named.end())
    if at < 0 or text.count(name) > 4:
        return None
    kind = "计划" if not name.endswith("计划") else "要点"
    wrong = name[:-2] + kind
    new = text[: at + 1] + wrong + text[at + 1 + len(name) :]
    return new, named.start(1), named.end(1)


def _r18(text: str, chance: random.Random) -> Planted | None:
    """1. above （一）: the first sub-heads of a part get the deeper mark, those below the higher."""
    found = [
        m for m in re.finditer(r"^（一）(?=[一-鿿])", text, re.MULTILINE)
        if re.search(r"^1\.(?=[一-鿿])", text[m.end() : m.end() + 600], re.MULTILINE)
    ]  # fmt: skip
    if not found or re.search(r"^第[一二三四五六七八九十]{1,3}[章条]", text, re.MULTILINE):
        return None
    one = chance.choice(found)
    inner = re.compile(r"^1\.(?=[一-鿿])", re.MULTILINE).search(text, one.end())
    if inner is None or re.search(r"^（", text[one.end() : inner.start()], re.MULTILINE):
        return None
    new = (
        text[: one.start()]
        + "1."
        + text[one.end() : inner.start()]
        + "（一）"
        + text[inner.end() :]
    )
    return new, one.start(), one.start() + (inner.end() - one.start()) + 2


def _r42(text: str, chance: random.Random) -> Planted | None:
    """What is done already, among the tasks of a plan."""
    if not re.search(r"20\d{2}年[^\n]{0,40}(?:要点|方案)》?的通知", text[:200]):
        return None
    tasks = re.search(r"^[二三]、[^\n]{0,8}(?:任务|措施|重点|工作)[^\n]*$", text, re.MULTILINE)
    guard = re.search(r"^[三四五六]、[^\n]{0,8}(?:保障|要求|组织)", text, re.MULTILINE)
    if not tasks or not guard or guard.start() < tasks.end() + 400:
        return None
    planted = _sentence("R42", text[tasks.end() : guard.start()], chance)
    if planted is None:
        return None
    part, start, end = planted
    return (
        text[: tasks.end()] + part + text[guard.start() :],
        tasks.end() + start,
        tasks.end() + end,
    )


def _r21(text: str, chance: random.Random) -> Planted | None:
    """A heading that stands alone, closed by a stop, among many that are not."""
    heads = list(re.finditer(r"^[一二三四五六七八九]、[一-鿿]{3,16}$", text, re.MULTILINE))
    if len(heads) < 3:
        return None
    one = chance.choice(heads[:-1])
    return text[: one.end()] + "。" + text[one.end() :], one.end(), one.end() + 1


def _r29(text: str, chance: random.Random) -> Planted | None:
    """附件1：《…》。 for a single attachment."""
    found = re.search(r"^附件：([一-鿿（）]{4,40})$", text, re.MULTILINE)
    if not found:
        return None
    wrong = chance.choice(
        (f"附件：{found.group(1)}。", f"附件：《{found.group(1)}》。", f"附件:{found.group(1)}。")
    )
    return _put(text, found.start(), found.end(), wrong)


def _r30(text: str, chance: random.Random) -> Planted | None:
    """A cited attachment that is not there."""
    if not re.search(r"^附件[：:]", text, re.MULTILINE) or re.search(r"附件[5-9]", text):
        return None
    return _sentence("R30", text, chance)


def _r53(text: str, chance: random.Random) -> Planted | None:
    """A title with 关于 twice, or 的通知的通知."""
    found = re.match(r"([一-鿿]{4,30}关于[一-鿿]{4,60}的通知)\n", text)
    if not found:
        return None
    title = found.group(1)
    wrong = chance.choice((f"{title}的通知", title.replace("关于", "关于关于", 1)))
    return _put(text, 0, len(title), wrong)


_ASKED = re.compile(
    r"(?P<issuer>[一-鿿]{2,12}?(?:局|厅|委员会|办公室|办公厅|政府|委))关于印发[^\n]{0,40}?(?P<year>20\d{2})年"
)


def _request(text: str) -> dict[str, Any] | None:
    """What somebody would have asked for to get this paper."""
    found = _ASKED.match(text)
    if not found:
        return None
    return {"genre": "工作方案", "issuer": found.group("issuer"), "year": int(found.group("year"))}


REQUESTED = ("R01", "R03")
"""Rules that judge against a request."""

PLANTERS: dict[str, Callable[..., Planted | None]] = {
    "R08": _r08,
    "R09": _r09,
    "R10": _r10,
    "R18": _r18,
    "R21": _r21,
    "R29": _r29,
    "R30": _r30,
    "R42": _r42,
    "R53": _r53,
    "R11": _r11,
    "R12": _r12,
    "R17": _r17,
    "R19": _r19,
    "R20": _r20,
    "R23": _r23,
    "R66": _r66,
    "R67": _r67,
    "R68": _r68,
    "R32": _in_text(r"(?<=[一-鿿])[，；](?=[一-鿿])", lambda s: {"，": ",", "；": ";"}[s]),
    "R33": _r33,
    "R43": _r43,
    "R44": _r44,
}
