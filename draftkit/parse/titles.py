"""Which lines of a head are the paper's title, and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftkit.parse.pieces import Piece, joined
from draftkit.parse.shapes import annex_label, is_body, open_depth
from draftkit.text.similar import bare
from draftkit.text.titles import genre_of
from draftkit.values.source import Part

RUN = 4
"""Most lines of a title that stands twice."""
LONGEST = 200
"""Characters after which no further line is one of the title."""
GENERIC = 7
"""A title of so few characters says of what kind the paper is, and no more."""
MOST = 40
"""So many lines of a head are looked at for a title that stands twice."""
_SUBTITLE = re.compile(
    r"^(?:—|―|--)|^[（(][^（）()]*[）)]$|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日在.{4,50}(?:会议|大会)上"
)
_PART_OF_TITLE = re.compile(
    r"试行|暂行|修订|稿|年版|^[（(](?:19|20)\d{2}年?[-—－至]+(?:19|20)\d{2}年[）)]$"
)
_ENDS = re.compile(
    r"的[一-鿿]{0,4}?(?:通知|意见|方案|办法|规定|函|复函|批复|决定|通报|通告|公告|报告|请示|汇报|总结|议案|要点|计划|措施)"
    r"(?:[（(][^（）()]*[）)])?$"
)
"""A title that ends so ends for good."""
_PERSON = re.compile(
    r"^[一-鿿]{0,10}(?:省长|市长|县长|区长|州长|主席|总理|书记|主任|局长)[?？　·]?[一-鿿·]{2,4}$"
)


@dataclass
class Head:
    """What was found. `title` holds the lines of the title, `repeats` a title printed before it
    a second time, `others` lines no rule knows, `next` the index of the first line of the text."""

    parts: dict[Part, list[Piece]] = field(default_factory=dict)
    title: list[Piece] = field(default_factory=list)
    repeats: list[Piece] = field(default_factory=list)
    others: list[Piece] = field(default_factory=list)
    next: int = 0

    @property
    def title_text(self) -> str:
        """The title in one line."""
        return joined(self.title).dense().text if self.title else ""

    def put(self, part: Part, piece: Piece) -> None:
        """File a line under a part."""
        self.parts.setdefault(part, []).append(piece)


def complete(text: str) -> bool:
    """Whether a text can stand as a whole title."""
    least = 3 if text.endswith(("表", "图")) else 4 if text.endswith("名单") else 5
    if open_depth(text) or len(bare(text)) < least:
        return False
    return genre_of(text) != "其他" or bool(
        re.search(r"(?:工作报告|措施|清单|办法|讲话|答复|名单|表|图)(?:[（(].*[）)])?$", text)
    )


def sort_title(head: Head, lines: list[Piece]) -> None:
    """Sort the lines of a plain head into title, subtitle, by-line and what is left."""
    if lines and not head.title and annex_label(lines[0].text):
        head.repeats.append(lines.pop(0))  # this file is the annex of another
    lines = _once(head, lines)
    taken = 0
    for at, piece in enumerate(lines):
        current, text = head.title_text, piece.text
        whole = complete(current)
        spoken = text.endswith(("会议上", "大会上", "会议上）", "大会上）"))
        aside = _SUBTITLE.match(text) and (current or spoken) and not open_depth(current)
        taken = max(taken, at + _reach(current, lines[at : at + RUN])) if whole else taken
        if at < taken:
            head.title.append(piece)
        elif aside and not _PART_OF_TITLE.search(text):
            head.put("annotation", piece)
        elif _PERSON.match(text) and (whole or not current):
            head.others.append(piece)
        elif current and is_body(text) and (whole or _is_name(current)):
            head.put("signature", piece)
        elif len(current) > LONGEST or (whole and not aside):
            head.others.append(piece)
        else:
            head.title.append(piece)


def _reach(current: str, lines: list[Piece]) -> int:
    """How many lines go on with a title that is whole already by a word at the end of its line
    (…规划⏎局关于…的通知): 0 unless it then ends in 的 and a kind."""
    if _ENDS.search(current):
        return 0
    for count in range(len(lines), 0, -1):
        texts = [piece.text for piece in lines[:count]]
        joined_text = current + "".join(texts)
        if (
            _ENDS.search(joined_text)
            and complete(joined_text)
            and not any(map(_SUBTITLE.match, texts))
        ):
            return count
    return 0


def _once(head: Head, lines: list[Piece]) -> list[Piece]:
    """The lines without a title that stands twice, as the page's and as the paper's: the longer
    one stays, of two alike the later."""
    while twice := _twice(lines):
        first, second = twice
        longer = len(bare(_text(lines[first]))) > len(bare(_text(lines[second])))
        gone = second if longer else first
        head.repeats.extend(lines[gone])
        lines = [*lines[: gone.start], *lines[gone.stop :]]
    return lines


def _twice(lines: list[Piece]) -> tuple[slice, slice] | None:
    """The longest two stretches of lines that each are a whole title, and one and the same."""
    runs = [
        (slice(start, end), text)
        for start in range(min(len(lines), MOST))
        for end in range(start + 1, min(start + RUN, len(lines)) + 1)
        if complete(text := _text(lines[start:end]))
    ]
    bared = [(run, bare(text)) for run, text in runs]
    pairs = [
        (len(left) + len(right), first, second)
        for first, left in bared
        for second, right in bared
        if first.stop <= second.start and _same(left, right)
    ]
    if not pairs:
        return None
    _, first, second = max(pairs, key=lambda pair: pair[0])
    return first, second


def _text(lines: list[Piece]) -> str:
    return "".join(piece.text for piece in lines)


def _is_name(current: str) -> bool:
    """Whether the title so far is a headline (no 关于, no body's name) that a by-line may follow."""
    return (
        not is_body(current) and "关于" not in current and not current.endswith(("的", "和", "与"))
    )


def _same(left: str, right: str) -> bool:
    """Whether two titles, without marks and spaces, are one, one of them shortened."""
    short, long = sorted((left, right), key=len)
    return short in long or left[-12:] == right[-12:]


def pick_title(head: Head, groups: list[list[Piece]], names: Sequence[str]) -> None:
    """Of the groups of lines on a web page, the one that holds the title; the rest is furniture."""
    known = [bare(name) for name in names]
    best = _by_name(groups, known) or _by_echo(groups) or _by_form(groups)
    for at, group in enumerate(groups):
        start = len(group) if best is None or at < best[0] else best[1] if at == best[0] else 0
        head.repeats.extend(group[:start])
        if best is not None and at > best[0]:
            head.repeats.extend(piece for piece in group if not _under_title(piece.text))
            group = [piece for piece in group if _under_title(piece.text)]
        if start < len(group):
            sort_title(head, group[start:])
    _fuller(head)


def _fuller(head: Head) -> None:
    """For a title that names neither body nor year (政府工作报告), the page's own line that does."""
    current = head.title_text
    if not current or len(bare(current)) > GENERIC:
        return
    for piece in head.repeats:
        text = piece.text
        if len(bare(text)) > len(bare(current)) and complete(text) and text.endswith(current):
            head.repeats = [one for one in head.repeats if one is not piece] + head.title
            head.title = [piece]
            return


def _under_title(text: str) -> bool:
    """Whether a line is one that stands under a title: when and where it was given, by whom."""
    return bool(_SUBTITLE.match(text) or _PERSON.match(text)) or is_body(text)


def _by_name(groups: list[list[Piece]], names: list[str]) -> tuple[int, int] | None:
    """Where lines begin that together are a title the page gives elsewhere (its <title> may have
    the name of the site behind it)."""
    for at, group in enumerate(groups):
        for start in range(len(group)):
            text = bare("".join(piece.text for piece in group[start:]))
            if len(text) > 8 and any(name.startswith(text) for name in names):
                return at, start
    return None


def _by_echo(groups: list[list[Piece]]) -> tuple[int, int] | None:
    """Where the last of several like lines stands that each are a whole title."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for at, group in enumerate(groups):
        for start, piece in enumerate(group):
            if len(bare(piece.text)) > GENERIC and complete(piece.text):
                seen.setdefault(bare(piece.text), []).append((at, start))
    twice = [places[-1] for places in seen.values() if len(places) > 1]
    return max(twice, default=None)


def _by_form(groups: list[list[Piece]]) -> tuple[int, int] | None:
    """The last group whose lines make a whole title, and where in it the title begins."""
    for at in range(len(groups) - 1, -1, -1):
        group = _above_bylines(groups[at])
        for start in range(len(group) - 1, -1, -1):
            text = "".join(group[start:])
            if complete(text) and not _goes_back(group, start):
                return at, start
            if re.match(r"^[一-鿿]{3,24}[：:].{4,}", text):
                return at, start
    return (len(groups) - 1, max(0, len(_above_bylines(groups[-1])) - 1)) if groups else None


def _above_bylines(group: list[Piece]) -> list[str]:
    """The lines of a group without those at its end that stand under a title."""
    texts = [piece.text for piece in group]
    while texts and _under_title(texts[-1]) and (len(texts) > 1 or not is_body(texts[-1])):
        texts.pop()
    return texts


def _goes_back(group: list[str], start: int) -> bool:
    """Whether the line before belongs to the title: it leaves 关于 or a bracket open."""
    if start == 0:
        return False
    before, here = group[start - 1], group[start]
    if open_depth(before) or here.startswith(("关于", "的")):
        return True
    return "关于" in before and not complete(before)
