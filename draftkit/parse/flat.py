"""Pages whose lines were glued into one: where the lines were.

Some portals hand out a notice as a single line. What is left of its layout are runs of wide
spaces, and the forms of its parts: number, recipients, marks, date.
"""

from __future__ import annotations

import re
from itertools import pairwise

from draftkit.parse.data import words

SENTENCE = 30
"""A line at the top is looked at from so many characters on."""
LINE = 120
"""A line is looked at from so many characters on."""
WHOLE = 1500
"""A line so long with several first-level marks inside is a whole paper in one paragraph."""
GLUED = 250
"""A line without gaps counts as glued from so many characters on."""
_TITLE = re.compile(
    r"^[^。：；]{6,140}?的(?:通知|函|复函|批复|意见|通告|通报|公告|决定)[ \u3000]*(?=[^。：]{2,200}：)"
)
_RECIPIENTS = re.compile(
    r"[ \u3000]*[^。：:；]{1,250}(?:局|委|办|厅|府|单位|部门|公司|中心|会|院|校|处|室|队|站|所|镇|乡|街道|企业|集团|代表|委员|银行|机构|园区)"
    r"[）)]?[：:](?:[ \u3000]+(?=\S{6})|(?=《|(?:你|我|现|为|根据|按照|经)[一-鿿《“]))"
)
_LABELLED = re.compile(
    r"^[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|.{0,6}(?:责任|牵头|配合|主办|承办|成员|参加|来源|发布|发文|附件))|如下|以下"
)
_GAP = re.compile(r"(?:[\u3000\u2003]{2,}|[ \u00a0]{4,}|[ \u00a0]*\u3000[ \u00a0\u3000]+)")
_CODE = r"[一-鿿]{2,10}[〔\[【]\s*(?:19|20)\d{2}\s*[〕\]】]\s*\d{1,4}\s*号"
_NUMBER = re.compile(_CODE)
_AFTER_TITLE = re.compile(
    r"(?:通知|意见|方案|办法|函|批复|决定|通报|报告|要点|计划|规定|细则|答复)\s*(?=" + _CODE + ")"
)
_BREAKS = re.compile(
    r"(?<=[。：；！])\s*(?=[一二三四五六七八九十]{1,3}、[^、])"
    r"|(?<=[。：！])\s*(?=[（(][一二三四五六七八九十]{1,3}[）)][^，。、；）])"
    r"|(?<=[。：])\s*(?=附件[：:1一])"
    r"|(?=（此件[^）]{2,12}）)|(?<=公开发布）)|(?<=主动公开）)|(?<=。)(?=第[一二三四五六七八九十]{1,3}[章条]\s)"
)
_HEAD_THEN_ITEM = re.compile(
    r"(?:^|[。：；])\s*[一二三四五六七八九十]{1,3}、[^。；：]{2,40}?(?=[（(]一[）)])"
)
_SPACED_HEAD = re.compile(
    r"(?:^|(?<=[。：；！—\s]))\s*[一二三四五六七八九十]{1,3}、[^。；：，\s]{2,30}[㐀-鿿](?= )"
)
_FIRST_MARKS = re.compile(r"[。！：]\s*[一二三]、")
_CHAPTER = re.compile(r"(?<=[法则定例])(?=第一章)")
_NOTE_FIRST = re.compile(
    r"^\s*[（(](?:此件|本件|此文)?(?:公开发布|主动公开|依申请公开|不予公开|不公开|删减后公开)[）)](?=\s*[^\s，。；：、）)])"
)
_SPACE = re.compile(r"(?<=[一-鿿。：；！）】〕》])[ \u00a0](?=[一-鿿（《“〔\d])")
_CONTENTS = re.compile(r"(?<=[）)法例定则案])目\s*[录次]\s*$")
_DAY_ONLY = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_DAY_FIRST = re.compile(
    r"^\s*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?=[一-鿿]{4}|附件|\s*[（(])(?![至起前以])"
)
_DAY_LAST = re.compile(
    r"(?<=[。！])[ \u3000\u00a0]+(?=(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[ \u3000]*(?:[（(]|附件|$))"
)
"""A date behind the last sentence, before notes or the end of the line."""


def segments(line: str, *, top: bool = False) -> list[tuple[int, int]]:
    """The stretches of a line that were lines of their own; the whole line for an ordinary one.
    `top`: the line is one of the first of the file, where title and recipients stand."""
    cuts: set[int] = _top_cuts(line) if top and len(line) >= SENTENCE else set()
    for found in _DAY_LAST.finditer(line):
        cuts.add(found.end())
        cuts |= {day.end() for day in [_DAY_ONLY.match(line, found.end())] if day}
    headed = bool(cuts)
    note = _NOTE_FIRST.match(line)
    if note:
        cuts.add(note.end())
    if top and (contents := _CONTENTS.search(line)):
        cuts.add(contents.start())
    number = _NUMBER.match(line.lstrip())
    if number and len(line.strip()) > number.end() + 4:
        start = len(line) - len(line.lstrip())
        if line[start + number.end()] not in "，。、；）)》」”的文附":
            cuts.add(start + number.end())
    if len(line) >= LINE:
        gaps = [found.end() for found in _GAP.finditer(line) if line[: found.start()].strip()]
        titled = _AFTER_TITLE.search(line[:300])
        glued = titled is not None and "。" not in line[: titled.end()]
        if gaps and (len(gaps) > 1 or glued or cuts):
            cuts.update(gaps)
        if glued and titled is not None:
            cuts |= _head_cuts(line, titled.end())
        whole = glued or headed or (len(line) >= WHOLE and len(_FIRST_MARKS.findall(line)) > 1)
        if glued or (len(line) >= GLUED and (whole or len(gaps) > 1)):
            cuts |= _text_cuts(line, whole)
    if len(line) >= GLUED:
        cuts |= _space_cuts(line)
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(line)), len(line)]
    return [(a, b) for a, b in pairwise(edges) if line[a:b].strip()]


def _space_cuts(line: str) -> set[int]:
    """Cuts at single spaces, where they are what is left of line ends: Chinese has no others. Most
    stand behind a stop, a number or a date, and the stretches between are no letters set wide."""
    found = [
        space.end()
        for space in _SPACE.finditer(line)
        if line.count("“", 0, space.start()) <= line.count("”", 0, space.start())
    ]
    ended = sum(1 for at in found if line[at - 2] in "。：；！号日）")
    if len(found) < 3 or ended * 2 < len(found) or len(line) < 12 * len(found):
        return set()
    edges = [0, *found, len(line)]
    return {
        b for a, b, c in zip(edges, edges[1:], edges[2:], strict=False) if b - a > 4 and c - b > 3
    }


def _top_cuts(line: str) -> set[int]:
    """Cuts behind a title and behind recipients that the text runs on from."""
    cuts: set[int] = set()
    start = 0
    titled = _TITLE.match(line)
    if titled:
        start = titled.end()
    named = _RECIPIENTS.match(line, start)
    if named and not _LABELLED.search(named.group(0)):
        cuts.add(named.end())
        cuts |= {start} if start else set()
    return cuts


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
