"""The summary to be printed and signed: at most two pages, in the order in which 办公室 reviews a
paper. Under each point what the machine looked at and found, the worst first, and what a person has
to judge. What does not fit is counted and stands in the copy with comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from draftkit.checks import rules
from draftkit.report.fitted import chars_of, clean, cut, lines_of, rows_of
from draftkit.report.grouped import (
    counted,
    fixable,
    paragraph_of,
    shortened,
    sums,
    worst_first,
)
from draftkit.report.points import Plan, Point, plan
from draftkit.report.words import (
    OPEN,
    SEVERITY,
    VERDICT,
    Context,
    missing_parts,
    title_of,
)
from draftkit.values.notice import Table
from draftkit.values.report import EvalReport, Finding
from draftkit.values.typeset import Look, PageProfile, Piece, SetLine
from draftkit.word.package import About
from draftkit.word.profiles import load_profile
from draftkit.word.write import write_docx

_BOX = "☐"
_INDENT = 2.0
"""字 that what stands under a point is moved in."""
_ENTRY = 1.9
"""Lines that a finding may take."""
_SPARE = 4
"""Lines kept free: a heading stays with what follows, a table in one piece, and not every program
breaks lines alike."""
_TABLE = 5
"""Lines that the signatures take."""
_AT_FAULT = 24
"""字 of the paper's words shown with a finding."""


_Check = tuple[int, int]
"""Indexes of a point and of a check under it."""


@dataclass
class _Part:
    """What is said under a point. `shown` counts how many of `entries`, the worst first."""

    head: SetLine
    looked: SetLine
    people: SetLine
    entries: list[str] = field(default_factory=list)
    grave: list[int] = field(default_factory=list)
    unit: str = "处"
    shown: int = 0


def render_summary(report: EvalReport, context: Context) -> bytes:
    """The summary as a Word file; the same report gives the same bytes."""
    made = plan()
    profile = _profile(made)
    lines = _lines(report, context, made, profile)
    return write_docx(lines, profile, About(title=clean(f"{made.title}：{title_of(report)}")))


def _profile(made: Plan) -> PageProfile:
    """The usual page with what the plan says otherwise."""
    data = load_profile().model_dump()
    for key, value in made.page.items():
        data[key] = {**data[key], **value} if isinstance(value, dict) else value
    return PageProfile.model_validate(data)


def _lines(report: EvalReport, context: Context, made: Plan, profile: PageProfile) -> list[SetLine]:
    head, foot = _head(report, made, profile), _foot(made)
    parts = _parts(report, context, made, profile)
    chars = chars_of(profile)
    taken = _TABLE + sum(_rows(one, chars) for one in head)
    taken += sum(
        _rows(one, chars) for part in parts for one in (part.head, part.looked, part.people)
    )
    taken += sum(bool(part.entries) for part in parts)
    _share(parts, made.pages * lines_of(profile) - _SPARE - taken, chars - _INDENT)
    out = [*head]
    for part in parts:
        out += [part.head, part.looked]
        out += [_line(text) for text in part.entries[: part.shown]]
        left = len(part.entries) - part.shown
        if left:
            other = "另有" if part.shown else "共"
            out.append(_line(f"{other}{left}{part.unit}，见批注稿。"))
        out.append(part.people)
    return [*out, *foot]


def _rows(line: SetLine, chars: float) -> float:
    if line.look == "title":
        return 2
    room = chars - (line.left or 0)
    return rows_of(line.text, room) + line.above


def _share(parts: Sequence[_Part], room: float, chars: float) -> None:
    """Give the room to the findings: errors of all points in turn before warnings before hints."""
    for level in range(3):
        open_parts = [part for part in parts if part.entries]
        while open_parts:
            for part in list(open_parts):
                if part.shown >= len(part.entries) or part.grave[part.shown] > level:
                    open_parts.remove(part)
                    continue
                cost = rows_of(part.entries[part.shown], chars)
                if cost > room:
                    return
                room -= cost
                part.shown += 1


def _line(text: str, look: Look = "body", **own: object) -> SetLine:
    values = {"left": _INDENT, "first": 0.0, **own}
    return SetLine(look, (Piece(clean(text)),), **values)  # type: ignore[arg-type]


def _head(report: EvalReport, made: Plan, profile: PageProfile) -> list[SetLine]:
    """Which paper it is, what was concluded, and what was not looked at."""
    chars = chars_of(profile)
    document, found = report.document, sums((report,))
    name = document.path.replace("\\", "/").rsplit("/", 1)[-1]
    counts = "，".join(f"{SEVERITY[key]}{count}处" for key, count in found.severity.items())
    mended = fixable(report)
    told = [
        f"文件：{cut(name, chars * 0.6)}　{document.genre or '文种不明'}　{document.stage}",
        f"标题：{cut(title_of(report), chars * 1.7)}",
        f"机器检查：{VERDICT[report.verdict]}。{counts}，待办{len(report.open)}处"
        + (f"；可自动改{mended}处" if mended else "") + "。",
    ]  # fmt: skip
    if found.owner:
        told.append(f"由谁改：{counted(found.owner)}。按类别：{counted(found.family)}。")
    missing = missing_parts(report)
    if missing:
        told.append(f"缺：{'、'.join(missing)}。")
    told += [f"免查{len(report.waived)}处，理由见报告。"] if report.waived else []
    told += [f"设置：{' '.join(report.notes)}"] if report.notes else []
    return [
        _line(made.title, "title", left=None, first=None),
        _line(f"（{made.basis}）", "doc_number", left=None, first=None),
        *(_line(cut(text, chars * 2 - 4), left=0.0) for text in told),
    ]


