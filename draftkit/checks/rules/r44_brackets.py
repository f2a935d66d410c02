"""R44: brackets, book-title marks and quotes that do not close, or 《》 inside 《》."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Severity
from draftkit.values.source import Line

_PAIRS = {"《": "》", "〈": "〉", "“": "”", "‘": "’", "（": "）", "〔": "〕", "【": "】"}
_CLOSE = {close: start for start, close in _PAIRS.items()}
_NAMES = {
    "《": "书名号", "〈": "单书名号", "“": "双引号", "‘": "单引号", "（": "圆括号", "〔": "六角括号", "【": "方头括号",
}  # fmt: skip
_MARK = re.compile("[" + "".join(_PAIRS) + "".join(_CLOSE) + "]")
_STOP = "，。；！？\n"
_SENTENCE = "。！？\n"
_REACH = 120
"""So many characters from a half that stands alone are shown, the clause at most."""
_DEEPEST = 20
"""Marks open at a time; a line with more of them is looked at no deeper."""
_NEXT = 5
"""A quotation may run over so many paragraphs."""


@dataclass
class _Read:
    """What one line lacks: halves without the other (place, sign), and 《 inside 《》."""

    line: Line
    unclosed: list[tuple[int, str]] = field(default_factory=list)
    unopened: list[tuple[int, str]] = field(default_factory=list)
    nested: list[int] = field(default_factory=list)


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """One paragraph at a time; a closing bracket after a number (1）) opens nothing, and a
    quotation may run over several paragraphs, each opened anew and the last one closed."""
    read = [_read(line) for line in ctx.lines if line.part in rule.data["parts"]]
    _pair_quotations(read)
    severity: Severity | None = None if ctx.being_written else rule.data["copied"]
    for row in read:
        for at in row.nested:
            yield Hit(
                ctx.where(row.line, at, at + 1), "书名号里又用了书名号。",
                severity=severity, advice="里层改用〈 〉。",
            )  # fmt: skip
        for at, sign in row.unopened:
            say = f"{_NAMES[_CLOSE[sign]]}只有后一半{sign}，没有前一半。"
            yield Hit(
                ctx.where(row.line, _since(row.line.text, at, _stops(sign)), at + 1),
                say,
                severity=severity,
            )
        for at, sign in row.unclosed:
            say = f"{_NAMES[sign]}只有前一半{sign}，没有后一半。"
            yield Hit(
                ctx.where(row.line, at, _until(row.line.text, at, _stops(sign))),
                say,
                severity=severity,
            )


def _read(line: Line) -> _Read:
    out = _Read(line)
    stack: list[tuple[str, int]] = []
    inner: list[tuple[int, int]] = []
    for found in _MARK.finditer(line.text):
        char, at = found.group(0), found.start()
        if char in _PAIRS and len(stack) >= _DEEPEST:
            out.unclosed.append((at, char))
        elif char in _PAIRS:
            outer = next((place for mark, place in stack if mark == "《"), None)
            if char == "《" and outer is not None:
                inner.append((at, outer))
            stack.append((char, at))
        elif any(mark == _CLOSE[char] for mark, _ in stack):
            while stack[-1][0] != _CLOSE[char]:
                mark, place = stack.pop()
                out.unclosed.append((place, mark))
            stack.pop()
        elif not _enumerates(line.text, at):
            out.unopened.append((at, char))
    out.unclosed += [(place, mark) for mark, place in stack]
    lost = {place for place, _ in out.unclosed}
    out.nested = [at for at, outer in inner if not {at, outer} & lost]
    return out


def _pair_quotations(read: list[_Read]) -> None:
    """Take out the halves of a quotation that begins in one paragraph and ends in a later one."""
    for at, row in enumerate(read):
        opened = [one for one in row.unclosed if one[1] == "“"]
        if len(opened) != 1:
            continue
        for later in range(at + 1, min(at + 1 + _NEXT, len(read))):
            closed = [one for one in read[later].unopened if one[1] == "”"]
            again = [one for one in read[later].unclosed if one[1] == "“" and one[0] == 0]
            if closed:
                row.unclosed.remove(opened[0])
                read[later].unopened.remove(closed[0])
            if closed or not again:
                break


def _until(text: str, at: int, stops: str) -> int:
    """The end of the clause that a place stands in."""
    end = at + 1
    while end < len(text) and end - at < _REACH and text[end] not in stops:
        end += 1
    return end


def _since(text: str, at: int, stops: str) -> int:
    """The beginning of the clause that a place stands in."""
    start = at
    while start > 0 and at - start < _REACH and text[start - 1] not in stops:
        start -= 1
    return start


def _enumerates(text: str, at: int) -> bool:
    """Whether the bracket closes a number that opens a line or an item: 1） a）."""
    if text[at] != "）":
        return False
    return (
        re.search(r"(?:^|[，。；：、\s])(?:\d{1,2}|[A-Za-z])$", text[max(0, at - 4) : at])
        is not None
    )


def _stops(sign: str) -> str:
    """Where what a half belongs to ends: brackets hold several clauses."""
    return _SENTENCE if sign in "（）" else _STOP
