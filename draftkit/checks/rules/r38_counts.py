"""R38: counts that a paper gives and the items that follow: 以下N个方面, 一是 … 二是 …, 等N个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from draftkit.checks.model import Context, Hit, RuleInfo
from draftkit.text.marks import read_mark
from draftkit.text.numerals import to_han, to_int
from draftkit.values.source import Line

_N = r"[一二三四五六七八九十两]{1,3}|\d{1,2}"
_BELOW = re.compile(
    rf"(?:以下|如下|抓好|做好|抓住|突出|把握|坚持|从)(?:以下|如下)?({_N})(?:个方面|方面|项工作|点意见|点|项重点|项措施|条措施|项任务|个环节)"
)
_OPENING = re.compile(
    rf"({_N})(?:个|项|条|点)?(?:方面|环节|重点|关键|步骤|要求|问题|特点|转变|机制|工作|任务|措施|意见|抓手|维度|层面|举措)"
    r"[^。；：，\n]{0,14}[：，](?=一[是要])"
)
"""A count that is followed at once by 一是 …, whatever stands before it."""
_ORDINAL = re.compile(
    r"(?:(?<=^)|(?<=[。；;，：:、）”]))([一二三四五六七八九十]{1,2})(是|要)(?=[^的否])"
)
_LISTED = re.compile(
    rf"((?:[一-鿿]{{2,8}}、){{2,12}}[一-鿿]{{2,10}})等(?!级)((?:{_N}))(?:个|家|项|所|类|种)(?!或)"
)
_ALONE = re.compile(r"[和及与或以等、]")


def check(ctx: Context, _rule: RuleInfo) -> Iterator[Hit]:
    """In each paragraph; and lines that announce headings, against those that follow."""
    lines = list(ctx.body())
    for at, line in enumerate(lines):
        runs = _runs(line.text)
        for run in runs:
            yield from _broken(ctx, line, run)
        yield from _announced(ctx, lines, at, runs)
        for found in _LISTED.finditer(line.text):
            said, items = to_int(found.group(2)), found.group(1).count("、") + 1
            if (
                said
                and said > 1
                and items > said
                and not _ALONE.search(found.group(1).replace("、", ""))
            ):
                yield Hit(
                    ctx.where(line, found.start(), found.end()),
                    f"前面列了{items}个，后面说“等{found.group(2)}个”，数目对不上。",
                )


_Item = tuple[int, int, int, str]


def _runs(text: str) -> list[list[_Item]]:
    """Runs of 一是 … 二是 …: (value, start, end, 是 or 要), each from 一 on."""
    out: dict[str, list[list[_Item]]] = {"是": [[]], "要": [[]]}
    for found in _ORDINAL.finditer(text) if "是" in text or "要" in text else ():
        value = to_int(found.group(1)) or 0
        kind = found.group(2)
        if value == 1:
            out[kind].append([])
        out[kind][-1].append((value, found.start(), found.end(), kind))
    return [run for runs in out.values() for run in runs if len(run) > 1 and run[0][0] == 1]


def _broken(ctx: Context, line: Line, run: list[_Item]) -> Iterator[Hit]:
    for before, item in pairwise(run):
        if item[0] != before[0] + 1:
            want = f"{to_han(before[0] + 1)}{item[3]}"
            yield Hit(
                ctx.where(line, item[1], item[2]),
                f"“{line.text[item[1] : item[2]]}”接在“{line.text[before[1] : before[2]]}”后面，"
                f"应为“{want}”。",
                advice="按顺序改正，或者补上漏掉的一项。",
            )
            return


def _announced(ctx: Context, lines: list[Line], at: int, runs: list[list[_Item]]) -> Iterator[Hit]:
    line = lines[at]
    told = {found.start(1): found for found in _BELOW.finditer(line.text)}
    told |= {found.start(1): found for found in _OPENING.finditer(line.text)}
    for found in told.values():
        said = to_int(found.group(1).replace("两", "二"))
        rest = line.text[found.end() :]
        if not said or said < 2:
            continue
        inside = [run for run in runs if run[0][1] >= found.end()]
        if inside:
            last = inside[0][-1][0]
            if len(inside) == 1 and last == len(inside[0]) != said:
                yield _miscounted(ctx, line, found, last)
        elif len(rest) <= 8 and found.group(0).startswith(("以下", "如下", "抓好", "做好")):
            counts = _following(lines, at)
            if counts and said not in counts:
                yield _miscounted(ctx, line, found, max(counts))


def _miscounted(ctx: Context, line: Line, found: re.Match[str], have: int) -> Hit:
    return Hit(
        ctx.where(line, found.start(), len(found.group(0).rstrip("：，")) + found.start()),
        f"文中说“{found.group(0).rstrip('：，')}”，后面列了{have}项，数目对不上。",
    )


def _following(lines: list[Line], at: int) -> set[int]:
    """How many items the series that begins behind a line may have: to the end of its counting."""
    first = read_mark(lines[at + 1].text) if at + 1 < len(lines) else None
    if first is None or first.value != 1 or not _is_item(lines[at + 1]):
        return set()
    last, counts = 0, set()
    for line in lines[at + 1 :]:
        mark = read_mark(line.text)
        if mark is None or mark.style != first.style or not _is_item(line):
            if mark and _is_item(line) and mark.level < first.level:
                break
            continue
        if mark.value != last + 1:
            return set()
        last = mark.value
    counts.add(last)
    return counts if last > 1 else set()


def _is_item(line: Line) -> bool:
    return line.part == "heading"
