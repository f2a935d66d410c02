"""What the request vouches for, made ready once for many questions: does it say this, and where."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

from draftkit.reading.amounts import Amount, amount, plain
from draftkit.text.similar import bare, bigrams
from draftkit.values.grounds import Given, Grounds

_AMOUNTS = re.compile(
    r"\d+(?:\.\d+)?(?:[百千万亿]{0,2}[余多]?(?:个百分点|平方公里|平方米|人次|场次|小时|分钟|公里|千米|公顷|公斤|千克"
    r"|课时|学时|[%‰元次场项人名篇个家件期份条批户册亩吨天月日周站处支所本位堂类台套辆部轮分岁倍字幅块面门节种座间张枚克升米]))?"
    r"|百分之[一二三四五六七八九十百点零]+"
    r"|[一二两三四五六七八九十百]+(?:场次|人次|[次场项名篇家件期份条户册支所部人])"
)
_KEPT = 8


class Item:
    """One given text in the forms that questions need."""

    def __init__(self, given: Given) -> None:
        self.id, self.origin = given.id, given.origin
        self.text = given.text
        self.bare = bare(given.text)
        self.plain = plain(given.text)

    @cached_property
    def grams(self) -> frozenset[str]:
        return frozenset(bigrams(self.text))

    @cached_property
    def amounts(self) -> tuple[tuple[str, Amount], ...]:
        """The amounts it names, each as written, the same one once."""
        found = dict.fromkeys(_AMOUNTS.findall(self.plain))
        return tuple((text, row) for text in found if (row := amount(text)))

    def about(self, grams: frozenset[str]) -> float:
        """Share of these bigrams that are its own."""
        return len(grams & self.grams) / len(grams) if grams else 1.0


@dataclass(frozen=True)
class Vouched:
    """All given texts, and joined ones that tell at once when none of them says something."""

    items: tuple[Item, ...]
    bare: str
    plain: str


_RECENT: OrderedDict[int, tuple[Grounds, Vouched]] = OrderedDict()


def vouched_by(grounds: Grounds) -> Vouched:
    """What these grounds vouch for; kept for the few grounds asked last."""
    kept = _RECENT.get(id(grounds))
    if kept is not None and kept[0] is grounds:
        return kept[1]
    items = tuple(Item(given) for given in grounds.given)
    made = Vouched(
        items, "\n".join(item.bare for item in items), "\n".join(item.plain for item in items)
    )
    _RECENT[id(grounds)] = (grounds, made)
    while len(_RECENT) > _KEPT:
        _RECENT.popitem(last=False)
    return made


def stands_in(needle: str, hay: str) -> bool:
    """Whether needle stands in hay, a number not as a part of another (8 in 6.8, 12 in 12万)."""
    at = hay.find(needle)
    while at >= 0:
        if not _cut(needle, hay, at):
            return True
        at = hay.find(needle, at + 1)
    return False


def _cut(needle: str, hay: str, at: int) -> bool:
    end = at + len(needle)
    before, after = hay[at - 1 : at] if at else "", hay[end : end + 1]
    if needle[0].isdigit() and (
        before.isdigit() or (before == "." and hay[max(at - 2, 0) : at - 1].isdigit())
    ):
        return True
    if not needle[-1].isdigit():
        return False
    if after.isdigit() or (after and after in "%‰万亿"):
        return True
    return after == "." and hay[end + 1 : end + 2].isdigit()
