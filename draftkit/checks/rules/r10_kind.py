"""R10: the kind of the title, of the words that announce or close the paper, and of the request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import compiled
from draftkit.text.titles import genre_of
from draftkit.values.source import Layer, Line

_KIND = re.compile(r"(通知|通告|公告|通报|报告|请示|函|批复|公示)(?:[（(][^（）()]{1,12}[）)])?$")


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """The words that announce a kind, in the paper whose title ends in another one; and a title that
    is of another kind than was asked for. A title that names no statutory kind is left alone."""
    kinds: dict[str, str] = rule.data["kinds"]
    says = compiled(rule.data["says"].replace("{kinds}", "|".join(kinds)))
    for layer in ("carrier", "payload"):
        title = _title(ctx, layer)
        kind = _KIND.search(title)
        if kind is None:
            continue
        for line in ctx.body(layer):
            for found in says.finditer(line.text):
                word = found.group("end") or found.group("mid")
                if kinds[word] != kind.group(1) and not _quoted(line, found):
                    yield _hit(ctx, line, found, word, kind.group(1))
    yield from _asked(ctx)


def _title(ctx: Context, layer: Layer) -> str:
    return "".join(row.text for row in ctx.lines if row.part == "title" and row.layer == layer)


def _quoted(line: Line, found: re.Match[str]) -> bool:
    """Whether the words stand in quotes, where they are spoken of."""
    before = line.text[: found.start()]
    return before.count("“") > before.count("”")


def _hit(ctx: Context, line: Line, found: re.Match[str], word: str, kind: str) -> Hit:
    name = "end" if found.group("end") else "mid"
    end = found.end() if name == "mid" else found.end(name)
    return Hit(
        ctx.where(line, found.start() if name == "end" else found.start(name), end),
        f"标题的文种是“{kind}”，这里写的是“{word}”。",
    )


def _asked(ctx: Context) -> Iterator[Hit]:
    """Whether the title is of the kind that the request names."""
    asked = ctx.request.genre if ctx.request else None
    lines = [row for row in ctx.lines if row.part == "title" and row.layer == "payload"]
    title = "".join(row.text for row in lines) or ctx.paper.title or ""
    if not asked or not title or asked in title:
        return
    told = genre_of(title)
    if told not in ("其他", asked):
        row = lines[0] if lines else None
        where = ctx.where(row, 0, len(row.text)) if row else ctx.at(0, 0, 0)
        yield Hit(where, f"要求起草的是{asked}，标题写成了{told}。")
