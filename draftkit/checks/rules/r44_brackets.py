"""R44: brackets, book-title marks and quotes that do not close, or 《》 inside 《》."""

from __future__ import annotations

from collections.abc import Iterator

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.values.report import Severity
from draftkit.values.source import Line

_PAIRS = {"《": "》", "〈": "〉", "“": "”", "‘": "’", "（": "）", "〔": "〕", "【": "】"}
_CLOSE = {close: start for start, close in _PAIRS.items()}
_NAMES = {
    "《": "书名号", "〈": "单书名号", "“": "双引号", "‘": "单引号", "（": "圆括号", "〔": "六角括号", "【": "方头括号",
}  # fmt: skip


def check(ctx: Context, rule: RuleInfo) -> Iterator[Hit]:
    """One paragraph at a time; a closing bracket after a number (1）) opens nothing."""
    for line in ctx.body():
        yield from _line(ctx, rule, line)


def _line(ctx: Context, rule: RuleInfo, line: Line) -> Iterator[Hit]:
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(line.text):
        if char in _PAIRS:
            if char == "《" and any(mark == "《" for mark, _ in stack):
                yield _hit(ctx, rule, line, at, "书名号里又用了书名号。", "里层改用〈 〉。")
            stack.append((char, at))
        elif char in _CLOSE:
            if stack and stack[-1][0] == _CLOSE[char]:
                stack.pop()
            elif any(mark == _CLOSE[char] for mark, _ in stack):
                while stack and stack[-1][0] != _CLOSE[char]:
                    mark, place = stack.pop()
                    yield _hit(
                        ctx, rule, line, place, f"{_NAMES[mark]}只有前一半{mark}，没有后一半。"
                    )
                stack.pop()
            elif not _enumerates(line.text, at):
                name = _NAMES[_CLOSE[char]]
                yield _hit(ctx, rule, line, at, f"{name}只有后一半{char}，没有前一半。")
    for mark, place in stack:
        yield _hit(ctx, rule, line, place, f"{_NAMES[mark]}只有前一半{mark}，没有后一半。")


def _hit(
    ctx: Context, rule: RuleInfo, line: Line, at: int, message: str, advice: str | None = None
) -> Hit:
    severity: Severity | None = None if ctx.being_written else rule.data["copied"]
    return Hit(ctx.where(line, at, at + 1), message, severity=severity, advice=advice)


def _enumerates(text: str, at: int) -> bool:
    """Whether the bracket closes a number that opens a line or an item: 1） a）."""
    return text[at] == "）" and at > 0 and (text[at - 1].isalnum() and text[at - 1].isascii())
