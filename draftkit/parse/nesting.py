"""Bounds on the markup of a page: what a browser would choke on is refused before it is read."""

from __future__ import annotations

import re
from pathlib import Path

from draftkit.errors import TooLargeError

MAX_TAGS = 400_000
"""Tags of a page; a long paper has some ten thousand."""
MAX_DEPTH = 1_000
"""Elements one inside the other; real pages have some thirty."""
MAX_TAG = 100_000
"""Characters of one tag."""
_TAG = re.compile(
    r"<(/?)(?:div|table|tbody|tr|ul|ol|dl|section|article|blockquote|center|form|span|font|a|b|i|u|em|strong)\b"
    r"([^<>]*)>",
    re.I,
)
_LONG = re.compile(rf"<[a-zA-Z/][^<>]{{{MAX_TAG}}}")


def refuse_deep(markup: str, path: Path) -> None:
    """Raise TooLargeError for a page with more tags, or tags deeper or longer, than a page has."""
    if markup.count("<") > MAX_TAGS or _LONG.search(markup) or _depth(markup) > MAX_DEPTH:
        raise TooLargeError("parse.too_much_markup", path=str(path))


def _depth(markup: str) -> int:
    """How deep elements stand one inside the other, those that close themselves left out."""
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if tag.group(1):
            depth = max(0, depth - 1)
        elif not tag.group(2).endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
    return deepest
