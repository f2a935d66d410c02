"""Bodies under their several names: 泉州市科学技术局 is 泉州市科技局, and so is its 党组.

A name is known by its key: what stands within a body (办公室, 党组, 机关党委, a 领导小组 of its own) off
the end, then the usual short form. Former names cannot be told from the names themselves; they
count within `same_bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from draftkit import assets
from draftkit.reading.tables import abbreviations, names
from draftkit.reading.traditional import fold
from draftkit.text.similar import bare

_RANKS = "市县区州旗省"
_LEAST_PART = 3
"""Characters of a name that may stand for a longer one by leaving some out."""

Groups = tuple[tuple[str, ...], ...]
"""Names of one body in each group, the one it goes by now first."""

_SAME: ContextVar[Groups] = ContextVar("draftkit_same_bodies", default=())


@dataclass(frozen=True)
class _Words:
    """eval/lexicon/bodies.yaml, compiled."""

    inner: tuple[re.Pattern[str], ...]
    ending: re.Pattern[str]
    party: re.Pattern[str]
    committee: re.Pattern[str]
    forms: tuple[tuple[str, str], ...]


@assets.cached
def _words() -> _Words:
    raw = assets.load_yaml("eval", "lexicon/bodies.yaml")
    return _Words(
        tuple(re.compile(f"(?:{one})$") for one in (*raw["inner"], *raw["groups"])),
        re.compile(raw["endings"]),
        re.compile(raw["party"]),
        re.compile(raw["committees"]),
        tuple(raw["forms"].items()),
    )


@contextmanager
def same_bodies(groups: Iterable[Iterable[str]]) -> Iterator[None]:
    """Within this block the names of each group are one body's (former names, say)."""
    token = _SAME.set(tuple(tuple(group) for group in groups))
    try:
        yield
    finally:
        _SAME.reset(token)


def known_groups() -> Groups:
    """The groups of names that `same_bodies` set."""
    return _SAME.get()


def abbreviate(name: str) -> str:
    """The name in its usual short form: 科学技术局 → 科技局, 住房和城乡建设局 → 住建局."""
    text = bare(name)
    for full, short in abbreviations():
        text = text.replace(full, short)
    return text


@assets.cached
def body_name(name: str) -> str:
    """The body that a name belongs to, in the words of the name: 示例市科学技术局机关党委 →
    示例市科学技术局, 中共示例市委办公室 → 中共示例市委; any other name as it is, without spaces."""
    words = _words()
    text = bare(name)
    party = words.party.match(text)
    core = text[party.end() :] if party else text
    while True:
        left = next((short for one in words.inner if (short := _off(one, core, words))), core)
        if left == core:
            break
        core = left
    if party and words.committee.search(core):
        return party.group(0) + core
    return core


def _off(inner: re.Pattern[str], core: str, words: _Words) -> str | None:
    """The name without the organ it ends in, None where that leaves no body."""
    found = inner.search(core)
    if not found:
        return None
    rest = core[: found.start()]
    return rest if len(rest) >= 2 and words.ending.search(rest) else None


def body_of(name: str) -> str:
    """The key of the body that a name belongs to: equal for all its names that show their place."""
    return _keyed(name, _SAME.get())


@assets.cached
def _keyed(name: str, groups: Groups) -> str:
    key = _plain_key(name)
    for group in groups:
        if key in map(_plain_key, group):
            return _plain_key(group[0])
    return key


@assets.cached
def _plain_key(name: str) -> str:
    words = _words()
    core = words.party.sub("", body_name(name))
    for full, short in words.forms:
        core = core.replace(full, short)
    return abbreviate(core)


def one_body(left: str, right: str) -> bool:
    """Whether two names are one body's. A name that leaves out its place (市科技局) fits any body
    of that rank that is called so. What a name adds around the body's makes it another's (原示例市科技局,
    示例市科技局下属某公司), but for organs within it, a 领导小组 of its own among them: what such a
    group is for is a topic like any other, and no list could say which topics a body may not have."""
    a, b = sorted((body_of(left), body_of(right)), key=len)
    return bool(a) and (a == b or _without_place(a, b))


def _without_place(short: str, full: str) -> bool:
    place = place_of(full)
    return len(place) > 1 and place[-1] in _RANKS and full[len(place) - 1 :] == short


def one_of(name: str | None, own_names: Iterable[str]) -> bool:
    """Whether a name is one of the body that has these names."""
    return bool(name) and any(one_body(name or "", own) for own in own_names)


def bears_name(name: str, own_names: Iterable[str]) -> bool:
    """Whether these very words, in full or short form, are among a body's names today: no former
    name, no organ that was not named."""
    return abbreviate(name) in {abbreviate(own) for own in own_names}


def answers_to(asked: str, name: str) -> bool:
    """Whether a body can be meant by what was asked for: one of its names, a part of one (科技局),
    or one abridged the usual way (the kept characters in order, the last one the same). Generous, as
    one who looks for something wants it; what is preferred or grouped goes by `one_body`."""
    return _answers(fold(asked), fold(name), _SAME.get())


@assets.cached
def _answers(asked: str, name: str, _groups: Groups) -> bool:
    """Kept for each pair: a search asks it of every row."""
    if not bare(asked) or not bare(name):
        return False
    left, right = bare(asked), bare(name)
    return (
        one_body(asked, name)
        or left in right
        or left.endswith(right)
        or body_of(asked) in body_of(name)
        or _abridges(left, right)
        or _abridges(right, left)
    )


def _abridges(short: str, full: str) -> bool:
    if not _LEAST_PART <= len(short) < len(full) or short[-1] != full[-1]:
        return False
    if short == f"{place_of(short)}委":  # 示例市委 is nobody else's short name
        return False
    rest = iter(full)
    return all(char in rest for char in short)


def full_names(every: Iterable[str]) -> dict[str, str]:
    """The name to show for each body (by its key) among the names that are known: the first of a
    group that was set, else the fullest."""
    out: dict[str, str] = {}
    for name in sorted(set(every), key=lambda one: (-len(body_name(one)), one)):
        out.setdefault(body_of(name), body_name(name))
    out.update({body_of(group[0]): bare(group[0]) for group in _SAME.get() if group})
    return out


def place_of(name: str) -> str:
    """The place that a body's name begins with (泉州市, 武山县), "" when it shows none."""
    plain = bare(name)
    for at, char in enumerate(plain[1:8], 1):
        if char in _RANKS and at >= 2:
            return plain[: at + 1]
    return next((plain[:n] for n in (4, 3, 2) if plain[:n] in names().known), "")


def with_place(name: str, issuer: str) -> str:
    """A short name that begins with its rank (市科技局) with the place in front, as a title has
    it: 泉州市科技局. Any other name as it is."""
    place = place_of(issuer)
    if place and name[:1] == place[-1:] and not name.startswith(place):
        return place[:-1] + name
    return name


def names_itself(text: str, carrier_title: str, own_names: Iterable[str]) -> bool:
    """Whether a paper that shows no issuer is still this body's: the place stands in its title and
    the rest of the body's short name (市工信局) in its text."""
    plain, title = abbreviate(text), bare(carrier_title)
    for own in own_names:
        place = place_of(own)
        tail = abbreviate(own)[len(place) - 1 :] if place else ""
        if len(tail) >= 3 and place in title + plain and tail in plain:
            return True
    return False
