"""The summary to be printed and signed: at most two pages, in the order in which 办公室 reviews a
paper. Under each point what the machine looked at and found, the worst first, and what a person has
to judge. What does not fit is counted and stands in the copy with comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from draftkit.report.fitted import chars_of, cut, lines_of, rows_of
from draftkit.report.grouped import (
    counted,
    fixable,
    in_runs,
    paragraph_of,
    shortened,
    sums,
    unscored_by_reason,
    worst_first,
)
from draftkit.report.points import Plan, Point, plan
from draftkit.report.words import (
    OPEN,
    SEVERITY,
    VERDICT,
    Context,
    missing_parts,
    summary,
    title_of,
    visible,
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
_SPARE = 5
"""Lines kept free: headings that stay with what follows leave some at the end of a page, and not
every program breaks lines alike."""
_AT_FAULT = 24
"""字 of the paper's words shown with a finding."""


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
    return write_docx(lines, profile, About(title=f"{made.title}：{title_of(report)}"))


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
    taken = sum(_rows(one, chars) for one in head)
    taken += 2 + sum(
        _rows(one, chars) for part in parts for one in (part.head, part.looked, part.people)
    )
    taken += sum(bool(part.entries) for part in parts) + 4
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


def _rows(line: SetLine, chars: float) -> int:
    if line.look == "title":
        return 2
    room = chars - (line.left or 0)
    return rows_of(line.text, room) + round(line.above + 0.49)


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
    return SetLine(look, (Piece(visible(text)),), **values)  # type: ignore[arg-type]


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
        f"机器检查：{VERDICT[report.verdict]}。{summary(report)}{counts}，待办{len(report.open)}处"
        + (f"；可自动改{mended}处" if mended else "") + "。",
    ]  # fmt: skip
    if found.owner:
        told.append(f"由谁改：{counted(found.owner)}。按类别：{counted(found.family)}。")
    missing = missing_parts(report)
    if missing:
        told.append(f"缺：{'、'.join(missing)}。")
    unscored = "；".join(f"{why}：{in_runs(what)}" for why, what in unscored_by_reason(report))
    if unscored:
        told.append(f"没有查：{unscored}。")
    told += [f"免查{len(report.waived)}处，理由见报告。"] if report.waived else []
    told += [f"设置：{' '.join(report.notes)}"] if report.notes else []
    return [
        _line(made.title, "title", left=None, first=None),
        _line(f"（{made.basis}）", "doc_number", left=None, first=None),
        *(_line(cut(text, chars * 2 - 4), left=0.0) for text in told),
    ]


def _parts(report: EvalReport, context: Context, made: Plan, profile: PageProfile) -> list[_Part]:
    lacking = {code for row in report.unscored for code in row.what.split(" ")[:1]}
    ran: dict[tuple[int, int], int] = {}
    for code in report.rules_run:
        if code not in lacking:
            at = made.place(code)
            ran[at] = ran.get(at, 0) + 1
    chars = chars_of(profile)
    found: dict[int, list[Finding]] = {}
    hits: dict[tuple[int, int], int] = {}
    for row in worst_first(report.findings):
        at = made.place(row.code)
        found.setdefault(at[0], []).append(row)
        hits[at] = hits.get(at, 0) + 1
    parts = [
        _Part(
            head=_heading(point, found.get(at, []), chars),
            looked=_line(cut(_looked(at, point, ran, hits), chars * 2 - 8)),
            people=_line("　".join(f"{_BOX} {text}" for text in point.people)),
            entries=[_entry(row, report, context, chars) for row in found.get(at, [])],
            grave=[("error", "warning", "hint").index(row.severity) for row in found.get(at, [])],
        )
        for at, point in enumerate(made.points)
    ]
    _add_open(parts[min(made.place("R05")[0], len(parts) - 1)], report, chars)
    return parts


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
    at: int, point: Point, ran: dict[tuple[int, int], int], hits: dict[tuple[int, int], int]
) -> str:
    """What the machine looked at, with what it found, and what it did not look at."""
    if not point.checks:
        return "机器判断不了，请人工核对："
    done, skipped = [], []
    for row, check in enumerate(point.checks):
        count = hits.get((at, row), 0)
        if (at, row) in ran:
            done.append(f"{check.name}（{f'{count}处' if count else '未见问题'}）")
        else:
            skipped.append(check.name)
    out = f"机器查了：{'、'.join(done)}。" if done else ""
    return out + (f"没有查：{'、'.join(skipped)}。" if skipped else "")


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
    return (SetLine("table", table=table),)
