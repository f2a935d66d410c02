"""R59: a task that names nobody and no day (a hint of style, off unless asked for)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.genres import role_of
from draftkit.text.sentences import count_han
from draftkit.values.source import Line


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Items of the tasks, each with all that stands below it, in papers that have no sheet of who
    does what."""
    genre = ctx.paper.genre
    if genre not in rule.data["genres"]:
        return
    told, sheet = re.compile(rule.data["told"]), re.compile(rule.data["sheet"])
    if any(line.part == "table" or sheet.search(line.text) for line in ctx.lines):
        return
    for head, text in _items(ctx):
        if role_of(genre, head.path, text) != "plan" or count_han(text) < rule.data["least"]:
            continue
        if not told.search(text):
            words = head.text[: head.body_from or len(head.text)].strip("。")
            yield Hit(
                ctx.where(head, 0, head.body_from or len(head.text)),
                f"“{words}”没有写谁负责、什么时候完成。",
            )


def _items(ctx: Context) -> Iterator[tuple[Line, str]]:
    """The deepest headings, each with the text that stands under it."""
    lines = list(ctx.body("payload"))
    heads = [at for at, line in enumerate(lines) if line.part == "heading" and line.path]
    for at, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        deeper = after < len(lines) and len(lines[after].path) > len(lines[at].path)
        if not deeper:
            yield lines[at], "".join(line.text for line in lines[at:after])
