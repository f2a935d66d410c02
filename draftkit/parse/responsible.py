"""Who answers for a task and until when, as papers print it behind the task.

Three forms: labels in brackets （责任单位：甲局；完成时限：6月底前）, verbs in brackets （甲局牵头，乙局、
丙局按职责分工负责）, and labels without brackets, at the head of a line or behind a sentence: 牵头单位：
甲局。责任单位：乙局。完成时限：2026年12月。
"""

from __future__ import annotations

import re

from draftkit.parse.data import words
from draftkit.values.notice import Responsible

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_ROLE = re.compile(
    r"((?:责任|牵头|配合|主办|协办|参与|负责|落实|承办)(?:单位|部门|处室|科室|股室|领导|人)?"
    r"|时限要求|(?:完成|整改|办理|办结)时限|完成时间|时限)[：:]"
)
_TIMES = ("时限要求", "完成时限", "整改时限", "办理时限", "办结时限", "完成时间", "时限")
_BEHIND = re.compile(
    r"(?:^|(?<=[。；！]))\s*(?=(?:(?:责任|牵头|配合|主办|协办|参与|负责|落实|承办)"
    r"(?:单位|部门|处室|科室|股室|领导)|时限要求|(?:完成|整改|办理|办结)时限|完成时间)[：:])"
)
"""Where labels without brackets begin; behind a sentence only whole ones, as 落实： may stand there."""
_VERB = re.compile(
    r"^由?(.{2,}?)(?:均?(?:按照?|根据|依)(?:各自)?职[责能](?:分工)?|分别|共同|分工|联合)?"
    r"(牵头负责|牵头|负责落实|负责|配合完成|配合|参与|参加|指导|完成有关工作|落实)$"
)
_DUTY = re.compile(
    r"(?:按照?(?:各自)?职责)?分工(?:负责|落实)$|(?:按照?|根据|依)(?:各自)?职[责能](?:负责|落实)$"
)
_LIMIT = re.compile(
    r"^(?:于)?((?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|份|上旬|中旬|下旬)?(?:底|末|之)?前)(?:完成|落实)?$"
    r"|^((?:长期|持续|常年)(?:推进|坚持|实施)?|全年)$"
)
_UNIT = re.compile(
    r"(?:部门|单位|政府|处室|科室|各区|各县|各市|各地|区）|市）|旗）|者|小组|方|行|社)$"
)
_BY = re.compile(r"(?<!自)由")
"""学校内由甲局负责 says where, not who alone: a clause of the sentence."""
_REST = re.compile(r"等(?!离子)")
"""等厅直单位 among units names none."""
_REMARK = re.compile(r"下同|适用范围|下略|以下|不再|排名|逗号前|未明确")
"""Begins a remark on the list of units, which may run to its end."""


def responsible_in(text: str) -> tuple[tuple[Responsible, ...], str | None]:
    """(units with the role they are named in, the time limit as printed) of a section's text."""
    units: list[Responsible] = []
    limit: str | None = None
    for line in text.split("\n"):
        for inner in [*_brackets(line), *_unbracketed(line)]:
            found, until = _labelled(inner) if _ROLE.match(inner) else _spoken(inner)
            units += found
            limit = limit or until
    return tuple(units), limit


def _unbracketed(line: str) -> list[str]:
    """The labels of a line that stand in no bracket, each with what follows it."""
    if _ROLE.match(line) and "。" not in line.rstrip("。"):
        return [line.rstrip("。")]
    found = next((at for at in _BEHIND.finditer(line) if not _depth(line[: at.start()])), None)
    return [line[found.end() :]] if found else []


def _depth(text: str) -> int:
    """Brackets that are open at the end of a text."""
    depth = 0
    for char in text:
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
    return depth


def _brackets(text: str) -> list[str]:
    """The insides of the outermost brackets, those inside kept."""
    inners: list[str] = []
    depth = start = 0
    for at, char in enumerate(text):
        if char in _OPEN:
            depth += 1
            start = at + 1 if depth == 1 else start
        elif char in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                inners.append(text[start:at])
    return inners


def _labelled(inner: str) -> tuple[list[Responsible], str | None]:
    """责任单位：甲局、乙局；完成时限：6月底前. A value ends at the next label or its full stop."""
    units: list[Responsible] = []
    limit: str | None = None
    labels = list(_ROLE.finditer(inner))
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(inner)
        value = inner[label.end() : end].partition("。")[0].strip("，；;, ")
        if label.group(1) in _TIMES:
            limit = limit or value or None
            continue
        named, until = _named(label.group(1), value)
        units += named
        limit = limit or until
    return units, limit


def _named(role: str, value: str) -> tuple[list[Responsible], str | None]:
    """The units behind a label, one that a verb follows in the verb's role, and a time limit that
    stands among them."""
    units: list[Responsible] = []
    limit: str | None = None
    for group in _split(value, "；;"):
        waiting: list[str] = []
        for part in _split(group, "，,"):
            if time := _LIMIT.match(part):
                limit = limit or time.group(1) or time.group(2)
                continue
            if _REMARK.match(part):
                break
            plain = _DUTY.sub("", part)
            found = _VERB.match(plain)
            names = _split(found.group(1) if found else plain)
            waiting += [name for name in names if not _REST.match(name)]
            if found:
                units += [Responsible(role=found.group(2), unit=name) for name in waiting]
                waiting = []
        units += [Responsible(role=role, unit=name) for name in waiting]
    return units, limit


def _spoken(inner: str) -> tuple[list[Responsible], str | None]:
    """甲局牵头，乙局、丙局负责，6月底前完成; nothing where a part says something else."""
    units: list[Responsible] = []
    limit: str | None = None
    waiting: list[str] = []
    for part in _parts(inner):
        time = _LIMIT.match(part) or re.match(rf"(?:{'|'.join(_TIMES)})[：:](.+)$", part)
        if time:
            limit = limit or next(value for value in time.groups() if value)
            continue
        found = _VERB.match(part)
        names = _split(found.group(1) if found else part)
        if not all(_is_unit(name) for name in names):
            break
        waiting += names
        if found:
            units += [Responsible(role=found.group(2), unit=name) for name in waiting]
            waiting = []
    return units, limit if units else None


def _parts(inner: str) -> list[str]:
    return [part.strip() for part in re.split(r"[，；;,。]", inner) if part.strip()]


def _split(names: str, marks: str = "、，；;,") -> list[str]:
    """Names at 、 and commas, not inside brackets."""
    out, depth, start = [], 0, 0
    for at, char in enumerate(names):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth <= 0 and char in marks:
            out.append(names[start:at])
            start = at + 1
    out.append(names[start:])
    return [name.strip() for name in out if name.strip()]


def _is_unit(name: str) -> bool:
    """Whether a name is that of a body or of a kind of bodies."""
    plain = re.sub(r"等(?:\d{1,2}个)?(?:有关|相关)?(?:部门|单位)?(?:（单位）)?$", "", name)
    plain = plain.removesuffix("（单位）")
    if "：" in name or _BY.search(name):
        return False
    return bool(_UNIT.search(plain) or words().body_end.search(plain))
