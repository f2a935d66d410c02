"""The report as JUnit XML: a suite a paper, a case a rule, for a continuous check of drafts."""

from __future__ import annotations

import re
from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from draftkit.report.words import SEVERITY, Context, place, reports_of, rule_name, visible
from draftkit.values.report import EvalReport, EvalReports, Finding

_UNSAID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def render_junit(report: EvalReport | EvalReports, _context: Context) -> str:
    """A failure for each rule with errors or warnings; hints go to the output of its case; what was
    not judged is skipped. A file that could not be read is a suite with one error."""
    suites = [_suite(row) for row in reports_of(report)]
    if isinstance(report, EvalReports):
        suites += [
            f'<testsuite name={_attr(row.path)} tests="1" failures="0" errors="1" skipped="0">'
            f'<testcase classname={_attr(row.path)} name="读取"><error message={_attr(row.reason)}/>'
            "</testcase></testsuite>"
            for row in report.failed
        ]
    body = "\n".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}\n</testsuites>\n'


def _suite(report: EvalReport) -> str:
    by_rule: dict[str, list[Finding]] = {code: [] for code in report.rules_run}
    for row in report.findings:
        by_rule.setdefault(row.code, []).append(row)
    cases = [_case(report, code, rows) for code, rows in by_rule.items()]
    cases += [
        f"<testcase classname={_attr(report.document.path)} name={_attr(row.what)}>"
        f"<skipped message={_attr(row.why)}/></testcase>"
        for row in report.unscored
    ]
    failed = sum(any(_counts(row) for row in rows) for rows in by_rule.values())
    return (
        f'<testsuite name={_attr(report.document.path)} tests="{len(cases)}" failures="{failed}"'
        f' errors="0" skipped="{len(report.unscored)}">\n' + "\n".join(cases) + "\n</testsuite>"
    )


def _case(report: EvalReport, code: str, rows: list[Finding]) -> str:
    name = f"{code} {rule_name(code)}"
    opened = f"<testcase classname={_attr(report.document.path)} name={_attr(name)}"
    if not rows:
        return f"{opened}/>"
    text = escape(_clean("\n".join(_line(row) for row in rows)))
    if not any(_counts(row) for row in rows):
        return f"{opened}><system-out>{text}</system-out></testcase>"
    kinds = Counter(row.severity for row in rows)
    worst = "error" if kinds["error"] else "warning"
    message = _attr(rows[0].message + (f"（共{len(rows)}处）" if len(rows) > 1 else ""))
    return f'{opened}><failure type="{worst}" message={message}>{text}</failure></testcase>'


def _counts(row: Finding) -> bool:
    return row.severity != "hint"


def _line(row: Finding) -> str:
    quote = f"“{row.where.quote}” " if row.where.quote else ""
    return f"{SEVERITY[row.severity]} {place(row.where)} {quote}{row.message} {row.suggestion}"


def _attr(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _UNSAID.sub("\ufffd", visible(text))
