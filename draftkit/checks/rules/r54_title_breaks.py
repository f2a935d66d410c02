"""R54: where the lines of a title end."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.reading.title_words import split_word
from draftkit.values.source import Line


def check(ctx: Context, _: RuleInfo) -> Iterator[Hit]:
    """The first bad break of each title: one that splits a known word or a number, or that leaves
    关于 at the end of a line or 的 at the head of one. What Word wraps by itself is not known here."""
    for line in ctx.lines:
        if line.part != "title" or line.layer == "attachment":
            continue
        for at in _breaks(ctx, line):
            said = _bad(line.text, at)
            if said:
                yield Hit(ctx.where(line, max(0, at - 6), at), said)
                break


def _breaks(ctx: Context, line: Line) -> Iterator[int]:
    """Where a new line begins in a title: another paragraph, or a soft break."""
    for at in range(1, min(len(line.at), len(line.text))):
        (block, offset), (here, there) = line.at[at - 1], line.at[at]
        if block != here or (there > offset + 1 and "\n" in ctx.blocks[block].text[offset:there]):
            yield at


def _bad(text: str, at: int) -> str | None:
    """What is wrong with a break, None where it is good."""
    left, right = text[:at].rstrip(), text[at:].lstrip()
    word = split_word(text, at)
    if word:
        return f"标题分行拆开了“{word}”（上一行到“{left[-4:]}”为止），应移到它的前面或后面断行。"
    if left.endswith("关于"):
        return "标题上一行末尾只剩“关于”，应移到下一行。"
    if right.startswith("的"):
        return f"标题下一行以“的”开头（“{right[:4]}”），应在别处断行。"
    return None