def _parts(report: EvalReport, context: Context, made: Plan, profile: PageProfile) -> list[_Part]:
    chars = chars_of(profile)
    found: dict[int, list[Finding]] = {}
    hits: Counter[_Check] = Counter()
    for row in worst_first(report.findings):
        check = made.place(row.code)
        found.setdefault(check[0], []).append(row)
        hits[check] += 1
    ran, lacking = _looked_at(report, made)
    parts = []
    for at, point in enumerate(made.points):
        rows = found.get(at, [])
        looked = _looked(at, point, ran, lacking, hits)
        parts.append(
            _Part(
                head=_heading(point, rows, chars),
                looked=_line(cut(looked, chars * 2 - 8)),
                people=_line("　".join(f"{_BOX} {text}" for text in point.people)),
                entries=[_entry(row, report, context, chars) for row in rows],
                grave=[tuple(SEVERITY).index(row.severity) for row in rows],
            )
        )
    _add_open(parts[made.place("R05")[0]], report, chars)
    return parts


def _looked_at(report: EvalReport, made: Plan) -> tuple[set[_Check], dict[_Check, str]]:
    """The checks of which a rule was run, and why others were not: what they lacked, or that nobody
    asked for them."""
    why = {
        row.what.split(" ")[0]: row.why.split("，")[0].removesuffix("（-r）")
        for row in report.unscored
    }
    ran = {made.place(code) for code in report.rules_run if code not in why}
    lacking: dict[_Check, str] = {}
    for info in rules():
        at = made.place(info.code)
        if at not in ran:
            lacking[at] = why.get(info.code) or lacking.get(at) or "本次不查"
    return ran, lacking


def _add_open(part: _Part, report: EvalReport, chars: float) -> None:
    """Open marks stand where the filling in is looked at, after the warnings."""
    texts = [
        cut(f"{OPEN[mark.kind]} {paragraph_of(mark.where)}：{mark.question}", chars - _INDENT - 2)
        for mark in report.open
    ]
    at = sum(grave < 2 for grave in part.grave)
    part.entries[at:at] = texts
    part.grave[at:at] = [1] * len(texts)


def _heading(point: Point, rows: Sequence[Finding], chars: float) -> SetLine:
    counts = [(SEVERITY[key], sum(row.severity == key for row in rows)) for key in SEVERITY]
    told = " ".join(f"{name}{count}" for name, count in counts if count)
    text = f"{point.number}{point.text}" + (f"　【{told}】" if told else "")
    return _line(cut(text, chars * 2 - 4), "heading1", left=0.0, above=0.3, keep_next=True)


def _looked(
    at: int, point: Point, ran: set[_Check], lacking: dict[_Check, str], hits: Counter[_Check]
) -> str:
    """What the machine looked at, with what it found; what it did not look at, and why."""
    if not point.checks:
        return "机器判断不了，请人工核对："
    done, left = [], dict[str, list[str]]()
    for row, check in enumerate(point.checks):
        if (at, row) in ran:
            count = hits[at, row]
            done.append(f"{check.name}（{f'{count}处' if count else '未见问题'}）")
        elif (at, row) in lacking:
            left.setdefault(lacking[at, row], []).append(check.name)
    out = f"机器查了：{'、'.join(done)}。" if done else ""
    skipped = "；".join(f"{'、'.join(names)}（{why}）" for why, names in left.items())
    return out + (f"没有查：{skipped}。" if skipped else "")


def _entry(row: Finding, report: EvalReport, context: Context, chars: float) -> str:
    """A finding in at most two lines: how bad, where, the words with the fault marked, what is
    wrong."""
    quote = context.quote(report.document.path, row.where)
    words = ""
    if quote:
        before, marked, after = shortened(quote)
        marked = cut(marked, _AT_FAULT) if marked.strip() else marked
        side = max(0, int((_AT_FAULT - len(marked)) / 2))
        left = before[-side:] if side else ""
        words = f"“{left}〖{marked}〗{after[:side]}”"
    where = paragraph_of(row.where) or "全文"
    text = f"{SEVERITY[row.severity]} {row.code} {where}{words}：{row.message}"
    return cut(text, (chars - _INDENT) * _ENTRY - 3)


def _foot(made: Plan) -> Iterable[SetLine]:
    """Who signs, with room for it and for the day."""
    table = Table(
        header=tuple(made.signing), rows=(tuple("\n　　年　　月　　日" for _ in made.signing),)
    )
    return (_line("", left=0.0), SetLine("table", table=table))
