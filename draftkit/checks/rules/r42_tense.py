"""R42: what is done in a part that plans, what is to come in a part that looks back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.genres import role_of, spec
from draftkit.text.sentences import sentence_spans
from draftkit.values.source import Line

_SAY = {
    "plan": "“{words}”是已经做完的事，写在计划部分。",
    "review": "“{words}”是将要做的事，写在总结部分。",
}
_GENRES = ("plan", "review")


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Items of the paper only: openings tell what was and what will be with good reason."""
    genre = ctx.paper.genre
    if spec(genre).default_role not in _GENRES:
        return
    patterns = {role: re.compile(rule.data[role]) for role in _GENRES}
    spared = {role: re.compile(rule.data[f"spared_{role}"]) for role in _GENRES}
    for line in ctx.body("payload"):
        if not line.path or line.part not in ("heading", "paragraph"):
            continue
        role = _role(genre, line)
        if role not in patterns or (role == "review" and spared[role].search("".join(line.path))):
            continue
        for found in patterns[role].finditer(line.text):
            around = _around(line.text, found, role == "review")
            if not spared[role].search(around):
                words = found.group(0).lstrip("，。；：、")
                start = found.end() - len(words)
                yield Hit(ctx.where(line, start, found.end()), _SAY[role].format(words=words))


def _role(genre: str, line: Line) -> str | None:
    """Which way the part looks; a genre that only plans has no part that looks back by its words."""
    role = role_of(genre, line.path, line.text)
    default = spec(genre).default_role
    return role if default is None or role == default or genre == "总结暨计划" else None


def _around(text: str, found: re.Match[str], back: bool) -> str:
    """The sentence of a match; with `back` the one before it too, where 下一步 is often said."""
    spans = sentence_spans(text)
    at = next((n for n, (_, end) in enumerate(spans) if found.start() < end), 0)
    return text[spans[max(0, at - back)][0] : spans[at][1]] if spans else text
