"""The word lists of `eval/parsing.yaml`, made ready once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from draftkit import assets


@dataclass(frozen=True)
class Words:
    """The lists in the forms that the parser asks for."""

    html_bodies: tuple[str, ...]
    html_metas: dict[str, str]
    label: re.Pattern[str]
    bracketed: re.Pattern[str]
    labels: frozenset[str]
    idle: frozenset[str]
    means: dict[str, tuple[str, ...]]
    furniture_words: re.Pattern[str]
    furniture_line: re.Pattern[str]
    place: re.Pattern[str]
    gazette: re.Pattern[str]
    gazette_part: re.Pattern[str]
    foot: re.Pattern[str]
    body_end: re.Pattern[str]
    body_in_title: re.Pattern[str]
    known_head: re.Pattern[str]
    topics: tuple[str, ...]
    making: re.Pattern[str]


@assets.cached
def words() -> Words:
    """The parser's word lists: the workspace's file where there is one, else the bundled one."""
    raw: dict[str, Any] = assets.load_yaml("eval", "parsing.yaml")
    labels = [*raw["metadata_labels"], *raw["idle_labels"]]
    return Words(
        html_bodies=tuple(raw["html_bodies"]),
        html_metas=dict(raw["html_metas"]),
        label=re.compile(rf"(?<![㐀-鿿])({_any(labels, spaced=True)})[ \u00a0\u3000]*[：:]"),
        bracketed=re.compile(
            rf"[【\[](?:[ \u00a0\u3000]*)({_any(labels, spaced=True)})[ \u00a0\u3000]*[】\]][：:]?"
        ),
        labels=frozenset(labels),
        idle=frozenset(raw["idle_labels"]),
        means={key: tuple(value) for key, value in raw["metadata_means"].items()},
        furniture_words=re.compile(_any(raw["furniture_words"])),
        furniture_line=_one_of(raw["furniture_lines"]),
        place=_one_of(raw["place_lines"]),
        gazette=_one_of(raw["gazette_lines"]),
        gazette_part=_one_of(raw["gazette_parts"]),
        foot=_one_of(raw["foot_lines"]),
        body_end=re.compile(rf"(?:{_any(raw['body_endings'])})$"),
        body_in_title=re.compile(
            rf"^(?:\d{{4}}年(?:度)?)?([一-鿿]{{2,24}}?(?:{_any(raw['body_in_title'])}))"
        ),
        known_head=re.compile(
            rf"[一二三四五六七八九十]、(?:{_any(raw['known_heads'])})(?=[^。，、；：（\s])"
        ),
        topics=tuple(sorted(raw["topics"], key=len, reverse=True)),
        making=re.compile(raw["making"]),
    )


def _one_of(patterns: list[str]) -> re.Pattern[str]:
    """An alternative of patterns."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _any(names: list[str], *, spaced: bool = False) -> str:
    """An alternative of words, longest first; `spaced` lets white space stand between characters."""
    gap = "[ \u00a0\u3000\t]*" if spaced else ""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(gap.join(re.escape(char) for char in name) for name in ordered)
