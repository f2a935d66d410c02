"""Repair of the noise that crawling and copying leave in a line, character offsets kept.

NFC, not NFKC: NFKC would turn … into dots, ① into 1 and ㎡ into m2.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from draftkit.text.sentences import is_han

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_SPACE = " \u00a0\u3000\t\u2002\u2003\u2009\u200a\u202f"
_SAME = {
    **dict.fromkeys(_SPACE, " "),
    **{chr(code + 0xFEE0): chr(code) for code in range(ord("0"), ord("9") + 1)},
    "‚": "“",
    "„": "“",
    "〝": "“",
    "‛": "”",
    "‟": "”",
    "〞": "”",
    "＂": '"',
    "﹙": "（",
    "﹚": "）",
    "﹝": "〔",
    "﹞": "〕",
}
"""Signs that stand for others: spaces, digits, low and primed quotes, small brackets."""
ZERO_WIDTH = "\u200b\u200c\u200d\ufeff\u2060\u00ad"
_NEIGHBOUR = re.compile(r"[㐀-䶿一-鿿“”‘’《》（）【】〔〕、，。；：？！0-9０-９%％—]")
_UNIT = "省市县区州局厅委镇乡村年月日号大届中全周余多次个人名场家户万亿元同某公项篇期份件册条"
_STARS = re.compile(r"\*+")
_BOLD = re.compile(rf"(?<![*\w])(\*{{1,3}})(?=[^*\s]{{2}})[^*]*[^*\s](\1)(?![*{_UNIT}])")
_LINED = re.compile(r"(?<![_\w])(__)(?=[^_\s])[^_]*(__)(?!_)")
_DOTS = "•・‧"
_WORK = re.compile(
    f'[{_SPACE}{ZERO_WIDTH}{_DOTS}{re.escape("".join(_WIDE))}{re.escape("".join(_SAME))}*"]'
    r"|__|20\d{2}20\d{2}"
)
"""Most lines have nothing of this, and stand as they are."""
YEARS_RUN_TOGETHER = re.compile(r"(?<!\d)(20\d{2})(20\d{2})(?=[ \u00a0\u3000]*年)")
"""Two years whose dash was lost on the way: 20212025年."""


def clean_line(raw: str) -> tuple[str, tuple[int, ...]]:
    """A line as a reader would see it, and for each of its characters the offset in `raw`.

    Leading and trailing space, zero-width characters and Markdown stars go (stars that mask a word
    stay); space between Han characters, digits and marks goes unless it stands inside “…” (a slogan
    keeps its pauses); half-width , ; : ? ! ( ) and straight quotes beside Han characters become
    full-width; full-width digits become half-width; a dot inside a quoted name becomes ·; the dash
    between two years comes back.
    """
    start = len(raw) - len(raw.lstrip(_SPACE))
    inner = raw[start:].rstrip(_SPACE)
    dotted = ("." in inner or "．" in inner) and ("“" in inner or "《" in inner)
    if not dotted and not _WORK.search(inner) and unicodedata.is_normalized("NFC", inner):
        return inner, tuple(range(start, start + len(inner)))
    text, offsets = _repaired(_shown(inner))
    return text, tuple(start + offset for offset in offsets)


def _shown(raw: str) -> list[tuple[str, int]]:
    """The characters a reader sees, each sign in its usual form, with their offsets."""
    skipped = _emphasis(raw) if "*" in raw or "__" in raw else ()
    chars = [
        (_SAME.get(char, char), at)
        for char, at in _composed(raw)
        if char not in ZERO_WIDTH and at not in skipped
    ]
    return _paired(chars) if '"' in raw or "＂" in raw else chars


def _repaired(chars: list[tuple[str, int]]) -> tuple[str, tuple[int, ...]]:
    """Spaces, marks and dots put right where what stands beside them says so."""
    wide = _brackets(chars) if any(char in "()" for char, _ in chars) else set()
    out: list[tuple[str, int]] = []
    quotes = names = 0
    for index, (char, at) in enumerate(chars):
        quotes += (char == "“") - (char == "”")
        names += (char == "《") - (char == "》")
        if char == " ":
            last = index + 1 == len(chars) or chars[index + 1][0] != " "
            if last and _space_stays(chars, index, out, quotes):
                out.append((char, at))
            continue
        if char in _WIDE and (index in wide or _widens(chars, index)):
            char = _WIDE[char]
        elif char in _DOTS or (char in ".．" and (quotes > 0 or names > 0)):
            char = "·" if _between_han(chars, index) else char
        out.append((char, at))
    while out and out[-1][0] == " ":
        out.pop()
    return _dashed("".join(char for char, _ in out), tuple(at for _, at in out))


def clean(raw: str) -> str:
    """`clean_line` without the offsets."""
    return clean_line(raw)[0]


def _emphasis(raw: str) -> set[int]:
    """Offsets of the stars and underlines that set words in bold. Other stars stand for a word that
    was masked: between words, before a unit, or alone."""
    gone: set[int] = set()
    if "__" in raw:
        for found in _LINED.finditer(raw):
            gone |= {*range(*found.span(1)), *range(*found.span(2))}
    if "*" not in raw:
        return gone
    for found in _BOLD.finditer(raw):
        gone |= {*range(*found.span(1)), *range(*found.span(2))}
    for found in _STARS.finditer(raw):
        start, end = found.span()
        bullet = end - start == 1 and not raw[:start].strip() and raw[end : end + 1].isspace()
        torn = end - start in (2, 3) and not _masks(raw, start, end)
        if start not in gone and (bullet or torn):
            gone |= set(range(start, end))
    return gone


def _masks(raw: str, start: int, end: int) -> bool:
    """Whether stars hide a word: a unit follows, or a number or 第 stands before."""
    left, right = raw[start - 1 : start], raw[end : end + 1]
    return (bool(right) and right in _UNIT) or left.isdigit() or left in ("第", "某")


def _paired(chars: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Straight quotes round Chinese text as “ and ”; those of Latin text, a single one, and the
    signs of inches and seconds stay."""
    places = _quotes(chars)
    if len(places) == 1:  # the other of the pair may be curled
        at = places[0]
        before, behind = (
            sum((char == "“") - (char == "”") for char, _ in part)
            for part in (chars[:at], chars[at:])
        )
        curled = "”" if (before, behind) == (1, 0) else "“" if (before, behind) == (0, -1) else '"'
        return [*chars[:at], (curled, chars[at][1]), *chars[at + 1 :]]
    if len(places) % 2:
        return chars
    out = list(chars)
    for left, right in zip(places[::2], places[1::2], strict=True):
        inside = "".join(char for char, _ in chars[left + 1 : right])
        beside = _beside(chars, left, -1) + _beside(chars, right, 1)
        if any(is_han(char) for char in inside + beside):
            out[left], out[right] = ("“", chars[left][1]), ("”", chars[right][1])
    return out


