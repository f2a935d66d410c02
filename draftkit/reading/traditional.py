"""Traditional characters read as simplified ones, for finding only: nothing is stored or shown so.

Only characters that simplified texts do not have are changed (eval/lexicon/traditional.txt), so these
stay as they are; one of the few that both writings use (乾, 著) stays too.
"""

from __future__ import annotations

from functools import cache

from draftkit.assets import bundled

_PAIRS = "lexicon/traditional.txt"


@cache
def simplified() -> dict[int, int]:
    """Code point of each traditional character → that of the simplified one."""
    text = (bundled("eval") / _PAIRS).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {ord(pair[0]): ord(pair[1]) for line in lines for pair in line.split()}


def fold(text: str) -> str:
    """The text with simplified characters for traditional ones; of the same length."""
    return text if text.isascii() else text.translate(simplified())
