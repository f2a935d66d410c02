"""R58: numbers of identity cards, mobile phones and private mailboxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.checks.patterns import compiled
from draftkit.values.report import Evidence, Severity, Where

_NAMES = {"identity": "身份证号", "mobile": "手机号", "mailbox": "个人邮箱"}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """What the request gives is meant. In a contact line a number is a warning, of the past notice
    that has it where one has; one that cannot be an identity number (GB 11643) is none."""
    given = ctx.request.model_dump_json() if ctx.request else ""
    contact = compiled(rule.data["contact"])
    for line in ctx.lines:
        if not any(char.isdigit() or char == "@" for char in line.text):
            continue
        for kind, name in _NAMES.items():
            for found in compiled(rule.data[kind]).finditer(line.text):
                words = found.group(0)
                if words in given or (kind == "identity" and not _is_identity(words)):
                    continue
                past = ctx.quoted_in_archive(words)
                near = line.text[max(0, found.start() - 40) : found.start()]
                meant = bool(contact.search(near)) or line.part in ("annotation", "table")
                if kind != "identity" and meant and not ctx.being_written and not past:
                    yield _hit(ctx.where(line, *found.span()), name, words, "hint", past)
                    continue
                level: Severity | None = "warning" if kind != "identity" else None
                yield _hit(ctx.where(line, *found.span()), name, words, level, past)


def _hit(
    where: Where, name: str, words: str, level: Severity | None, past: tuple[Evidence, ...]
) -> Hit:
    old = "往年公文里也有，可能没有更新。" if past else ""
    shown = re.sub(r"(?<=.{3}).(?=.{2})", "*", words)
    return Hit(where, f"文中有{name}“{shown}”。{old}", severity=level, evidence=past)


def _is_identity(words: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(words[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == words[17].upper()
