"""The report as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the text."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from draftkit.checks import RuleInfo, rule
from draftkit.checks.model import FAMILIES
from draftkit.errors import NotFoundError
from draftkit.report.words import Context, place, reports_of, visible
from draftkit.values.report import EvalReport, EvalReports, Finding

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL = {"error": "error", "warning": "warning", "hint": "note"}


def render_sarif(report: EvalReport | EvalReports, context: Context) -> str:
    """One run with the rules that were run and a result for each finding. A place is the block of
    the file as read (in a text file its line), with columns counted in UTF-16 units."""
    reports = reports_of(report)
    codes = sorted({code for row in reports for code in row.rules_run})
    infos = [info for code in codes if (info := _info(code))]
    results = [
        _result(row, one, codes, context)
        for one in reports
        for row in (*one.findings, *_waived(one))
    ]
    notes = (
        [
            {"level": "error", "message": {"text": f"{row.path}：{row.reason}"}}
            for row in report.failed
        ]
        if isinstance(report, EvalReports)
        else []
    )
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "draftkit", "rules": [_rule(info) for info in infos]}},
        "columnKind": "utf16CodeUnits",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": results,
    }
    made = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _info(code: str) -> RuleInfo | None:
    try:
        return rule(code)
    except NotFoundError:  # a report of a version that had other rules
        return None


def _rule(info: RuleInfo) -> dict[str, Any]:
    return {
        "id": info.code,
        "name": info.name,
        "shortDescription": {"text": info.name},
        "fullDescription": {"text": info.what},
        "help": {"text": f"{info.advice}依据：{info.basis}"},
        "defaultConfiguration": {"level": _LEVEL[info.severity], "enabled": info.on},
        "properties": {"family": info.family, "familyName": FAMILIES[info.family]},
    }


def _waived(report: EvalReport) -> list[Finding]:
    return [row.finding for row in report.waived]


def _result(row: Finding, report: EvalReport, codes: list[str], context: Context) -> dict[str, Any]:
    out: dict[str, Any] = {
        "ruleId": row.code,
        "level": _LEVEL[row.severity],
        "message": {"text": visible(f"{row.message}{row.suggestion}")},
        "partialFingerprints": {"draftkit/v1": row.fingerprint},
        "locations": [_location(row, report, context)],
    }
    if row.code in codes:
        out["ruleIndex"] = codes.index(row.code)
    reason = next((one.reason for one in report.waived if one.finding is row), None)
    if reason is not None:
        out["suppressions"] = [{"kind": "external", "justification": reason}]
    return out


def _location(row: Finding, report: EvalReport, context: Context) -> dict[str, Any]:
    uri = quote(PurePath(report.document.path).as_posix())
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    where = row.where
    text = context.block(report.document.path, where.paragraph)
    if where.paragraph is not None and where.start is not None and where.end is not None:
        physical["region"] = {
            "startLine": where.paragraph + 1,
            "startColumn": _units(text, where.start) + 1,
            "endLine": where.paragraph + 1,
            "endColumn": _units(text, where.end) + 1,
            **({"snippet": {"text": where.quote}} if where.quote else {}),
        }
    return {"physicalLocation": physical, "message": {"text": visible(place(where))}}


def _units(text: str, at: int) -> int:
    """UTF-16 code units before a character of a text; without the text, characters."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2 if text else at
