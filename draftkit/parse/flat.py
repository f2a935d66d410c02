"""Pages whose lines were glued into one: where the lines were.

Some portals hand out a notice as a single line. What is left of its layout are runs of wide
spaces, and the forms of its parts: number, recipients, marks, date.
"""

from __future__ import annotations

import re
from itertools import pairwise

from draftkit.parse.data import words

LINE = 120
"""A line is looked at from so many characters on."""
WHOLE = 1500
"""A line so long with several first-level marks inside is a whole paper in one paragraph."""
GLUED = 250
"""A line without gaps counts as glued from so many characters on."""
_GAP = re.compile(r"(?:[\u3000\u2003]{2,}|[ \u00a0]{4,}|[ \u00a0]*\u3000[ \u00a0\u3000]+)")
_CODE = r"[一-鿿]{2,10}[〔\[【]\s*(?:19|20)\d{2}\s*[〕\]】]\s*\d{1,4}\s*号"
_NUMBER = re.compile(_CODE)
_AFTER_TITLE = re.compile(
    r"(?:通知|意见|方案|办法|函|批复|决定|通报|报告|要点|计划|规定|细则|答复)\s*(?=" + _CODE + ")"
)
_BREAKS = re.compile(
    r"(?<=[。：；！])\s*(?=[一二三四五六七八九十]{1,3}、[^、])"
    r"|(?<=[。：！])\s*(?=（[一二三四五六七八九十]{1,3}）[^，。、；）])"
    r"|(?<=[。：])\s*(?=附件[：:1一])"
    r"|(?=（此件[^）]{2,12}）)|(?<=公开发布）)|(?<=主动公开）)|(?<=。)(?=第[一二三四五六七八九十]{1,3}[章条]\s)"
)
_HEAD_THEN_ITEM = re.compile(
    r"(?:^|[。：；])\s*[一二三四五六七八九十]{1,3}、[^。；：]{2,40}?(?=（一）)"
)
_SPACED_HEAD = re.compile(
    r"(?:^|(?<=[。：；！—\s]))\s*[一二三四五六七八九十]{1,3}、[^。；：，\s]{2,30}[㐀-鿿](?= )"
)
_PAGE_NUMBER = re.compile(r"[—–]\s{0,2}\d{1,3}\s{0,2}[—–]")
_FIRST_MARKS = re.compile(r"[。！：]\s*[一二三]、")
_CHAPTER = re.compile(r"(?<=[法则定例])(?=第一章)")
_DAY_FIRST = re.compile(r"^\s*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?=[一-鿿]{4})(?![至起前以])")


def segments(line: str) -> list[tuple[int, int]]:
    """The stretches of a line that were lines of their own; the whole line for an ordinary one."""
    cuts: set[int] = set()
    number = _NUMBER.match(line.lstrip())
    if number and len(line.strip()) > number.end() + 4:
        start = len(line) - len(line.lstrip())
        if line[start + number.end()] not in "，。、；）)》」”的文附":
            cuts.add(start + number.end())
    for found in _PAGE_NUMBER.finditer(line):
        cuts |= {found.start(), found.end()}
    if len(line) >= LINE:
        gaps = [found.end() for found in _GAP.finditer(line) if line[: found.start()].strip()]
        titled = _AFTER_TITLE.search(line[:300])
        glued = titled is not None and "。" not in line[: titled.end()]
        if gaps and (len(gaps) > 1 or glued or cuts):
            cuts.update(gaps)
        if glued and titled is not None:
            cuts |= _head_cuts(line, titled.end())
        whole = glued or (len(line) >= WHOLE and len(_FIRST_MARKS.findall(line)) > 1)
        if glued or (len(line) >= GLUED and (whole or len(gaps) > 1)):
            cuts |= _text_cuts(line, whole)
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(line)), len(line)]
    return [(a, b) for a, b in pairwise(edges) if line[a:b].strip()]


def _head_cuts(line: str, number_at: int) -> set[int]:
    """Cuts round the number, and behind the recipients."""
    cuts = {number_at}
    number = _NUMBER.match(line, number_at)
    if number:
        cuts.add(number.end())
        colon = re.compile(r"[^。：]{2,250}：").match(line, number.end())
        if colon:
            cuts.add(colon.end())
    return cuts


def _text_cuts(line: str, glued: bool) -> set[int]:
    """Cuts by the forms of the text's parts."""
    cuts = {found.end() for found in _CHAPTER.finditer(line)}
    for found in re.finditer(r"(?:(?<=\u3000)|(?<= ))" + _DAY_FIRST.pattern[1:], line):
        cuts.add(found.end())
    if not glued:
        return cuts
    cuts |= {found.end() for found in _BREAKS.finditer(line)}
    for pattern in (words().known_head, _HEAD_THEN_ITEM, _SPACED_HEAD):
        cuts |= {found.end() for found in pattern.finditer(line)}
    issuer = line.split("关于", 1)[0].strip()
    if 4 <= len(issuer) <= 30:
        signed = re.search(re.escape(issuer) + r"\s*((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)", line)
        if signed:
            cuts |= {signed.start(), signed.start(1), signed.end()}
    return cuts
