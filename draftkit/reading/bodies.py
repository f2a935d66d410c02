"""Bodies under their several names: 泉州市科学技术局 is 泉州市科技局."""

from __future__ import annotations

from collections.abc import Iterable

from draftkit.reading.tables import abbreviations, names
from draftkit.text.similar import bare


def abbreviate(name: str) -> str:
    """The name in its usual short form: 科学技术局 → 科技局, 住房和城乡建设局 → 住建局."""
    text = bare(name)
    for full, short in abbreviations():
        text = text.replace(full, short)
    return text


def one_of(name: str | None, own_names: Iterable[str]) -> bool:
    """Whether a name is one of a body's names, in full or short form."""
    return bool(name) and abbreviate(name or "") in {abbreviate(own) for own in own_names}


def place_of(name: str) -> str:
    """The place that a body's name begins with (泉州市, 武山县), "" when it shows none."""
    plain = bare(name)
    for at, char in enumerate(plain[1:8], 1):
        if char in "市县区州旗省" and at >= 2:
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
