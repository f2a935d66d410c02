"""What the forms of a report have in common: findings by place, sums, what to do next."""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from draftkit.checks import rule
from draftkit.checks.model import FAMILIES
from draftkit.errors import NotFoundError
from draftkit.report.words import NEAR, Quote, rule_name
from draftkit.values.report import EvalReport, Finding, Where

WHOLE, OUTSIDE = "全文", "小标题以外"
_RANK = {"error": 0, "warning": 1, "hint": 2}
_FIXABLE = (".docx", ".txt", ".md")
_IN_A_SHELL = re.compile(r"""[\s"'`$&|;<>()*?\[\]{}!#~\\]""")


_LONGEST = 48
"""Characters of a marked place that are shown; of a longer one its beginning and end."""


class Group(NamedTuple):
    """Findings under one heading, in the order of the text. `name` is its path in words."""

    name: str
    findings: tuple[Finding, ...]


class Sums(NamedTuple):
    """How many findings by severity, by family (in words) and by owner, and how many of them have
    a safe fix."""

    severity: dict[str, int]
    family: dict[str, int]
    owner: dict[str, int]
    fixable: int


class Step(NamedTuple):
    """What can be done next, and the command that does it."""

    what: str
    command: str


def by_place(report: EvalReport) -> list[Group]:
    """The findings by heading: those about the paper as a whole first, then as the text runs."""
    groups: dict[str, list[Finding]] = {}
    for row in sorted(report.findings, key=_order):
        groups.setdefault(heading_of(row.where), []).append(row)
    return [Group(name, tuple(rows)) for name, rows in groups.items()]


def _order(row: Finding) -> tuple[int, int, int, str]:
    where = row.where
    paragraph = -1 if where.paragraph is None else where.paragraph
    return (paragraph, where.start or 0, _RANK[row.severity], row.code)


def heading_of(where: Where) -> str:
    """The headings a place stands under."""
    path = [part for part in where.heading_path if part]
    return " › ".join(path) or (WHOLE if where.paragraph is None else OUTSIDE)


def paragraph_of(where: Where) -> str:
    """The number of its paragraph in words, "" for the paper as a whole."""
    return "" if where.paragraph is None else f"第{where.paragraph + 1}段"


def shortened(quote: Quote) -> Quote:
    """A quote as it is shown in a line: … where the sentence or the place itself was cut."""
    before, marked, after = quote
    if len(marked) > _LONGEST:
        marked = f"{marked[: _LONGEST // 2]}……{marked[-_LONGEST // 4 :]}"
    before = f"…{before}" if len(before) >= NEAR else before.lstrip()
    after = f"{after}…" if len(after) >= NEAR else after.rstrip()
    return Quote(before, marked, after)


def worst_first(rows: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings before hints, each in the order of the text."""
    return sorted(rows, key=lambda row: (_RANK[row.severity], *_order(row)))


def family_of(code: str) -> str:
    """The family of a rule in words; for a code this version does not know 其他."""
    try:
        return FAMILIES[rule(code).family]
    except NotFoundError:
        return "其他"


def sums(reports: Sequence[EvalReport]) -> Sums:
    """The findings of one or several reports counted; the most frequent first."""
    rows = [row for report in reports for row in report.findings]
    return Sums(
        {key: sum(row.severity == key for row in rows) for key in _RANK},
        dict(Counter(family_of(row.code) for row in rows).most_common()),
        dict(Counter(row.owner or "拟稿人" for row in rows).most_common()),
        sum(fixable(report) for report in reports),
    )


def fixable(report: EvalReport) -> int:
    """How many findings `--fix` would mend: none in a format that it does not write."""
    if PurePath(report.document.path).suffix.lower() not in _FIXABLE:
        return 0
    return sum(bool(row.fix and row.fix.safe) for row in report.findings)


def counted(counts: dict[str, int]) -> str:
    """序号2、残留1."""
    return "、".join(f"{name}{count}" for name, count in counts.items() if count)


def next_steps(report: EvalReport) -> list[Step]:
    """The commands that go on from a report; none for a paper that is no file or needs nothing."""
    path, stage = report.document.path, report.document.stage
    if not path or not (report.findings or report.open):
        return []
    call = f"draftkit eval {in_a_shell(path)}" + ("" if stage == "初稿" else f" --stage {stage}")
    stem = PurePath(path.replace("\\", "/") if os.name == "nt" else path).stem
    steps = []
    if mended := fixable(report):
        steps.append(Step(f"其中{mended}处可自动改，另存一份", f"{call} --fix"))
    steps.append(Step("意见批注到稿上", f"{call} -o {in_a_shell(stem + '.批注.docx')}"))
    steps.append(Step("打印两页审核单", f"{call} -o {in_a_shell(stem + '.summary.docx')}"))
    return steps


def in_a_shell(path: str) -> str:
    """A path as it is typed: in quotes where it needs them."""
    if path.startswith("-"):
        path = f"./{path}"
    if not _IN_A_SHELL.search(path):
        return path
    return f'"{path}"' if os.name == "nt" else shlex.quote(path)


def unscored_by_reason(report: EvalReport) -> list[tuple[str, tuple[str, ...]]]:
    """What was not looked at: for each reason the codes of the rules, or what else it was."""
    reasons: dict[str, list[str]] = {}
    for row in report.unscored:
        first = row.what.split(" ")[0]
        reasons.setdefault(row.why, []).append(first if rule_name(first) else row.what)
    return [(why, tuple(rows)) for why, rows in reasons.items()]


def in_runs(codes: Sequence[str]) -> str:
    """R01 R02 R03 R07 → R01—R03、R07."""
    runs: list[list[str]] = []
    for code in codes:
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    return "、".join("、".join(run) if len(run) < 3 else f"{run[0]}—{run[-1]}" for run in runs)


def _follows(before: str, code: str) -> bool:
    both = re.fullmatch(r"R(\d+) R(\d+)", f"{before} {code}")
    return both is not None and int(both[2]) == int(both[1]) + 1
