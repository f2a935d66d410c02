"""R60: a duty of reporting, of keeping lists, of assessment or of money that nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.sentences import sentence_spans


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """The first of each kind of duty, where neither the request nor an own past notice has one
    like it and its sentence names no basis."""
    given = "\n".join(row.text for row in ctx.grounds.given) if ctx.grounds else ""
    based = re.compile(rule.data["based"])
    lines = list(ctx.body())
    for duty in rule.data["duties"]:
        if re.search(duty["wanted"], given):
            continue
        pattern = re.compile(duty["find"])
        for line in lines:
            found = pattern.search(line.text)
            if not found or based.search(_sentence(line.text, found.start())):
                continue
            if ctx.quoted_in_archive(found.group(0), own=True):
                continue
            yield Hit(
                ctx.where(line, *found.span()),
                f"“{found.group(0)}”：起草要求里没有{duty['name']}这一项。",
                evidence=ctx.quoted_in_archive(found.group(0), own=False),
            )
            break


def _sentence(text: str, at: int) -> str:
    """The sentence around a place."""
    return next((text[start:end] for start, end in sentence_spans(text) if start <= at < end), text)
