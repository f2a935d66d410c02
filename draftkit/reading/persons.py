"""Persons in running text: a surname with one or two characters beside a word that only goes with
a person (同志, 局长 …). Names of state leaders and of models the whole country knows are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit import assets
from draftkit.reading.tables import persons
from draftkit.values.spans import Span


@assets.cached
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = persons()
    surname = "|".join(sorted(table.surnames, key=len, reverse=True))
    given = "[㐀-䶿一-鿿]{1,2}"
    listed = "|".join(table.listed)
    one = f"(?:{surname}){given}"
    return (
        re.compile(f"(?P<name>{one}?)(?={'|'.join(table.after)})"),
        re.compile(
            f"(?:{'|'.join(table.before)})(?P<name>{one}?)"
            f"(?=[，。、；：（）]|{'|'.join(table.verbs)}|$)"
        ),
        re.compile(f"(?:以|由)(?P<name>{one})(?=为|任|担任|牵头|负责|带队)"),
        re.compile(f"(?<=、)(?P<name>{one}?)(?=等(?:{listed}))"),
        re.compile(f"(?:^|(?<=[，。、；：]))(?P<name>{one}?)(?=、{one}?等(?:{listed}))"),
    )


def read_persons(text: str) -> Iterator[Span]:
    """Names of persons in order of where they stand."""
    known = persons().known
    for pattern in _patterns():
        for found in pattern.finditer(text):
            name = found.group("name")
            if len(name) < 2 or any(name.endswith(one) or one.startswith(name) for one in known):
                continue
            start, end = found.span("name")
            if (start and text[start - 1] in "各全本每任等副正原现") or name[1:] in _NOT_GIVEN:
                continue
            yield Span("person", start, end, name, name)


_NOT_GIVEN = frozenset(
    [
        "同志",
        "领导",
        "部门",
        "单位",
        "支部",
        "书记",
        "干部",
        "职工",
        "党员",
        "群众",
        "组织",
        "委员",
        "负责",
        "主要",
        "分管",
    ]
)
