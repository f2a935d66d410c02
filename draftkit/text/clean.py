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
_TOUCHED = re.compile(f"[{re.escape(_SPACE + _DROPPED + ''.join(_WIDE))}０-９]")
"""What a line must hold for anything inside it to change."""
_NEIGHBOUR = re.compile(r"[㐀-䶿一-鿿“”‘’《》（）【】〔〕、，。；：？！0-9０-９%％—]")


def clean_line(raw: str) -> tuple[str, tuple[int, ...]]:
    """A line as a reader would see it, and for each of its characters the offset in `raw`.

    Leading and trailing space, zero-width characters and Markdown stars go; space between Han
    characters, digits and marks goes unless it stands inside “…” (a slogan keeps its pauses);
    half-width , ; : ? ! ( ) beside Han characters becomes full-width; full-width digits become
    half-width.
    """
    bare = raw.strip(_SPACE)
    if not _TOUCHED.search(bare) and unicodedata.is_normalized("NFC", bare):
        start = raw.find(bare)
        return bare, tuple(range(start, start + len(bare)))
    chars = [(char, at) for char, at in _composed(raw) if char not in _DROPPED]
    chars = [(" " if char in _SPACE else char, at) for char, at in chars]
    after = _next(chars)
    out: list[tuple[str, int]] = []
    depth = 0
    left = ""
    for index, (char, at) in enumerate(chars):
        depth += (char == "“") - (char == "”")
        if char == " ":
            if _space_stays(out[-1][0] if out else "", after[index], depth):
                out.append((char, at))
            continue
        shown = char
        if "０" <= char <= "９":
            shown = chr(ord(char) - 0xFEE0)
        elif char in _WIDE and _widens(left, after[index]):
            shown = _WIDE[char]
        out.append((shown, at))
        left = char
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


def _next(chars: list[tuple[str, int]]) -> list[str]:
    """For each character the nearest one behind it that is not a space, "" at the end."""
    found = [""] * len(chars)
    nearest = ""
    for index in range(len(chars) - 1, -1, -1):
        found[index] = nearest
        if chars[index][0] != " ":
            nearest = chars[index][0]
    return found


def _space_stays(left: str, right: str, depth: int) -> bool:
    """Whether a space stays between what was kept on its left and what follows; `depth` counts
    open quotes."""
    if not left or not right or left == " ":
        return False
    if depth > 0 and is_han(left) and is_han(right):
        return True
    return not (_NEIGHBOUR.match(left) or _NEIGHBOUR.match(right))


def _widens(left: str, right: str) -> bool:
    """Whether a half-width mark stands in Chinese text: a Han character or CJK mark beside it,
    and not inside a number, a time, a ratio or a Latin run."""
    if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
        return False
    near = [char for char in (left, right) if char]
    return any(is_han(char) or char in "”“》《）（、。，；：】【" for char in near)
