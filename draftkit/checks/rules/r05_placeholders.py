"""R05: placeholders and masks left in the text; open marks once the paper is issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import BODY, Context, Hit, RuleInfo
from draftkit.checks.open_marks import read_open
from draftkit.checks.patterns import Within, compiled, finder
from draftkit.values.report import Severity
from draftkit.values.source import Line

_NOT_READ = ("table", "doc_number")
_SENTENCE = 30
"""Characters from which a line that ends in 。 is running text."""


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Masks of templates at any stage; 待补, 待核 and an empty number by stage."""
    text = "\n".join(line.text for line in ctx.lines if line.part not in _NOT_READ)
    patterns = [
        (compiled(row["find"]), str(row["means"]))
        for row in rule.data["masks"]
        if next(finder(row["find"]).all(text), None)
    ]
    annexed: list[Hit] = []
    for line in ctx.lines if patterns else ():
        if line.part in _NOT_READ:
            continue
        spared = [Within(row, line.text) for row in rule.data["spared"]]
        for pattern, means in patterns:
            for found in pattern.finditer(line.text):
                if any(row.holds(*found.span()) for row in spared):
                    continue
                where = ctx.where(line, found.start(), found.end())
                hit = Hit(where, f"“{found.group(0)}”是{means}，没有换成实际内容。")
                if line.layer != "attachment":
                    yield hit
                elif _sentence(line):
                    annexed.append(hit)
    if len(annexed) <= rule.data["form"]:
        yield from annexed
    yield from _stars(ctx, re.compile(rule.data["stars"]))
    yield from _open_marks(ctx, rule)


def _sentence(line: Line) -> bool:
    """Whether a line of an annex is running text and not a part of a form."""
    return line.part in BODY and len(line.text) > _SENTENCE and line.text.endswith("。")


def _stars(ctx: Context, stars: re.Pattern[str]) -> Iterator[Hit]:
    """Stars in the place of a figure. Those of Markdown come in pairs."""
    for block, line in ctx.raw():
        if "*" not in block.text or ("**" in block.text and block.text.count("**") % 2 == 0):
            continue
        for found in stars.finditer(block.text):
            where = ctx.at(block.index, found.start(), found.end(), line.path)
            yield Hit(where, f"“{found.group(0)}”是遮挡符号，没有换成实际内容。")


def _open_marks(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """Marks still open: nothing in a first draft, a warning before signing, an error when issued."""
    severity: Severity | None = rule.data["stages"].get(ctx.stage)
    for mark, line, start, end in read_open(ctx):
        if mark == "registry":
            if ctx.stage == "印发稿":
                yield Hit(ctx.where(line, start, end), "发文字号没有编号。", severity="error")
        elif severity:
            yield Hit(
                ctx.where(line, start, end),
                f"{ctx.stage}中还有没有填写或核定的内容：{line.text[start:end]}",
                severity=severity,
            )
