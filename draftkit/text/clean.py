"""Repair of the noise that crawling and copying leave in a line, character offsets kept.

NFC, not NFKC: NFKC would turn … into dots, ① into 1 and ㎡ into m2.
"""

from __future__ import annotations

import re
import unicodedata

from draftkit.text.sentences import is_han

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_SPACE = " \u00a0\u3000\t\u2002\u2003\u2009\u200a\u202f"
_DROPPED = "\u200b\u200c\u200d\ufeff\u2060\u00ad*"
_NEIGHBOUR = re.compile(r"[㐀-䶿一-鿿“”‘’《》（）【】〔〕、，。；：？！0-9０-９%％—]")


def clean_line(raw: str) -> tuple[str, tuple[int, ...]]:
    """A line as a reader would see it, and for each of its characters the offset in `raw`.

    Leading and trailing space, zero-width characters and Markdown stars go; space between Han
    characters, digits and marks goes unless it stands inside “…” (a slogan keeps its pauses);
    half-width , ; : ? ! ( ) beside Han characters becomes full-width; full-width digits become
    half-width.
    """
    chars = _composed(raw)
    chars = [(char, at) for char, at in chars if char not in _DROPPED]
    chars = [(" " if char in _SPACE else char, at) for char, at in chars]
    out: list[tuple[str, int]] = []
    depth = 0
    for index, (char, at) in enumerate(chars):
        depth += (char == "“") - (char == "”")
        if char == " ":
            if _space_stays(chars, index, out, depth):
                out.append((char, at))
            continue
        if "０" <= char <= "９":
            char = chr(ord(char) - 0xFEE0)
        elif char in _WIDE and _widens(chars, index):
            char = _WIDE[char]
        out.append((char, at))
    while out and out[-1][0] == " ":
        out.pop()
    return "".join(char for char, _ in out), tuple(at for _, at in out)


def clean(raw: str) -> str:
    """`clean_line` without the offsets."""
    return clean_line(raw)[0]


def _composed(raw: str) -> list[tuple[str, int]]:
    """Characters in NFC with the offset of the first character each came from."""
    if unicodedata.is_normalized("NFC", raw):
        return [(char, at) for at, char in enumerate(raw)]
    out: list[tuple[str, int]] = []
    start = 0
    for at in range(1, len(raw) + 1):
        if at == len(raw) or not unicodedata.combining(raw[at]):
            out += [(char, start) for char in unicodedata.normalize("NFC", raw[start:at])]
            start = at
    return out


def _beside(chars: list[tuple[str, int]], index: int, step: int) -> str:
    """The nearest character that is not a space, "" at the edge."""
    at = index + step
    while 0 <= at < len(chars):
        if chars[at][0] != " ":
            return chars[at][0]
        at += step
    return ""


def _space_stays(
    chars: list[tuple[str, int]], index: int, out: list[tuple[str, int]], depth: int
) -> bool:
    left, right = out[-1][0] if out else "", _beside(chars, index, 1)
    if not left or not right or left == " ":
        return False
    if depth > 0 and is_han(left) and is_han(right):
        return True
    return not (_NEIGHBOUR.match(left) or _NEIGHBOUR.match(right))


def _widens(chars: list[tuple[str, int]], index: int) -> bool:
    """Whether a half-width mark stands in Chinese text: a Han character or CJK mark beside it,
    and not inside a number, a time, a ratio or a Latin run."""
    left, right = _beside(chars, index, -1), _beside(chars, index, 1)
    if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
        return False
    near = [char for char in (left, right) if char]
    return any(is_han(char) or char in "”“》《）（、。，；：】【" for char in near)
