"""R83: one indicator with two values in several papers of one body and one year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from draftkit.checks.evaluate import with_findings
from draftkit.checks.indicators import sums_in, value_of
from draftkit.checks.registry import rule
from draftkit.text.similar import bare
from draftkit.values.base import Value
from draftkit.values.report import EvalReport, Finding, Where
from draftkit.values.source import Parsed

CODE = "R83"


class Said(Value):
    """A sum that one paper gives: of which body and year, of what, how much, and where."""

    path: str
    issuer: str
    year: int
    what: str
    unit: str
    number: str
    where: Where


def said_in(parsed: Parsed) -> tuple[Said, ...]:
    """The sums of a paper whose body and year are known, the first of each kind."""
    paper = parsed.notice.paper
    issuer, year = paper.issuer or parsed.notice.issuer, paper.year
    if not issuer or not year:
        return ()
    blocks = {block.index: block.text for block in parsed.source.blocks}
    out: dict[tuple[str, str], Said] = {}
    lines = (row for row in parsed.lines if row.layer == "payload" and row.part in _READ)
    for row in sums_in(lines):
        block, start, end = row.line.locate(row.start, row.end)
        quote = blocks.get(block, "")[start:end]
        where = Where(
            paragraph=block, start=start, end=end, heading_path=row.line.path, quote=quote or None
        )
        said = Said(
            path=parsed.source.path, issuer=bare(issuer), year=year, what=row.what, unit=row.unit,
            number=row.number, where=where,
        )  # fmt: skip
        out.setdefault((row.what, row.unit), said)
    return tuple(out.values())


_READ = ("preamble", "heading", "paragraph")


def compared(reports: Sequence[EvalReport], said: Iterable[Said]) -> tuple[EvalReport, ...]:
    """The reports with a finding for each sum that another of the papers gives otherwise; the order
    of the papers makes no difference. Papers for which the rule does not count stay as they are."""
    groups: dict[tuple[str, int, str, str], list[Said]] = defaultdict(list)
    for row in said:
        groups[row.issuer, row.year, row.what, row.unit].append(row)
    found: dict[str, list[Finding]] = defaultdict(list)
    for rows in groups.values():
        for row in rows:
            other = next(
                (
                    one
                    for one in rows
                    if one.path != row.path and value_of(one.number) != value_of(row.number)
                ),
                None,
            )
            if other:
                found[row.path].append(_finding(row, other))
    return tuple(
        with_findings(report, CODE, found.get(report.document.path, ())) for report in reports
    )


def _finding(row: Said, other: Said) -> Finding:
    info = rule(CODE)
    return Finding(
        code=CODE, severity=info.severity, basis=info.basis, owner=info.owner, where=row.where,
        message=f"“{row.what}”这里写{row.number}{row.unit}，《{other.path}》里写{other.number}{other.unit}。",
        suggestion=info.advice,
    )  # fmt: skip
