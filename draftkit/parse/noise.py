"""What machines put into a text: tags, page numbers, phonetic marks, emoji, copy protection.

Each find is taken out of the line it stands in and listed, so that nothing vanishes unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from draftkit.text.clean import YEARS_RUN_TOGETHER, ZERO_WIDTH
from draftkit.text.sentences import count_han, is_han
from draftkit.values.notice import Warning_
from draftkit.values.source import Line, Source

_ZERO = re.compile(f"[{ZERO_WIDTH}]")
_NAMES = (
    r"(?:p|div|span|br|hr|strong|b|i|u|em|font|center|img|a|table|tbody|thead|tr|td|th|h[1-6]|li|ul"
    r"|ol|dl|dt|dd|style|script|section|article|sup|sub|label|input|form|body|html|head|meta|title"
    r"|[a-z]{1,3}\d?:[a-z]+)"
)
_TAG = re.compile(
    rf"<!--.{0, 2000}?-->|</?{_NAMES}(?:\s[^<>]*)?/?>|<{_NAMES}\s+[a-z:-]+=[^<>㐀-鿿]*$"
    r"|^[^<>㐀-鿿]{0,80}[\"']\s*/?>|&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|#160|#12288|#x0*a0|#x0*3000);",
    re.I | re.S | re.M,
)
_SPELT = re.compile(
    r"(?:<U\+(00A0|3000|200[2-9A-D]|202F|FEFF|2060)>)+|<U(?:\+[0-9A-F]{0,4})?$"
    r"|^(?:U\+|\+)?(?:00A0|3000)>",
    re.I | re.M,
)
"""Spaces and signs of no width spelt out by a program that could not print them, one line end in
the midst of them included."""
_BREAKING = re.compile(r"</?(?:p|div|br|hr|tr|li|h[1-6]|table|center|section)\b", re.I)
_PAGE = re.compile(
    r"(?<![0-9A-Za-z０-９—–－-])(?:—\s{0,2}[0-9０-９]{1,3}\s{0,2}—|–\s{0,2}[0-9０-９]{1,3}\s{0,2}–"
    r"|(?<![表图件附第号式])[-－]\s{0,2}[0-9０-９]{1,3}\s{0,2}[-－])(?![0-9A-Za-z０-９—–－-])"
)
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c"
_SOUND = re.compile(rf"(?<=[㐀-䶿一-鿿])[（(][a-zü{_TONES}]{{1,8}}[）)]")
_TONE = re.compile(f"[{_TONES}]")
_PICTURE = (
    "(?:[\U0001f000-\U0001faff]|[⌚⌛⏩-⏳☔☕♈-♓♿⚓⚡⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⭐]"
    "|[\u2190-\u2bff](?=\ufe0f))"
)
_EMOJI = re.compile(
    f"(?:{_PICTURE}(?:[\ufe0f\U0001f3fb-\U0001f3ff\u20e3]|\u200d(?={_PICTURE}))*"
    "|[0-9#*]\ufe0f?\u20e3)+"
)
_RUN = re.compile(r"(?<![!-~])[!-~]{1,3}(?:[ \u00a0]+[!-~]{1,3}){3,}(?![!-~])")
_STRANGE = set("#$&@^~`\"'!?\\_{}[];")
_HINT = re.compile(
    "[<>&\u20e3\U0001f000-\U0001faff⌚-⏳\u2600-\u2bff]|[—–－-]\\s{0,2}[0-9０-９]|[（(][a-zü"
    + _TONES
    + "]|[!-~] +[!-~]"
)
"""Few lines have any of this; only they are looked at closely."""
_ENDS = re.compile(r"[\r\n\v\f]")
NEAR = 60
"""So many characters round a page number are looked at."""
TRADITIONAL = 5
"""So many characters that only traditional writing has, and such a share of all, make a text one."""
SHARE = 0.02


@dataclass(frozen=True)
class Stripped:
    """A text without its noise. `at[i]` is the offset of character i in the text as it stood (None
    where nothing was taken out); a tag that ends a line leaves a line break. `dropped` are the
    (start, end) of what was taken out."""

    text: str
    at: tuple[int, ...] | None = None
    dropped: tuple[tuple[int, int], ...] = ()

    def places(self, start: int, offsets: tuple[int, ...]) -> Iterable[int]:
        """Where the characters at start + each offset stood."""
        moved = map(start.__add__, offsets)
        return moved if self.at is None else map(self.at.__getitem__, moved)


def strip_noise(text: str) -> Stripped:
    """Take out of a text what no reader of the paper would see; signs of no width go unlisted."""
    spans = _spans(text) if _HINT.search(text) else []
    if not spans:
        return _narrowed(Stripped(text))
    kept: list[str] = []
    at: list[int] = []
    last = 0
    for start, end in spans:
        kept.append(text[last:start])
        at += range(last, start)
        if _BREAKING.match(text, start, end):
            kept.append("\n")
            at.append(start)
        elif spelt := _SPELT.fullmatch(text, start, end):
            kept.append(chr(int(spelt.group(1) or "20", 16)))
            at.append(start)
        elif _is_page(text, start, end):
            kept.append("\f")
            at.append(start)
        last = end
    kept.append(text[last:])
    at += range(last, len(text))
    return _narrowed(Stripped("".join(kept), tuple(at), tuple(spans)))


def _narrowed(plain: Stripped) -> Stripped:
    """Without the signs of no width."""
    if not _ZERO.search(plain.text):
        return plain
    kept = [index for index, char in enumerate(plain.text) if char not in ZERO_WIDTH]
    places = tuple(plain.places(0, tuple(kept)))
    return Stripped("".join(plain.text[index] for index in kept), places, plain.dropped)


def _spans(text: str) -> list[tuple[int, int]]:
    """The places of noise in order, none over another."""
    found: list[tuple[int, int]] = []
    for pattern, is_noise in _KINDS:
        found += [match.span() for match in pattern.finditer(text) if is_noise(match)]
    if any(_TONE.search(text, *match.span()) for match in _SOUND.finditer(text)):
        found += [match.span() for match in _SOUND.finditer(text)]
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _always(_match: re.Match[str]) -> bool:
    return True


def _is_page(text: str, start: int, end: int) -> bool:
    """Whether a span is a page number at the edge of a line: a page ends there."""
    before = text[max(0, start - NEAR) : start].rstrip(" \u3000")
    behind = text[end : end + NEAR].lstrip(" \u3000")
    edge = not before or not behind or before[-1:] in "\r\n" or behind[:1] in "\r\n"
    return edge and bool(_PAGE.fullmatch(text[start:end]))


def _inside(match: re.Match[str]) -> bool:
    """Whether a page number stands in a line with text; one alone is a line of its own."""
    before = match.string[max(0, match.start() - NEAR) : match.start()]
    behind = match.string[match.end() : match.end() + NEAR]
    line = _ENDS.split(before)[-1] + _ENDS.split(behind)[0]
    return any(is_han(char) for char in line)


def _garbage(match: re.Match[str]) -> bool:
    """Whether a run of short ASCII tokens is copy protection: many different signs, some of which
    neither formulas nor lists have."""
    signs = {char for char in match.group(0) if not char.isalnum() and char not in " \u00a0"}
    letters = sum(1 for char in match.group(0) if char.isalpha())
    return len(signs) >= 3 and bool(signs & _STRANGE) and letters >= 2


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (_TAG, _always),
    (_SPELT, _always),
    (_PAGE, _inside),
    (_EMOJI, _always),
    (_RUN, _garbage),
)


def remarks(source: Source, lines: Iterable[Line]) -> list[Warning_]:
    """What a reader of the Notice should know about its text: characters put in, and that it is
    in traditional characters, which are shown as they stand."""
    found = []
    for block in source.blocks:
        for match in YEARS_RUN_TOGETHER.finditer(block.text):
            found.append(Warning_(code="repair", message=_YEARS, quote=match.group(0)))
    texts = [line.text for line in lines if line.part not in ("furniture", "metadata")]
    whole = "".join(texts)
    strange = {char for char in set(whole) if ord(char) > 0x7F and _traditional(char)}
    count = sum(1 for char in whole if char in strange) if strange else 0
    if count >= TRADITIONAL and count >= SHARE * count_han(whole):
        first = next(text for text in texts if not strange.isdisjoint(text))
        message = f"正文含{count}个繁体字，照原样保留，未作转换"
        found.append(Warning_(code="traditional", message=message, quote=first))
    return found


_YEARS = "两个年份之间的连接号疑似丢失，已补“—”，请核对"


@cache
def _traditional(char: str) -> bool:
    """Whether a Han character is written in traditional text only: Big5 has it, GB 2312 has not."""
    return is_han(char) and _has(char, "big5") and not _has(char, "gb2312")


def _has(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
