"""Reports for programs: JUnit XML and SARIF 2.1.0."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

from draftkit.checks import evaluate_draft, rules
from draftkit.report import render
from draftkit.values.draft import Draft
from draftkit.values.policy import EvalPolicy
from draftkit.values.report import EvalReport, EvalReports, FailedFile
from draftkit.values.source import Block, Source


def _suites(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text.encode("utf-8")))


def test_junit_has_a_case_for_each_rule(report: EvalReport) -> None:
    (suite,) = _suites(render(report, "junit"))
    cases = {str(case.get("name")).split()[0]: case for case in suite}
    assert set(report.rules_run) <= set(cases)
    failed = {code for code, case in cases.items() if case.find("failure") is not None}
    assert failed == {row.code for row in report.findings if row.severity != "hint"}
    assert suite.get("failures") == str(len(failed))
    assert suite.get("tests") == str(len(suite))
    skipped = [case for case in suite if case.find("skipped") is not None]
    assert len(skipped) == len(report.unscored) == int(str(suite.get("skipped")))
    gap = cases["R17"].find("failure")
    assert gap is not None
    assert gap.get("type") == "error"
    assert "三、" in (gap.text or "")


def test_junit_tells_of_files_that_could_not_be_read(report: EvalReport) -> None:
    failed = FailedFile(path='坏"<文件>.doc', reason="读不了\x00 & 别的")
    suites = _suites(render(EvalReports(reports=(report,), failed=(failed,)), "junit"))
    error = suites[1].find("testcase/error")
    assert error is not None
    assert suites[1].get("name") == failed.path
    assert str(error.get("message")).endswith("& 别的")


def _run(text: str) -> dict[str, Any]:
    made = json.loads(text)
    assert made["version"] == "2.1.0"
    assert made["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = made["runs"]
    return dict(run)


def test_sarif_has_what_the_standard_requires(report: EvalReport) -> None:
    """OASIS SARIF 2.1.0: tool.driver.name (3.19.8), rules with ids (3.49.3), results whose
    ruleIndex leads to their rule (3.27.6), levels (3.27.10), regions counted from 1 (3.30.5)."""
    run = _run(render(report, "sarif"))
    listed = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "draftkit"
    assert [row["id"] for row in listed] == sorted(report.rules_run)
    assert {row["id"] for row in listed} <= {info.code for info in rules()}
    assert len(run["results"]) == len(report.findings) > 1
    for row, found in zip(run["results"], report.findings, strict=True):
        assert listed[row["ruleIndex"]]["id"] == row["ruleId"] == found.code
        assert (
            row["level"] == {"error": "error", "warning": "warning", "hint": "note"}[found.severity]
        )
        assert row["message"]["text"]
        physical = row["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "draft.json"
        region = physical.get("region")
        assert (region is None) == (found.where.start is None)
        if region:
            assert region["startLine"] == (found.where.paragraph or 0) + 1
            assert 1 <= region["startColumn"] <= region["endColumn"]


def test_sarif_counts_in_utf16_and_escapes_names(report: EvalReport) -> None:
    where = report.findings[0].where
    text = "𠮷" * 3 + "错字"
    finding = report.findings[0].model_copy(
        update={"where": where.model_copy(update={"paragraph": 0, "start": 3, "end": 5})}
    )
    document = report.document.model_copy(update={"path": "往年 稿/a.txt"})
    told = report.model_copy(update={"findings": (finding,), "document": document})
    source = Source(
        path=document.path, sha256="", format="txt", blocks=(Block(index=0, text=text),)
    )
    (row,) = _run(render(told, "sarif", sources=[source]))["results"]
    physical = row["locations"][0]["physicalLocation"]
    assert (physical["region"]["startColumn"], physical["region"]["endColumn"]) == (7, 9)
    assert "%" in physical["artifactLocation"]["uri"]
    assert " " not in physical["artifactLocation"]["uri"]


def test_sarif_lists_the_waived_as_suppressed(draft: Draft) -> None:
    waiver = {"code": "R17", "text": "三、", "reason": "另有安排"}
    told = evaluate_draft(draft, policy=EvalPolicy.model_validate({"waivers": [waiver]}))
    assert [row.finding.code for row in told.waived] == ["R17"]
    rows = _run(render(told, "sarif"))["results"]
    suppressed = [row for row in rows if "suppressions" in row]
    assert [row["ruleId"] for row in suppressed] == ["R17"]
    assert suppressed[0]["suppressions"][0]["justification"] == "另有安排"
