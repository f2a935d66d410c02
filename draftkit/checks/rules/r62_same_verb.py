"""R62: sentences in a row that begin with the same verb."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.sentences import sentence_spans


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Within a paragraph; the row is shown whole."""
    verbs = tuple(rule.data["verbs"])
    for line in ctx.body("payload"):
        first = last = 0
        before, count = "", 0
        for start, end in [
            *sentence_spans(line.text[line.body_from if line.part == "heading" else 0 :]),
            (0, 0),
        ]:
            shift = line.body_from if line.part == "heading" else 0
            words = line.text[start + shift : end + shift].strip()
            verb = next((one for one in verbs if words.startswith(one)), "") if end else ""
            if verb and verb == before:
                count, last = count + 1, end + shift
                continue
            if count >= rule.data["row"]:
                yield Hit(ctx.where(line, first, last), f"连着{count}句用“{before}”开头。")
            before, count, first, last = verb, 1, start + shift, end + shift
