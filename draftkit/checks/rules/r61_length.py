"""R61: sentences and paragraphs that are long to read."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.sentences import count_han, sentence_spans


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """The longest first: a paper has few that are worth breaking up."""
    found: list[tuple[int, Hit]] = []
    for line in ctx.body("payload"):
        text = line.text
        for start, end in sentence_spans(text) if len(text) > rule.data["sentence"] else ():
            long = count_han(text[start:end])
            if long > rule.data["sentence"]:
                where = ctx.where(line, start, end)
                found.append((long, Hit(where, f"这一句有{long}个字。")))
        long = count_han(text)
        if long > rule.data["paragraph"]:
            where = ctx.where(line, 0, len(text))
            found.append((long, Hit(where, f"这一段有{long}个字。")))
    found.sort(key=lambda row: -row[0])
    yield from (hit for _, hit in found[: rule.limit])