def _quotes(chars: list[tuple[str, int]]) -> list[int]:
    """The places of straight quotes but those that stand behind a number as its measure (13"1):
    where no quote is open. One before a Han character may open all the same (2024"清风行动")."""
    quotes: list[int] = []
    measures: list[int] = []
    for index, (char, _) in enumerate(chars):
        if char == '"':
            behind = index > 0 and chars[index - 1][0].isdigit()
            (measures if behind and len(quotes) % 2 == 0 else quotes).append(index)
    if len(quotes) % 2 == 0:
        return quotes
    opening = [index for index in measures if is_han(_beside(chars, index, 1))]
    return sorted([*quotes, *opening[-1:]])


def _between_han(chars: list[tuple[str, int]], index: int) -> bool:
    return is_han(_beside(chars, index, -1)) and is_han(_beside(chars, index, 1))


def _dashed(text: str, at: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The line with the dash between two years put back; it has the place of the second year."""
    cuts = [found.start(2) for found in YEARS_RUN_TOGETHER.finditer(text)] if "20" in text else []
    if not cuts:
        return text, at
    edges = [0, *cuts, len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    places = [*at[: cuts[0]]]
    for start, end in pairwise(edges[1:]):
        places += [at[start], *at[start:end]]
    return "—".join(parts), tuple(places)


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


def _brackets(chars: list[tuple[str, int]]) -> set[int]:
    """Half-width brackets round or beside Chinese text: both of a pair become full-width."""
    wide: set[int] = set()
    opened: list[int] = []
    for index, (char, _) in enumerate(chars):
        if char in "(（":
            opened.append(index)
        elif char in ")）" and opened:
            first = opened.pop()
            inside = any(is_han(one) for one, _ in chars[first + 1 : index])
            if inside or _widens(chars, first) or _widens(chars, index):
                wide |= {first, index}
    return wide


def _widens(chars: list[tuple[str, int]], index: int) -> bool:
    """Whether a half-width mark stands in Chinese text: a Han character or CJK mark beside it,
    and not inside a number, a time, a ratio or a Latin run."""
    left, right = _beside(chars, index, -1), _beside(chars, index, 1)
    if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
        return False
    near = [char for char in (left, right) if char]
    return any(is_han(char) or char in "”“》《）（、。，；：】【" for char in near)
