"""The words of a title, so that a line of it is not broken inside one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from draftkit import assets

_ATOM = re.compile(
    r"\d+(?:[—－–~～-]\d+)?(?:年度|周年|年|月|日|号|届|次|期|批|个|项|家|条|%)?"
    r"|等(?:\d+|[一二三四五六七八九十]+)(?:个|家)?(?:部门|单位)?"
    r"|第[一二三四五六七八九十百零\d]+[届次期批个季轮]?(?:[一二三四五六七八九十]中)?"
    r"|[A-Za-z][A-Za-z0-9+.&-]*"
)


def title_data() -> dict[str, Any]:
    """Words of titles, and where a line may begin and end."""
    data: dict[str, Any] = assets.load_yaml("eval", "lexicon/title-words.yaml")
    return data


@cache
def _words(names: tuple[str, ...], _stamp: int) -> tuple[dict[str, None], int]:
    known = dict.fromkeys([*title_data()["words"], *names])
    return known, max(map(len, known))


def title_words(text: str, names: tuple[str, ...] = ()) -> list[str]:
    """The text in words: numbers with their unit, known words and `names` (the longest first), and
    single characters where no word is known."""
    known, longest = _words(names, id(title_data()))
    out, at = [], 0
    while at < len(text):
        atom = _ATOM.match(text, at)
        word = atom.group(0) if atom else ""
        for size in range(min(longest, len(text) - at), max(len(word), 1), -1):
            if text[at : at + size] in known:
                word = text[at : at + size]
                break
        out.append(word or text[at])
        at += len(out[-1])
    return out


def split_word(text: str, at: int) -> str | None:
    """The word that a line break at `at` splits, None where the words at either side are whole."""
    start = 0
    for word in title_words(text):
        end = start + len(word)
        if start < at < end:
            halves = (word[: at - start], word[at - start :])
            numeral = word[0].isdigit() or word[0].isascii() or word[0] == "第"
            apart = all(len(part) > 1 for half in halves for part in title_words(half))
            return None if apart and not numeral else word
        start = end
    return None
