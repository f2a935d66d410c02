"""R63: a paragraph of exhortations without a fact."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import compiled
from draftkit.text.sentences import count_han


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Paragraphs outside the guiding part, where general words belong."""
    words, facts = compiled(rule.data["words"]), compiled(rule.data["facts"])
    for line in ctx.body("payload"):
        if line.part == "preamble" or len(line.text) < rule.data["least"]:
            continue
        if any(name in "".join(line.path) for name in ("指导思想", "总体要求")):
            continue
        text = line.text[line.body_from :] if line.part == "heading" else line.text
        count = len(words.findall(text))
        if (
            count_han(text) >= rule.data["least"]
            and count >= rule.data["count"]
            and not facts.search(text)
        ):
            start = len(line.text) - len(text)
            yield Hit(
                ctx.where(line, start, len(line.text)),
                f"这一段用了{count}个空泛的词，没有一个事实。",
            )
